// SPDX-License-Identifier: AGPL-3.0-or-later
//! Language of the citizen's papers, beside Italian.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language of papers and mails; its text form is the ISO 639-1 code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Italian.
    #[default]
    It,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Slovene.
    Sl,
}

/// Not one of the five codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a language is one of it, en, de, fr, sl")]
pub struct LanguageError;

impl Language {
    /// All languages, in the order of the pick-list.
    pub const ALL: [Self; 5] = [Self::It, Self::En, Self::De, Self::Fr, Self::Sl];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Sl => "sl",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        Self::ALL.into_iter().find(|language| language.code() == text).ok_or(LanguageError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_from_its_code_and_from_nothing_else() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{language}\""));
        }
        for other in ["", "IT", "es", "it-IT"] {
            assert_eq!(other.parse::<Language>(), Err(LanguageError));
        }
    }
}
