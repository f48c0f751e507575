// SPDX-License-Identifier: AGPL-3.0-or-later
//! One attempt, from the claim to its settlement.

use super::prepare::prepare;
use super::settlement::Ending;
use super::store::Claimed;
use super::{Clock, Lane, Worker, settle};
use crate::db::Breakage;
use std::time::Duration;

/// How often, and after which pause, a settlement is tried again where PostgreSQL is away: the mail has gone out, and
/// unsettled it would go out again.
const AGAIN: (u32, Duration) = (10, Duration::from_secs(1));

pub(super) async fn deliver(
    worker: &Worker,
    lane: Lane,
    letter: &Claimed,
    clock: Clock,
) -> Result<(), Breakage> {
    let ending = match prepare(worker, letter, clock.now()) {
        Ok(parcel) => Ending::Delivered(worker.mailer.send(&parcel, lane.patience()).await),
        Err(unfit) => Ending::Unfit(unfit),
    };
    metrics::counter!("sportello_mail_attempts_total", "outcome" => ending.word()).increment(1);
    let mut tried = 1;
    loop {
        match settle::settle(worker, lane, letter, &ending, clock.now()).await {
            Err(error) if error.is_away() && tried < AGAIN.0 => tried += 1,
            settled => return settled,
        }
        tokio::time::sleep(AGAIN.1).await;
    }
}
