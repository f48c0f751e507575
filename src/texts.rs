// SPDX-License-Identifier: AGPL-3.0-or-later
//! Every text that a person reads, from the Fluent files in `locales/`.
//!
//! Papers and mails to citizens speak five languages, the operators' pages Italian and English: `locales/de`, `fr` and
//! `sl` hold what citizens read and nothing else. A test compares the five; a text that is missing all the same is said
//! in English, else in Italian, and logged.
//!
//! Values that come from data are arguments (`$name`), never pieces glued together. No unicode isolation marks are
//! put around them: texts go to papers and mails whose fonts and readers may show them.

use std::{borrow::Cow, collections::HashMap, fmt, str::FromStr, sync::LazyLock};

pub use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "it",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A language that a citizen may choose for papers and mails, or an operator for the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// The language of the administration, always shown.
    #[default]
    Italian,
    /// The other language of the operators' pages.
    English,
    /// Of papers and mails only.
    German,
    /// Of papers and mails only.
    French,
    /// Of papers and mails only.
    Slovene,
}

/// A code that is none of `it`, `en`, `de`, `fr`, `sl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language of this service")]
pub struct UnknownLanguage;

impl Language {
    /// All languages, in the order in which a form offers them.
    pub const ALL: [Self; 5] = [Self::Italian, Self::English, Self::German, Self::French, Self::Slovene];

    /// The ISO 639-1 code, as stored, as in `locales/` and as in `lang` attributes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Italian => "it",
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Slovene => "sl",
        }
    }

    /// The language of the operators' pages that is nearest: there are Italian and English pages.
    pub const fn of_pages(self) -> Self {
        match self {
            Self::Italian => Self::Italian,
            Self::English | Self::German | Self::French | Self::Slovene => Self::English,
        }
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        static IDENTIFIERS: LazyLock<[LanguageIdentifier; 5]> =
            LazyLock::new(|| Language::ALL.map(|language| language.code().parse().unwrap_or_default()));
        &IDENTIFIERS[self as usize]
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text of a key without arguments.
///
/// A key that exists nowhere gives the key itself in brackets, so that a page never fails for a missing word.
pub fn text(language: Language, key: &str) -> String {
    look_up(language, key, None)
}

/// The text of a key with its arguments: `text_with(lang, "sheet-tries", &[("tries", 3.into())])`.
pub fn text_with(language: Language, key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
    let arguments = arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    look_up(language, key, Some(&arguments))
}

/// The text of a key with arguments whose names are known only at run time, as templates have them.
pub fn text_named(
    language: Language,
    key: &str,
    arguments: &HashMap<Cow<'static, str>, FluentValue<'_>>,
) -> String {
    look_up(language, key, Some(arguments))
}

/// Whether a key has a text.
pub fn exists(key: &str) -> bool {
    // A text whose arguments are missing is there all the same: what it says instead is not looked at.
    let found =
        LOCALES.lookup_single_language::<Cow<'static, str>>(Language::Italian.identifier(), key, None);
    !matches!(found, Err(error) if error.to_string().contains("retrieve message"))
}

fn look_up(
    language: Language,
    key: &str,
    arguments: Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>,
) -> String {
    let said =
        |language: Language| LOCALES.lookup_single_language(language.identifier(), key, arguments).ok();
    said(language).unwrap_or_else(|| {
        tracing::error!(key, language = language.code(), "a text is missing");
        let near = [Language::English, Language::Italian].into_iter().find_map(said);
        near.unwrap_or_else(|| format!("[{key}]"))
    })
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
