// SPDX-License-Identifier: AGPL-3.0-or-later
//! A file between the look at it and the yes.

use crate::db::{self, Breakage, Connection};
use crate::ids::{CounterImportId, OperatorId};
use crate::schema::counter_imports;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Keeps a file that was looked through, in place of the one that its administrator looked at before.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn stage(
    conn: &mut Connection,
    by: OperatorId,
    content: &str,
    now: DateTime<Utc>,
) -> Result<CounterImportId, Breakage> {
    let id = CounterImportId::new(now);
    db::transaction(conn, async |conn| {
        let earlier = counter_imports::table.filter(counter_imports::operator_id.eq(by));
        diesel::delete(earlier).execute(conn).await?;
        let row = (
            counter_imports::id.eq(id),
            counter_imports::operator_id.eq(by),
            counter_imports::content.eq(content),
            counter_imports::at.eq(now),
        );
        diesel::insert_into(counter_imports::table).values(row).execute(conn).await?;
        Ok(id)
    })
    .await
}

/// The file of an administrator; nobody else's.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn staged(
    conn: &mut Connection,
    by: OperatorId,
    id: CounterImportId,
) -> Result<Option<String>, Breakage> {
    let own = counter_imports::table.find(id).filter(counter_imports::operator_id.eq(by));
    Ok(own.select(counter_imports::content).first(conn).await.optional()?)
}
