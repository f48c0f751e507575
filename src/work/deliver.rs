// SPDX-License-Identifier: AGPL-3.0-or-later
//! Attempts, from the claim to their settlement.

use super::lane::{LEASE, RENEWED};
use super::prepare::{Prepared, prepare};
use super::settle::{self, Attempted};
use super::settlement::Ending;
use super::store::{self, Claimed};
use super::{Clock, Lane, Worker};
use crate::db::Breakage;
use crate::mail::Delivery;
use crate::outbox::Reason;
use crate::seal::Wiped;
use std::collections::HashSet;
use std::slice;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// How often, and after which pause, a settlement is tried again where PostgreSQL is away: the mail has gone out, and
/// unsettled it would go out again.
const AGAIN: (u32, Duration) = (10, Duration::from_secs(1));

/// The attempt itself: it is written out before it waits for one of the lines to the mail server.
pub(super) async fn attempt(
    worker: &Worker,
    lane: Lane,
    letter: Claimed,
    lines: &Semaphore,
    clock: Clock,
) -> Attempted {
    let ending = match prepare(worker, &letter, clock.now()) {
        Ok(Prepared::Mail(parcel)) => {
            let sending = Box::pin(async {
                let asked = Instant::now();
                // they are never closed
                let _line = lines.acquire().await;
                if asked.elapsed() >= RENEWED && !store::may_go(&worker.pool, &letter).await.unwrap_or(false)
                {
                    let reply = "held or stopped before a line was free".to_owned();
                    return Delivery::Temporary { reason: Reason::TryLater, reply };
                }
                worker.mailer.send(&parcel, lane.patience()).await
            });
            Ending::Delivered(leased(worker, &letter, sending, clock).await)
        }
        Ok(Prepared::Letter(paper)) => Ending::Delivered(print(worker, &letter, paper).await),
        Err(unfit) => Ending::Unfit(unfit),
    };
    metrics::counter!("sportello_mail_attempts_total", "outcome" => ending.word()).increment(1);
    Attempted { letter, ending }
}

/// Writes what attempts came to, together. One that cannot be written holds up no other.
pub(super) async fn conclude(
    worker: &Worker,
    lane: Lane,
    mut over: Vec<Attempted>,
    clock: Clock,
) -> Result<(), Breakage> {
    let mut outcome = Ok(());
    while !over.is_empty() {
        // two attempts at one letter, the earlier one with a lost lease, are settled one after the other
        let mut seen = HashSet::new();
        let (these, later): (Vec<_>, Vec<_>) = over.into_iter().partition(|one| seen.insert(one.letter.id));
        over = later;
        match persistently(worker, lane, &these, clock).await {
            Err(error) if these.len() > 1 && !error.is_away() => {
                for one in &these {
                    let one = slice::from_ref(one);
                    outcome = outcome.and(told(one, persistently(worker, lane, one, clock).await));
                }
            }
            settled => outcome = outcome.and(told(&these, settled)),
        }
    }
    outcome
}

/// Names the letters that could not be settled in the log.
fn told(these: &[Attempted], settled: Result<(), Breakage>) -> Result<(), Breakage> {
    if let Err(error) = &settled {
        for one in these {
            tracing::error!(%error, letter = %one.letter.id, "a letter could not be settled");
        }
    }
    settled
}

async fn persistently(worker: &Worker, lane: Lane, over: &[Attempted], clock: Clock) -> Result<(), Breakage> {
    let mut tried = 1;
    loop {
        match settle::settle(worker, lane, over, clock.now()).await {
            Err(error) if error.is_away() && tried < AGAIN.0 => tried += 1,
            settled => return settled,
        }
        tokio::time::sleep(AGAIN.1).await;
    }
}

/// Gives a letter by post to the mail room.
async fn print(worker: &Worker, letter: &Claimed, paper: Wiped) -> Delivery {
    match &worker.letters {
        Some(folder) => folder.put(letter.id, paper).await,
        None => {
            Delivery::Temporary { reason: Reason::ServerAway, reply: "there is no print folder".to_owned() }
        }
    }
}

/// Waits for a line and for the server's answer, and keeps the lease alive meanwhile: a worker that was killed is known by its
/// silence, a slow server is not. Where the lease cannot be renewed any more the line is cut before it ends: a correction of the
/// address counts on it that nobody sends without one.
async fn leased(
    worker: &Worker,
    letter: &Claimed,
    sending: impl Future<Output = Delivery>,
    clock: Clock,
) -> Delivery {
    let mut renewed = Instant::now();
    let mut sending = std::pin::pin!(sending);
    loop {
        if let Ok(delivery) = tokio::time::timeout(RENEWED, &mut sending).await {
            return delivery;
        }
        match store::renew(&worker.pool, letter, clock.now()).await {
            Ok(()) => renewed = Instant::now(),
            Err(error) => {
                tracing::warn!(%error, letter = %letter.id, "the lease of a letter could not be renewed");
                if renewed.elapsed() + RENEWED >= LEASE {
                    return Delivery::Unknown { reply: "the lease was lost".to_owned() };
                }
            }
        }
    }
}
