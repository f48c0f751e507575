// SPDX-License-Identifier: AGPL-3.0-or-later
//! The worker process: mail and timed jobs.
//!
//! A letter is claimed (a lease and a row in `mail_attempts`, committed), sent, and settled (attempt, letter and audit row
//! in one transaction). A worker that dies in between loses nothing: the lease runs out and another claims the letter.
//! Any number of workers may run. `docs/mail.md` has the states and the times.

mod acting;
mod backoff;
mod bounces;
mod config;
mod deliver;
mod exports;
mod jobs;
mod lane;
mod prepare;
mod print_folder;
mod sealed_letter;
mod settle;
mod settlement;
mod store;

pub use bounces::{Maildir, MaildirError, Reports, Taken, take as take_report};
pub use config::{WorkConfig, WorkError};
pub use exports::make_exports;
pub use jobs::{JobRun, last_runs, run_jobs};
pub use lane::Lane;

use crate::audit::AuditKey;
use crate::db::{Breakage, Pool};
use crate::evidence::Folder;
use crate::mail::{Mailer, Tries, Writer};
use crate::policy::{CodeKind, Credential, Policy, PolicyBook, rome_date};
use crate::seal::KeyRing;
use crate::starts::{self, Starts};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use tokio::sync::{Semaphore, watch};

/// Everything a worker has at hand.
pub struct Worker {
    pool: Pool,
    audit: AuditKey,
    ring: KeyRing,
    mailer: Mailer,
    writer: Writer,
    policy: PolicyBook,
    reports: Option<(Reports, Maildir)>,
    /// Connections of the role that reads reports; without them long lists are not made.
    figures: Option<Pool>,
    /// Where the pages are, without a slash at the end; without it no monthly report is sent.
    public_url: Option<String>,
    starts: Starts,
    /// Where sealed letters are printed from; without it they wait.
    letters: Option<print_folder::PrintFolder>,
    /// Where scans lie.
    evidence: Option<Folder>,
}

impl Worker {
    /// Whether an older state of the database came back, so that nothing may be sent or erased.
    #[must_use]
    pub fn is_halted(&self) -> bool {
        self.starts.halted().is()
    }

    /// The rules that a case is under, or else those of the day, or the newest.
    fn policy(&self, version: Option<&str>, now: DateTime<Utc>) -> Option<&Policy> {
        version
            .and_then(|version| self.policy.by_version(version))
            .or_else(|| self.policy.on(rome_date(now)))
            .or_else(|| self.policy.versions().last())
    }

    /// How long a second half is kept after its mail was settled.
    fn resend_window(&self, version: Option<&str>, now: DateTime<Utc>) -> TimeDelta {
        self.policy(version, now).map_or(TimeDelta::zero(), |policy| policy.releases().resend_window)
    }

    /// How often a code may be wrong, as the mail tells it; nothing where nothing counts.
    fn tries(&self, version: Option<&str>, now: DateTime<Utc>) -> Tries {
        let codes = self.policy(version, now).map(|policy| *policy.codes(Credential::TsCns));
        let of = |kind| codes.and_then(|codes| codes.rule(kind)).and_then(|rule| rule.tries());
        Tries { pin: of(CodeKind::Pin), puk: of(CodeKind::Puk) }
    }
}

/// Where the time comes from.
#[derive(Debug, Clone, Copy)]
enum Clock {
    Real,
    /// One moment, as tests have it.
    Still(DateTime<Utc>),
}

impl Clock {
    fn now(self) -> DateTime<Utc> {
        match self {
            Self::Real => Utc::now(),
            Self::Still(now) => now,
        }
    }
}

/// Works until `stop` comes true; what is being sent then is still settled.
///
/// # Errors
/// [`WorkError`] where it cannot start: keys, settings, a database that does not know the worker's audit key. Later
/// faults are logged and tried again.
pub async fn run(config: WorkConfig, stop: impl Future<Output = ()>) -> Result<(), WorkError> {
    let worker = Arc::new(config.open().await?);
    tracing::info!(mail = worker.mailer.shown(), "working");
    if worker.is_halted() {
        // said by each process for itself: the other may have found the older state first
        tracing::error!(
            "read-only: nothing is sent, erased or counted until somebody resumes; see `sportello check`"
        );
    }
    let (stopping, stopped) = watch::channel(false);
    let tasks = [
        tokio::spawn(lane::run(Arc::clone(&worker), Lane::WaitedFor, stopped.clone())),
        tokio::spawn(lane::run(Arc::clone(&worker), Lane::Letters, stopped.clone())),
        tokio::spawn(exports::run(Arc::clone(&worker), stopped.clone())),
        tokio::spawn(jobs::run(Arc::clone(&worker), stopped)),
    ];
    tokio::select! {
        () = stop => {}
        () = starts::watch(&worker.pool, &worker.starts) => {}
    }
    stopping.send_replace(true);
    for task in tasks {
        if let Err(error) = task.await {
            tracing::error!(%error, "a task of the worker ended by itself");
        }
    }
    worker.mailer.close().await;
    Ok(())
}

/// Sends everything that is due at `now`, lane by lane, and returns how many attempts were made. For tests and for the
/// keeper; `run` does the same without end.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn drain(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut attempts = 0;
    if worker.is_halted() {
        return Ok(attempts);
    }
    for lane in [Lane::WaitedFor, Lane::Letters] {
        let lines = Semaphore::new(lane.width());
        loop {
            let claimed = store::claim(&worker.pool, lane, now, 4).await?;
            if claimed.is_empty() {
                break;
            }
            attempts += claimed.len();
            let clock = Clock::Still(now);
            let sending =
                (claimed.into_iter()).map(|letter| deliver::attempt(worker, lane, letter, &lines, clock));
            let over = futures_util::future::join_all(sending).await;
            deliver::conclude(worker, lane, over, clock).await?;
        }
    }
    Ok(attempts)
}
