// SPDX-License-Identifier: AGPL-3.0-or-later
//! A policy file as it is written, and what only shows when its parts are seen together.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::{
    ClosingRules, ContactRules, DelegationLimits, DocumentKind, MailRules, Policy, PolicyError, RegionCode,
    ReleaseRules, ReportRules, Retention, ScanRules, SessionRules, SignInRules, SupervisionRules,
    codes::Codes,
    delegations::{self, OfVersion, RawDelegation},
    error::Place,
    units::Day,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBook {
    pub(super) name: String,
    pub(super) region: RegionCode,
    #[serde(rename = "version")]
    pub(super) versions: Vec<RawVersion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVersion {
    id: Spanned<String>,
    valid_from: Spanned<Day>,
    valid_to: Option<Spanned<Day>>,
    #[serde(deserialize_with = "super::units::at_least_one")]
    adult_age: u32,
    #[serde(default)]
    closing: ClosingRules,
    codes: Codes,
    contact: ContactRules,
    delegation_limits: Option<DelegationLimits>,
    #[serde(rename = "delegation", default)]
    delegations: Vec<RawDelegation>,
    #[serde(rename = "document")]
    documents: Vec<Spanned<DocumentKind>>,
    mail: MailRules,
    releases: ReleaseRules,
    #[serde(default)]
    reports: ReportRules,
    retention: Retention,
    #[serde(default)]
    scans: ScanRules,
    sessions: SessionRules,
    sign_in: SignInRules,
    #[serde(default)]
    supervision: SupervisionRules,
}

impl RawVersion {
    fn days(&self) -> (NaiveDate, Option<NaiveDate>) {
        (self.valid_from.as_ref().0, self.valid_to.as_ref().map(|day| day.as_ref().0))
    }

    pub(super) fn into_policy(self, region: RegionCode, source: &str) -> Policy {
        let (valid_from, valid_to) = self.days();
        let delegations = self.delegations.into_iter().map(|raw| raw.into_rules(valid_from, valid_to));
        Policy {
            region,
            version: self.id.into_inner(),
            valid_from,
            valid_to,
            delegation_limits: self.delegation_limits,
            delegations: delegations.collect(),
            adult_age: self.adult_age,
            closing: self.closing,
            codes: self.codes,
            contact: self.contact,
            documents: self.documents.into_iter().map(Spanned::into_inner).collect(),
            mail: self.mail,
            releases: self.releases,
            reports: self.reports,
            retention: self.retention,
            scans: self.scans,
            sessions: self.sessions,
            sign_in: self.sign_in,
            supervision: self.supervision,
            source: format!("[[version]]\n{}\n", source.trim()),
        }
    }
}

/// What is wrong between versions, and between the entries of one.
pub(super) fn faults(place: Place<'_>, book: &RawBook) -> Vec<PolicyError> {
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
    if errors.is_empty() {
        let found = delegations::faults(&ordered.into_iter().map(of_version).collect::<Vec<_>>());
        errors.extend(found.into_iter().map(|(offset, problem)| place.error(offset, problem)));
    }
    errors
}

fn of_version(version: &RawVersion) -> OfVersion<'_> {
    let (from, to) = version.days();
    OfVersion { from, to, has_limits: version.delegation_limits.is_some(), rules: &version.delegations }
}
