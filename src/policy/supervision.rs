// SPDX-License-Identifier: AGPL-3.0-or-later
//! How much a supervisor checks by sample, and from where on a pattern is worth a look. A policy without
//! `[version.supervision]` has the defaults.
//!
//! Sourced: that self-certifications are checked, at random and in proportion to the risk (DPR 445/2000 art. 71 c. 1). Every number
//! here is a choice of the region.

use chrono::TimeDelta;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::units::at_least_one;

/// Shares of samples and thresholds of patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SupervisionRules {
    /// Of each operator's releases of a month, how many of 100 are checked by telephone; 2 by default.
    #[serde(deserialize_with = "percent")]
    pub telephone_percent: u8,
    /// Of the self-certifications that each operator took in a month, how many of 100 are checked; 10 by default.
    #[serde(deserialize_with = "percent")]
    pub self_certification_percent: u8,
    /// Days from the draw to the last one for its checks; 30 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub check_within_days: u32,
    /// More holders than this of one e-mail address within a year are shown; 3 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub holders_per_address: u32,
    /// More holders than this of one delegate within a year are shown; 5 by default, as many as a delegate of INPS may have.
    #[serde(deserialize_with = "at_least_one")]
    pub holders_per_delegate: u32,
    /// Releases more than so many minutes outside opening hours are shown; 30 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub grace_minutes: u32,
    /// Operators with more than so many times the counter's median of releases are shown; 3 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub times_the_median: u32,
    /// … and with at least so many releases; 20 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub releases_at_least: u32,
    /// Sheets handed over more than so many minutes after their printing are shown; 60 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub handover_minutes: u32,
    /// Holders with at least so many abandoned cases are shown; 2 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub abandoned_cases: u32,
    /// Operators who skipped at least so many checks of an address are shown; 5 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub skipped_checks: u32,
}

impl Default for SupervisionRules {
    fn default() -> Self {
        Self {
            telephone_percent: 2,
            self_certification_percent: 10,
            check_within_days: 30,
            holders_per_address: 3,
            holders_per_delegate: 5,
            grace_minutes: 30,
            times_the_median: 3,
            releases_at_least: 20,
            handover_minutes: 60,
            abandoned_cases: 2,
            skipped_checks: 5,
        }
    }
}

impl SupervisionRules {
    /// How long after a draw its checks are due.
    #[must_use]
    pub fn check_within(&self) -> TimeDelta {
        TimeDelta::days(i64::from(self.check_within_days))
    }
}

fn percent<'de, D: Deserializer<'de>>(value: D) -> Result<u8, D::Error> {
    match u8::deserialize(value)? {
        share @ 1..=100 => Ok(share),
        _ => Err(D::Error::custom("must be from 1 to 100")),
    }
}
