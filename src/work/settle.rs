// SPDX-License-Identifier: AGPL-3.0-or-later
//! Settling: the ends of some attempts, their letters' new states and their audit rows, in one transaction.

use super::settlement::{Ending, Settlement, settlement};
use super::store::{self, Change, Claimed, End, Standing};
use super::{Lane, Worker};
use crate::audit::{self, Entry, Who};
use crate::db::{self, Breakage};
use crate::outbox::{Kind, Reason};
use chrono::{DateTime, Utc};

/// An attempt that is over.
pub(super) struct Attempted {
    pub letter: Claimed,
    pub ending: Ending,
}

/// Settles attempts, all of them or none. Each letter may be in it once: how it stands is read before anything is written.
pub(super) async fn settle(
    worker: &Worker,
    lane: Lane,
    over: &[Attempted],
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let mut conn = db::connection(&worker.pool).await?;
    db::transaction(&mut conn, async |conn| {
        let letters: Vec<&Claimed> = over.iter().map(|one| &one.letter).collect();
        let standings = store::standings(conn, &letters).await?;
        let (mut ends, mut entries) = (Vec::new(), Vec::new());
        for (Attempted { letter, ending }, standing) in over.iter().zip(&standings) {
            let settlement = settlement(lane, standing, letter.attempt, ending, now);
            entries.extend(entry(letter, &settlement, ending));
            let change = change(worker, letter, standing, settlement, now);
            ends.push(End { letter, outcome: ending.word(), reply: ending.reply(), change });
        }
        store::end(conn, &ends, now).await?;
        audit::record_all(conn, &worker.audit, entries, now).await
    })
    .await
}

/// The row as it becomes. A second half is kept for the resend window, which begins with the first letter's end and which
/// no later sending prolongs; whatever else was said is erased when settled.
fn change(
    worker: &Worker,
    letter: &Claimed,
    standing: &Standing,
    settlement: Settlement,
    now: DateTime<Utc>,
) -> Option<Change> {
    let second_half = letter.kind == Kind::SecondHalf.word();
    let window = || now + worker.resend_window(letter.policy_version.as_deref(), now);
    let ended = |state, reason: Option<Reason>| Change {
        state: Some(state),
        settled_at: Some(now),
        reason: reason.map(Reason::word),
        erase_at: second_half.then(|| standing.erase_at.unwrap_or_else(window)),
        erases: !second_half,
        ..Change::default()
    };
    match settlement {
        Settlement::Accepted { server, twice } => {
            let state = if twice { "perhaps_twice" } else { "accepted" };
            Some(Change { accepted_by: Some(server), ..ended(state, None) })
        }
        Settlement::GivenUp(reason) => Some(ended("given_up", Some(reason))),
        Settlement::Alarm(reason) => {
            tracing::error!(letter = %letter.id, reason = reason.word(), "a letter raised an alarm; nothing was sent");
            Some(ended("alarm", Some(reason)))
        }
        Settlement::Wait { next_attempt_at, reason } => Some(Change {
            next_attempt_at: Some(next_attempt_at),
            reason: Some(reason.word()),
            ..Change::default()
        }),
        Settlement::AsItStands => None,
    }
}

/// The register tells each end of a letter and each attempt that a server may have taken; a server that was away is told
/// by `mail_attempts` alone.
fn entry(letter: &Claimed, settlement: &Settlement, ending: &Ending) -> Option<Entry> {
    let entry = match settlement {
        Settlement::Accepted { server, twice } => {
            Entry::new("mail.accept").plain("server", server).plain("perhaps_twice", twice)
        }
        Settlement::GivenUp(reason) => Entry::new("mail.give_up").plain("reason", reason.word()),
        Settlement::Alarm(reason) => Entry::new("mail.alarm").plain("reason", reason.word()),
        Settlement::Wait { reason: Reason::Unknown, .. } => Entry::new("mail.lose_answer"),
        Settlement::AsItStands if ending.word() == "accepted" => Entry::new("mail.accept_late"),
        Settlement::Wait { .. } | Settlement::AsItStands => return None,
    };
    let mut entry = entry
        .by(Who { counter: letter.counter_id, ..Who::default() })
        .plain("letter", letter.id)
        .plain("kind", &letter.kind)
        .plain("attempt", letter.attempt)
        .personal("recipient", &letter.recipient);
    if let Some(case) = letter.case_id {
        entry = entry.case(case);
    }
    if let Some(holder) = letter.holder_id {
        entry = entry.holder(holder);
    }
    Some(entry)
}
