// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a text is not a codice fiscale.

use thiserror::Error;

/// Why a text is not a codice fiscale. No variant holds what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodiceFiscaleError {
    /// Nothing was typed.
    #[error("the codice fiscale is empty")]
    Empty,
    /// A blank, dash, dot or slash stands inside.
    #[error("a codice fiscale has no blanks or dashes inside (position {position})")]
    InnerSeparator {
        /// Position of the first one, from 1.
        position: usize,
    },
    /// Neither 16 characters nor, where a provisional code may stand, 11 digits.
    #[error("a codice fiscale has 16 characters, not {given}")]
    Length {
        /// How many characters were given.
        given: usize,
    },
    /// A character that cannot stand at its position.
    #[error("character {position} of the codice fiscale cannot stand there")]
    Character {
        /// Its position, from 1.
        position: usize,
    },
    /// The last letter does not follow from the fifteen before it.
    #[error("the check letter of the codice fiscale does not fit")]
    CheckLetter,
    /// The day of birth does not exist in any century.
    #[error("the codice fiscale holds a date that does not exist")]
    ImpossibleDate {
        /// Day as written, 40 taken off for women.
        day: u8,
        /// Month, 1 to 12.
        month: u8,
    },
    /// The last digit of a provisional code does not follow from the ten before it.
    #[error("the check digit of the provisional code does not fit")]
    CheckDigit,
}
