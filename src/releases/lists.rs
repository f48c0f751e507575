// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sheets that a supervisor has to decide on.

use super::store::lists;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId, OperatorId};
use chrono::{DateTime, Utc};

/// A sheet that was voided without its paper: a supervisor decides.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Undecided {
    /// The case of its release.
    pub case: CaseId,
    /// The number of the release.
    pub number: String,
    /// When it was voided.
    pub voided_at: Option<DateTime<Utc>>,
    /// Who voided it, and may not decide.
    pub voided_by_id: Option<OperatorId>,
    /// Surname and name of that person.
    pub voided_by: (String, String),
    /// The reason given.
    pub reason: Option<String>,
    /// The release is withdrawn then.
    pub withdraw_after: DateTime<Utc>,
}

/// The sheets of a counter that wait for a supervisor's decision, oldest first, at most 100. One query.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn undecided(conn: &mut Connection, counter: CounterId) -> Result<Vec<Undecided>, Breakage> {
    lists::undecided(conn, counter).await
}
