// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register: signed rows, written in the transaction of the act.
//!
//! Every act and every look-up of personal data is one row: who, when, from where, counter, case, what. A refusal is a row
//! too, in a transaction of its own, because the act's is rolled back. `docs/audit.md` gives the canonical encoding.

mod canonical;
mod entry;
mod insertion;
mod key;
mod signature;
mod signing;
mod store;

pub(crate) use canonical::digest;
pub use entry::{Entry, Outcome, Who};
pub use key::AuditKey;
pub use signature::{Claim, WriterKey, are_genuine, verify};
pub use signing::KeyFileError;
pub(crate) use signing::Signing;
pub use store::{Look, Seen, looks_at_case, looks_at_holder};

use crate::db::{self, Breakage, Connection, Pool};
use crate::ids::AuditRowId;
use chrono::{DateTime, Utc};

/// Writes one row for an act that is being done, in the act's own transaction.
///
/// # Errors
/// Only a [`Breakage`] of the database: odd and over-long values are cut and counted, never refused.
pub async fn record(
    conn: &Connection,
    key: &AuditKey,
    entry: Entry,
    now: DateTime<Utc>,
) -> Result<AuditRowId, Breakage> {
    let row = canonical::Row::sign(entry, key, now)?;
    insertion::insert(conn, std::slice::from_ref(&row)).await?;
    Ok(row.id)
}

/// The same for several acts that are done together: all rows or none.
///
/// # Errors
/// As [`record`].
pub async fn record_all(
    conn: &Connection,
    key: &AuditKey,
    entries: Vec<Entry>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows: Result<Vec<_>, _> =
        entries.into_iter().map(|entry| canonical::Row::sign(entry, key, now)).collect();
    insertion::insert(conn, &rows?).await
}

/// Writes one row for an act that was refused, in a transaction of its own: call it after the act's has ended.
///
/// # Errors
/// Only a [`Breakage`] of the database.
pub async fn refuse(
    pool: &Pool,
    key: &AuditKey,
    entry: Entry,
    now: DateTime<Utc>,
) -> Result<AuditRowId, Breakage> {
    let conn = db::connection(pool).await?;
    // one statement, which is a transaction by itself
    record(&conn, key, entry.refused(), now).await
}

/// Makes the public half of a process's key known, so that its rows can be written and checked. Needs the owner role.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn register_key(
    conn: &mut Connection,
    key: &AuditKey,
    process: &str,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    store::insert_key(conn, key, process, now).await
}

/// Whether the database knows this key: a process whose key folder does not fit its database must not start.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn knows_key(conn: &mut Connection, key: &AuditKey) -> Result<bool, Breakage> {
    store::knows_key(conn, key).await
}
