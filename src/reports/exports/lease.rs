// SPDX-License-Identifier: AGPL-3.0-or-later
//! Which attempt is at a file: claimed for a while, claimed again as long as it goes on, and begun anew by another one where
//! nothing was heard of it.

use super::make::{Maker, Unmade};
use super::store::Row;
use super::{Export, Failure};
use crate::db::{self, Breakage, Connection};
use crate::ids::ExportId;
use crate::schema::report_exports as e;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// An attempt is dead when nothing was heard of it for so long.
const LEASE: TimeDelta = TimeDelta::seconds(30);
/// How often it says how far it is.
const TOLD: Duration = Duration::from_secs(1);
/// A file whose attempts died so often is not begun again.
const ATTEMPTS: i32 = 5;

/// How far an attempt is; less than 0: not known.
pub(super) struct Progress {
    pub(super) done: AtomicI64,
    pub(super) all: AtomicI64,
}

/// An attempt at a file.
pub(super) struct Attempt {
    pub(super) export: Export,
    pub(super) holder: Uuid,
    pub(super) is_last: bool,
}

#[derive(QueryableByName)]
struct Due {
    #[diesel(sql_type = SqlUuid)]
    id: ExportId,
}

/// The file that waits longest, for this attempt; one that is being made by nobody any more counts too.
pub(super) async fn claim(conn: &mut Connection, now: DateTime<Utc>) -> Result<Option<Attempt>, Breakage> {
    let holder = ExportId::new(now).uuid();
    let claimed = "UPDATE report_exports SET state = 'running', holder = $1, leased_until = $2, begun = begun + 1, \
        rows_done = 0, rows_all = NULL WHERE id = (SELECT id FROM report_exports WHERE state IN ('waiting', 'running') \
        AND (leased_until IS NULL OR leased_until < $3) ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id";
    let due: Option<Due> = diesel::sql_query(claimed)
        .bind::<SqlUuid, _>(holder)
        .bind::<Timestamptz, _>(now + LEASE)
        .bind::<Timestamptz, _>(now)
        .get_result(conn)
        .await
        .optional()?;
    let Some(due) = due else { return Ok(None) };
    let (row, begun): (Row, i32) =
        e::table.find(due.id).select((Row::as_select(), e::begun)).first(conn).await?;
    Ok(Some(Attempt { export: row.read(now)?, holder, is_last: begun >= ATTEMPTS }))
}

/// Says how far an attempt is and that it lives, until it is no longer ours.
pub(super) async fn keep(maker: &Maker<'_>, attempt: &Attempt, progress: &Progress) -> Unmade {
    loop {
        tokio::time::sleep(TOLD).await;
        match told(maker, attempt, progress).await {
            Ok(true) => {}
            Ok(false) => return Unmade::Lost,
            // without a word the lease runs out by itself
            Err(error) => {
                tracing::warn!(%error, export = %attempt.export.id, "an export cannot say how far it is")
            }
        }
    }
}

async fn told(maker: &Maker<'_>, attempt: &Attempt, progress: &Progress) -> Result<bool, Breakage> {
    let known = |number: &AtomicI64| Some(number.load(Ordering::Relaxed)).filter(|number| *number >= 0);
    let mut conn = db::connection(maker.pool).await?;
    let told = diesel::update(ours(attempt))
        .set((
            e::leased_until.eq((maker.clock)() + LEASE),
            e::rows_done.eq(known(&progress.done).unwrap_or(0)),
            e::rows_all.eq(known(&progress.all)),
        ))
        .execute(&mut conn)
        .await?;
    Ok(told == 1)
}

/// Ends an attempt with a file; in the transaction of its last piece.
pub(super) async fn ready(
    conn: &mut Connection,
    attempt: &Attempt,
    rows: i64,
    bytes: i64,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool, Breakage> {
    let made = diesel::update(ours(attempt))
        .set((
            e::state.eq("ready"),
            e::holder.eq(None::<Uuid>),
            e::leased_until.eq(None::<DateTime<Utc>>),
            e::rows_done.eq(rows),
            e::rows_all.eq(rows),
            e::bytes.eq(bytes),
            e::made_at.eq(now),
            e::expires_at.eq(until),
        ))
        .execute(conn)
        .await?;
    Ok(made == 1)
}

/// Ends an attempt without a file.
pub(super) async fn failed(conn: &mut Connection, attempt: &Attempt, why: Failure) -> Result<(), Breakage> {
    diesel::update(ours(attempt))
        .set((
            e::state.eq("failed"),
            e::holder.eq(None::<Uuid>),
            e::leased_until.eq(None::<DateTime<Utc>>),
            e::failure.eq(why.word()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

type Ours = diesel::dsl::Filter<
    diesel::dsl::Filter<e::table, diesel::dsl::Eq<e::id, ExportId>>,
    diesel::dsl::Eq<e::holder, Uuid>,
>;

/// The row, as long as this attempt has it.
fn ours(attempt: &Attempt) -> Ours {
    e::table.filter(e::id.eq(attempt.export.id)).filter(e::holder.eq(attempt.holder))
}
