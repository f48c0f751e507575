// SPDX-License-Identifier: AGPL-3.0-or-later
//! Which days an address asks for, as they were typed.

use super::super::dates;
use super::super::form::FieldErrors;
use crate::policy::rome_date;
use crate::reports::{FilterError, Period};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
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
        let today = rome_date(now);
        let filled =
            |typed: String, day: NaiveDate| if typed.trim().is_empty() { dates::show(day) } else { typed };
        Self {
            from: filled(self.from, today.with_day(1).unwrap_or(today)),
            to: filled(self.to, today),
            ..self
        }
    }

    /// The days.
    ///
    /// # Errors
    /// Each parameter that makes none.
    pub(super) fn period(&self) -> Result<Period, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut day = |field: &str, typed: &str| {
            let day = dates::parse(typed);
            if day.is_none() {
                errors.add(field, "field-date-wrong");
            }
            day
        };
        let days = (day("from", &self.from), day("to", &self.to));
        let (Some(first), Some(last)) = days else { return Err(errors) };
        Period::new(first, last).map_err(|error| match error {
            FilterError::Backward => FieldErrors::of("to", "report-backward"),
            _ => FieldErrors::of("to", "report-too-long"),
        })
    }

    /// Which page of a list, from 1; none where that is no number of one.
    pub(super) fn page(&self) -> Option<i64> {
        match self.page.as_str() {
            "" => Some(1),
            number => number.parse().ok().filter(|page| (1..=100_000).contains(page)),
        }
    }
}

/// The parameters of an address: `from=2026-11-01&to=2026-11-30`.
pub(super) fn address(period: Period) -> String {
    format!("from={}&to={}", period.first(), period.last())
}
