// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who runs a job, and how it went.

use super::Job;
use crate::db::{self, Breakage, Connection, Pool};
use crate::schema::timed_jobs;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// How long a job belongs to its worker: a worker that died leaves it to others after this.
const LEASE: TimeDelta = TimeDelta::minutes(10);

/// Takes a job that is due and free; answers whether it is ours now.
pub(super) async fn take(
    pool: &Pool,
    job: Job,
    now: DateTime<Utc>,
    every: TimeDelta,
) -> Result<bool, Breakage> {
    let mut conn = db::connection(pool).await?;
    let taken = diesel::sql_query(
        "INSERT INTO timed_jobs AS j (name, leased_until, began_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET leased_until = excluded.leased_until, began_at = excluded.began_at
         WHERE (j.leased_until IS NULL OR j.leased_until <= $3) AND (j.began_at IS NULL OR j.began_at <= $4)",
    )
    .bind::<Text, _>(job.name())
    .bind::<Timestamptz, _>(now + LEASE)
    .bind::<Timestamptz, _>(now)
    .bind::<Timestamptz, _>(now - every)
    .execute(&mut conn)
    .await?;
    Ok(taken == 1)
}

/// Tells how the run that began at `began` went.
pub(super) async fn end(pool: &Pool, job: Job, began: DateTime<Utc>, result: &str) -> Result<(), Breakage> {
    let mut conn = db::connection(pool).await?;
    let run = timed_jobs::table.find(job.name()).filter(timed_jobs::began_at.eq(began));
    diesel::update(run)
        .set((
            timed_jobs::ended_at.eq(Utc::now().max(began)),
            timed_jobs::result.eq(result),
            timed_jobs::leased_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The last run of a job, for `check`.
#[derive(Debug, Clone, Queryable)]
pub struct JobRun {
    /// The job.
    pub name: String,
    /// When it began last.
    pub began_at: Option<DateTime<Utc>>,
    /// When a run ended last.
    pub ended_at: Option<DateTime<Utc>>,
    /// `done: N` or `failed: …`.
    pub result: Option<String>,
}

/// The last runs of all jobs, by name. For the roles of `web` and `worker`.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn last_runs(conn: &mut Connection) -> Result<Vec<JobRun>, Breakage> {
    Ok(timed_jobs::table
        .order(timed_jobs::name)
        .select((timed_jobs::name, timed_jobs::began_at, timed_jobs::ended_at, timed_jobs::result))
        .load(conn)
        .await?)
}
