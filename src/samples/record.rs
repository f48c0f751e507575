// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a check brought is recorded: by a supervisor of the counter who had no hand in the case, over what they have seen.

use super::kind::Outcome;
use super::note::{self, NoteError};
use super::{Desk, reading};
use crate::audit::{self, Entry};
use crate::cases::{self, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::SampleId;
use crate::operators::Supervisor;
use crate::schema::sample_results;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

const ACT: &str = "sample.record";

/// Calls after which a check may be given up; the database keeps the same.
const CALLS: i16 = 3;

/// What a supervisor says.
pub struct Said<'a> {
    /// What the check brought.
    pub outcome: Outcome,
    /// What was found; without anybody's data.
    pub note: &'a str,
    /// How many results stood on the page.
    pub seen: usize,
}

/// Why nothing is recorded.
#[derive(Debug, thiserror::Error)]
pub enum NotRecorded {
    /// There is no such thing.
    #[error("nothing of the kind was drawn")]
    Unknown,
    /// The supervisor does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// The supervisor worked on the case, with this account or another one.
    #[error("nobody checks an act of their own")]
    OwnAct,
    /// Somebody recorded something since the page was made.
    #[error("there is a newer result")]
    Changed,
    /// A check of this kind cannot bring that.
    #[error("no outcome of this kind of check")]
    OtherKind,
    /// Fewer than three calls.
    #[error("a check is given up after three calls")]
    TooFewCalls,
    /// What is wrong is not said.
    #[error("the note is missing")]
    NoNote,
    /// The note is none.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotRecorded {
    /// The rule, for the register; none where nothing was refused.
    const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("unknown_sample"),
            Self::NoEntry(error) => error.rule(),
            Self::OwnAct => Some("own_act"),
            Self::Changed => Some("newer_result"),
            Self::OtherKind => Some("other_kind"),
            Self::TooFewCalls => Some("too_few_calls"),
            Self::NoNote => Some("no_note"),
            Self::Note(_) => Some("note_refused"),
            Self::Broken(_) => None,
        }
    }
}

/// Records what a check brought, after what was recorded before.
///
/// # Errors
/// A [`NotRecorded`]; refusals are in the register.
pub async fn record(
    desk: &Desk<'_>,
    by: &Supervisor,
    id: SampleId,
    said: &Said<'_>,
) -> Result<(), NotRecorded> {
    let mut conn = db::connection(desk.pool).await?;
    let outcome = db::transaction(&mut conn, async |conn| write(conn, desk, by, id, said).await).await;
    drop(conn);
    if let Some(rule) = outcome.as_ref().err().and_then(NotRecorded::rule) {
        let entry = Entry::new(ACT).by(by.who()).plain("sample", id).rule(rule);
        audit::refuse(desk.pool, desk.audit_key, entry, desk.now).await?;
    }
    outcome
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    by: &Supervisor,
    id: SampleId,
    said: &Said<'_>,
) -> Result<(), NotRecorded> {
    let drawn = reading::drawn(conn, id).await?.ok_or(NotRecorded::Unknown)?;
    // the case's row is taken: of two results at the same moment the second finds the first
    let case = cases::lock_to_decide(conn, by, drawn.case).await?;
    if !reading::may_check(conn, id, by.id()).await? {
        return Err(NotRecorded::OwnAct);
    }
    if !drawn.kind.outcomes().contains(&said.outcome) {
        return Err(NotRecorded::OtherKind);
    }
    let note = said.note.trim();
    note::check(note)?;
    if said.outcome.is_grave() && note.is_empty() {
        return Err(NotRecorded::NoNote);
    }
    let results = reading::results(conn, id).await?;
    if results.len() != said.seen {
        return Err(NotRecorded::Changed);
    }
    let calls = results.iter().filter_map(|result| result.attempts).max().unwrap_or(0) + 1;
    if said.outcome == Outcome::Unreachable && calls < CALLS {
        return Err(NotRecorded::TooFewCalls);
    }
    let attempts = said.outcome.counts_calls().then_some(calls);
    let ordinal = i32::try_from(results.len() + 1).map_err(Breakage::new)?;
    let mut entry = Entry::new(ACT)
        .by(by.who())
        .case(case.id)
        .holder(case.holder.id)
        .plain("sample", id)
        .plain("ordinal", ordinal)
        .plain("outcome", said.outcome.key())
        .personal("note", note);
    if let Some(attempts) = attempts {
        entry = entry.plain("attempts", attempts);
    }
    let row = audit::record(conn, desk.audit_key, entry, desk.now).await?;
    diesel::insert_into(sample_results::table)
        .values((
            sample_results::sample_id.eq(id),
            sample_results::ordinal.eq(ordinal),
            sample_results::outcome.eq(said.outcome.key()),
            sample_results::attempts.eq(attempts),
            sample_results::note.eq(note),
            sample_results::at.eq(desk.now),
            sample_results::by.eq(by.id()),
            sample_results::audit_row_id.eq(row),
        ))
        .execute(conn)
        .await
        .map_err(Breakage::from)?;
    Ok(())
}
