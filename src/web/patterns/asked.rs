// SPDX-License-Identifier: AGPL-3.0-or-later
//! Which days an address asks for, as they were typed.

use super::super::form::FieldErrors;
use super::super::period;
use crate::reports::Period;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The parameters of an address; what is not there is empty.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) from: String,
    pub(super) to: String,
    /// The counter's id, which must be that of the one chosen.
    pub(super) counter: String,
    /// Of a list; empty for the first.
    pub(super) page: String,
}

impl Asked {
    /// Where no day was given: from the first of this month to today.
    pub(super) fn completed(self, now: DateTime<Utc>) -> Self {
        let (from, to) = period::completed(self.from, self.to, now);
        Self { from, to, ..self }
    }

    /// The days.
    ///
    /// # Errors
    /// Each parameter that makes none.
    pub(super) fn period(&self) -> Result<Period, FieldErrors> {
        period::read(&self.from, &self.to)
    }

    /// Which page of a list, from 1; none where that is no number of one.
    pub(super) fn page(&self) -> Option<i64> {
        period::page_number(&self.page)
    }
}

/// The parameters of an address: `from=2026-11-01&to=2026-11-30`.
pub(super) fn address(period: Period) -> String {
    format!("from={}&to={}", period.first(), period.last())
}
