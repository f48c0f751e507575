// SPDX-License-Identifier: AGPL-3.0-or-later
//! How long each class of data is kept. No law names periods for these counters; they are each region's decision.

use chrono::TimeDelta;
use serde::Deserialize;

use super::units::days;

/// A class of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetentionClass {
    /// Finished and abandoned cases with their facts, from their end.
    Cases,
    /// Personal values behind audit rows; the rows themselves stay.
    AuditValues,
    /// State of sent mails, without content, from acceptance or giving up.
    Mails,
    /// Digests of ownership codes, from their end.
    OwnershipCodes,
    /// Ended sessions.
    Sessions,
    /// Counted sign-in attempts.
    SignInAttempts,
}

impl RetentionClass {
    /// Every class.
    pub const ALL: [Self; 6] = [
        Self::Cases,
        Self::AuditValues,
        Self::Mails,
        Self::OwnershipCodes,
        Self::Sessions,
        Self::SignInAttempts,
    ];
}

/// Spans per class.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    #[serde(deserialize_with = "days")]
    cases_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    audit_values_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    mails_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    ownership_codes_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    sessions_days: TimeDelta,
    #[serde(deserialize_with = "days")]
    sign_in_attempts_days: TimeDelta,
}

impl Retention {
    /// How long a class is kept.
    pub fn of(&self, class: RetentionClass) -> TimeDelta {
        match class {
            RetentionClass::Cases => self.cases_days,
            RetentionClass::AuditValues => self.audit_values_days,
            RetentionClass::Mails => self.mails_days,
            RetentionClass::OwnershipCodes => self.ownership_codes_days,
            RetentionClass::Sessions => self.sessions_days,
            RetentionClass::SignInAttempts => self.sign_in_attempts_days,
        }
    }
}
