// SPDX-License-Identifier: AGPL-3.0-or-later
//! A policy file: its versions in order of date.

use std::{collections::HashSet, path::Path, sync::OnceLock};

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::{
    ContactRules, DocumentKind, MailRules, Policy, PolicyError, PolicyErrors, RegionCode, ReleaseRules,
    Retention, SessionRules, SignInRules, codes::Codes, error::Place, units::Day,
};

/// All versions of a region's rules, oldest first, one day after the other without hole or overlap.
#[derive(Clone, Debug)]
pub struct PolicyBook {
    name: String,
    region: RegionCode,
    versions: Vec<Policy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBook {
    name: String,
    region: RegionCode,
    #[serde(rename = "version")]
    versions: Vec<RawVersion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    id: Spanned<String>,
    valid_from: Spanned<Day>,
    valid_to: Option<Spanned<Day>>,
    #[serde(deserialize_with = "super::units::at_least_one")]
    adult_age: u32,
    codes: Codes,
    contact: ContactRules,
    #[serde(rename = "document")]
    documents: Vec<Spanned<DocumentKind>>,
    mail: MailRules,
    releases: ReleaseRules,
    retention: Retention,
    sessions: SessionRules,
    sign_in: SignInRules,
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

impl RawVersion {
    fn into_policy(self, region: RegionCode, source: &str) -> Policy {
        Policy {
            region,
            version: self.id.into_inner(),
            valid_from: self.valid_from.into_inner().0,
            valid_to: self.valid_to.map(|day| day.into_inner().0),
            adult_age: self.adult_age,
            codes: self.codes,
            contact: self.contact,
            documents: self.documents.into_iter().map(Spanned::into_inner).collect(),
            mail: self.mail,
            releases: self.releases,
            retention: self.retention,
            sessions: self.sessions,
            sign_in: self.sign_in,
            source: format!("[[version]]\n{}\n", source.trim()),
        }
    }
}

/// The text of each `[[version]]`, in the order of the file, then empty texts without end: where a header is written in
/// another way, a version loses its source but none gets lost.
fn sources(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n[[version]]").skip(1).chain(std::iter::repeat(""))
}

/// What is wrong between versions, and between the entries of one.
fn faults(place: Place<'_>, book: &RawBook) -> Vec<PolicyError> {
    let mut errors = Vec::new();
    let mut fault = |offset, problem: String| errors.push(place.error(offset, problem));
    if book.versions.is_empty() {
        fault(0, "there is no [[version]]".to_owned());
    }
    let mut ids = HashSet::new();
    for version in &book.versions {
        let id = version.id.as_ref();
        if id.trim().is_empty() || !ids.insert(id) {
            fault(version.id.span().start, format!("the version id {id:?} is empty or taken"));
        }
        if let Some(last) = &version.valid_to
            && last.as_ref().0 < version.valid_from.as_ref().0
        {
            fault(last.span().start, "valid_to lies before valid_from".to_owned());
        }
        let mut kinds = HashSet::new();
        for kind in &version.documents {
            if !kinds.insert(&kind.as_ref().code) {
                fault(kind.span().start, format!("document kind {:?} is there twice", kind.as_ref().code));
            }
        }
        if kinds.is_empty() {
            fault(version.id.span().start, format!("version {id:?} has no document kind"));
        }
    }
    let mut ordered: Vec<_> = book.versions.iter().collect();
    ordered.sort_by_key(|version| version.valid_from.as_ref().0);
    for pair in ordered.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let next = before.valid_to.as_ref().and_then(|last| last.as_ref().0.succ_opt());
        let start = after.valid_from.as_ref().0;
        if next != Some(start) {
            let what = if next.is_some_and(|next| next < start) { "a hole" } else { "an overlap" };
            let names = (before.id.as_ref(), after.id.as_ref());
            fault(
                after.valid_from.span().start,
                format!("{what} between versions {:?} and {:?}", names.0, names.1),
            );
        }
    }
    errors
}
