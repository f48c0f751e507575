// SPDX-License-Identifier: AGPL-3.0-or-later
//! A lane of the outbox, and the loop that empties it. Each lane has its own loop and its own width, so that a thousand
//! letters never stand before a code that somebody waits for at the counter.

use super::{Clock, Worker, deliver, store};
use crate::mail::Patience;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

/// A lane of the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Ownership codes.
    WaitedFor,
    /// Everything else.
    Letters,
}

/// How long a letter belongs to a worker that does not say that it is still at it.
pub(super) const LEASE: Duration = Duration::from_secs(30);

/// How often a worker says that it is still at a letter.
pub(super) const RENEWED: Duration = Duration::from_secs(5);

/// So many letters for each line may be underway, sent or being written down: where the database is away, no more go out.
const BESIDE: usize = 3;

/// After a fault of the database, before the next try.
const BREATH: Duration = Duration::from_secs(1);

impl Lane {
    /// Its number in the database.
    pub(super) const fn number(self) -> i16 {
        match self {
            Self::WaitedFor => 0,
            Self::Letters => 1,
        }
    }

    /// How many are sent at once, each over a line of its own to the mail server.
    const fn width(self) -> usize {
        match self {
            Self::WaitedFor => 2,
            Self::Letters => 4,
        }
    }

    /// How often an empty lane is looked into. A look costs 0.1 ms; a NOTIFY would make all commits wait for each other.
    const fn pause(self) -> Duration {
        match self {
            Self::WaitedFor => Duration::from_millis(250),
            Self::Letters => Duration::from_millis(500),
        }
    }

    pub(super) const fn patience(self) -> Patience {
        match self {
            Self::WaitedFor => Patience::WAITED_FOR,
            Self::Letters => Patience::LETTER,
        }
    }
}

/// Empties a lane until told to stop. A line takes its next letter when the server has answered for the one before; what came
/// of that is written beside it, so that no server waits for our disk.
pub(super) async fn run(worker: Arc<Worker>, lane: Lane, mut stopped: watch::Receiver<bool>) {
    let lines = Arc::new(Semaphore::new(lane.width()));
    let mut letters: JoinSet<()> = JoinSet::new();
    while !*stopped.borrow() {
        if worker.is_halted() {
            let _stopped = tokio::time::timeout(BREATH, stopped.wait_for(|stop| *stop)).await;
            continue;
        }
        while letters.len() >= lane.width() * BESIDE {
            let _ended = letters.join_next().await;
        }
        while letters.try_join_next().is_some() {}
        let free = free(&lines).await;
        let pause = match store::claim(&worker.pool, lane, Clock::Real.now(), free.len()).await {
            Ok(claimed) if claimed.is_empty() => lane.pause(),
            Ok(claimed) => {
                for (letter, line) in claimed.into_iter().zip(free) {
                    let worker = Arc::clone(&worker);
                    letters.spawn(async move {
                        let ending = deliver::attempt(&worker, lane, &letter, Clock::Real).await;
                        drop(line);
                        let concluded = deliver::conclude(&worker, lane, &letter, &ending, Clock::Real).await;
                        if let Err(error) = concluded {
                            tracing::error!(%error, letter = %letter.id, "a letter could not be settled");
                        }
                    });
                }
                continue;
            }
            Err(error) => {
                tracing::error!(%error, ?lane, "the outbox cannot be read");
                BREATH
            }
        };
        let _stopped = tokio::time::timeout(pause, stopped.wait_for(|stop| *stop)).await;
    }
    while letters.join_next().await.is_some() {}
}

/// All lines that are free, once one is.
async fn free(lines: &Arc<Semaphore>) -> Vec<OwnedSemaphorePermit> {
    let first = Arc::clone(lines).acquire_owned().await;
    let more = std::iter::from_fn(|| Arc::clone(lines).try_acquire_owned().ok());
    // the semaphore is never closed
    first.into_iter().chain(more).collect()
}
