// SPDX-License-Identifier: AGPL-3.0-or-later
//! The way on after an older state came back: what may have happened in the lost time is taken to have happened.
//!
//! A sheet that was not handed over then may be in somebody's hands by now, and a mail that was unsent may have arrived: no half
//! is printed or sent from this state without a person's decision.

use crate::audit::{self, AuditKey, Entry, Who};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, CounterId, HolderId, OutboxId, ReleaseId};
use crate::schema::{cases, outbox, process_keys, releases, starts};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

/// How long a mail that is up for review keeps its content, if nobody decides.
const REVIEWED_WITHIN: TimeDelta = TimeDelta::days(7);

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resumed {
    /// Releases that ended because their sheet was not handed over.
    pub releases: usize,
    /// Unsent mails that wait for a person.
    pub mails: usize,
}

type Unsent = (OutboxId, Option<CaseId>, String, Option<DateTime<Utc>>);
type Open = (ReleaseId, String, CaseId, HolderId, CounterId);

/// Ends the halt, in one transaction and with a row in the register for each release and mail; nothing where there is no halt.
/// As the owner of the database.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn resume(
    conn: &mut Connection,
    key: &AuditKey,
    now: DateTime<Utc>,
) -> Result<Option<Resumed>, Breakage> {
    db::transaction(conn, async |conn| {
        let why: Option<String> = starts::table.select(starts::halted_why).for_update().first(conn).await?;
        let Some(why) = why else { return Ok(None) };
        let resumed = Resumed {
            releases: end_releases(conn, key, now).await?,
            mails: review_mails(conn, key, now).await?,
        };
        renew_lists(conn, now).await?;
        diesel::delete(process_keys::table).execute(conn).await?;
        let number: i64 = starts::table.select(starts::number).first(conn).await?;
        diesel::update(starts::table)
            .set((
                starts::number.eq((number + 1).max(now.timestamp())),
                starts::halted_at.eq(None::<DateTime<Utc>>),
                starts::halted_why.eq(None::<String>),
                starts::resumed_at.eq(now),
            ))
            .execute(conn)
            .await?;
        let entry = Entry::new("database.resume")
            .plain("why", why)
            .plain("releases", resumed.releases)
            .plain("mails", resumed.mails);
        audit::record(conn, key, entry, now).await?;
        Ok(Some(resumed))
    })
    .await
}

/// A revocation list may not come out under a number that one of the lost time had (RFC 5280 section 5.2.3): the authority signs
/// each part anew under a number that no count of lists ever reaches.
async fn renew_lists(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Breakage> {
    diesel::sql_query("UPDATE authority.crls SET number = greatest(number, $1)")
        .bind::<BigInt, _>(now.timestamp())
        .execute(conn)
        .await?;
    let due = "INSERT INTO authority.crl_due (part) SELECT part FROM authority.crls";
    diesel::sql_query(due).execute(conn).await?;
    Ok(())
}

async fn end_releases(conn: &mut Connection, key: &AuditKey, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let open: Vec<Open> = releases::table
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .filter(releases::handed_over_at.is_null().and(releases::ended_at.is_null()))
        .order(releases::requested_at)
        .select((releases::id, releases::number, cases::id, cases::holder_id, cases::counter_id))
        .load(conn)
        .await?;
    for (release, number, case, holder, counter) in &open {
        diesel::sql_query(
            "UPDATE sheets SET first_half = NULL, withdrawn_at = CASE WHEN voided_at IS NULL THEN $2 END
             WHERE release_id = $1 AND first_half IS NOT NULL",
        )
        .bind::<Uuid, _>(release)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await?;
        diesel::sql_query("SELECT erase_second_half($1, $2)")
            .bind::<Uuid, _>(release)
            .bind::<Timestamptz, _>(now)
            .execute(conn)
            .await?;
        diesel::update(releases::table.find(release))
            .set((releases::ended_at.eq(now), releases::ending.eq("withdrawn")))
            .execute(conn)
            .await?;
        let entry = Entry::new("release.withdraw")
            .by(Who { counter: Some(*counter), ..Who::default() })
            .case(*case)
            .holder(*holder)
            .plain("release", number)
            .plain("why", "restored");
        audit::record(conn, key, entry, now).await?;
    }
    Ok(open.len())
}

async fn review_mails(conn: &mut Connection, key: &AuditKey, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let unsent: Vec<Unsent> = outbox::table
        .filter(outbox::state.eq("waiting"))
        .order(outbox::posted_at)
        .select((outbox::id, outbox::case_id, outbox::kind, outbox::erase_at))
        .for_update()
        .load(conn)
        .await?;
    for (id, case, kind, erase_at) in &unsent {
        let change = (
            outbox::state.eq("given_up"),
            outbox::reason.eq("restored"),
            outbox::settled_at.eq(now),
            outbox::leased_until.eq(None::<DateTime<Utc>>),
            outbox::erase_at.eq(erase_at.unwrap_or(now + REVIEWED_WITHIN)),
        );
        diesel::update(outbox::table.find(id)).set(change).execute(conn).await?;
        let mut entry = Entry::new("mail.give_up").plain("reason", "restored");
        entry = entry.plain("letter", id).plain("kind", kind);
        if let Some(case) = case {
            entry = entry.case(*case);
        }
        audit::record(conn, key, entry, now).await?;
    }
    Ok(unsent.len())
}
