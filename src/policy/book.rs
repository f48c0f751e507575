// SPDX-License-Identifier: AGPL-3.0-or-later
//! A policy file: its versions in order of date.

use std::{path::Path, sync::OnceLock};

use chrono::NaiveDate;

use super::{
    Policy, PolicyError, PolicyErrors, RegionCode,
    error::Place,
    raw::{RawBook, faults},
};

/// All versions of a region's rules, oldest first, one day after the other without hole or overlap.
#[derive(Clone, Debug)]
pub struct PolicyBook {
    name: String,
    region: RegionCode,
    versions: Vec<Policy>,
}

impl PolicyBook {
    /// The rules that are part of the program (`policies/marche.toml`).
    ///
    /// # Panics
    /// Where that file is wrong, which a test rules out.
    pub fn embedded() -> &'static Self {
        static BOOK: OnceLock<PolicyBook> = OnceLock::new();
        BOOK.get_or_init(|| {
            Self::parse(include_str!("../../policies/marche.toml"), "policies/marche.toml")
                .unwrap_or_else(|errors| panic!("{errors}"))
        })
    }

    /// Reads a policy file.
    ///
    /// # Errors
    /// What is wrong, with line and key; line 0 where the file cannot be read.
    pub fn read(file: &Path) -> Result<Self, PolicyErrors> {
        let name = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => Self::parse(&text, &name),
            Err(error) => {
                let problem = error.to_string();
                Err(PolicyErrors(vec![PolicyError { file: name, line: 0, key: "-".to_owned(), problem }]))
            }
        }
    }

    /// Reads the text of a policy file; `file` is the name for messages.
    ///
    /// # Errors
    /// What is wrong, with line and key.
    pub fn parse(text: &str, file: &str) -> Result<Self, PolicyErrors> {
        let place = Place { file, text };
        let raw: RawBook = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            PolicyErrors(vec![place.error(offset, error.message().trim())])
        })?;
        let errors = faults(place, &raw);
        if !errors.is_empty() {
            return Err(PolicyErrors(errors));
        }
        let sources = sources(text);
        let mut versions: Vec<_> = raw
            .versions
            .into_iter()
            .zip(sources)
            .map(|(v, source)| v.into_policy(raw.region, source))
            .collect();
        versions.sort_by_key(Policy::valid_from);
        Ok(Self { name: raw.name, region: raw.region, versions })
    }

    /// Whose rules these are (`Regione Marche`).
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The region whose cards are served.
    pub fn region(&self) -> RegionCode {
        self.region
    }

    /// The version of a day; none before the first and after the last.
    pub fn on(&self, day: NaiveDate) -> Option<&Policy> {
        self.versions.iter().find(|v| v.valid_from <= day && v.valid_to.is_none_or(|last| day <= last))
    }

    /// The version of that name, as kept in a case.
    pub fn by_version(&self, version: &str) -> Option<&Policy> {
        self.versions.iter().find(|policy| policy.version == version)
    }

    /// All versions, oldest first.
    pub fn versions(&self) -> &[Policy] {
        &self.versions
    }
}

/// The text of each `[[version]]`, in the order of the file, then empty texts without end: where a header is written in
/// another way, a version loses its source but none gets lost.
fn sources(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n[[version]]").skip(1).chain(std::iter::repeat(""))
}
