// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is wrong with which field, as keys of texts.

use std::collections::HashMap;
use std::str::FromStr;
use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

/// One sentence about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct FieldError {
    /// The field's name, which is its id on the page too.
    pub(in crate::web) field: String,
    /// The sentence's key in `locales/`.
    pub(in crate::web) key: String,
    /// The sentence's arguments.
    pub(in crate::web) arguments: Vec<(String, String)>,
}

/// The errors of a form; the first of each field is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::web) struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// One error.
    pub(in crate::web) fn of(field: impl Into<String>, key: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, key);
        errors
    }

    /// Adds an error, unless its field has one already.
    pub(in crate::web) fn add(&mut self, field: impl Into<String>, key: impl Into<String>) {
        self.add_with(field, key, Vec::new());
    }

    /// Adds an error whose sentence has arguments.
    pub(in crate::web) fn add_with(
        &mut self,
        field: impl Into<String>,
        key: impl Into<String>,
        arguments: Vec<(String, String)>,
    ) {
        let field = field.into();
        if !self.0.iter().any(|known| known.field == field) {
            self.0.push(FieldError { field, key: key.into(), arguments });
        }
    }

    /// One more error, also where its field has one: of several files each may have its own.
    pub(in crate::web) fn also(
        &mut self,
        field: impl Into<String>,
        key: impl Into<String>,
        arguments: Vec<(String, String)>,
    ) {
        self.0.push(FieldError { field: field.into(), key: key.into(), arguments });
    }

    /// These errors, then others of fields further down the page.
    #[must_use]
    pub(in crate::web) fn and(mut self, later: Self) -> Self {
        self.0.extend(later.0);
        self
    }

    /// The errors of all fields but one.
    pub(in crate::web) fn without(mut self, field: &str) -> Self {
        self.0.retain(|error| error.field != field);
        self
    }

    /// Whether nothing is wrong.
    pub(in crate::web) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields with an error, in order.
    pub(in crate::web) fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|error| error.field.as_str())
    }

    /// The errors, in order.
    pub(in crate::web) fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// `Err` where something is wrong.
    pub(in crate::web) fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    pub(super) fn merge(&mut self, found: ValidationErrors) {
        for (field, kind) in found.into_errors() {
            let ValidationErrorsKind::Field(errors) = kind else { continue };
            for error in errors {
                let text = |value: serde_json::Value| match value {
                    serde_json::Value::String(text) => text,
                    other => other.to_string(),
                };
                let arguments: HashMap<_, _> = error.params;
                let arguments = arguments
                    .into_iter()
                    .filter(|(name, _)| name != "value")
                    .map(|(name, value)| (name.into_owned(), text(value)))
                    .collect();
                self.add_with(field.clone(), error.code, arguments);
            }
        }
    }

    /// In the order of the page; errors of fields that the form does not know come last.
    pub(super) fn sorted(mut self, order: &[&str]) -> Self {
        self.0.sort_by_key(|error| order.iter().position(|name| *name == error.field).unwrap_or(usize::MAX));
        self
    }
}

/// The error of a check: the key of its sentence.
pub(in crate::web) fn invalid(key: &'static str) -> ValidationError {
    ValidationError::new(key)
}

/// A check that is the type's own parser: `checked::<CodiceFiscale>(text, |error| match error { … => "key" })`.
///
/// # Errors
/// The key that `told` chose.
pub(in crate::web) fn checked<T: FromStr>(
    text: &str,
    told: impl FnOnce(T::Err) -> &'static str,
) -> Result<(), ValidationError> {
    text.parse::<T>().map(drop).map_err(|error| invalid(told(error)))
}
