// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is wrong with a file, by line and column.

use crate::counters::{Column, Fault};
use crate::texts::{self, Language};
use std::borrow::Cow;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: u64,
    /// The header of the column; empty for the line as a whole.
    pub column: String,
    /// The key of the sentence.
    pub key: &'static str,
    arguments: Vec<(String, String)>,
}

impl Trouble {
    pub(super) fn file(key: &'static str) -> Self {
        Self::at(0, "", key)
    }

    pub(super) fn at(line: u64, column: impl Into<String>, key: &'static str) -> Self {
        Self { line, column: column.into(), key, arguments: Vec::new() }
    }

    pub(super) fn cell(line: u64, column: Column, fault: &Fault) -> Self {
        Self { arguments: fault.arguments(), ..Self::at(line, column.header(), fault.key()) }
    }

    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.arguments.push((name.to_owned(), value.to_string()));
        self
    }

    /// The sentence.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        let named =
            self.arguments.iter().map(|(name, value)| (Cow::Owned(name.clone()), value.as_str().into()));
        texts::text_named(language, self.key, &named.collect())
    }
}
