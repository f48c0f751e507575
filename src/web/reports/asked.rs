// SPDX-License-Identifier: AGPL-3.0-or-later
//! What an address asks a report for, as it was typed, and the filter that it means.

use crate::reports::{Filter, Kind};
use crate::web::form::FieldErrors;
use crate::web::period;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The parameters of an address; what is not there is empty.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) operator: String,
    pub(super) kind: String,
    pub(super) outcome: String,
    /// Of a list; empty for the first.
    pub(super) page: String,
}

impl Asked {
    /// Where no day was given: from the first of this month to today.
    pub(super) fn completed(self, now: DateTime<Utc>) -> Self {
        let (from, to) = period::completed(self.from, self.to, now);
        Self { from, to, ..self }
    }

    /// The filter.
    ///
    /// # Errors
    /// Each parameter that makes none.
    pub(super) fn read(&self) -> Result<Filter, FieldErrors> {
        let period = period::read(&self.from, &self.to)?;
        let given = |text: &str| !text.is_empty();
        let unknown = |field| FieldErrors::of(field, "report-unknown");
        let mut filter = Filter::of(period);
        if given(&self.operator) {
            filter.operator = Some(self.operator.parse().map_err(|_| unknown("operator"))?);
        }
        if given(&self.kind) {
            filter.kind = Some(Kind::from_key(&self.kind).ok_or_else(|| unknown("kind"))?);
        }
        if given(&self.outcome) {
            filter = filter.with_outcome(&self.outcome).map_err(|_| unknown("outcome"))?;
        }
        Ok(filter)
    }

    /// Which page of a list, from 1; none where that is no number of one.
    pub(super) fn page(&self) -> Option<i64> {
        period::page_number(&self.page)
    }

    /// The parameters of an address, as they mean: `from=2026-11-01&to=2026-11-30&kind=parent`. Empty where they mean nothing.
    pub(super) fn address(&self) -> String {
        // days, ids and codes have no letter that an address escapes
        let fields = self.read().map(|filter| filter.fields()).unwrap_or_default();
        fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }
}
