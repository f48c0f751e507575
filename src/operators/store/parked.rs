// SPDX-License-Identifier: AGPL-3.0-or-later
//! Parked forms in PostgreSQL, sealed.

use crate::db::{Breakage, Connection};
use crate::ids::{OperatorId, ParkedFormId};
use crate::schema::parked_forms as forms;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A form as it lies there.
#[derive(Queryable)]
pub(in crate::operators) struct Row {
    pub(in crate::operators) id: ParkedFormId,
    pub(in crate::operators) path: String,
    pub(in crate::operators) sealed: Vec<u8>,
    pub(in crate::operators) parked_at: DateTime<Utc>,
}

pub(in crate::operators) async fn insert(
    conn: &mut Connection,
    operator: OperatorId,
    row: &Row,
    expires_at: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(forms::table)
        .values((
            forms::id.eq(row.id),
            forms::operator_id.eq(operator),
            forms::path.eq(&row.path),
            forms::sealed.eq(&row.sealed),
            forms::parked_at.eq(row.parked_at),
            forms::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// How many of one operator's forms wait.
pub(in crate::operators) async fn count(
    conn: &mut Connection,
    operator: OperatorId,
    now: DateTime<Utc>,
) -> Result<i64, Breakage> {
    let waiting = forms::table.filter(forms::operator_id.eq(operator)).filter(forms::expires_at.gt(now));
    Ok(waiting.count().get_result(conn).await?)
}

/// An operator's own forms that have not expired, newest first.
pub(in crate::operators) async fn of(
    conn: &mut Connection,
    operator: OperatorId,
    now: DateTime<Utc>,
) -> Result<Vec<Row>, Breakage> {
    Ok(forms::table
        .filter(forms::operator_id.eq(operator))
        .filter(forms::expires_at.gt(now))
        .order(forms::parked_at.desc())
        .select((forms::id, forms::path, forms::sealed, forms::parked_at))
        .load(conn)
        .await?)
}

/// Takes an operator's own form away; its path, where it was still there.
pub(in crate::operators) async fn take(
    conn: &mut Connection,
    operator: OperatorId,
    id: ParkedFormId,
) -> Result<Option<String>, Breakage> {
    let own = forms::table.filter(forms::id.eq(id)).filter(forms::operator_id.eq(operator));
    Ok(diesel::delete(own).returning(forms::path).get_result(conn).await.optional()?)
}
