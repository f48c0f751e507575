// SPDX-License-Identifier: AGPL-3.0-or-later
//! Which patterns there are, and from where on one is worth a look. A finding accuses nobody.

use crate::policy::SupervisionRules;
use serde::{Deserialize, Serialize};

/// A pattern that a supervisor looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// One e-mail address for many holders.
    SharedAddresses,
    /// One delegate for many holders.
    SharedDelegates,
    /// Releases outside opening hours.
    OutsideHours,
    /// Operators far above the counter's median.
    FarAbove,
    /// Releases by somebody with the surname of holder or delegate.
    SameSurnames,
    /// Sheets handed over long after their printing.
    LateHandovers,
    /// Cases opened and abandoned repeatedly on the same holder.
    AbandonedAgain,
    /// Checks of an address skipped.
    SkippedChecks,
}

impl Pattern {
    /// All, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::SharedAddresses,
        Self::SharedDelegates,
        Self::OutsideHours,
        Self::FarAbove,
        Self::SameSurnames,
        Self::LateHandovers,
        Self::AbandonedAgain,
        Self::SkippedChecks,
    ];

    /// Its name in rows, and of its function in the schema `reports`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SharedAddresses => "shared_addresses",
            Self::SharedDelegates => "shared_delegates",
            Self::OutsideHours => "outside_hours",
            Self::FarAbove => "far_above",
            Self::SameSurnames => "same_surnames",
            Self::LateHandovers => "late_handovers",
            Self::AbandonedAgain => "abandoned_again",
            Self::SkippedChecks => "skipped_checks",
        }
    }

    /// Its name in addresses and texts.
    #[must_use]
    pub fn name(self) -> String {
        self.key().replace('_', "-")
    }

    /// Its thresholds: the two numbers of its rule, 0 where there is none.
    #[must_use]
    pub const fn thresholds(self, rules: &SupervisionRules) -> (u32, u32) {
        match self {
            Self::SharedAddresses => (rules.holders_per_address, 0),
            Self::SharedDelegates => (rules.holders_per_delegate, 0),
            Self::OutsideHours => (rules.grace_minutes, 0),
            Self::FarAbove => (rules.times_the_median, rules.releases_at_least),
            Self::SameSurnames => (0, 0),
            Self::LateHandovers => (rules.handover_minutes, 0),
            Self::AbandonedAgain => (rules.abandoned_cases, 0),
            Self::SkippedChecks => (rules.skipped_checks, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_called_in_addresses_what_it_is_called_in_texts() {
        for pattern in Pattern::ALL {
            assert_eq!(serde_json::to_string(&pattern).unwrap(), format!("\"{}\"", pattern.name()));
        }
    }
}
