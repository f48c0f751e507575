// SPDX-License-Identifier: AGPL-3.0-or-later
//! Opening hours as they are typed and shown: `08:30-12:30, 14:30-17:00`. All times are those of the clock on the wall in Italy.

use std::fmt;
use std::str::FromStr;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// More lines than a day at a counter has.
const MOST: usize = 6;

/// From when to when, in minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    opens: u16,
    closes: u16,
}

/// What is wrong with hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// These words are no hours.
    #[error("{0:?} is not as 08:30-12:30")]
    Shape(String),
    /// They end before they begin, or at once.
    #[error("{0} ends before it begins")]
    Backwards(String),
    /// Two of one day have minutes in common.
    #[error("{0} and {1} overlap")]
    Overlap(Span, Span),
    /// More than a day has.
    #[error("more than {MOST} in one day")]
    TooMany,
}

impl Span {
    /// A span, unless it ends before it begins or after midnight.
    #[must_use]
    pub fn new(opens: u16, closes: u16) -> Option<Self> {
        (opens < closes && closes <= DAY).then_some(Self { opens, closes })
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn opens(self) -> u16 {
        self.opens
    }

    /// Minutes since midnight, up to 1440; the minute itself is outside.
    #[must_use]
    pub const fn closes(self) -> u16 {
        self.closes
    }

    /// Whether a minute of the day is within.
    #[must_use]
    pub const fn holds(self, minute: u16) -> bool {
        self.opens <= minute && minute < self.closes
    }
}

/// `08:30`.
#[must_use]
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", clock(self.opens), clock(self.closes))
    }
}

impl FromStr for Span {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let shape = || HoursError::Shape(text.chars().take(40).collect());
        let text = text.trim();
        let (from, to) = text.split_once(['-', '–']).ok_or_else(shape)?;
        let (opens, closes) = (minute(from).ok_or_else(shape)?, minute(to).ok_or_else(shape)?);
        Self::new(opens, closes).ok_or_else(|| HoursError::Backwards(text.to_owned()))
    }
}

/// `8`, `8:30`, `08.30`, `24:00`.
fn minute(text: &str) -> Option<u16> {
    let number = |part: &str| -> Option<u16> {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok())?
    };
    let text = text.trim();
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (number(hour)?, number(minute)?),
        Some(_) => return None,
        None => (number(text)?, 0),
    };
    let all = hour * 60 + minute;
    (minute < 60 && all <= DAY).then_some(all)
}

/// Reads the hours of one day, in order; nothing is a day closed.
///
/// # Errors
/// See [`HoursError`].
pub fn read(text: &str) -> Result<Vec<Span>, HoursError> {
    let words: Vec<&str> =
        text.split(',').map(str::trim).filter(|word| !word.is_empty()).take(MOST + 1).collect();
    if words.len() > MOST {
        return Err(HoursError::TooMany);
    }
    let mut spans = words.into_iter().map(str::parse).collect::<Result<Vec<Span>, _>>()?;
    spans.sort_unstable();
    if let Some(pair) = spans.windows(2).find(|pair| pair[1].opens < pair[0].closes) {
        return Err(HoursError::Overlap(pair[0], pair[1]));
    }
    Ok(spans)
}

/// As [`read`] reads it.
#[must_use]
pub fn write(spans: &[Span]) -> String {
    spans.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_however_they_are_typed_and_put_in_order() {
        for text in ["08:30-12:30, 14:30-17:00", "14.30–17, 8:30 - 12.30", " 08:30-12:30,14:30-17:00, "] {
            assert_eq!(write(&read(text).unwrap()), "08:30-12:30, 14:30-17:00", "{text}");
        }
        assert_eq!(read(" ").unwrap(), []);
        assert_eq!(write(&read("0-24").unwrap()), "00:00-24:00");
        assert_eq!(read("8-12, 12-13").unwrap().len(), 2, "one may begin where another ends");
    }

    #[test]
    fn what_is_no_hours_is_said() {
        for odd in [
            "8",
            "8-",
            "25-26",
            "8:60-9",
            "8:3-9",
            "a-b",
            "8-12 14-17",
            "chiuso",
            "８-12",
            "-",
            "8'-12",
            "8\0-12",
        ] {
            assert!(matches!(read(odd), Err(HoursError::Shape(_))), "{odd}");
        }
        for odd in ["12-8", "8-8", "24-24"] {
            assert!(matches!(read(odd), Err(HoursError::Backwards(_))), "{odd}");
        }
        for odd in ["8-12, 11:59-13", "8-12, 8-12", "8-18, 9-10"] {
            assert!(matches!(read(odd), Err(HoursError::Overlap(..))), "{odd}");
        }
        assert_eq!(read("1-2,3-4,5-6,7-8,9-10,11-12,13-14"), Err(HoursError::TooMany));
        let long = "8-9,".repeat(3_000_000);
        assert!(read(&long).is_err());
    }
}
