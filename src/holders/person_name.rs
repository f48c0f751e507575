// SPDX-License-Identifier: AGPL-3.0-or-later
//! A surname or a given name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use super::transliteration::{Style, letters};

/// Longest name in characters.
pub const MAX_NAME: usize = 100;

/// A surname, or all given names of a person: Latin letters with or without marks, apostrophes, blanks and hyphens, as
/// typed, in Unicode form C, blanks collapsed, at most [`MAX_NAME`] characters.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PersonNameError {
    /// Nothing was typed.
    #[error("the name is empty")]
    Empty,
    /// Longer than [`MAX_NAME`].
    #[error("a name has at most {MAX_NAME} characters, not {given}")]
    TooLong {
        /// Characters given.
        given: usize,
    },
    /// A character that no name has: digit, control character, sign, letter of another script.
    #[error("character {position} cannot stand in a name")]
    Character {
        /// Its position, from 1.
        position: usize,
    },
    /// Apostrophes and hyphens alone.
    #[error("a name has at least one letter")]
    NoLetter,
}

impl PersonName {
    /// The name as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Upper-case letters A to Z alone, for comparing names written by different hands.
    pub fn folded(&self) -> String {
        letters(&self.0, Style::Bare)
    }

    /// Whether two spellings may be the same name: letter case, marks, apostrophes, blanks and hyphens aside.
    pub fn is_like(&self, other: &Self) -> bool {
        [Style::Bare, Style::SpelledOut].iter().any(|&mine| {
            [Style::Bare, Style::SpelledOut]
                .iter()
                .any(|&theirs| letters(&self.0, mine) == letters(&other.0, theirs))
        })
    }
}

/// Latin letters as European registers write them: Basic Latin, Latin-1, Extended-A and -B, Extended Additional.
fn is_latin_letter(c: char) -> bool {
    c.is_alphabetic() && matches!(c, 'A'..='Z' | 'a'..='z' | 'À'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

impl FromStr for PersonName {
    type Err = PersonNameError;

    fn from_str(text: &str) -> Result<Self, PersonNameError> {
        let text = text.trim();
        // Bounded before it is normalised: form C may look at every character twice.
        let given = text.chars().count();
        if given > MAX_NAME {
            return Err(PersonNameError::TooLong { given });
        }
        let mut name = String::with_capacity(text.len());
        for (at, c) in text.nfc().enumerate() {
            match c {
                '\'' | '’' | 'ʼ' | '`' | '´' => name.push('\''),
                '-' | '‐' | '‑' => name.push('-'),
                ' ' | '\u{a0}' if name.ends_with(' ') => {}
                ' ' | '\u{a0}' => name.push(' '),
                c if is_latin_letter(c) => name.push(c),
                _ => return Err(PersonNameError::Character { position: at + 1 }),
            }
        }
        match name.chars().any(char::is_alphabetic) {
            true => Ok(Self(name)),
            false if name.is_empty() => Err(PersonNameError::Empty),
            false => Err(PersonNameError::NoLetter),
        }
    }
}

impl TryFrom<String> for PersonName {
    type Error = PersonNameError;

    fn try_from(text: String) -> Result<Self, PersonNameError> {
        text.parse()
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({}•••)", self.0.chars().next().unwrap_or('•'))
    }
}
