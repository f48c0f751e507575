// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register's rows in PostgreSQL.

use super::key::AuditKey;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, HolderId};
use crate::schema::{audit_keys, audit_rows, operators};
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub(super) async fn insert_key(
    conn: &mut Connection,
    key: &AuditKey,
    process: &str,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(audit_keys::table)
        .values((
            audit_keys::id.eq(key.id()),
            audit_keys::process.eq(process),
            audit_keys::public_key.eq(&key.public()[..]),
            audit_keys::since.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn knows_key(conn: &mut Connection, key: &AuditKey) -> Result<bool, Breakage> {
    let public = key.public();
    let known = audit_keys::table.find(key.id()).filter(audit_keys::public_key.eq(&public[..]));
    Ok(diesel::select(exists(known)).get_result(conn).await?)
}

/// One row as the holder's and the case's page show it: who looked or acted, and when.
#[derive(Debug, Clone, Queryable)]
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done, as `case.open`.
    pub act: String,
    /// `done` or `refused`.
    pub outcome: String,
    /// The operator's surname and name; none for timed jobs and the keeper.
    pub operator: Option<(String, String)>,
}

/// The newest rows first, and no more than this many on a page.
const SEEN: i64 = 50;

/// What was seen of a person or case, newest first.
pub type Seen = Vec<Look>;

/// Who looked at a holder or acted for them, newest first, at most 50.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn looks_at_holder(mut conn: &Connection, id: HolderId) -> Result<Seen, Breakage> {
    Ok(look().filter(audit_rows::holder_id.eq(id)).load(&mut conn).await?)
}

/// Who acted in a case, newest first, at most 50.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn looks_at_case(conn: &mut Connection, id: CaseId) -> Result<Seen, Breakage> {
    Ok(look().filter(audit_rows::case_id.eq(id)).load(conn).await?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn look() -> _ {
    let seen: i64 = SEEN;
    audit_rows::table
        .left_join(operators::table.on(operators::id.nullable().eq(audit_rows::operator_id)))
        .order((audit_rows::at.desc(), audit_rows::id.desc()))
        .limit(seen)
        .select((
            audit_rows::at,
            audit_rows::act,
            audit_rows::outcome,
            (operators::surname, operators::name).nullable(),
        ))
}
