// SPDX-License-Identifier: AGPL-3.0-or-later
//! The provisional code of eleven digits.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{CodiceFiscaleError, scan};

/// The numeric code given provisionally to a person: eleven digits, the last one a check digit as in VAT numbers. It
/// tells nothing about the birth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProvisionalCode([u8; 11]);

impl ProvisionalCode {
    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Sum of the digits, those at even positions (from 1) doubled and their digits added up.
fn sum(digits: &[u8]) -> u32 {
    digits
        .iter()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit - b'0');
            if at.is_multiple_of(2) { value } else { value * 2 / 10 + value * 2 % 10 }
        })
        .sum()
}

impl FromStr for ProvisionalCode {
    type Err = CodiceFiscaleError;

    fn from_str(text: &str) -> Result<Self, CodiceFiscaleError> {
        let text = scan::tidy(text)?;
        if let Some(at) = text.chars().position(|c| !c.is_ascii_digit()) {
            return Err(CodiceFiscaleError::Character { position: at + 1 });
        }
        let digits: [u8; 11] =
            text.as_bytes().try_into().map_err(|_| CodiceFiscaleError::Length { given: text.len() })?;
        // Eleven zeros satisfy the sum and stand for nobody.
        if !sum(&digits).is_multiple_of(10) || digits == [b'0'; 11] {
            return Err(CodiceFiscaleError::CheckDigit);
        }
        Ok(Self(digits))
    }
}

impl TryFrom<String> for ProvisionalCode {
    type Error = CodiceFiscaleError;

    fn try_from(text: String) -> Result<Self, CodiceFiscaleError> {
        text.parse()
    }
}

impl From<ProvisionalCode> for String {
    fn from(code: ProvisionalCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for ProvisionalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for ProvisionalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProvisionalCode(••••••••••{})", char::from(self.0[10]))
    }
}
