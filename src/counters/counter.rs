// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a counter is.

use super::facts::Facts;
use super::opening;
use crate::texts::Language;
use std::fmt;
use std::str::FromStr;

/// A counter's code, two capitals and two digits: `AN01`. It begins every protocol number of the counter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CounterCode(String);

/// Anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a counter's code is two letters and two digits, such as AN01")]
pub struct CounterCodeError;

impl FromStr for CounterCode {
    type Err = CounterCodeError;

    fn from_str(text: &str) -> Result<Self, CounterCodeError> {
        match text.as_bytes() {
            [a, b, c, d]
                if [a, b].iter().all(|letter| letter.is_ascii_uppercase())
                    && [c, d].iter().all(|digit| digit.is_ascii_digit()) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(CounterCodeError),
        }
    }
}

impl CounterCode {
    /// The four characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CounterCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A counter as papers and pages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// Its code.
    pub code: String,
    /// The name that people know it by.
    pub name: String,
    /// The body that runs it.
    pub body: String,
    /// The municipality.
    pub municipality: String,
    /// Street and number; may be empty.
    pub address: String,
    /// May be empty.
    pub telephone: String,
    /// The week in one line, in Italian; empty without hours.
    pub hours: String,
}

impl Counter {
    pub(super) fn of(facts: Facts) -> Self {
        let hours = opening::summary(&facts, Language::Italian);
        let Facts { code, name, body, municipality, address, telephone, .. } = facts;
        Self { code, name, body, municipality, address, telephone, hours }
    }
}

/// A counter to be opened, without hours; it gives every service.
#[derive(Debug, Clone)]
pub struct NewCounter {
    /// Its code.
    pub code: CounterCode,
    /// The name that people know it by.
    pub name: String,
    /// The body that runs it: `Comune di Ancona`, `AST Ancona`.
    pub body: String,
    /// The municipality.
    pub municipality: String,
    /// Street and number; may be empty.
    pub address: String,
    /// May be empty.
    pub telephone: String,
    /// The domain of the staff's mail addresses, in small letters: an address there is suspicious for a citizen.
    pub mail_domain: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_two_capitals_and_two_digits() {
        assert_eq!("AN01".parse::<CounterCode>().unwrap().to_string(), "AN01");
        for odd in ["", "an01", "AN1", "AN001", "A101", "AN0A", "ÀN1", "AN01 "] {
            assert!(odd.parse::<CounterCode>().is_err(), "{odd}");
        }
    }
}
