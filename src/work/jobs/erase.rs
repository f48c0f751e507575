// SPDX-License-Identifier: AGPL-3.0-or-later
//! Erasing what is not needed any more (S3), with a row in the register for each.

use super::Worker;
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, OutboxId};
use crate::schema::{outbox, ownership_codes};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

/// Rows of one transaction.
const PORTION: i64 = 100;

/// How long after its end the digest of an ownership code stays: nobody can use it, it could only be guessed at.
const DIGEST_KEPT: TimeDelta = TimeDelta::hours(1);

/// Erases second halves whose resend window is over.
pub(super) async fn second_halves(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut conn = db::connection(&worker.pool).await?;
    let mut erased = 0;
    loop {
        let portion = db::transaction(&mut conn, async |conn| erase_portion(worker, conn, now).await).await?;
        if portion == 0 {
            return Ok(erased);
        }
        erased += portion;
    }
}

/// Ends ownership codes that were not sent in time, and wipes the digests of codes that nobody can tell back any more.
pub(super) async fn codes(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut conn = db::connection(&worker.pool).await?;
    let mut ended = 0;
    loop {
        let portion =
            db::transaction(&mut conn, async |conn| expire_portion(worker, conn, now).await).await?;
        if portion == 0 {
            break;
        }
        ended += portion;
    }
    let old =
        ownership_codes::table.filter(ownership_codes::expires_at.le(now - DIGEST_KEPT)).filter(is_to_wipe());
    let wiped = diesel::update(old)
        .set((ownership_codes::salt.eq(&[0; 32][..]), ownership_codes::digest.eq(&[0; 32][..])))
        .execute(&mut conn)
        .await?;
    Ok(ended + wiped)
}

type Due = Vec<(OutboxId, Option<CaseId>)>;

async fn erase_portion(
    worker: &Worker,
    conn: &mut Connection,
    now: DateTime<Utc>,
) -> Result<usize, Breakage> {
    let due: Due = outbox::table
        .filter(outbox::erase_at.le(now).and(outbox::payload.is_not_null()))
        .filter(outbox::state.ne("waiting"))
        .select((outbox::id, outbox::case_id))
        .limit(PORTION)
        .for_update()
        .skip_locked()
        .load(conn)
        .await?;
    for (id, case) in &due {
        let letter = diesel::update(outbox::table.find(id));
        letter.set(outbox::payload.eq(None::<Vec<u8>>)).execute(conn).await?;
        record(worker, conn, Entry::new("mail.erase"), *id, *case, now).await?;
    }
    Ok(due.len())
}

/// Written out, not bound: the plan is made once for all values, and only a condition that it sees lets it take the index over
/// the digests that are still there.
fn is_to_wipe() -> SqlLiteral<Bool> {
    diesel::dsl::sql("ownership_codes.salt <> decode(repeat('00', 32), 'hex')")
}

/// The same for the index over letters that wait.
fn is_waiting() -> SqlLiteral<Bool> {
    diesel::dsl::sql("outbox.state = 'waiting'")
}

async fn expire_portion(
    worker: &Worker,
    conn: &mut Connection,
    now: DateTime<Utc>,
) -> Result<usize, Breakage> {
    let due: Due = outbox::table
        .filter(is_waiting().and(outbox::kind.eq("ownership_code")))
        .filter(outbox::give_up_at.le(now))
        .filter(outbox::leased_until.is_null().or(outbox::leased_until.le(now)))
        .select((outbox::id, outbox::case_id))
        .limit(PORTION)
        .for_update()
        .skip_locked()
        .load(conn)
        .await?;
    for (id, case) in &due {
        let change = (
            outbox::state.eq("given_up"),
            outbox::reason.eq("expired"),
            outbox::settled_at.eq(now),
            outbox::leased_until.eq(None::<DateTime<Utc>>),
            outbox::payload.eq(None::<Vec<u8>>),
        );
        diesel::update(outbox::table.find(id)).set(change).execute(conn).await?;
        record(worker, conn, Entry::new("mail.give_up").plain("reason", "expired"), *id, *case, now).await?;
    }
    Ok(due.len())
}

async fn record(
    worker: &Worker,
    conn: &mut Connection,
    entry: Entry,
    letter: OutboxId,
    case: Option<CaseId>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let mut entry = entry.plain("letter", letter);
    if let Some(case) = case {
        entry = entry.case(case);
    }
    audit::record(conn, &worker.audit, entry, now).await?;
    Ok(())
}
