// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register in a file: one JSON object a line, without personal values, in the order in which it is verified.

use super::item::Item;
use super::leaf::Leaf;
use super::read::{Part, Wanted, read};
use crate::db::Breakage;
use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// How many lines are held at once when a file is read.
const BATCH: usize = 2_000;
/// The longest line: a row's 2,000 characters a field, some dozens of fields, base64.
pub(super) const LONGEST: u64 = 4 << 20;

/// Why there is no export, or it cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file.
    #[error("{path}: {source}.")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is no export.
    #[error("{path}, line {line}: this is no line of an export of the register.")]
    Foreign {
        /// Which.
        path: PathBuf,
        /// Where.
        line: usize,
    },
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Writes everything of the database at `url` to a new file, readable by its owner alone; answers how many rows.
///
/// # Errors
/// [`ExportError`]; an unfinished file has no last line and is refused by `verify`.
pub async fn export(url: &str, path: &Path) -> Result<u64, ExportError> {
    let told = |source| ExportError::File { path: path.to_owned(), source };
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(told)?;
    let (mut file, mut rows) = (BufWriter::with_capacity(1 << 20, file), 0);
    let mut write = |item: &Item| {
        rows += u64::from(matches!(item, Item::Leaf { .. } | Item::Loose { .. }));
        serde_json::to_writer(&mut file, item).map_err(|error| told(error.into()))?;
        file.write_all(b"\n").map_err(told)
    };
    read(url, Wanted { values: false, exact: true }, async |part| match part {
        Part::Items(items) => items.iter().try_for_each(&mut write),
        Part::Values(_) => Ok(()),
        Part::Leaves(copied, due) => {
            let mut due = due.into_iter().peekable();
            for place in 0..copied.len() {
                while let Some((_, checkpoint)) = due.next_if(|(before, _)| *before == place) {
                    write(&checkpoint)?;
                }
                let odd = || Breakage::new("a leaf of the register is none");
                let Leaf { index, row_id, hash, row } = Leaf::read(copied.row(place)).ok_or_else(odd)?;
                write(&Item::Leaf { index, row_id, hash, row: row.map(|row| row.to_row()) })?;
            }
            Ok(())
        }
    })
    .await?;
    let file = file.into_inner().map_err(|error| told(error.into_error()))?;
    file.sync_all().map_err(told)?;
    Ok(rows)
}

/// Reads a file back, a batch at a time.
pub(super) fn read_file(path: &Path, mut each: impl FnMut(Vec<Item>)) -> Result<(), ExportError> {
    let told = |source| ExportError::File { path: path.to_owned(), source };
    let mut lines = BufReader::with_capacity(1 << 20, std::fs::File::open(path).map_err(told)?);
    let (mut batch, mut text, mut line) = (Vec::with_capacity(BATCH), Vec::new(), 0);
    loop {
        text.clear();
        line += 1;
        if Read::take(&mut lines, LONGEST).read_until(b'\n', &mut text).map_err(told)? == 0 {
            each(batch);
            return Ok(());
        }
        let foreign = |_| ExportError::Foreign { path: path.to_owned(), line };
        batch.push(serde_json::from_slice(&text).map_err(foreign)?);
        if batch.len() == BATCH {
            each(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
        }
    }
}
