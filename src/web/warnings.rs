// SPDX-License-Identifier: AGPL-3.0-or-later
//! Warnings that an operator ticks away with a reason.

use super::form::FieldErrors;
use crate::cases::Reasons;
use crate::texts::{self, Language};
use serde::Serialize;

/// Warnings as the page shows them; an empty list shows nothing.
#[derive(Serialize, Default)]
pub(super) struct Warnings {
    options: Vec<Choice>,
}

/// One of several to choose from, as the field components take it.
#[derive(Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) hint: String,
}

impl Choice {
    /// A choice whose label stands for itself.
    pub(super) fn new(value: impl ToString, label: String) -> Self {
        Self { value: value.to_string(), label, hint: String::new() }
    }

    /// A choice whose label is a text.
    pub(super) fn of(language: Language, value: &str, key: &str) -> Self {
        Self { value: value.to_owned(), label: texts::text(language, key), hint: String::new() }
    }
}

/// The reason for every warning ticked; nothing where the reason is empty.
pub(super) fn reasons(ticked: &[String], reason: &str) -> Reasons {
    let reason = reason.trim();
    if reason.is_empty() {
        return Reasons::default();
    }
    ticked.iter().map(|warning| (warning.clone(), reason.to_owned())).collect()
}

/// The warnings without a reason, and what is wrong with the fields that would give it. Those already ticked stay on the
/// page with the new ones.
pub(super) fn unexplained(
    language: Language,
    found: impl IntoIterator<Item = &'static str>,
    ticked: &[String],
) -> (Warnings, FieldErrors) {
    let mut keys: Vec<String> = found.into_iter().map(str::to_owned).collect();
    let mut errors = FieldErrors::default();
    if keys.iter().all(|key| ticked.contains(key)) {
        errors.add("reason", "warning-reason-needed");
    } else {
        errors.add("ticked", "warning-tick-needed");
    }
    let known =
        |key: &&String| !keys.contains(key) && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let more: Vec<String> = ticked.iter().filter(known).cloned().collect();
    keys.extend(more);
    let options =
        keys.iter().map(|key| Choice::of(language, key, &format!("warning-{}", key.replace('_', "-"))));
    (Warnings { options: options.collect() }, errors)
}
