// SPDX-License-Identifier: AGPL-3.0-or-later
//! Questions about a CIP in PostgreSQL.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::schema::cip_questions::{self, dsl};
use crate::db::{Breakage, Connection};

/// So many wrong answers about one card within [`WINDOW`] lock it.
const MOST_WRONG: i64 = 3;
const WINDOW: TimeDelta = TimeDelta::hours(24);

#[derive(Queryable, Selectable)]
#[diesel(table_name = cip_questions)]
pub(super) struct Row {
    pub card_number: String,
    pub positions: Vec<u8>,
    pub content_digest: Vec<u8>,
    pub outcome: Option<String>,
    pub answer_digest: Option<Vec<u8>>,
}

pub(super) async fn question(conn: &mut Connection, reference: Uuid) -> Result<Option<Row>, Breakage> {
    Ok(cip_questions::table.find(reference).select(Row::as_select()).first(conn).await.optional()?)
}

/// The positions asked for last, unless they were answered rightly.
pub(super) async fn unsolved(conn: &mut Connection, number: &str) -> Result<Option<Vec<u8>>, Breakage> {
    let right = cip_questions::table
        .filter(dsl::card_number.eq(number))
        .filter(dsl::outcome.eq("right"))
        .order(dsl::answered_at.desc())
        .select(dsl::answered_at)
        .first::<Option<DateTime<Utc>>>(conn)
        .await
        .optional()?
        .flatten();
    let mut since = cip_questions::table.filter(dsl::card_number.eq(number)).into_boxed();
    if let Some(right) = right {
        since = since.filter(dsl::asked_at.gt(right));
    }
    Ok(since.order(dsl::asked_at.desc()).select(dsl::positions).first(conn).await.optional()?)
}

pub(super) async fn is_locked(
    conn: &mut Connection,
    number: &str,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let wrong: i64 = cip_questions::table
        .filter(dsl::card_number.eq(number))
        .filter(dsl::outcome.eq("wrong"))
        .filter(dsl::answered_at.gt(now - WINDOW))
        .count()
        .get_result(conn)
        .await?;
    Ok(wrong >= MOST_WRONG)
}
