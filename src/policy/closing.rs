// SPDX-License-Identifier: AGPL-3.0-or-later
//! When new cases stop because days are left unclosed. A policy without `[version.closing]` never stops any.

use super::units::at_least_one;
use serde::{Deserialize, Deserializer};

/// Limits of what a counter may leave lying. Each is optional, and both are off by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClosingRules {
    /// No new case as long as a day so many days ago, or longer ago, is not closed; at least 1, which is yesterday.
    #[serde(deserialize_with = "some_at_least_one")]
    pub stop_after_unclosed_days: Option<u32>,
    /// No new case as long as more than so many of the things that the latest closing carried over are still open.
    pub most_carried_over: Option<u32>,
}

impl ClosingRules {
    /// Whether anything is to be asked before a case is opened.
    #[must_use]
    pub const fn stop_anything(&self) -> bool {
        self.stop_after_unclosed_days.is_some() || self.most_carried_over.is_some()
    }
}

fn some_at_least_one<'de, D: Deserializer<'de>>(value: D) -> Result<Option<u32>, D::Error> {
    at_least_one(value).map(Some)
}
