// SPDX-License-Identifier: AGPL-3.0-or-later
//! The scans of a backup: their files as they lie in the folder, encrypted. Their keys stand sealed in the database's part.

use super::BackupError;
use super::file::{NewFile, WholeFile};
use crate::db::{Breakage, Connection};
use crate::evidence::Folder;
use crate::ids::ScanId;
use crate::schema::scan_keys;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The line before a file: label, id, blank, length in 20 digits, end of line.
const LINE: usize = 5 + 36 + 1 + 20 + 1;

/// Refuses to make a backup that lacks the scans that the database knows of.
pub(super) async fn refuse_without_folder(conn: &mut Connection) -> Result<(), BackupError> {
    match scan_keys::table.count().get_result::<i64>(conn).await.map_err(Breakage::from)? {
        0 => Ok(()),
        _ => Err(BackupError::NoFolder),
    }
}

/// Writes every whole file. One that is deleted in this moment is left out; one that came after the database was written has no
/// row in this backup, and the sweep takes it when it was put back.
pub(super) fn write(backup: &mut NewFile, folder: &Folder) -> Result<(), BackupError> {
    let failed =
        |path: &Path, source| BackupError::File { path: path.to_owned(), source, left: "no backup was made" };
    let mut files = folder.list().map_err(|error| failed(folder.path(), error))?;
    files.sort_by_key(|file| file.scan);
    let mut chunk = vec![0; 128 * 1024];
    for found in files.into_iter().filter(|file| file.is_whole) {
        let Some(scan) = found.scan else { continue };
        let file = match File::open(found.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(|error| failed(found.path(), error))?,
        };
        let length = file.metadata().map_err(|error| failed(found.path(), error))?.len();
        backup.write(format!("SCAN {scan} {length:020}\n").as_bytes())?;
        let (mut file, mut left) = (file.take(length), length);
        while left > 0 {
            match file.read(&mut chunk).map_err(|error| failed(found.path(), error))? {
                0 => return Err(failed(found.path(), io::ErrorKind::UnexpectedEof.into())),
                count => {
                    backup.write(&chunk[..count])?;
                    left -= count as u64;
                }
            }
        }
    }
    Ok(())
}

/// Puts every file of a whole backup into the folder.
pub(super) fn put_back(backup: &WholeFile, folder: &Folder) -> Result<(), BackupError> {
    let failed = |source| BackupError::File {
        path: folder.path().to_owned(),
        source,
        left: "the database was not changed",
    };
    let mut scans = BufReader::new(backup.scans().map_err(failed)?);
    while !scans.fill_buf().map_err(failed)?.is_empty() {
        let mut line = [0; LINE];
        scans.read_exact(&mut line).map_err(failed)?;
        let entry = str::from_utf8(&line).ok().and_then(read_line);
        let (scan, length) = entry.ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))?;
        folder.put_back(scan, length, &mut scans).map_err(failed)?;
    }
    Ok(())
}

fn read_line(line: &str) -> Option<(ScanId, u64)> {
    let (scan, length) = line.strip_suffix('\n')?.strip_prefix("SCAN ")?.split_once(' ')?;
    Some((scan.parse().ok()?, length.parse().ok()?))
}
