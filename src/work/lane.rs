// SPDX-License-Identifier: AGPL-3.0-or-later
//! A lane of the outbox, and the loop that empties it. Each lane has its own loop and its own width, so that a thousand
//! letters never stand before a code that somebody waits for at the counter.

use super::settle::Attempted;
use super::{Clock, Worker, deliver, store};
use crate::mail::Patience;
use std::mem;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};

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

/// So many attempts for each line may wait to be written down, and are written together: where the database is away, no more
/// letters go out.
const BESIDE: usize = 2;

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
    pub(super) const fn width(self) -> usize {
        match self {
            Self::WaitedFor => 2,
            Self::Letters => 8,
        }
    }

    /// How many more are claimed, opened and written out while all lines are busy. For a code somebody waits at the counter: what
    /// this worker cannot send at once is left to another one.
    const fn ahead(self) -> usize {
        match self {
            Self::WaitedFor => 0,
            Self::Letters => 16,
        }
    }

    /// How many places must be free before more are claimed: a claim is a commit, and where letters wait it takes several.
    const fn at_once(self) -> usize {
        match self {
            Self::WaitedFor => 1,
            Self::Letters => 12,
        }
    }

    /// How long the end of an attempt waits for those of other lines, to be written down with them. Where no line is busy it does not.
    const fn gathers(self) -> Duration {
        match self {
            Self::WaitedFor => Duration::ZERO,
            Self::Letters => Duration::from_millis(10),
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
/// of that is written beside it, so that no server waits for our disk, and with what other lines brought meanwhile.
pub(super) async fn run(worker: Arc<Worker>, lane: Lane, mut stopped: watch::Receiver<bool>) {
    let lines = Arc::new(Semaphore::new(lane.width()));
    let (over, to_write) = mpsc::channel(lane.width() * BESIDE);
    let writing = tokio::spawn(write_down(Arc::clone(&worker), lane, Arc::clone(&lines), to_write));
    let mut letters: JoinSet<()> = JoinSet::new();
    while !*stopped.borrow() {
        if worker.is_halted() {
            let _stopped = timeout(BREATH, told_to_stop(&mut stopped)).await;
            continue;
        }
        let most = lane.width() + lane.ahead();
        // none is claimed after a stop or a halt that came meanwhile
        if letters.len() + lane.at_once() > most {
            tokio::select! {
                _ended = letters.join_next() => {}
                () = told_to_stop(&mut stopped) => {}
            }
            continue;
        }
        while letters.try_join_next().is_some() {}
        let pause = match store::claim(&worker.pool, lane, Clock::Real.now(), most - letters.len()).await {
            Ok(claimed) if claimed.is_empty() => lane.pause(),
            Ok(claimed) => {
                for letter in claimed {
                    let (worker, lines, over) = (Arc::clone(&worker), Arc::clone(&lines), over.clone());
                    letters.spawn(async move {
                        let attempted = deliver::attempt(&worker, lane, letter, &lines, Clock::Real).await;
                        // the writer outlives every sender
                        let _written = over.send(attempted).await;
                    });
                }
                continue;
            }
            Err(error) => {
                tracing::warn!(%error, ?lane, "the outbox could not be read");
                BREATH
            }
        };
        let _stopped = timeout(pause, told_to_stop(&mut stopped)).await;
    }
    while letters.join_next().await.is_some() {}
    drop(over);
    if let Err(error) = writing.await {
        tracing::error!(%error, ?lane, "the writer of a lane ended by itself");
    }
}

/// Waits for the word, or for the end of whoever would give it.
async fn told_to_stop(stopped: &mut watch::Receiver<bool>) {
    let _told = stopped.wait_for(|stop| *stop).await;
}

/// Writes what attempts came to: all that are over by now, at once.
async fn write_down(
    worker: Arc<Worker>,
    lane: Lane,
    lines: Arc<Semaphore>,
    mut over: mpsc::Receiver<Attempted>,
) {
    let (mut these, most) = (Vec::new(), lane.width() * BESIDE);
    while over.recv_many(&mut these, most).await > 0 {
        let until = Instant::now() + lane.gathers();
        while these.len() < most && lines.available_permits() < lane.width() {
            let Ok(Some(one)) = timeout_at(until, over.recv()).await else { break };
            these.push(one);
        }
        let (worker, these) = (Arc::clone(&worker), mem::take(&mut these));
        let writing = async move { deliver::conclude(&worker, lane, these, Clock::Real).await };
        // a task of its own: were it to panic, the next ones are written still
        match tokio::spawn(writing).await {
            // what could not be settled is in the log, letter by letter
            Ok(Ok(()) | Err(_)) => {}
            Err(error) => tracing::error!(%error, ?lane, "settling letters ended by itself"),
        }
    }
}
