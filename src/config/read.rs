// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reading settings by the table: what is not in it, or not for this process, cannot be read.

use super::{ConfigError, Fallback, Process, setting};
use std::collections::HashMap;
use std::str::FromStr;

/// The variables that one process starts with.
pub struct Environment {
    process: Process,
    values: HashMap<String, String>,
}

impl Environment {
    /// The environment of the running process.
    #[must_use]
    pub fn of(process: Process) -> Self {
        Self::from_values(process, std::env::vars())
    }

    /// The same from given values, as tests and the supervisor have them.
    pub fn from_values(process: Process, values: impl IntoIterator<Item = (String, String)>) -> Self {
        let values = values.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        Self { process, values }
    }

    /// Whose settings are read.
    #[must_use]
    pub fn process(&self) -> Process {
        self.process
    }

    /// A setting that has a value, its own or the table's default.
    ///
    /// # Errors
    /// Where it is missing or cannot be parsed.
    pub fn required<T: FromStr<Err: std::fmt::Display>>(&self, name: &'static str) -> Result<T, ConfigError> {
        self.optional(name)?.ok_or_else(|| ConfigError::Missing { name, meaning: setting(name).meaning })
    }

    /// A setting that may be absent.
    ///
    /// # Errors
    /// Where it cannot be parsed.
    pub fn optional<T: FromStr<Err: std::fmt::Display>>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, ConfigError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        text.trim().parse().map(Some).map_err(|why: T::Err| ConfigError::Wrong { name, why: why.to_string() })
    }

    /// A `yes` or `no`.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn flag(&self, name: &'static str) -> Result<bool, ConfigError> {
        match self.text(name) {
            Some("yes") => Ok(true),
            Some("no") | None => Ok(false),
            Some(_) => Err(ConfigError::Wrong { name, why: "it is yes or no".into() }),
        }
    }

    /// Values separated by commas; none where the setting is absent.
    ///
    /// # Errors
    /// Where one of them cannot be parsed.
    pub fn list<T: FromStr<Err: std::fmt::Display>>(
        &self,
        name: &'static str,
    ) -> Result<Vec<T>, ConfigError> {
        let parts =
            self.text(name).unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty());
        let parse = |part: &str| {
            part.parse().map_err(|why: T::Err| ConfigError::Wrong { name, why: why.to_string() })
        };
        parts.map(parse).collect()
    }

    fn text(&self, name: &'static str) -> Option<&str> {
        let line = setting(name);
        debug_assert!(line.used_by.contains(&self.process), "{name} is not for {}", self.process);
        match (self.values.get(name), line.fallback) {
            (Some(value), _) => Some(value),
            (None, Fallback::Value(value)) => Some(value),
            (None, Fallback::Required | Fallback::None) => None,
        }
    }

    /// Whether a variable stands in the environment at all, for settings that belong to somebody else.
    pub(super) fn names(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }
}
