// SPDX-License-Identifier: AGPL-3.0-or-later
//! What settling reads and writes, of several letters at once.

use super::Claimed;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::OutboxId;
use crate::schema::{mail_attempts, outbox};
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, Bool, Integer, Nullable, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

/// How a letter stands when an attempt has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::work) struct Standing {
    pub state: String,
    /// The newest attempt's number: another worker may have begun one.
    pub attempts: i32,
    pub give_up_at: DateTime<Utc>,
    /// The end of the resend window, once it has begun.
    pub erase_at: Option<DateTime<Utc>>,
    /// Whether another attempt was accepted, or may have been.
    pub doubtful: bool,
}

/// Locks the letters until the end of the transaction, always in the same order; how they stand, in the order asked for.
pub(in crate::work) async fn standings(
    conn: &mut Connection,
    letters: &[&Claimed],
) -> Result<Vec<Standing>, Breakage> {
    type Row = (OutboxId, String, i32, DateTime<Utc>, Option<DateTime<Utc>>);
    let ids: Vec<OutboxId> = letters.iter().map(|letter| letter.id).collect();
    let rows: Vec<Row> = outbox::table
        .filter(outbox::id.eq_any(&ids))
        .order(outbox::id)
        .select((outbox::id, outbox::state, outbox::attempts, outbox::give_up_at, outbox::erase_at))
        .for_update()
        .load(conn)
        .await?;
    let again: Vec<OutboxId> = rows.iter().filter(|row| row.2 > 1).map(|row| row.0).collect();
    let doubtful = if again.is_empty() { HashSet::new() } else { doubtful(conn, letters, &again).await? };
    let mut found: HashMap<OutboxId, Standing> = rows
        .into_iter()
        .map(|(id, state, attempts, give_up_at, erase_at)| {
            let doubtful = doubtful.contains(&id);
            (id, Standing { state, attempts, give_up_at, erase_at, doubtful })
        })
        .collect();
    let standing = |id: &OutboxId| found.remove(id).ok_or(diesel::result::Error::NotFound);
    Ok(ids.iter().map(standing).collect::<Result<_, _>>()?)
}

/// Those of the letters that another attempt brought to a server, or may have.
async fn doubtful(
    conn: &mut Connection,
    letters: &[&Claimed],
    again: &[OutboxId],
) -> Result<HashSet<OutboxId>, Breakage> {
    let taken: Vec<(OutboxId, i32)> = mail_attempts::table
        .filter(mail_attempts::outbox_id.eq_any(again))
        .filter(mail_attempts::outcome.is_null().or(mail_attempts::outcome.eq_any(["accepted", "unknown"])))
        .select((mail_attempts::outbox_id, mail_attempts::attempt))
        .load(conn)
        .await?;
    let own: HashSet<(OutboxId, i32)> = letters.iter().map(|letter| (letter.id, letter.attempt)).collect();
    Ok(taken.into_iter().filter(|attempt| !own.contains(attempt)).map(|(id, _)| id).collect())
}

/// A letter's row as settling leaves it, without its lease. `None` leaves a column as it is; the reason is always written.
#[derive(Default)]
pub(in crate::work) struct Change {
    pub state: Option<&'static str>,
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub settled_at: Option<DateTime<Utc>>,
    pub accepted_by: Option<String>,
    pub reason: Option<&'static str>,
    pub erase_at: Option<DateTime<Utc>>,
    /// Whether what was said is erased.
    pub erases: bool,
}

/// An attempt's end, and what becomes of its letter; no change where others have settled it already.
pub(in crate::work) struct End<'a> {
    pub letter: &'a Claimed,
    pub outcome: &'a str,
    pub reply: &'a str,
    pub change: Option<Change>,
}

/// Writes the ends of attempts and their letters' rows, in one statement.
pub(in crate::work) async fn end(
    conn: &mut Connection,
    ends: &[End<'_>],
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    Ending::of(ends, now).kept().execute(conn).await?;
    Ok(())
}

const END: &str = "
WITH said AS (
  SELECT * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    AS s (id, attempt, outcome, reply, changes, state, next_attempt_at, settled_at, accepted_by, reason, erase_at, erases)
), ended AS (
  UPDATE mail_attempts a SET ended_at = $1, outcome = s.outcome, reply = s.reply
  FROM said s WHERE a.outbox_id = s.id AND a.attempt = s.attempt
)
UPDATE outbox o SET state = coalesce(s.state, o.state), next_attempt_at = coalesce(s.next_attempt_at, o.next_attempt_at),
  leased_until = NULL, settled_at = coalesce(s.settled_at, o.settled_at), accepted_by = coalesce(s.accepted_by, o.accepted_by),
  reason = s.reason, erase_at = coalesce(s.erase_at, o.erase_at), payload = CASE WHEN s.erases THEN NULL ELSE o.payload END
FROM said s WHERE s.changes AND o.id = s.id";

/// [`END`] with its values, a column each.
struct Ending<'a> {
    now: DateTime<Utc>,
    ids: Vec<OutboxId>,
    attempts: Vec<i32>,
    outcomes: Vec<&'a str>,
    replies: Vec<&'a str>,
    changes: Vec<bool>,
    states: Vec<Option<&'a str>>,
    next_attempts: Vec<Option<DateTime<Utc>>>,
    settled: Vec<Option<DateTime<Utc>>>,
    accepted_by: Vec<Option<&'a str>>,
    reasons: Vec<Option<&'a str>>,
    erase_at: Vec<Option<DateTime<Utc>>>,
    erases: Vec<bool>,
}

impl<'a> Ending<'a> {
    fn of(ends: &'a [End<'_>], now: DateTime<Utc>) -> Self {
        fn column<'a, T>(ends: &'a [End<'_>], value: impl Fn(&'a Change) -> Option<T>) -> Vec<Option<T>> {
            ends.iter().map(|end| end.change.as_ref().and_then(&value)).collect()
        }
        Self {
            now,
            ids: ends.iter().map(|end| end.letter.id).collect(),
            attempts: ends.iter().map(|end| end.letter.attempt).collect(),
            outcomes: ends.iter().map(|end| end.outcome).collect(),
            replies: ends.iter().map(|end| end.reply).collect(),
            changes: ends.iter().map(|end| end.change.is_some()).collect(),
            states: column(ends, |change| change.state),
            next_attempts: column(ends, |change| change.next_attempt_at),
            settled: column(ends, |change| change.settled_at),
            accepted_by: column(ends, |change| change.accepted_by.as_deref()),
            reasons: column(ends, |change| change.reason),
            erase_at: column(ends, |change| change.erase_at),
            erases: ends.iter().map(|end| end.change.as_ref().is_some_and(|change| change.erases)).collect(),
        }
    }
}

impl QueryId for Ending<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<Pg> for Ending<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // the values are numbered in the statement itself
        out.push_sql(END);
        out.push_bind_param_value_only::<Timestamptz, _>(&self.now)?;
        out.push_bind_param_value_only::<Array<Uuid>, _>(&self.ids)?;
        out.push_bind_param_value_only::<Array<Integer>, _>(&self.attempts)?;
        out.push_bind_param_value_only::<Array<Text>, _>(&self.outcomes)?;
        out.push_bind_param_value_only::<Array<Text>, _>(&self.replies)?;
        out.push_bind_param_value_only::<Array<Bool>, _>(&self.changes)?;
        out.push_bind_param_value_only::<Array<Nullable<Text>>, _>(&self.states)?;
        out.push_bind_param_value_only::<Array<Nullable<Timestamptz>>, _>(&self.next_attempts)?;
        out.push_bind_param_value_only::<Array<Nullable<Timestamptz>>, _>(&self.settled)?;
        out.push_bind_param_value_only::<Array<Nullable<Text>>, _>(&self.accepted_by)?;
        out.push_bind_param_value_only::<Array<Nullable<Text>>, _>(&self.reasons)?;
        out.push_bind_param_value_only::<Array<Nullable<Timestamptz>>, _>(&self.erase_at)?;
        out.push_bind_param_value_only::<Array<Bool>, _>(&self.erases)
    }
}
