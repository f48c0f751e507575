// SPDX-License-Identifier: AGPL-3.0-or-later
//! The number that a case is known by at the counter and on paper.

use std::fmt;
use std::str::FromStr;

/// A protocol number, as `AN01-2026-000123`: the counter's code, the year of opening in Rome, six digits or more that count
/// the cases of that counter and year from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Protocol(String);

/// The text is no protocol number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a protocol number looks like AN01-2026-000123")]
pub struct ProtocolError;

impl Protocol {
    /// The number of the `ordinal`th case that a counter opens in a year.
    #[must_use]
    pub fn compose(counter_code: &str, year: i32, ordinal: i32) -> Self {
        Self(format!("{counter_code}-{year}-{ordinal:06}"))
    }

    /// The number as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Protocol {
    type Err = ProtocolError;

    /// Trims and upper-cases.
    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let text = text.trim().to_ascii_uppercase();
        let parts: Vec<&[u8]> = text.as_bytes().split(|byte| *byte == b'-').collect();
        let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
        match parts[..] {
            [[a, b, counter @ ..], year, ordinal]
                if a.is_ascii_uppercase()
                    && b.is_ascii_uppercase()
                    && (counter.len(), year.len()) == (2, 4)
                    && (6..=9).contains(&ordinal.len())
                    && [counter, year, ordinal].into_iter().all(digits) =>
            {
                Ok(Self(text))
            }
            _ => Err(ProtocolError),
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_protocol_number_is_read_as_it_is_written() {
        assert_eq!(Protocol::compose("AN01", 2026, 123).as_str(), "AN01-2026-000123");
        assert_eq!(Protocol::compose("AN01", 2026, 1_234_567).as_str(), "AN01-2026-1234567");
        assert_eq!(" an01-2026-000123\n".parse(), Ok(Protocol::compose("AN01", 2026, 123)));
    }

    #[test]
    fn what_only_looks_like_one_is_refused() {
        for bad in [
            "",
            "AN01",
            "AN01-2026-123",
            "AN1-2026-000123",
            "AN01-26-000123",
            "AN01-2026-00012A",
            "ÀN01-2026-000123",
        ] {
            assert_eq!(bad.parse::<Protocol>(), Err(ProtocolError), "{bad}");
        }
    }
}
