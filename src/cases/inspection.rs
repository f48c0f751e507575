// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case as a supervisor of its counter reads it behind a figure: on what evidence, and what became of it. Never to work on it.

use super::case::Case;
use super::dossier::KnownRelease;
use super::find::{NoEntry, find_to_decide};
use super::store;
use crate::audit::{self, AuditKey, Entry};
use crate::db::{self, Connection, Pool};
use crate::ids::CaseId;
use crate::operators::Supervisor;
use chrono::{DateTime, Utc};

const ACT: &str = "case.show";

/// A case, its releases and what the register says of it.
pub struct Inspection {
    /// The case as it is now, or as it was closed.
    pub case: Case,
    /// Its releases, the latest first.
    pub releases: Vec<KnownRelease>,
    /// Who did what, or looked, the latest first: this look is the first of them.
    pub acts: audit::Seen,
}

/// A case of the supervisor's counter. The look is in the register.
///
/// # Errors
/// A [`NoEntry`]; refusals are in the register.
pub async fn inspect(
    pool: &Pool,
    key: &AuditKey,
    by: &Supervisor,
    id: CaseId,
    now: DateTime<Utc>,
) -> Result<Inspection, NoEntry> {
    let mut conn = db::connection(pool).await?;
    let outcome = read(&mut conn, key, by, id, now).await;
    drop(conn);
    if let Some(rule) = outcome.as_ref().err().and_then(NoEntry::rule) {
        let entry = Entry::new(ACT).by(by.who()).case(id).rule(rule);
        audit::refuse(pool, key, entry, now).await?;
    }
    outcome
}

async fn read(
    conn: &mut Connection,
    key: &AuditKey,
    by: &Supervisor,
    id: CaseId,
    now: DateTime<Utc>,
) -> Result<Inspection, NoEntry> {
    let case = find_to_decide(conn, by, id).await?;
    let entry = Entry::new(ACT).by(by.who()).case(id).holder(case.holder.id);
    audit::record(conn, key, entry, now).await?;
    let releases = store::releases_of_case(conn, id).await?;
    Ok(Inspection { releases, acts: audit::looks_at_case(conn, id).await?, case })
}
