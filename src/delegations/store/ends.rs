// SPDX-License-Identifier: AGPL-3.0-or-later
//! The end of a delegation: one row, written once.

use crate::db::{Breakage, Connection};
use crate::delegations::ends::{End, Said, Whose};
use crate::ids::{DelegationId, HolderId};
use crate::schema::{delegation_ends, delegations, holders};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Whose it is; none where there is no such delegation.
pub(crate) async fn whose(conn: &mut Connection, id: DelegationId) -> Result<Option<Whose>, Breakage> {
    let rows: Vec<(HolderId, String, String)> = delegations::table
        .inner_join(holders::table.on(
            holders::id.eq(delegations::holder_id).or(holders::id.nullable().eq(delegations::delegate_id)),
        ))
        .filter(delegations::id.eq(id))
        .select((delegations::holder_id, delegations::kind, holders::base_code))
        .load(conn)
        .await?;
    let mut whose: Option<Whose> = None;
    for (holder, kind, code) in rows {
        let whose = whose.get_or_insert(Whose { id, holder, kind, base_codes: Vec::new() });
        whose.base_codes.push(code);
    }
    Ok(whose)
}

/// Ends it. False where it had ended before.
pub(crate) async fn insert_end(
    conn: &mut Connection,
    id: DelegationId,
    end: &End,
    said: Said,
) -> Result<bool, Breakage> {
    let row = (
        delegation_ends::delegation_id.eq(id),
        delegation_ends::reason.eq(end.kind.key()),
        delegation_ends::words.eq(&end.words),
        delegation_ends::at.eq(said.at),
        delegation_ends::by.eq(said.by),
    );
    let ended = diesel::insert_into(delegation_ends::table).values(row).on_conflict_do_nothing();
    Ok(ended.execute(conn).await? == 1)
}
