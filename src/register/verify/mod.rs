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
use super::file::last_in;
use super::read::{Part, Wanted, read};
use super::rows::Trust;
use crate::db::Breakage;
use archives::Archives;
use checkpoints::Outside;
use chrono::TimeDelta;
use pass::Pass;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

/// Rows of this time before the newest checkpoint from outside are checked by their signatures, too: who verifies at least once a
/// month has seen the signature of each row, also of one that was put in before it was numbered.
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

    /// What the newest checkpoint from outside spares. Whether it is genuine and fits is seen when it is reached; until then nothing
    /// follows from it, and where anything is wrong all is looked at once more without it.
    fn trust(&self) -> Result<Option<Trust>, ExportError> {
        let mut newest = None;
        for path in self.checkpoints.iter().filter(|_| !self.signatures) {
            let last = last_in(path).map_err(|source| ExportError::File { path: path.clone(), source })?;
            let trust =
                last.map(|note| Trust { below: note.checkpoint.size, before: note.checkpoint.at - RECENT });
            newest = [newest, trust].into_iter().flatten().max_by_key(|trust| trust.below);
        }
        Ok(newest)
    }
}

/// Verifies the live database at `url`, as one moment has it. A role that may read is enough.
///
/// # Errors
/// [`ExportError`] where the database or a file of checkpoints cannot be read.
pub async fn database(url: &str, given: &Given) -> Result<Report, ExportError> {
    let trust = given.trust()?;
    let report = database_once(url, given, trust).await?;
    match trust {
        Some(_) if !report.is_clean() => database_once(url, given, None).await,
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
    if trust.is_some() && !report.is_clean() { once(None) } else { Ok(report) }
}
