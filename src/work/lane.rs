// SPDX-License-Identifier: AGPL-3.0-or-later
//! A lane of the outbox, and the loop that empties it. Each lane has its own loop and its own width, so that a thousand
//! letters never stand before a code that somebody waits for at the counter.

use super::{Clock, Worker, deliver, store};
use crate::mail::Patience;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
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

    /// How many are sent at once.
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

/// Empties a lane until told to stop.
pub(super) async fn run(worker: Arc<Worker>, lane: Lane, mut stopped: watch::Receiver<bool>) {
    let mut sending: JoinSet<()> = JoinSet::new();
    while !*stopped.borrow() {
        if worker.is_halted() {
            let _stopped = tokio::time::timeout(BREATH, stopped.wait_for(|stop| *stop)).await;
            continue;
        }
        while sending.len() >= lane.width() {
            let _ended = sending.join_next().await;
        }
        while sending.try_join_next().is_some() {}
        let free = lane.width() - sending.len();
        let pause = match store::claim(&worker.pool, lane, Clock::Real.now(), free).await {
            Ok(claimed) if claimed.is_empty() => lane.pause(),
            Ok(claimed) => {
                for letter in claimed {
                    let worker = Arc::clone(&worker);
                    sending.spawn(async move {
                        if let Err(error) = deliver::deliver(&worker, lane, &letter, Clock::Real).await {
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
    while sending.join_next().await.is_some() {}
}
