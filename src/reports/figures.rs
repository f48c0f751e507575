// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sums over the rows of a report. There is one set of rows, so no two figures of it can differ.

use super::durations::Duration;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How often one operator did one thing on one day.
#[derive(Debug, Clone, PartialEq, Eq, diesel::QueryableByName)]
pub struct Row {
    /// The day in Italy.
    #[diesel(sql_type = diesel::sql_types::Date)]
    pub day: NaiveDate,
    /// The operator's account.
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    pub operator: Uuid,
    /// `direct` or a kind of delegation.
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub kind: String,
    /// A code of the report's own list.
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub outcome: String,
    /// How often; never 0.
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub count: i64,
}

/// The figures of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    rows: Vec<Row>,
    durations: Vec<Duration>,
}

impl Figures {
    /// The rows, in the order of day, operator, kind and outcome.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How long steps took: of [`Report::Durations`](super::Report::Durations) alone.
    #[must_use]
    pub fn durations(&self) -> &[Duration] {
        &self.durations
    }

    /// The same with how long steps took.
    #[must_use]
    pub fn with_durations(self, durations: Vec<Duration>) -> Self {
        Self { durations, ..self }
    }

    /// All together.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.rows.iter().map(|row| row.count).sum()
    }

    /// Sums by what a row says, in its order.
    pub fn by<K: Ord>(&self, key: impl Fn(&Row) -> K) -> BTreeMap<K, i64> {
        let mut sums = BTreeMap::new();
        for row in &self.rows {
            *sums.entry(key(row)).or_insert(0) += row.count;
        }
        sums
    }
}

impl From<Vec<Row>> for Figures {
    fn from(rows: Vec<Row>) -> Self {
        Self { rows, durations: Vec::new() }
    }
}
