// SPDX-License-Identifier: AGPL-3.0-or-later
//! Timed jobs: each under a lease, with its last run and result in `timed_jobs`, where `check` shows them.

mod erase;
mod evidence;
mod expire;
mod lease;
mod monthly;
mod samples;
mod tidy;
mod withdraw;

pub use lease::{JobRun, last_runs};

use super::{Clock, Worker, bounces};
use crate::db::Breakage;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A timed job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    /// Erases second halves whose resend window is over.
    EraseSecondHalves,
    /// Withdraws releases that were not handed over in time.
    WithdrawReleases,
    /// Writes the end of cards whose last day has passed, and erases their halves.
    ExpireCards,
    /// Ends ownership codes that were not sent in time, and wipes the digests of old ones.
    ExpireCodes,
    /// Deletes parked forms, sessions, reasons for look-ups, counters of wrong passwords and used one-time codes that are of
    /// no use any more.
    TidySessions,
    /// Reads the reports in the maildir about mails that did not arrive.
    ReadReports,
    /// Deletes scans whose keeping is over.
    ExpireScans,
    /// Deletes files that no scan needs, and tells of scans without file.
    SweepScans,
    /// Draws the samples of months that are over.
    DrawSamples,
    /// Sends supervisors the figures of the last month.
    MonthlyReports,
    /// Deletes supervisors' lists whose time is over.
    ExpireExports,
}

impl Job {
    pub(super) const ALL: [Self; 11] = [
        Self::EraseSecondHalves,
        Self::WithdrawReleases,
        Self::ExpireCards,
        Self::ExpireCodes,
        Self::TidySessions,
        Self::ReadReports,
        Self::ExpireScans,
        Self::SweepScans,
        Self::DrawSamples,
        // after the draw, which it counts
        Self::MonthlyReports,
        Self::ExpireExports,
    ];

    /// Whether this worker has what the job needs.
    const fn is_ours(self, worker: &Worker) -> bool {
        match self {
            Self::ReadReports => worker.reports.is_some(),
            Self::ExpireScans | Self::SweepScans => worker.evidence.is_some(),
            Self::MonthlyReports => worker.figures.is_some() && worker.public_url.is_some(),
            _ => true,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::EraseSecondHalves => "erase_second_halves",
            Self::WithdrawReleases => "withdraw_releases",
            Self::ExpireCards => "expire_cards",
            Self::ExpireCodes => "expire_codes",
            Self::TidySessions => "tidy_sessions",
            Self::ReadReports => "read_reports",
            Self::ExpireScans => "expire_scans",
            Self::SweepScans => "sweep_scans",
            Self::DrawSamples => "draw_samples",
            Self::MonthlyReports => "monthly_reports",
            Self::ExpireExports => "expire_exports",
        }
    }

    /// From the beginning of a run to that of the next.
    const fn every(self) -> TimeDelta {
        match self {
            Self::EraseSecondHalves | Self::WithdrawReleases | Self::ExpireCodes => TimeDelta::minutes(1),
            Self::ExpireCards
            | Self::TidySessions
            | Self::ExpireScans
            | Self::SweepScans
            | Self::ExpireExports => TimeDelta::minutes(10),
            Self::ReadReports => TimeDelta::seconds(10),
            Self::DrawSamples | Self::MonthlyReports => TimeDelta::hours(1),
        }
    }

    async fn run(self, worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
        match self {
            Self::EraseSecondHalves => erase::second_halves(worker, now).await,
            Self::WithdrawReleases => withdraw::releases(worker, now).await,
            Self::ExpireCards => expire::cards(worker, now).await,
            Self::ExpireCodes => erase::codes(worker, now).await,
            Self::TidySessions => tidy::sessions(worker, now).await,
            Self::ReadReports => match &worker.reports {
                Some((reports, maildir)) => bounces::read_all(reports, maildir, now).await,
                None => Ok(0),
            },
            Self::ExpireScans => evidence::expire(worker, now).await,
            Self::SweepScans => evidence::sweep(worker, now).await,
            Self::DrawSamples => samples::draw(worker, now).await,
            Self::MonthlyReports => monthly::send(worker, now).await,
            Self::ExpireExports => crate::reports::exports::expire(&worker.pool, now).await,
        }
    }
}

/// How often the jobs are looked at.
const LOOK: Duration = Duration::from_secs(15);

/// Runs the jobs that are due at `now` and that no other worker is at; answers how many ran. A job that fails is told in
/// its row and in the log and does not keep the others from running.
///
/// # Errors
/// A [`Breakage`] where the database cannot tell which jobs are due.
pub async fn run_jobs(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut ran = 0;
    if worker.is_halted() {
        return Ok(ran);
    }
    for job in Job::ALL {
        if !job.is_ours(worker) || !lease::take(&worker.pool, job, now, job.every()).await? {
            continue;
        }
        let result = match job.run(worker, now).await {
            Ok(count) => format!("done: {count}"),
            Err(error) => {
                tracing::error!(%error, job = job.name(), "a timed job failed");
                "failed: see the log".to_owned()
            }
        };
        lease::end(&worker.pool, job, now, &result).await?;
        ran += 1;
    }
    Ok(ran)
}

pub(super) async fn run(worker: Arc<Worker>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        if let Err(error) = run_jobs(&worker, Clock::Real.now()).await {
            tracing::error!(%error, "the timed jobs cannot be looked at");
        }
        let _stopped = tokio::time::timeout(LOOK, stopped.wait_for(|stop| *stop)).await;
    }
}
