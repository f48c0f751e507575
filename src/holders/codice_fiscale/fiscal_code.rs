// SPDX-License-Identifier: AGPL-3.0-or-later
//! Either kind of code, as the counter's one field takes it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{CodiceFiscale, CodiceFiscaleError, ProvisionalCode, scan};

/// The code a holder is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum FiscalCode {
    /// Sixteen characters.
    Personal(CodiceFiscale),
    /// Eleven digits.
    Provisional(ProvisionalCode),
}

impl FiscalCode {
    /// As [`CodiceFiscale::parse_scan`], for both kinds.
    ///
    /// # Errors
    /// As [`FromStr`].
    pub fn parse_scan(text: &str) -> Result<Self, CodiceFiscaleError> {
        scan::unframe(text).parse()
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Personal(code) => code.as_str(),
            Self::Provisional(code) => code.as_str(),
        }
    }

    /// The same person's code without omocodia; a provisional code is its own.
    pub fn base_code(&self) -> Self {
        match self {
            Self::Personal(code) => Self::Personal(code.base_code()),
            Self::Provisional(code) => Self::Provisional(*code),
        }
    }

    /// The sixteen-character code, where it is one.
    pub fn personal(&self) -> Option<&CodiceFiscale> {
        match self {
            Self::Personal(code) => Some(code),
            Self::Provisional(_) => None,
        }
    }
}

impl FromStr for FiscalCode {
    type Err = CodiceFiscaleError;

    /// Eleven digits are read as a provisional code, anything else as a codice fiscale.
    fn from_str(text: &str) -> Result<Self, CodiceFiscaleError> {
        let digits = text.trim();
        if digits.len() == 11 && digits.bytes().all(|b| b.is_ascii_digit()) {
            return digits.parse().map(Self::Provisional);
        }
        text.parse().map(Self::Personal)
    }
}

impl TryFrom<String> for FiscalCode {
    type Error = CodiceFiscaleError;

    fn try_from(text: String) -> Result<Self, CodiceFiscaleError> {
        text.parse()
    }
}

impl From<FiscalCode> for String {
    fn from(code: FiscalCode) -> Self {
        code.as_str().to_owned()
    }
}

impl From<CodiceFiscale> for FiscalCode {
    fn from(code: CodiceFiscale) -> Self {
        Self::Personal(code)
    }
}

impl From<ProvisionalCode> for FiscalCode {
    fn from(code: ProvisionalCode) -> Self {
        Self::Provisional(code)
    }
}

impl fmt::Display for FiscalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
