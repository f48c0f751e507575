// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rows past their retention leave the database into archive files, and their proofs still hold: the tree keeps what it knows of them.
//!
//! An archive goes from the border of the one before to a signed checkpoint. The file is written, read again from the disk and found to
//! be under the checkpoint's root; then one transaction writes a signed row with the file's digest and `audit_archives`; only then do
//! rows go, a batch at a time. A kill at any point leaves either a file that nothing speaks of, which the next run writes anew, or an
//! archive whose removal the next run goes on with, after it has read the file again.

mod file;
mod store;

pub(super) use file::{ArchiveFile, Head};

use super::ExportError;
use super::note::Note;
use super::tree::Frontier;
use crate::audit::{self, AuditKey, Entry};
use crate::db::{self, Breakage, Connection};
use chrono::{DateTime, SecondsFormat, Utc};
use std::path::{Path, PathBuf};

/// How many rows one transaction removes.
const BATCH: u64 = 5_000;

/// Why rows were not archived.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file.
    #[error(transparent)]
    File(#[from] ExportError),
    /// What was written is not what the tree has: nothing was removed.
    #[error(
        "the rows from number {first} on are not under the root of the checkpoint over {size}: run `sportello audit verify`."
    )]
    NotUnderRoot {
        /// The first number.
        first: u64,
        /// The checkpoint's size.
        size: u64,
    },
    /// The file of an archive whose rows are not all removed yet is not there, or is another.
    #[error("{0} is not the file that was archived: its digest is another. Nothing was removed.")]
    Another(PathBuf),
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// What an archive holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// The file.
    pub path: PathBuf,
    /// The first number in it.
    pub first: u64,
    /// The first number behind it.
    pub size: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// How many rows left the database in this run; those that a fact still rests on stay.
    pub removed: u64,
}

/// Archives the rows that were written before `before` into a new file in `folder`, as the database's owner. First goes on with what a
/// run before was killed in. None where no checkpoint was signed over old rows alone.
///
/// # Errors
/// [`ArchiveError`]; then no row is lost.
pub async fn archive(
    conn: &mut Connection,
    key: &AuditKey,
    folder: &Path,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Archived>, ArchiveError> {
    let mut done = Vec::new();
    if let Some(last) = store::last(conn).await?
        && store::has_removable(conn, last.first, last.size).await?
    {
        let path = folder.join(&last.file);
        let whole = ArchiveFile::open(&path)?;
        if whole.sha256 != last.sha256 {
            return Err(ArchiveError::Another(path));
        }
        done.push(remove(conn, path, &last).await?);
    }
    let first = store::last(conn).await?.map_or(0, |last| last.size);
    let Some(note) = store::border(conn, first, before).await? else { return Ok(done) };
    let size = note.checkpoint.size;
    let name = format!("register-{first}-{size}.archive");
    let path = folder.join(&name);
    file::write(conn, &path, &Head::new(first, before, &note)).await?;
    let sha256 = read_again(conn, &path, first, &note).await?;
    let archive = store::Archive { first, size, file: name, sha256 };
    keep(conn, key, &archive, &note, before, now).await?;
    done.push(remove(conn, path, &archive).await?);
    Ok(done)
}

/// Reads the file from the disk; answers its digest where its rows give the signed root.
async fn read_again(
    conn: &mut Connection,
    path: &Path,
    first: u64,
    note: &Note,
) -> Result<[u8; 32], ArchiveError> {
    let size = note.checkpoint.size;
    let wrong = || ArchiveError::NotUnderRoot { first, size };
    let edge = super::store::edge(conn, first).await?;
    let mut tree = Frontier::of(first, &edge).ok_or_else(wrong)?;
    let mut file = ArchiveFile::open(path)?;
    let mut fits = true;
    for index in first..size {
        match file.row(index)? {
            Some(row) => drop(tree.push(row.leaf_hash())),
            None => fits = false,
        }
    }
    if !fits || !file.is_at_end()? || tree.root() != note.checkpoint.root {
        return Err(wrong());
    }
    Ok(file.sha256)
}

/// The archive and the row that says so, together.
async fn keep(
    conn: &mut Connection,
    key: &AuditKey,
    archive: &store::Archive,
    note: &Note,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    db::transaction(conn, async |conn| {
        let entry = Entry::new("register.archive")
            .plain("first", archive.first)
            .plain("size", archive.size)
            .plain("file", &archive.file)
            .plain("sha256", hex::encode(archive.sha256))
            .plain("before", before.to_rfc3339_opts(SecondsFormat::Secs, true));
        let row = audit::record(conn, key, entry, now).await?;
        store::insert(conn, archive, &note.checkpoint.root, before, row).await
    })
    .await
}

async fn remove(
    conn: &mut Connection,
    path: PathBuf,
    archive: &store::Archive,
) -> Result<Archived, Breakage> {
    let (first, size, mut removed) = (archive.first, archive.size, 0);
    let mut lower = first;
    while lower < size {
        let upper = size.min(lower + BATCH);
        removed += store::remove(conn, lower, upper).await?;
        lower = upper;
    }
    Ok(Archived { path, first, size, sha256: archive.sha256, removed })
}
