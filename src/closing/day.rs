// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a counter stands: which days wait for their closing, and what is open.

use super::end::OpenEnd;
use super::store;
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use crate::policy::working_days;
use chrono::{DateTime, NaiveDate, Utc};

/// What a supervisor finds before closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The days that wait, in order: the first is closed first. Empty where today is closed already.
    pub days: Vec<NaiveDate>,
    /// What is open and began before the end of the first of these days; everything where none waits.
    pub ends: Vec<OpenEnd>,
}

impl Standing {
    /// The day that can be closed now.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.days.first().copied()
    }
}

/// How a counter stands. Two queries.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn standing(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<Standing, Breakage> {
    let days = store::days_to_close(conn, counter, now).await?;
    let mut ends = store::open_ends(conn, counter, now).await?;
    if let Some(day) = days.first() {
        let end = working_days::end_of(*day);
        ends.retain(|open| open.since < end);
    }
    Ok(Standing { days, ends })
}

/// The days that a counter closed last, the newest first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn past(conn: &mut Connection, counter: CounterId) -> Result<Vec<NaiveDate>, Breakage> {
    store::past(conn, counter).await
}
