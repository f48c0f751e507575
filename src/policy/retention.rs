// SPDX-License-Identifier: AGPL-3.0-or-later
//! How long each class of data is kept. No law names periods for these counters; they are each region's decision.

use chrono::TimeDelta;
use serde::Deserialize;

use super::{keyed::keyed, units::days};

keyed! {
    /// A class of data.
    RetentionClass {
        /// Finished and abandoned cases with their facts, from their end.
        Cases = "cases",
        /// Personal values behind audit rows; the rows themselves stay.
        AuditValues = "audit_values",
        /// Audit rows, from when they were written until they go into an archive.
        AuditRows = "audit_rows",
        /// State of sent mails, without content, from acceptance or giving up.
        Mails = "mails",
        /// Digests of ownership codes, from their end.
        OwnershipCodes = "ownership_codes",
        /// Ended sessions.
        Sessions = "sessions",
        /// Counted sign-in attempts.
        SignInAttempts = "sign_in_attempts",
        /// Copies of identity documents and of cards, on paper or scanned, from the end of their case.
        IdentityCopies = "identity_copies",
        /// Medical certificates and what else attests an impediment (art. 9 GDPR), from the end of their case.
        Medical = "medical",
        /// Signed delegations, from the end of their case.
        Delegations = "delegations",
        /// Decrees, deeds and certificates that prove a title, from the end of their case.
        Titles = "titles",
        /// Self-certifications, from the end of their case: they may be checked afterwards (DPR 445/2000 art. 71).
        SelfCertifications = "self_certifications",
    }
}

impl RetentionClass {
    /// Whether evidence of a delegation may be of this class.
    pub fn is_of_evidence(self) -> bool {
        matches!(
            self,
            Self::IdentityCopies
                | Self::Medical
                | Self::Delegations
                | Self::Titles
                | Self::SelfCertifications
        )
    }
}

/// Spans per class.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    #[serde(deserialize_with = "days")]
    cases_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    audit_values_days: TimeDelta,
    #[serde(deserialize_with = "days", default = "ten_years")]
    audit_rows_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    mails_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    ownership_codes_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    sessions_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    sign_in_attempts_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    identity_copies_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    medical_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    delegations_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    titles_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    self_certifications_days: TimeDelta,
}

/// Ten years with their leap days, where a policy says nothing: as long as whoever was harmed may sue (Civil Code art. 2946).
const fn ten_years() -> TimeDelta {
    TimeDelta::days(3653)
}

impl Retention {
    /// How long a class is kept.
    pub fn of(&self, class: RetentionClass) -> TimeDelta {
        match class {
            RetentionClass::Cases => self.cases_days,
            RetentionClass::AuditValues => self.audit_values_days,
            RetentionClass::AuditRows => self.audit_rows_days,
            RetentionClass::Mails => self.mails_days,
            RetentionClass::OwnershipCodes => self.ownership_codes_days,
            RetentionClass::Sessions => self.sessions_days,
            RetentionClass::SignInAttempts => self.sign_in_attempts_days,
            RetentionClass::IdentityCopies => self.identity_copies_days,
            RetentionClass::Medical => self.medical_days,
            RetentionClass::Delegations => self.delegations_days,
            RetentionClass::Titles => self.titles_days,
            RetentionClass::SelfCertifications => self.self_certifications_days,
        }
    }
}
