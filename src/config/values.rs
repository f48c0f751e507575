// SPDX-License-Identifier: AGPL-3.0-or-later
//! The kinds of value, each with its own way in. Addresses that carry a password show themselves without it.

use secrecy::{ExposeSecret, SecretString};
use std::net::IpAddr;
use std::str::FromStr;

/// An address with a password in it: `postgres://user:password@host/name`, or PostgreSQL's `key=value` words.
pub struct SecretUrl(SecretString);

impl SecretUrl {
    /// The whole address, password included: for the driver alone.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FromStr for SecretUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // the parser's own message may repeat the value
        match tokio_postgres::Config::from_str(text) {
            Ok(_) => Ok(Self(text.into())),
            Err(_) => Err("it is not a PostgreSQL address such as postgres://user:password@host/name"),
        }
    }
}

/// A mail server's address, or the folder of a demonstration. What the schemes mean is the mailer's business.
pub struct MailUrl(SecretString);

impl MailUrl {
    /// The whole address, password included: for the mailer alone.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FromStr for MailUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = ["smtp://", "smtps://", "smtp+starttls://", "file:///"];
        let rest = known.iter().find_map(|scheme| text.strip_prefix(scheme));
        match rest {
            Some(rest) if !rest.is_empty() && !rest.contains(char::is_whitespace) => Ok(Self(text.into())),
            _ => Err("it is not an address that begins with smtp://, smtps:// or smtp+starttls://"),
        }
    }
}

/// An `http://` or `https://` address without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebUrl(String);

impl WebUrl {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether browsers reach it over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl FromStr for WebUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: actix_web::http::Uri = text.parse().map_err(|_| "it is not a web address")?;
        match (uri.scheme_str(), uri.host()) {
            (Some("http" | "https"), Some(_)) => Ok(Self(text.trim_end_matches('/').into())),
            _ => Err("it does not begin with http:// or https:// and a host"),
        }
    }
}

/// An address (`10.0.0.1`) or a network (`10.0.0.0/8`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// Whether `address` lies in it. An IPv4 address written as IPv6 counts as IPv4.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let (width, ours, theirs) = match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => (32, ours.to_bits().into(), theirs.to_bits().into()),
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => (128, ours.to_bits(), theirs.to_bits()),
            _ => return false,
        };
        let kept = |bits: u128| bits.checked_shr(width - u32::from(self.bits)).unwrap_or(0);
        kept(ours) == kept(theirs)
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not an address or a network such as 10.0.0.0/8");
        let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), str::parse).map_err(|_| wrong())?;
        if bits > width { Err(wrong()) } else { Ok(Self { address, bits }) }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For a terminal.
    Text,
    /// One JSON object a line.
    Json,
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("it is text or json"),
        }
    }
}
