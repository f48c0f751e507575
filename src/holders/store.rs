// SPDX-License-Identifier: AGPL-3.0-or-later
//! Holders in PostgreSQL.

use super::codice_fiscale::FiscalCode;
use super::holder::Holder;
use crate::db::{Breakage, Connection};
use crate::ids::HolderId;
use crate::schema::holders;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub(super) async fn by_code(conn: &mut Connection, code: &FiscalCode) -> Result<Option<Holder>, Breakage> {
    let id: Option<HolderId> = holders::table
        .filter(holders::codice_fiscale.eq(code.as_str()))
        .select(holders::id)
        .first(conn)
        .await
        .optional()?;
    Ok(id.map(|id| Holder { id, code: *code }))
}

pub(super) async fn by_id(mut conn: &Connection, id: HolderId) -> Result<Option<Holder>, Breakage> {
    let code: Option<String> =
        holders::table.find(id).select(holders::codice_fiscale).first(&mut conn).await.optional()?;
    code.map(|code| Ok(Holder { id, code: code.parse().map_err(Breakage::new)? })).transpose()
}

/// Remembers somebody new; nothing where another counter did so meanwhile.
pub(super) async fn insert(
    conn: &mut Connection,
    code: &FiscalCode,
    now: DateTime<Utc>,
) -> Result<Option<Holder>, Breakage> {
    let id: Option<HolderId> = diesel::insert_into(holders::table)
        .values((
            holders::id.eq(HolderId::new(now)),
            holders::codice_fiscale.eq(code.as_str()),
            holders::base_code.eq(code.base_code().as_str()),
            holders::first_seen_at.eq(now),
        ))
        .on_conflict(holders::codice_fiscale)
        .do_nothing()
        .returning(holders::id)
        .get_result(conn)
        .await
        .optional()?;
    Ok(id.map(|id| Holder { id, code: *code }))
}
