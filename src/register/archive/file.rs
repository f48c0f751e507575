// SPDX-License-Identifier: AGPL-3.0-or-later
//! The file of an archive: one JSON object a line, as in an export. First what it is, then the writers' keys of that time, then each
//! leaf with its row, then the end. No personal value: their retention ends no later than the rows'.

use super::store;
use crate::db::Connection;
use crate::register::export::{ExportError, LONGEST};
use crate::register::item::Item;
use crate::register::note::Note;
use crate::register::read;
use crate::register::rows::Row;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// How many rows are held at once.
const BATCH: u64 = 2_000;

/// What an archive says of itself, before anything else.
#[derive(Debug, Clone)]
pub(in crate::register) struct Head {
    pub first: u64,
    pub size: u64,
    before: DateTime<Utc>,
    checkpoint: String,
}

impl Head {
    pub fn new(first: u64, before: DateTime<Utc>, note: &Note) -> Self {
        Self { first, size: note.checkpoint.size, before, checkpoint: note.text.clone() }
    }
}

/// Writes the file beside its place, waits until the disk has it, and gives it its name. One of that name that nothing speaks of, left by
/// a run that was killed, is replaced.
pub(super) async fn write(
    conn: &mut Connection,
    path: &Path,
    head: &Head,
) -> Result<(), super::ArchiveError> {
    let told = |source| ExportError::File { path: path.to_owned(), source };
    let unfinished = path.with_extension("part");
    let opened = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished);
    let mut file = BufWriter::with_capacity(1 << 20, opened.map_err(told)?);
    let mut line = |item: &Item| {
        serde_json::to_writer(&mut file, item).map_err(|error| told(error.into()))?;
        file.write_all(b"\n").map_err(told)
    };
    let Head { first, size, before, checkpoint } = head.clone();
    line(&Item::Archive { first, size, before, checkpoint })?;
    for key in read::keys(conn).await? {
        line(&key)?;
    }
    let mut from = first;
    while from < size {
        let to = size.min(from + BATCH);
        for leaf in store::leaves(conn, from, to).await? {
            line(&leaf)?;
        }
        from = to;
    }
    line(&Item::End)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = file.into_inner().map_err(|error| told(error.into_error()))?;
    let done = file.sync_all().and_then(|()| fs::rename(&unfinished, path));
    done.and_then(|()| File::open(folder)?.sync_all()).map_err(told)?;
    Ok(())
}

/// An archive's file under reading, in the order of numbers.
pub(in crate::register) struct ArchiveFile {
    pub path: PathBuf,
    pub head: Head,
    /// Of the whole file, read before anything in it is believed.
    pub sha256: [u8; 32],
    lines: BufReader<File>,
    line: usize,
    next: Option<Item>,
}

impl ArchiveFile {
    /// Opens the file and computes its digest.
    pub fn open(path: &Path) -> Result<Self, ExportError> {
        let told = |source| ExportError::File { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(told)?;
        let (mut digest, mut chunk) = (Sha256::new(), vec![0; 1 << 17]);
        loop {
            match file.read(&mut chunk).map_err(told)? {
                0 => break,
                count => digest.update(&chunk[..count]),
            }
        }
        file.seek(io::SeekFrom::Start(0)).map_err(told)?;
        let head = Head { first: 0, size: 0, before: DateTime::UNIX_EPOCH, checkpoint: String::new() };
        let (sha256, lines) = (digest.finalize().into(), BufReader::with_capacity(1 << 20, file));
        let mut read = Self { path: path.to_owned(), head, sha256, lines, line: 0, next: None };
        let Some(Item::Archive { first, size, before, checkpoint }) = read.item()? else {
            return Err(read.foreign());
        };
        read.head = Head { first, size, before, checkpoint };
        Ok(read)
    }

    /// The row of this number; none where the file does not have it.
    pub fn row(&mut self, index: u64) -> Result<Option<Row>, ExportError> {
        loop {
            let item = match self.next.take() {
                Some(item) => item,
                None => match self.item()? {
                    Some(item) => item,
                    None => return Ok(None),
                },
            };
            match item {
                Item::Leaf { index: found, row, .. } if found == index => return Ok(row),
                Item::Leaf { index: found, .. } if found < index => {}
                Item::Leaf { .. } | Item::End => {
                    self.next = Some(item);
                    return Ok(None);
                }
                _ => {}
            }
        }
    }

    /// Whether nothing is left but the last line.
    pub fn is_at_end(&mut self) -> Result<bool, ExportError> {
        let last = match self.next.take() {
            Some(item) => Some(item),
            None => self.item()?,
        };
        Ok(matches!(last, Some(Item::End)) && self.item()?.is_none())
    }

    fn item(&mut self) -> Result<Option<Item>, ExportError> {
        let mut text = Vec::new();
        self.line += 1;
        let read = Read::take(&mut self.lines, LONGEST).read_until(b'\n', &mut text);
        match read.map_err(|source| ExportError::File { path: self.path.clone(), source })? {
            0 => Ok(None),
            _ => serde_json::from_slice(&text).map(Some).map_err(|_| self.foreign()),
        }
    }

    fn foreign(&self) -> ExportError {
        ExportError::Foreign { path: self.path.clone(), line: self.line }
    }
}
