// SPDX-License-Identifier: AGPL-3.0-or-later
//! Place codes of the land registry ("Belfiore"): one letter and three digits, such as `H501`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Code of a municipality, or of a foreign State where the letter is `Z`. It has the form; whether the place exists
/// is for [`Places`](super::places::Places) to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlaceCode([u8; 4]);

/// The text is not a letter followed by three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a place code is one letter and three digits")]
pub struct PlaceCodeError;

impl PlaceCode {
    /// The four characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// From a letter and three digits, as [`CodiceFiscale`](super::codice_fiscale::CodiceFiscale) has checked them.
    pub(super) fn from_checked(letter: u8, digits: [u8; 3]) -> Self {
        Self([letter, digits[0], digits[1], digits[2]])
    }

    /// Whether it stands for a foreign State.
    pub fn is_abroad(self) -> bool {
        self.0[0] == b'Z'
    }
}

impl FromStr for PlaceCode {
    type Err = PlaceCodeError;

    fn from_str(text: &str) -> Result<Self, PlaceCodeError> {
        let text = text.trim().as_bytes();
        let [letter, digits @ ..] = text else { return Err(PlaceCodeError) };
        if digits.len() != 3 || !letter.is_ascii_alphabetic() || !digits.iter().all(u8::is_ascii_digit) {
            return Err(PlaceCodeError);
        }
        Ok(Self([letter.to_ascii_uppercase(), digits[0], digits[1], digits[2]]))
    }
}

impl TryFrom<String> for PlaceCode {
    type Error = PlaceCodeError;

    fn try_from(text: String) -> Result<Self, PlaceCodeError> {
        text.parse()
    }
}

impl From<PlaceCode> for String {
    fn from(code: PlaceCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_code_is_a_letter_and_three_digits() {
        assert_eq!("h501".parse::<PlaceCode>().unwrap().as_str(), "H501");
        assert!("Z404".parse::<PlaceCode>().unwrap().is_abroad());
        for bad in ["", "H50", "H5011", "5501", "HH01", "H50L", "È501", "ND"] {
            assert_eq!(bad.parse::<PlaceCode>(), Err(PlaceCodeError), "{bad}");
        }
    }
}
