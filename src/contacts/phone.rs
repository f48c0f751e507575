// SPDX-License-Identifier: AGPL-3.0-or-later
//! A telephone number, for being called back.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A number in international form (ITU-T E.164): `+` and 8 to 15 digits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// Why a text is not a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("the telephone number is empty")]
    Empty,
    /// Neither a digit nor a sign that people put between digits.
    #[error("character {position} cannot stand in a telephone number")]
    Character {
        /// Its position, from 1.
        position: usize,
    },
    /// Fewer than 6 digits, or more than 15 with the country's.
    #[error("a telephone number does not have {given} digits")]
    Length {
        /// Digits given, without `+` and `00`.
        given: usize,
    },
}

impl PhoneNumber {
    /// The number, beginning with `+`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneError;

    /// Blanks, dots, hyphens, slashes and brackets may stand between digits. Without `+` or `00` the number is Italian,
    /// whose leading zero stays.
    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let mut digits = String::new();
        for (at, c) in text.chars().enumerate() {
            match c {
                '0'..='9' if digits.len() < 20 => digits.push(c),
                '0'..='9' => return Err(PhoneError::Length { given: text.len() }),
                '+' if at == 0 => {}
                ' ' | '\u{a0}' | '.' | '-' | '/' | '(' | ')' => {}
                _ => return Err(PhoneError::Character { position: at + 1 }),
            }
        }
        let national = match text.strip_prefix('+') {
            Some(_) => digits.as_str(),
            None => digits.strip_prefix("00").unwrap_or_default(),
        };
        let (prefix, digits) = if national.is_empty() { ("+39", digits.as_str()) } else { ("+", national) };
        let given = digits.len();
        match given {
            0 => Err(PhoneError::Empty),
            1..6 => Err(PhoneError::Length { given }),
            _ if prefix.len() + given > 16 || prefix.len() + given < 9 => Err(PhoneError::Length { given }),
            _ => Ok(Self(format!("{prefix}{digits}"))),
        }
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, PhoneError> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber(•••{})", &self.0[self.0.len() - 2..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PhoneError::*, *};

    #[test]
    fn numbers_as_people_write_them_are_kept_in_international_form() {
        for (typed, kept) in [
            ("333 1234567", "+393331234567"),
            ("071 / 806-1", "+390718061"),
            ("+39 333.123.4567", "+393331234567"),
            ("0039 (071) 123456", "+39071123456"),
            ("+43 1 234567", "+431234567"),
            ("00386 1 234 5678", "+38612345678"),
        ] {
            assert_eq!(typed.parse::<PhoneNumber>().unwrap().as_str(), kept, "{typed}");
        }
    }

    #[test]
    fn what_nobody_can_be_called_at_is_refused() {
        for (typed, error) in [
            ("", Empty),
            (" - ", Empty),
            ("+", Empty),
            ("12345", Length { given: 5 }),
            ("+39 12345678901234", Length { given: 16 }),
            ("12345678901234", Length { given: 14 }),
            ("333 12345x", Character { position: 10 }),
            ("333\r\n1234567", Character { position: 4 }),
            ("333+1234567", Character { position: 4 }),
        ] {
            assert_eq!(typed.parse::<PhoneNumber>(), Err(error), "{typed}");
        }
    }

    #[test]
    fn a_number_is_masked_in_logs() {
        let number: PhoneNumber = "333 1234567".parse().unwrap();
        assert_eq!(format!("{number:?}"), "PhoneNumber(•••67)");
    }

    proptest! {
        #[test]
        fn a_number_read_twice_stays_the_same(text in "[+0]{0,2}[0-9 ./()-]{0,24}") {
            if let Ok(number) = text.parse::<PhoneNumber>() {
                prop_assert_eq!(number.as_str().parse(), Ok(number.clone()));
            }
        }

        #[test]
        fn no_input_makes_the_reader_of_numbers_panic(text in any::<String>()) {
            let _ = text.parse::<PhoneNumber>();
        }
    }
}
