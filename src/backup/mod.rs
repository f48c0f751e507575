// SPDX-License-Identifier: AGPL-3.0-or-later
//! Backup and restore of the whole database, the authority's schema included, and of the scans, encrypted as they lie in their
//! folder. Private keys are never in it.
//!
//! | part of a backup file | what |
//! |---|---|
//! | line 1 | `SPORTELLO BACKUP 2` (1 in earlier ones, which have no scans) |
//! | line 2 | a [`Manifest`] as JSON |
//! | | PostgreSQL's own archive (`pg_dump --format=custom`) |
//! | for each scan | `SCAN `, its id, a blank, its file's length in 20 digits, `\n`; the file |
//! | 30 bytes | `\nARCHIVE `, the archive's length in 20 digits, `\n` |
//! | last 73 bytes | `\nSHA256 `, 64 hexadecimal digits over everything before, `\n` |
//!
//! `pg_dump`, `pg_restore` and `psql` do the work and must be as new as the server. What is written is streamed: a backup takes
//! no memory to speak of, whatever its size.

mod file;
mod make;
mod programs;
mod put_back;
mod scans;

pub use file::Manifest;
pub use make::make;
pub use put_back::{Existing, put_back};

use std::io;
use std::path::PathBuf;

/// How far it has come: bytes done, and of how many where that is known.
pub type Progress<'a> = &'a mut dyn FnMut(u64, Option<u64>);

/// Why there is no backup, or nothing was put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be written, read or renamed.
    #[error("{path}: {source}; {left}.")]
    File {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
        /// What that means.
        left: &'static str,
    },
    /// There is such a file.
    #[error("{0} is there already: a backup never replaces another.")]
    Exists(PathBuf),
    /// It is no backup, or not whole.
    #[error("{path} is no whole backup: {why}; nothing was changed.")]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// It was made by a newer version.
    #[error(
        "the backup was made by version {0}, which knows migrations that this one does not; nothing was changed."
    )]
    Newer(String),
    /// There is something in the database.
    #[error(
        "the database is not empty: make an empty one, or say --replace to delete what is in it; nothing was changed."
    )]
    NotEmpty,
    /// There are scans, and nobody said where.
    #[error("there are scans: name their folder in SPORTELLO_EVIDENCE_FOLDER; nothing was done.")]
    NoFolder,
    /// Somebody works in it.
    #[error("{0} connections of serve, work or authority are open: stop them first; nothing was changed.")]
    InUse(i64),
    /// One of PostgreSQL's programs.
    #[error("{program} did not succeed: {said}")]
    Program {
        /// Which.
        program: &'static str,
        /// Its last line, or why it could not be started.
        said: String,
    },
    /// The database's address.
    #[error("the database cannot be used: {0}")]
    Database(#[from] crate::db::Breakage),
}
