// SPDX-License-Identifier: AGPL-3.0-or-later
//! The number of a health card, field 8 on its back: `8038000` (health, Italy), three digits of the region, nine of the
//! card, one Luhn digit.

mod scan;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use crate::policy::region::RegionCode;
pub use scan::Entry;

const PREFIX: &[u8; 7] = b"8038000";

/// A card number with the right prefix, an existing region and a right last digit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CardNumber([u8; 20]);

/// Why a text is not a card number. No variant holds the whole of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CardNumberError {
    /// Nothing was typed.
    #[error("the card number is empty")]
    Empty,
    /// Something else than a digit or a blank.
    #[error("character {position} of the card number is not a digit")]
    Character {
        /// Its position, from 1, blanks counted.
        position: usize,
    },
    /// Not 20 digits.
    #[error("a card number has 20 digits, not {given}")]
    Length {
        /// How many digits were given.
        given: usize,
    },
    /// It does not begin with 8038000.
    #[error("a card number begins with 8038000")]
    Prefix,
    /// Digits 8 to 10 are no region's.
    #[error("no region has the code {}{}{}", .code[0], .code[1], .code[2])]
    Region {
        /// The three digits, each from 0 to 9.
        code: [u8; 3],
    },
    /// The last digit does not follow from the nineteen before it.
    #[error("the last digit of the card number does not fit")]
    Luhn,
}

impl CardNumber {
    /// The twenty digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The digits in groups of four, as they are read aloud.
    pub fn grouped(&self) -> String {
        let groups: Vec<_> = self.0.chunks(4).map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// The region that issued the card.
    pub fn region(&self) -> RegionCode {
        self.as_str()[7..10].parse().expect("checked when the number was made")
    }

    /// The last four digits, for texts that must not name the whole.
    pub fn last_four(&self) -> &str {
        &self.as_str()[16..]
    }

    /// The number of a region's card with a serial below 1,000,000,000 (higher ones wrap), for invented cards.
    pub fn compose(region: RegionCode, serial: u32) -> Self {
        let text = format!("8038000{region}{:09}", serial % 1_000_000_000);
        let mut digits = [b'0'; 20];
        digits[..19].copy_from_slice(text.as_bytes());
        digits[19] = b'0' + ((10 - luhn(&digits) % 10) % 10) as u8;
        Self(digits)
    }
}

/// Luhn sum of twenty digits: from the left, those at odd positions (from 1) are doubled and their digits added up.
fn luhn(digits: &[u8; 20]) -> u32 {
    digits
        .iter()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit - b'0');
            if at.is_multiple_of(2) { value * 2 / 10 + value * 2 % 10 } else { value }
        })
        .sum()
}

impl FromStr for CardNumber {
    type Err = CardNumberError;

    /// Blanks may stand anywhere.
    fn from_str(text: &str) -> Result<Self, CardNumberError> {
        let text = text.trim();
        let (mut digits, mut given) = ([0; 20], 0);
        for (at, c) in text.chars().enumerate() {
            match c {
                '0'..='9' => {
                    if let Some(slot) = digits.get_mut(given) {
                        *slot = c as u8;
                    }
                    given += 1;
                }
                ' ' | '\u{a0}' => {}
                _ => return Err(CardNumberError::Character { position: at + 1 }),
            }
        }
        match given {
            0 => return Err(CardNumberError::Empty),
            20 => {}
            _ => return Err(CardNumberError::Length { given }),
        }
        if !digits.starts_with(PREFIX) {
            return Err(CardNumberError::Prefix);
        }
        let region = [digits[7], digits[8], digits[9]];
        std::str::from_utf8(&region)
            .ok()
            .and_then(|code| code.parse::<RegionCode>().ok())
            .ok_or(CardNumberError::Region { code: region.map(|digit| digit - b'0') })?;
        if luhn(&digits).is_multiple_of(10) { Ok(Self(digits)) } else { Err(CardNumberError::Luhn) }
    }
}

impl TryFrom<String> for CardNumber {
    type Error = CardNumberError;

    fn try_from(text: String) -> Result<Self, CardNumberError> {
        text.parse()
    }
}

impl From<CardNumber> for String {
    fn from(number: CardNumber) -> Self {
        number.as_str().to_owned()
    }
}

impl fmt::Display for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardNumber(••••{})", self.last_four())
    }
}
