// SPDX-License-Identifier: AGPL-3.0-or-later
//! An e-mail address: the part of RFC 5321 that providers give out. No quoted local parts, no comments, no display
//! names, no addresses without a domain.

mod error;
mod parse;
#[cfg(test)]
mod tests;
mod typo;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

pub use error::EmailError;
pub use typo::typo_hint;

use crate::policy::ContactRules;

/// An address that mail can be sent to. At most 254 characters, all of them ASCII; the domain in lower case.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress {
    text: String,
    at: usize,
}

impl EmailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the `@`, as typed.
    pub fn local(&self) -> &str {
        &self.text[..self.at]
    }

    /// What stands after it, in lower case.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// For comparing: nobody runs two mailboxes that differ in letter case alone.
    pub fn key(&self) -> String {
        self.text.to_ascii_lowercase()
    }

    /// First character and domain, for papers: `m•••@example.org`.
    pub fn masked(&self) -> String {
        format!("{}•••@{}", &self.text[..1], self.domain())
    }

    /// Whether it is certified mail (PEC).
    pub fn is_pec(&self, rules: &ContactRules) -> bool {
        rules.is_pec_domain(self.domain())
    }
}

impl FromStr for EmailAddress {
    type Err = EmailError;

    /// Blanks around it are taken off.
    fn from_str(text: &str) -> Result<Self, EmailError> {
        parse::address(text).map(|(text, at)| Self { text, at })
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.text
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress({}•••)", &self.text[..1])
    }
}
