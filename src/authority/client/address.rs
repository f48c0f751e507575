// SPDX-License-Identifier: AGPL-3.0-or-later
//! Where the authority listens.

use std::path::PathBuf;
use std::str::FromStr;

/// `unix:/path/of/socket`, or `http://host[:port]` for an authority on the same machine or behind a proxy that does TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorityAddress {
    /// A unix socket.
    Unix(PathBuf),
    /// Host and port of a TCP listener.
    Tcp(String, u16),
}

/// The text is no address of an authority.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("write unix:/absolute/path or http://host:port, without anything behind it")]
pub struct AddressError;

impl FromStr for AuthorityAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if let Some(path) = text.strip_prefix("unix:") {
            return path.starts_with('/').then(|| Self::Unix(path.into())).ok_or(AddressError);
        }
        let rest = text.strip_prefix("http://").ok_or(AddressError)?;
        let authority: hyper::http::uri::Authority =
            rest.strip_suffix('/').unwrap_or(rest).parse().map_err(|_| AddressError)?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(AddressError);
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Self::Tcp(host, authority.port_u16().unwrap_or(80)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_are_read_and_everything_else_is_refused() {
        let unix = AuthorityAddress::Unix("/run/a.sock".into());
        assert_eq!("unix:/run/a.sock".parse(), Ok(unix));
        assert_eq!("http://127.0.0.1:9".parse(), Ok(AuthorityAddress::Tcp("127.0.0.1".into(), 9)));
        assert_eq!("http://[::1]:9/".parse(), Ok(AuthorityAddress::Tcp("::1".into(), 9)));
        assert_eq!("http://authority".parse(), Ok(AuthorityAddress::Tcp("authority".into(), 80)));
        for bad in ["", "unix:", "unix:a", "https://a", "http://", "http://a/b", "http://u@a:1", "/run/a"] {
            assert_eq!(bad.parse::<AuthorityAddress>(), Err(AddressError), "{bad}");
        }
    }
}
