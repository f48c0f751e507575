// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sex as registered, the only values the codice fiscale knows.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Registered sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// Female; in the codice fiscale the day of birth is raised by 40.
    #[serde(rename = "F")]
    Female,
    /// Male.
    #[serde(rename = "M")]
    Male,
}

/// The text is neither `M` nor `F`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("sex is M or F")]
pub struct SexError;

impl Sex {
    /// The letter on the card: `M` or `F`.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Female => "F",
            Self::Male => "M",
        }
    }
}

impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letter())
    }
}

impl FromStr for Sex {
    type Err = SexError;

    fn from_str(text: &str) -> Result<Self, SexError> {
        match text.trim() {
            "M" | "m" => Ok(Self::Male),
            "F" | "f" => Ok(Self::Female),
            _ => Err(SexError),
        }
    }
}
