// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the supervisor knows of a child before it starts.

use super::place::Place;
use super::users::User;
use rustix::process::Signal;
use std::net::SocketAddr;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// One process to keep running.
pub(super) struct Child {
    pub name: &'static str,
    /// Makes the command anew for each start.
    pub command: Box<dyn Fn() -> Command>,
    /// The signal that asks it to end.
    pub polite: Signal,
    /// How to see that it is ready.
    pub probe: Probe,
    /// Whether its standard error is for the person at the terminal.
    pub speaks: bool,
}

/// How to see that a child is ready.
#[derive(Debug, Clone)]
pub(super) enum Probe {
    /// It has no listener: running is enough.
    Running,
    /// Its unix socket takes a connection.
    Socket(PathBuf),
    /// `GET /health/ready` answers 200.
    Health(SocketAddr),
}

impl Probe {
    /// Whether it is ready now.
    pub async fn answers(&self) -> bool {
        match self {
            Self::Running => true,
            Self::Socket(path) => UnixStream::connect(path).await.is_ok(),
            Self::Health(address) => healthy(*address).await.unwrap_or(false),
        }
    }
}

async fn healthy(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(reachable(address)).await?;
    let ask =
        format!("GET /health/ready HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", reachable(address));
    stream.write_all(ask.as_bytes()).await?;
    let mut start = [0; 12];
    stream.read_exact(&mut start).await?;
    Ok(start.ends_with(b" 200"))
}

/// An address to connect to for one to listen on: 0.0.0.0 is this machine.
pub(super) fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() {
            std::net::Ipv4Addr::LOCALHOST.into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    address
}

/// A command of this very binary, with nothing of our environment. `/proc/self/exe` also works where the user of the
/// child may not enter the folder that the binary lies in, and after the binary was built anew.
///
/// `name` says whose keys it gets, `words` what it does.
pub(super) fn command(
    place: &Place,
    name: &str,
    words: &[String],
    user: User,
    settings: &[(&str, String)],
) -> Command {
    let mut command = Command::new("/proc/self/exe");
    command.arg0("sportello").args(words).current_dir("/").env_clear();
    command.env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8");
    command.env("SPORTELLO_DEMO", "yes").env("SPORTELLO_PARENT", std::process::id().to_string());
    command.env("SPORTELLO_KEYS", place.keys(name));
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    if place.users().are_apart() {
        command.uid(user.uid).gid(user.gid);
    }
    command
}
