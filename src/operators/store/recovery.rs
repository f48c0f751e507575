// SPDX-License-Identifier: AGPL-3.0-or-later
//! Recovery codes in PostgreSQL.

use crate::db::{Breakage, Connection};
use crate::ids::OperatorId;
use crate::schema::recovery_codes::{self, table};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Puts new codes in the place of all former ones.
pub(in crate::operators) async fn replace(
    conn: &mut Connection,
    operator: OperatorId,
    hashes: &[String],
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    forget(conn, operator).await?;
    let rows: Vec<_> = (1_i16..)
        .zip(hashes)
        .map(|(ordinal, hash)| {
            (
                recovery_codes::operator_id.eq(operator),
                recovery_codes::ordinal.eq(ordinal),
                recovery_codes::code_hash.eq(hash),
                recovery_codes::made_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(table).values(rows).execute(conn).await?;
    Ok(())
}

/// The codes of an account that were not used, by number.
pub(in crate::operators) async fn unused(
    conn: &mut Connection,
    operator: OperatorId,
) -> Result<Vec<(i16, String)>, Breakage> {
    let unused =
        table.filter(recovery_codes::operator_id.eq(operator)).filter(recovery_codes::used_at.is_null());
    Ok(unused
        .order(recovery_codes::ordinal)
        .select((recovery_codes::ordinal, recovery_codes::code_hash))
        .load(conn)
        .await?)
}

/// Uses a code up; `false` where somebody else was first.
pub(in crate::operators) async fn take(
    conn: &mut Connection,
    operator: OperatorId,
    ordinal: i16,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let unused = table.find((operator, ordinal)).filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(unused).set(recovery_codes::used_at.eq(now)).execute(conn).await? == 1)
}

pub(in crate::operators) async fn forget(
    conn: &mut Connection,
    operator: OperatorId,
) -> Result<(), Breakage> {
    diesel::delete(table.filter(recovery_codes::operator_id.eq(operator))).execute(conn).await?;
    Ok(())
}
