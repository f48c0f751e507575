// SPDX-License-Identifier: AGPL-3.0-or-later
//! Dated rules of a region.
//!
//! A policy file (TOML; `policies/marche.toml` is part of the program) holds versions that follow each other without hole or
//! overlap. Each version is complete in itself, and a case keeps the version it was decided under.

mod book;
mod closing;
mod codes;
mod contact;
mod delegations;
mod documents;
mod error;
mod keyed;
mod raw;
pub mod region;
mod releases;
mod reports;
mod retention;
mod scans;
mod sessions;
mod supervision;
#[cfg(test)]
mod tests;
mod units;
pub mod working_days;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Rome;

pub use book::PolicyBook;
pub use closing::ClosingRules;
pub use codes::{CodeKind, CodeRule, CodeSet, Credential};
pub(crate) use contact::within as domain_within;
pub use contact::{ContactRules, OwnershipCodeRules, PecRule};
pub use delegations::{
    AddressRule, ApprovalCause, Conduct, DelegationKind, DelegationLimits, DelegationOutline,
    DelegationRules, EvidenceGroup, EvidenceItem, EvidenceWay, HolderAge, Power, Relation, Signatory,
    TitleRule,
};
pub use documents::{DocumentKind, NumberPattern};
pub use error::{PolicyError, PolicyErrors};
pub use region::{RegionCode, RegionCodeError};
pub use releases::{MailRules, ReleaseRules, ResendProof};
pub use reports::ReportRules;
pub use retention::{Retention, RetentionClass};
pub use scans::ScanRules;
pub use sessions::{SessionRules, SignInRules};
pub use supervision::SupervisionRules;

/// The rules from one day to another.
#[derive(Clone, Debug)]
pub struct Policy {
    region: RegionCode,
    version: String,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    adult_age: u32,
    closing: ClosingRules,
    codes: codes::Codes,
    contact: ContactRules,
    delegation_limits: Option<DelegationLimits>,
    delegations: Vec<DelegationRules>,
    documents: Vec<DocumentKind>,
    mail: MailRules,
    releases: ReleaseRules,
    reports: ReportRules,
    retention: Retention,
    scans: ScanRules,
    sessions: SessionRules,
    sign_in: SignInRules,
    supervision: SupervisionRules,
    source: String,
}

impl Policy {
    /// Stable name of this version, as kept in a case (`marche-2025-01`).
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The region whose cards are served.
    pub fn region(&self) -> RegionCode {
        self.region
    }

    /// First day.
    pub fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// Last day; none where no end is set.
    pub fn valid_to(&self) -> Option<NaiveDate> {
        self.valid_to
    }

    /// Completed years from which a holder acts alone.
    pub fn adult_age(&self) -> u32 {
        self.adult_age
    }

    /// When new cases stop because days are left unclosed.
    pub fn closing(&self) -> &ClosingRules {
        &self.closing
    }

    /// The codes of a credential.
    pub fn codes(&self, credential: Credential) -> &CodeSet {
        self.codes.of(credential)
    }

    /// Rules on the citizen's address.
    pub fn contact(&self) -> &ContactRules {
        &self.contact
    }

    /// The rules of delegations that are in force on a day, in the order of the file; empty where the region knows none.
    pub fn delegations(&self, day: NaiveDate) -> impl Iterator<Item = &DelegationRules> {
        self.delegations.iter().filter(move |rules| rules.in_force_on(day))
    }

    /// The rules of a kind on a day; none where it is not allowed then.
    pub fn delegation(&self, kind: DelegationKind, day: NaiveDate) -> Option<&DelegationRules> {
        self.delegations(day).find(|rules| rules.kind == kind)
    }

    /// All rules of delegations of this version, in the order of the file, whatever their days.
    pub fn all_delegations(&self) -> &[DelegationRules] {
        &self.delegations
    }

    /// The rules of delegations as a table, in words of the policy file.
    pub fn delegation_outline(&self) -> DelegationOutline<'_> {
        DelegationOutline(self)
    }

    /// How many holders a delegate may have without alarm; none where nothing counts them.
    pub fn delegation_limits(&self) -> Option<DelegationLimits> {
        self.delegation_limits
    }

    /// Kinds of identity document, in the order of the pick-list.
    pub fn documents(&self) -> &[DocumentKind] {
        &self.documents
    }

    /// The kind with a code.
    pub fn document(&self, code: &str) -> Option<&DocumentKind> {
        self.documents.iter().find(|kind| kind.code == code)
    }

    /// Rules on the sending of mail.
    pub fn mail(&self) -> &MailRules {
        &self.mail
    }

    /// Rules on the giving of codes.
    pub fn releases(&self) -> &ReleaseRules {
        &self.releases
    }

    /// How long a class of data is kept.
    pub fn retention(&self, class: RetentionClass) -> chrono::TimeDelta {
        self.retention.of(class)
    }

    /// Rules on supervisors' reports.
    pub fn reports(&self) -> &ReportRules {
        &self.reports
    }

    /// Limits on scans.
    pub fn scans(&self) -> &ScanRules {
        &self.scans
    }

    /// Rules on operators' sessions.
    pub fn sessions(&self) -> &SessionRules {
        &self.sessions
    }

    /// Rules on failed sign-ins.
    pub fn sign_in(&self) -> &SignInRules {
        &self.sign_in
    }

    /// Shares of samples and thresholds of patterns.
    pub fn supervision(&self) -> &SupervisionRules {
        &self.supervision
    }

    /// This version as it is written in its file.
    pub fn source(&self) -> &str {
        &self.source
    }
}

/// The date in Europe/Rome, which is what "today" means at a counter.
pub fn rome_date(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&Rome).date_naive()
}
