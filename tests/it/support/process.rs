// SPDX-License-Identifier: AGPL-3.0-or-later
//! One of the real processes, as a keeper starts it: this binary, settings in the environment, and nothing else.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The command with these words and nothing but these settings.
pub fn sportello(words: &[&str], settings: &[(&'static str, String)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
    command.args(words).env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

/// The same as a user whom file modes bind: root without the right to pass over them.
pub fn bound_by_modes(words: &[&str], settings: &[(&'static str, String)]) -> Command {
    let plain = sportello(words, settings);
    if !rustix::process::geteuid().is_root() {
        return plain;
    }
    let mut bound = Command::new("/usr/bin/setpriv");
    bound.args(["--bounding-set=-dac_override,-dac_read_search", "--"]).arg(plain.get_program());
    bound.args(plain.get_args()).env_clear().envs(plain.get_envs().filter_map(|(k, v)| Some((k, v?))));
    bound.stdin(Stdio::null());
    bound
}

/// A running process and what it has said; killed with the test.
pub struct Running {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts it and waits for nothing.
    pub fn start(name: &'static str, words: &[&str], settings: &[(&'static str, String)]) -> Self {
        let log = std::env::temp_dir().join(format!("{name}-{}.log", uuid::Uuid::now_v7()));
        Self::logging_to(name, words, settings, log)
    }

    /// The same with a log where it is wanted.
    pub fn logging_to(
        name: &'static str,
        words: &[&str],
        settings: &[(&'static str, String)],
        log: PathBuf,
    ) -> Self {
        Self::of(name, sportello(words, settings), log)
    }

    /// Starts a command.
    pub fn of(name: &'static str, mut command: Command, log: PathBuf) -> Self {
        let file = File::create(&log).unwrap();
        command.stdout(file.try_clone().unwrap()).stderr(file);
        Self { name, child: command.spawn().unwrap(), log }
    }

    /// Everything that it said so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap()).into_owned()
    }

    /// Waits until it says this.
    pub async fn says(&mut self, what: &str) {
        let began = Instant::now();
        while !self.log().contains(what) {
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none(), "{} ended ({ended:?}):\n{}", self.name, self.log());
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "{} says no {what}:\n{}",
                self.name,
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// `kill -9`, and its end.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end and waits for it.
    pub fn end(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "{} ended with {ended}:\n{}", self.name, self.log());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _killed = self.child.kill().and_then(|()| self.child.wait());
        let _gone = fs::remove_file(&self.log);
    }
}
