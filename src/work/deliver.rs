// SPDX-License-Identifier: AGPL-3.0-or-later
//! One attempt, from the claim to its settlement.

use super::lane::{LEASE, RENEWED};
use super::prepare::{Prepared, prepare};
use super::settlement::Ending;
use super::store::{self, Claimed};
use super::{Clock, Lane, Worker, settle};
use crate::db::Breakage;
use crate::mail::{Delivery, Parcel};
use crate::outbox::Reason;
use crate::seal::Wiped;
use std::time::{Duration, Instant};

/// How often, and after which pause, a settlement is tried again where PostgreSQL is away: the mail has gone out, and
/// unsettled it would go out again.
const AGAIN: (u32, Duration) = (10, Duration::from_secs(1));

pub(super) async fn deliver(
    worker: &Worker,
    lane: Lane,
    letter: &Claimed,
    clock: Clock,
) -> Result<(), Breakage> {
    let ending = attempt(worker, lane, letter, clock).await;
    conclude(worker, lane, letter, &ending, clock).await
}

/// The attempt itself: when it is over, its line to the mail server is free.
pub(super) async fn attempt(worker: &Worker, lane: Lane, letter: &Claimed, clock: Clock) -> Ending {
    let ending = match prepare(worker, letter, clock.now()) {
        Ok(Prepared::Mail(parcel)) => Ending::Delivered(send(worker, lane, letter, &parcel, clock).await),
        Ok(Prepared::Letter(paper)) => Ending::Delivered(print(worker, letter, paper).await),
        Err(unfit) => Ending::Unfit(unfit),
    };
    metrics::counter!("sportello_mail_attempts_total", "outcome" => ending.word()).increment(1);
    ending
}

/// Writes what an attempt came to.
pub(super) async fn conclude(
    worker: &Worker,
    lane: Lane,
    letter: &Claimed,
    ending: &Ending,
    clock: Clock,
) -> Result<(), Breakage> {
    let mut tried = 1;
    loop {
        match settle::settle(worker, lane, letter, ending, clock.now()).await {
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

/// Sends, and keeps the lease alive meanwhile: a worker that was killed is known by its silence, a slow server is not. Where
/// the lease cannot be renewed any more the line is cut before it ends: a correction of the address counts on it that nobody
/// sends without one.
async fn send(worker: &Worker, lane: Lane, letter: &Claimed, parcel: &Parcel, clock: Clock) -> Delivery {
    let mut renewed = Instant::now();
    let mut sending = std::pin::pin!(worker.mailer.send(parcel, lane.patience()));
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
