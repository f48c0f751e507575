// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters as they are kept: with their number, their state and their history.

use super::CounterCode;
use super::facts::Facts;
use super::store;
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use chrono::{DateTime, Utc};

/// A counter as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its id.
    pub id: CounterId,
    /// Grows with each change: who changes it says which one was seen.
    pub version: i32,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// Since when it is closed; it stays in the history.
    pub closed_at: Option<DateTime<Utc>>,
    /// What is known of it.
    pub facts: Facts,
}

/// What was done to a counter.
#[derive(Debug, Clone)]
pub struct Change {
    /// The number that the counter had from then on.
    pub version: i32,
    /// `open`, `change` or `close`.
    pub act: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Name and surname; none for the keeper's command line.
    pub by: Option<String>,
    /// None for an opening.
    pub before: Option<Facts>,
    /// What it was then.
    pub after: Facts,
}

/// What keeps a counter from closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkLeft {
    /// Cases open there.
    pub cases: i64,
    /// Sheets printed and not handed over.
    pub sheets: i64,
    /// Duties that last.
    pub duties: i64,
}

impl WorkLeft {
    /// Whether nothing is left.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.cases == 0 && self.sheets == 0 && self.duties == 0
    }
}

/// Every counter, in the order of their codes; the open ones alone where asked.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn all(conn: &mut Connection, only_open: bool) -> Result<Vec<Kept>, Breakage> {
    store::all(conn, only_open).await
}

/// A counter by its code, open or closed.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn by_code(conn: &mut Connection, code: &CounterCode) -> Result<Option<Kept>, Breakage> {
    store::by_code(conn, code).await
}

/// What was done to a counter, the last first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn history(conn: &mut Connection, counter: CounterId) -> Result<Vec<Change>, Breakage> {
    store::history(conn, counter).await
}

/// What keeps a counter from closing now.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn work_left(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<WorkLeft, Breakage> {
    store::work_left(conn, counter, now).await
}
