// SPDX-License-Identifier: AGPL-3.0-or-later
//! Verifying the register: one pass in the order of numbers, in constant memory, over the database or an export. Where a checkpoint from
//! outside spares signatures and something is wrong, a second pass that looks at all of them says what.

mod archives;
mod checkpoints;
mod finding;
mod looks;
mod pass;
mod report;

pub use finding::Finding;
pub use report::Report;

use super::archive::ArchiveFile;
use super::export::{ExportError, read_file};
use super::file::{Notes, last_in};
use super::read::{Part, Wanted, read};
use super::rows::Trust;
use crate::db::Breakage;
use archives::Archives;
use checkpoints::Outside;
use chrono::TimeDelta;
use pass::Pass;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

/// Rows that were numbered in this time before the newest checkpoint from outside are checked by their signatures, too: who verifies at
/// least once a month has seen the signature of each row, also of one that was put in before it was numbered.
const RECENT: TimeDelta = TimeDelta::days(31);
/// How many parts wait between the reading and the looking.
const AHEAD: usize = 4;

/// What is believed from outside, and how much is looked at.
#[derive(Debug, Default)]
pub struct Given {
    /// Files of checkpoints that were kept outside the database.
    pub checkpoints: Vec<PathBuf>,
    /// Public keys of checkpoints, in place of those that the database or the export names.
    pub keys: Vec<[u8; 32]>,
    /// Files of archives, for the rows that left the database.
    pub archives: Vec<PathBuf>,
    /// Check every writer's signature, also of old rows that a checkpoint from outside covers.
    pub signatures: bool,
    /// Is told now and then how many rows were read.
    pub progress: Option<fn(u64)>,
}

impl Given {
    fn pass(&self, trust: Option<Trust>) -> Result<Pass, ExportError> {
        let open = |path: &PathBuf| {
            Outside::open(path).map_err(|source| ExportError::File { path: path.clone(), source })
        };
        let files = self.checkpoints.iter().map(open).collect::<Result<_, _>>()?;
        let archives = self.archives.iter().map(|path| ArchiveFile::open(path)).collect::<Result<_, _>>()?;
        Ok(Pass::new(self.keys.clone(), files, Archives::of(archives), trust, self.progress))
    }

    /// What the checkpoints from outside spare: the signatures of rows below the newest of those that are old enough. Whether that one is
    /// genuine and fits is seen when it is reached; [`holds`] asks.
    fn trust(&self) -> Result<Option<Trust>, ExportError> {
        let (mut newest, mut below) = (None, 0);
        let files = || self.checkpoints.iter().filter(|_| !self.signatures);
        let told = |path: &Path, source: io::Error| ExportError::File { path: path.to_owned(), source };
        for path in files() {
            let last = last_in(path).map_err(|source| told(path, source))?;
            newest = newest.max(last.map(|note| note.checkpoint.at));
        }
        let Some(before) = newest.map(|newest| newest - RECENT) else { return Ok(None) };
        for path in files() {
            let notes = Notes::of(File::open(path).map_err(|source| told(path, source))?);
            let old = notes.map_while(Result::ok).take_while(|note| note.checkpoint.at <= before);
            below = old.map(|note| note.checkpoint.size).fold(below, u64::max);
        }
        Ok((below > 0).then_some(Trust { below }))
    }
}

/// Whether the rows whose signatures were spared are proved by a checkpoint: a genuine one from outside is over all of them and fits, and
/// nothing else is wrong that a signature could tell more of. That a clock went back is no such thing: it is seen without any signature,
/// and would otherwise slow down every verification from that day on.
fn holds(report: &Report, trust: Trust) -> bool {
    report.is_unchanged() && report.anchored.is_some_and(|(size, _)| size >= trust.below)
}

/// Verifies the live database at `url`, as one moment has it. A role that may read is enough.
///
/// # Errors
/// [`ExportError`] where the database or a file of checkpoints cannot be read.
pub async fn database(url: &str, given: &Given) -> Result<Report, ExportError> {
    let trust = given.trust()?;
    let report = database_once(url, given, trust).await?;
    match trust {
        Some(trust) if !holds(&report, trust) => database_once(url, given, None).await,
        _ => Ok(report),
    }
}

async fn database_once(url: &str, given: &Given, trust: Option<Trust>) -> Result<Report, ExportError> {
    let mut pass = given.pass(trust)?;
    let (parts, mut read_parts) = mpsc::channel(AHEAD);
    // looking keeps a thread of its own busy while PostgreSQL sends
    let looking = tokio::task::spawn_blocking(move || {
        while let Some(part) = read_parts.blocking_recv() {
            match part {
                Part::Items(items) => pass.take(items),
                Part::Leaves(copied, due) => pass.take_leaves(&copied, due),
                Part::Values(copied) => pass.take_values(&copied),
            }
        }
        pass.end()
    });
    let gone = |_| Breakage::new("the verification ended before the reading");
    let wanted = Wanted { values: true, exact: trust.is_none() };
    let done = read(url, wanted, async |part| parts.send(part).await.map_err(gone)).await;
    drop(parts);
    let report = looking.await.map_err(Breakage::new)?;
    done?;
    Ok(report)
}

/// Verifies an exported file, without any database.
///
/// # Errors
/// [`ExportError`] where a file cannot be read.
pub fn file(path: &Path, given: &Given) -> Result<Report, ExportError> {
    let once = |trust| {
        let mut pass = given.pass(trust)?;
        read_file(path, |batch| pass.take(batch))?;
        Ok::<_, ExportError>(pass.end())
    };
    let trust = given.trust()?;
    let report = once(trust)?;
    if trust.is_some_and(|trust| !holds(&report, trust)) { once(None) } else { Ok(report) }
}
