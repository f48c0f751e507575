// SPDX-License-Identifier: AGPL-3.0-or-later
//! What supervisors get by themselves, and for how long. A policy without `[version.reports]` has the defaults.

use chrono::TimeDelta;
use serde::Deserialize;

use super::units::hours;

/// Rules on reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReportRules {
    /// How long a list that was made can be fetched; 24 hours by default.
    #[serde(rename = "export_kept_hours", deserialize_with = "hours")]
    pub export_kept: TimeDelta,
}

impl Default for ReportRules {
    fn default() -> Self {
        Self { export_kept: TimeDelta::hours(24) }
    }
}
