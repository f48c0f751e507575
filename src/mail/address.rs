// SPDX-License-Identifier: AGPL-3.0-or-later
//! `SPORTELLO_MAIL_URL`: `scheme://user:password@host:port`, user and password percent-encoded.

use super::setup::SetupError;
use std::net::IpAddr;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Security {
    /// Not at all: `smtp://`.
    None,
    /// From the `STARTTLS` command on, which the server must offer: `smtp+starttls://`.
    StartTls,
    /// From the first byte on: `smtps://`.
    Tls,
}

/// User and password. Not printable.
pub(super) struct SignIn {
    pub user: String,
    pub password: Zeroizing<String>,
}

/// A mail server.
pub(super) struct Server {
    pub security: Security,
    pub host: String,
    pub port: u16,
    pub sign_in: Option<SignIn>,
}

/// What the address names.
pub(super) enum Target {
    Server(Server),
    Folder(PathBuf),
}

impl Server {
    /// Whether the server is this machine, as far as the address tells.
    pub(super) fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// The address without user and password.
    pub(super) fn shown(&self) -> String {
        let scheme = match self.security {
            Security::None => "smtp",
            Security::StartTls => "smtp+starttls",
            Security::Tls => "smtps",
        };
        if self.host.contains(':') {
            format!("{scheme}://[{}]:{}", self.host, self.port)
        } else {
            format!("{scheme}://{}:{}", self.host, self.port)
        }
    }
}

impl Target {
    /// Reads the address. Nothing of it is repeated in an error: it may hold a password.
    pub(super) fn parse(url: &str) -> Result<Self, SetupError> {
        let (scheme, rest) = url.split_once("://").ok_or(SetupError::Address("it has no scheme"))?;
        let (security, port) = match scheme {
            "smtp" => (Security::None, 25),
            "smtp+starttls" => (Security::StartTls, 587),
            "smtps" => (Security::Tls, 465),
            "file" if rest.starts_with('/') => return Ok(Self::Folder(PathBuf::from(rest))),
            _ => return Err(SetupError::Address("it begins with smtp://, smtps:// or smtp+starttls://")),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (sign_in, place) = match rest.rsplit_once('@') {
            Some((sign_in, place)) => (Some(sign_in_of(sign_in)?), place),
            None => (None, rest),
        };
        let (host, port) = host_and_port(place, port)?;
        Ok(Self::Server(Server { security, host, port, sign_in }))
    }
}

fn sign_in_of(text: &str) -> Result<SignIn, SetupError> {
    let (user, password) =
        text.split_once(':').ok_or(SetupError::Address("a user has a password: user:password@"))?;
    let user = decoded(user)?.to_string();
    if user.is_empty() {
        return Err(SetupError::Address("the user is empty"));
    }
    Ok(SignIn { user, password: decoded(password)? })
}

fn host_and_port(place: &str, default: u16) -> Result<(String, u16), SetupError> {
    let wrong = SetupError::Address("host and port are written host:port or [IPv6]:port");
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or(wrong)?;
            host.parse::<std::net::Ipv6Addr>()
                .map_err(|_| SetupError::Address("what stands in brackets is no IPv6 address"))?;
            (host, after.strip_prefix(':'))
        }
        None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    let host_fits = !host.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':'));
    let port = port.map_or(Some(default), |port| port.parse().ok().filter(|port| *port > 0));
    match (host_fits, port) {
        (true, Some(port)) => Ok((host.to_owned(), port)),
        _ => Err(SetupError::Address("host and port are written host:port or [IPv6]:port")),
    }
}

/// Undoes percent-encoding (RFC 3986 section 2.1).
fn decoded(text: &str) -> Result<Zeroizing<String>, SetupError> {
    let wrong = || SetupError::Address("user and password are percent-encoded UTF-8 without controls");
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).ok_or_else(wrong);
        let value = digit(rest.next())? * 16 + digit(rest.next())?;
        bytes.push(u8::try_from(value).map_err(|_| wrong())?);
    }
    let text = str::from_utf8(&bytes).map_err(|_| wrong())?;
    if text.chars().any(char::is_control) {
        return Err(wrong());
    }
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> Server {
        match Target::parse(url) {
            Ok(Target::Server(server)) => server,
            _ => panic!("{url}"),
        }
    }

    #[test]
    fn scheme_host_port_and_sign_in_are_read() {
        let relay = server("smtp+starttls://sportello%40example.it:p%3Aa%2Fss%20w%C3%B6rd@mail.example.it/");
        assert_eq!(
            (relay.security, relay.host.as_str(), relay.port),
            (Security::StartTls, "mail.example.it", 587)
        );
        let sign_in = relay.sign_in.as_ref().unwrap();
        assert_eq!(
            (sign_in.user.as_str(), sign_in.password.as_str()),
            ("sportello@example.it", "p:a/ss wörd")
        );
        assert_eq!(relay.shown(), "smtp+starttls://mail.example.it:587");
        assert_eq!(server("smtps://mail.example.it").port, 465);
        assert_eq!(server("smtp://localhost").port, 25);
        assert_eq!(server("smtp://[::1]:2525").shown(), "smtp://[::1]:2525");
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for (url, is) in [
            ("smtp://localhost", true),
            ("smtp://127.0.0.9:25", true),
            ("smtp://[::1]", true),
            ("smtp://mail.example.it", false),
            ("smtp://10.0.0.1", false),
            ("smtp://localhost.example.it", false),
        ] {
            assert_eq!(server(url).is_loopback(), is, "{url}");
        }
    }

    #[test]
    fn an_address_that_cannot_be_meant_is_refused_without_repeating_it() {
        for bad in [
            "mail.example.it",
            "http://mail.example.it",
            "smtp://",
            "smtp://host:port",
            "smtp://host:0",
            "smtp://secret@host",
            "smtp://:secret@host",
            "smtp://u:%zz@host",
            "smtp://u:%0d%0a@host",
            "smtp://[::x]:1",
            "smtp://ho st",
            "file://relative",
        ] {
            match Target::parse(bad) {
                Err(error) => assert!(!error.to_string().contains("secret")),
                Ok(_) => panic!("{bad} was taken"),
            }
        }
    }
}
