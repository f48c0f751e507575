// SPDX-License-Identifier: AGPL-3.0-or-later
//! The sixteen characters of a person.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    CodiceFiscaleError,
    birth::{Birth, month_of},
    check_letter::{SUBSTITUTABLE, check_letter, digit_of, letter_for},
    scan,
};
use crate::holders::{place_code::PlaceCode, sex::Sex};

/// A codice fiscale of 16 characters with the right check letter and a date that exists. Any of its 128 omocodia forms
/// is a code of its own; [`base_code`](Self::base_code) brings them together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodiceFiscale([u8; 16]);

impl CodiceFiscale {
    /// Reads what a keyboard-wedge scanner sends: bare, in Code 39 framing (`*…*`), or track 1 of the stripe (`%…`),
    /// with or without Enter.
    ///
    /// # Errors
    /// As [`FromStr`].
    pub fn parse_scan(text: &str) -> Result<Self, CodiceFiscaleError> {
        scan::unframe(text).parse()
    }

    /// The sixteen characters, upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The form without omocodia, with its own check letter.
    pub fn base_code(&self) -> Self {
        let mut code = self.0;
        for at in SUBSTITUTABLE {
            code[at] = b'0' + digit_of(code[at]).unwrap_or_default();
        }
        Self::seal(code)
    }

    /// Whether letters stand for digits in it.
    pub fn is_omocode(&self) -> bool {
        *self != self.base_code()
    }

    /// All 128 forms of this code, the base code first.
    pub fn forms(&self) -> impl Iterator<Item = Self> {
        let base = self.base_code().0;
        (0u8..128).map(move |set| {
            let mut code = base;
            for (bit, at) in SUBSTITUTABLE.into_iter().enumerate() {
                if set >> bit & 1 == 1 {
                    code[at] = letter_for(code[at] - b'0');
                }
            }
            Self::seal(code)
        })
    }

    /// Sex, from the day of birth.
    pub fn sex(&self) -> Sex {
        self.birth().map_or(Sex::Male, |birth| birth.sex)
    }

    /// Day (1 to 31) and month (1 to 12) of birth.
    pub fn birth_day_month(&self) -> (u8, u8) {
        self.birth().map_or((1, 1), |birth| (birth.day, birth.month))
    }

    /// The last two digits of the year of birth. The code tells no century.
    pub fn birth_year_of_century(&self) -> u8 {
        self.birth().map_or(0, |birth| birth.year)
    }

    /// The place of birth, omocodia undone.
    pub fn place_code(&self) -> PlaceCode {
        let digit = |at: usize| b'0' + digit_of(self.0[at]).unwrap_or_default();
        PlaceCode::from_checked(self.0[11], [digit(12), digit(13), digit(14)])
    }

    /// The three letters of the surname.
    pub(in crate::holders) fn surname_part(&self) -> &[u8] {
        &self.0[..3]
    }

    /// The three letters of the name.
    pub(in crate::holders) fn name_part(&self) -> &[u8] {
        &self.0[3..6]
    }

    /// Puts the check letter on fifteen characters of the right shape.
    pub(super) fn seal(mut code: [u8; 16]) -> Self {
        code[15] = check_letter(&code);
        Self(code)
    }

    fn birth(&self) -> Result<Birth, CodiceFiscaleError> {
        Birth::read(&self.0)
    }
}

fn may_stand(at: usize, character: u8) -> bool {
    match at {
        0..=5 | 11 | 15 => character.is_ascii_uppercase(),
        8 => month_of(character).is_some(),
        _ => digit_of(character).is_some(),
    }
}

impl FromStr for CodiceFiscale {
    type Err = CodiceFiscaleError;

    /// Trims and upper-cases; everything else must be right.
    fn from_str(text: &str) -> Result<Self, CodiceFiscaleError> {
        let text = scan::tidy(text)?;
        let given = text.chars().count();
        if given != 16 {
            return Err(CodiceFiscaleError::Length { given });
        }
        let mut code = [0; 16];
        for (at, character) in text.chars().enumerate() {
            code[at] = u8::try_from(character.to_ascii_uppercase())
                .ok()
                .filter(|&byte| may_stand(at, byte))
                .ok_or(CodiceFiscaleError::Character { position: at + 1 })?;
        }
        if check_letter(&code) != code[15] {
            return Err(CodiceFiscaleError::CheckLetter);
        }
        Birth::read(&code)?;
        Ok(Self(code))
    }
}

impl TryFrom<String> for CodiceFiscale {
    type Error = CodiceFiscaleError;

    fn try_from(text: String) -> Result<Self, CodiceFiscaleError> {
        text.parse()
    }
}

impl From<CodiceFiscale> for String {
    fn from(code: CodiceFiscale) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodiceFiscale(•••••••••••••••{})", char::from(self.0[15]))
    }
}
