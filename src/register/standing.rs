// SPDX-License-Identifier: AGPL-3.0-or-later
//! How the register stands, for `sportello check`.

use crate::db::{Breakage, Connection};
use crate::schema::{register_checkpoints, register_keys, register_leaves, register_queue};
use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// How the register stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Keys that may sign checkpoints.
    pub keys: i64,
    /// Rows with a number.
    pub numbered: i64,
    /// Rows that wait for one.
    pub waiting: i64,
    /// Size and time of the newest checkpoint.
    pub newest: Option<(i64, DateTime<Utc>)>,
}

/// How it stands now, as the owner.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn standing(conn: &mut Connection) -> Result<Standing, Breakage> {
    let last: Option<i64> =
        register_leaves::table.select(max(register_leaves::index)).get_result(conn).await?;
    let newest = register_checkpoints::table
        .order(register_checkpoints::number.desc())
        .select((register_checkpoints::size, register_checkpoints::at))
        .first(conn)
        .await
        .optional()?;
    Ok(Standing {
        keys: register_keys::table.count().get_result(conn).await?,
        numbered: last.map_or(0, |last| last + 1),
        waiting: register_queue::table.count().get_result(conn).await?,
        newest,
    })
}
