// SPDX-License-Identifier: AGPL-3.0-or-later
//! A text said twice: in Italian, and in the citizen's language where that is another.

use crate::texts::{self, FluentValue, Language};

/// One text in Italian and, unless the citizen's papers are Italian, in the citizen's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The Italian text.
    pub it: String,
    /// The same in the language of the paper; `None` on Italian papers.
    pub other: Option<String>,
}

impl Said {
    /// The text of a key of `locales/` in both languages of a paper.
    pub fn of(language: Language, key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> Self {
        let other = (language != Language::Italian).then(|| texts::text_with(language, key, arguments));
        Self { it: texts::text_with(Language::Italian, key, arguments), other }
    }

    /// What data says in each language, as the names of policies do.
    pub fn named<'a>(language: Language, name: impl Fn(Language) -> &'a str) -> Self {
        let other = (language != Language::Italian).then(|| name(language).to_owned());
        Self { it: name(Language::Italian).to_owned(), other }
    }

    /// A value that is the same in every language.
    pub fn same(value: impl Into<String>) -> Self {
        Self { it: value.into(), other: None }
    }

    /// Both in one line, for a value: `carta d’identità / identity card`.
    pub fn joined(&self) -> String {
        match &self.other {
            Some(other) if *other != self.it => format!("{} / {other}", self.it),
            _ => self.it.clone(),
        }
    }
}
