// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is wrong with a cell, for people: the key of a sentence and its arguments.

use super::hours::HoursError;
use crate::texts::{self, Language};
use std::borrow::Cow;

/// What is wrong with a counter as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Missing,
    /// More characters than these.
    TooLong(usize),
    /// Characters that no name holds.
    Odd,
    /// No code of a counter.
    Code,
    /// The code stands twice in a file; the other line.
    CodeTwice(u64),
    /// The code is a closed counter's.
    Closed,
    /// More than digits, blanks and `+-/.()`.
    Telephone,
    /// No domain.
    Domain,
    /// No hours.
    Hours(HoursError),
    /// A line of the exceptions that is none.
    Exception(String),
    /// A date that does not exist.
    Date(String),
    /// A date twice.
    DateTwice(String),
    /// More exceptions than these.
    TooMany(usize),
    /// No capability.
    Capability(String),
    /// No service.
    Service(String),
}

impl From<HoursError> for Fault {
    fn from(error: HoursError) -> Self {
        Self::Hours(error)
    }
}

impl Fault {
    /// The key of the sentence.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Missing => "field-required",
            Self::TooLong(_) => "counter-fault-long",
            Self::Odd => "field-odd-characters",
            Self::Code => "counter-fault-code",
            Self::CodeTwice(_) => "counter-fault-code-twice",
            Self::Closed => "counter-fault-closed",
            Self::Telephone => "counter-fault-telephone",
            Self::Domain => "counter-fault-domain",
            Self::Hours(HoursError::Shape(_)) => "counter-fault-hours",
            Self::Hours(HoursError::Backwards(_)) => "counter-fault-backwards",
            Self::Hours(HoursError::Overlap(..)) => "counter-fault-overlap",
            Self::Hours(HoursError::TooMany) => "counter-fault-hours-many",
            Self::Exception(_) => "counter-fault-exception",
            Self::Date(_) => "counter-fault-date",
            Self::DateTwice(_) => "counter-fault-date-twice",
            Self::TooMany(_) => "counter-fault-exceptions-many",
            Self::Capability(_) => "counter-fault-capability",
            Self::Service(_) => "counter-fault-service",
        }
    }

    /// The sentence's arguments.
    #[must_use]
    pub fn arguments(&self) -> Vec<(String, String)> {
        let plain = |value: &str| value.chars().filter(|c| !c.is_control()).collect::<String>();
        let one = |name: &str, value: String| vec![(name.to_owned(), plain(&value))];
        match self {
            Self::TooLong(most) | Self::TooMany(most) => one("most", most.to_string()),
            Self::CodeTwice(line) => one("line", line.to_string()),
            Self::Hours(HoursError::Shape(words) | HoursError::Backwards(words)) => {
                one("words", words.clone())
            }
            Self::Hours(HoursError::Overlap(first, second)) => {
                vec![("first".to_owned(), first.to_string()), ("second".to_owned(), second.to_string())]
            }
            Self::Exception(words)
            | Self::Date(words)
            | Self::DateTwice(words)
            | Self::Capability(words)
            | Self::Service(words) => one("words", words.clone()),
            Self::Missing
            | Self::Odd
            | Self::Code
            | Self::Closed
            | Self::Telephone
            | Self::Domain
            | Self::Hours(HoursError::TooMany) => Vec::new(),
        }
    }

    /// The sentence.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        let arguments = self.arguments();
        let named = arguments.iter().map(|(name, value)| (Cow::Owned(name.clone()), value.as_str().into()));
        texts::text_named(language, self.key(), &named.collect())
    }
}
