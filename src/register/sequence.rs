// SPDX-License-Identifier: AGPL-3.0-or-later
//! One turn of the sequencer: number what waits, sign what is due, carry it out of the database.

use super::file::{CheckpointFile, CheckpointFileError};
use super::key::CheckpointKey;
use super::note::{Note, Origin};
use super::number::{BATCH, number};
use super::sign::{Due, due, sign};
use super::store;
use super::tree::fold;
use crate::db::{Breakage, Connection};
use chrono::{DateTime, Utc};
use std::path::PathBuf;

/// Why nothing is signed.
#[derive(Debug, thiserror::Error)]
pub enum SequenceError {
    /// The file remembers more than the database has: an older state came back, or the tail was cut.
    #[error(
        "the file of checkpoints holds one over {signed} rows and the database has {found} rows with a number: nothing is signed over \
         a smaller register; see `A restored state` in docs/audit.md."
    )]
    Smaller {
        /// Leaves under the file's newest checkpoint.
        signed: u64,
        /// Leaves in the database.
        found: u64,
    },
    /// The tree under an earlier checkpoint is another one now.
    #[error(
        "the first {0} rows are not those that the newest checkpoint in the file was signed over: nothing is signed; \
         `sportello audit verify` says what was changed."
    )]
    Another(u64),
    /// The file is another log's.
    #[error(
        "the newest checkpoint in the file is of {0}, not of SPORTELLO_REGISTER_ORIGIN: name another file for another log."
    )]
    OtherLog(String),
    /// The file.
    #[error(transparent)]
    File(#[from] CheckpointFileError),
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// What one turn did.
#[derive(Debug, Default)]
pub struct Step {
    /// Rows that got a number.
    pub numbered: usize,
    /// The checkpoint that was signed.
    pub signed: Option<Note>,
    /// The clock is behind the newest checkpoint, which was signed then: until it has caught up nothing is signed.
    pub clock_back: Option<DateTime<Utc>>,
}

impl Step {
    /// Whether more rows are probably waiting.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.numbered == BATCH
    }
}

/// Numbers and signs. It keeps nothing in memory that it goes on from: it may be dropped anywhere.
pub struct Sequencer {
    key: CheckpointKey,
    origin: Origin,
    file: PathBuf,
}

impl Sequencer {
    /// One that signs with `key` as `origin`, and appends to `file`.
    #[must_use]
    pub const fn new(key: CheckpointKey, origin: Origin, file: PathBuf) -> Self {
        Self { key, origin, file }
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> &CheckpointKey {
        &self.key
    }

    /// One turn at `now`, as the sequencer's role and under its lease.
    ///
    /// # Errors
    /// [`SequenceError`]: nothing was signed.
    pub async fn step(&self, conn: &mut Connection, now: DateTime<Utc>) -> Result<Step, SequenceError> {
        let mut file = CheckpointFile::open(&self.file)?;
        self.compare(conn, file.last()).await?;
        self.carry_out(conn, &mut file).await?;
        let mut step = Step { numbered: number(conn).await?, ..Step::default() };
        let newest = store::newest(conn).await?.map(|signed| (signed.size.unsigned_abs(), signed.at));
        let day_end = match due(newest, store::size(conn).await?, now) {
            Due::No => return Ok(step),
            Due::ClockBack(at) => {
                step.clock_back = Some(at);
                return Ok(step);
            }
            Due::Rows => None,
            Due::DayEnd(day) => Some(day),
        };
        let note = sign(conn, &self.key, &self.origin, day_end, now).await?;
        file.append(note.clone())?;
        step.signed = Some(note);
        Ok(step)
    }

    /// What was said outside the database must still be true in it.
    async fn compare(&self, conn: &mut Connection, last: Option<&Note>) -> Result<(), SequenceError> {
        let Some(last) = last.map(|note| &note.checkpoint) else { return Ok(()) };
        if last.origin != self.origin.as_str() {
            return Err(SequenceError::OtherLog(last.origin.clone()));
        }
        let found = store::size(conn).await?;
        if found < last.size {
            return Err(SequenceError::Smaller { signed: last.size, found });
        }
        if fold(&store::edge(conn, last.size).await?) != last.root {
            return Err(SequenceError::Another(last.size));
        }
        Ok(())
    }

    /// Appends the checkpoints that the database has and the file has not: a kill came in between. To a new file the newest alone. Those
    /// of another name, which the register had before it was restored, stay in that name's file.
    async fn carry_out(&self, conn: &mut Connection, file: &mut CheckpointFile) -> Result<(), SequenceError> {
        let mut after = file.last().map(|last| last.checkpoint.at);
        loop {
            let missing = match after {
                Some(at) => store::signed_after(conn, at, 100).await?,
                None => store::newest(conn).await?.into_iter().collect(),
            };
            let Some(last) = missing.last() else { return Ok(()) };
            after = Some(last.at);
            for signed in missing {
                let note: Note = signed.note.parse().map_err(Breakage::new)?;
                if note.checkpoint.origin == self.origin.as_str() {
                    file.append(note)?;
                }
            }
        }
    }
}
