// SPDX-License-Identifier: AGPL-3.0-or-later
//! Folder and rows compared: a file without row goes, a row without file is told.

use super::file::{Folder, Found};
use crate::db::{self, Breakage, Connection, Pool};
use crate::ids::ScanId;
use crate::schema::{scan_deletions, scans};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

/// How old a file without row must be: an upload that is going on is far younger.
const OLD: TimeDelta = TimeDelta::hours(1);

/// What a comparison found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that were deleted: their upload was cut, or their scan was deleted and the file was not.
    pub files: usize,
    /// Scans that have no file although nobody deleted them.
    pub missing: Vec<ScanId>,
}

/// Deletes files that no scan needs, and finds scans without file. Files with names that are not ours stay.
///
/// # Errors
/// A [`Breakage`] of the database or the folder.
pub async fn sweep(pool: &Pool, folder: &Folder, now: DateTime<Utc>) -> Result<Swept, Breakage> {
    let mut conn = db::connection(pool).await?;
    // Rows before files: a row that is here has had its file for some time.
    let before = kept(&mut conn).await?;
    let files = folder.list().map_err(Breakage::new)?;
    let there: HashSet<ScanId> =
        files.iter().filter(|file| file.is_whole).filter_map(|file| file.scan).collect();
    // and once more after them: what came or went meanwhile is neither too much nor missing
    let after = kept(&mut conn).await?;
    let deleted = deleted(&mut conn).await?;
    let mut swept = Swept::default();
    for file in files {
        let needless =
            |scan: &ScanId| deleted.contains(scan) || (is_old(&file, now) && !after.contains(scan));
        let unfinished = !file.is_whole && is_old(&file, now);
        if file.scan.as_ref().is_some_and(needless) || (file.scan.is_some() && unfinished) {
            swept.files += usize::from(file.remove().map_err(Breakage::new)?);
        }
    }
    let lost = |scan: &&ScanId| after.contains(*scan) && !there.contains(*scan);
    swept.missing = before.iter().filter(lost).copied().collect();
    swept.missing.sort();
    #[expect(clippy::cast_precision_loss, reason = "a gauge")]
    metrics::gauge!("sportello_scans_without_file").set(swept.missing.len() as f64);
    Ok(swept)
}

fn is_old(file: &Found, now: DateTime<Utc>) -> bool {
    DateTime::<Utc>::from(file.written) <= now - OLD
}

/// Scans that were not deleted.
async fn kept(conn: &mut Connection) -> Result<HashSet<ScanId>, Breakage> {
    let gone = scan_deletions::table.filter(scan_deletions::scan_id.eq(scans::id));
    let rows = scans::table.filter(diesel::dsl::not(diesel::dsl::exists(gone))).select(scans::id);
    Ok(rows.load(conn).await?.into_iter().collect())
}

async fn deleted(conn: &mut Connection) -> Result<HashSet<ScanId>, Breakage> {
    Ok(scan_deletions::table.select(scan_deletions::scan_id).load(conn).await?.into_iter().collect())
}

/// Scans that have no file although nobody deleted them, without deleting anything: for `sportello check`.
///
/// # Errors
/// A [`Breakage`] of the database or the folder.
pub async fn missing(conn: &mut Connection, folder: &Folder) -> Result<Vec<ScanId>, Breakage> {
    let rows = kept(conn).await?;
    let files = folder.list().map_err(Breakage::new)?;
    let there: HashSet<ScanId> =
        files.iter().filter(|file| file.is_whole).filter_map(|file| file.scan).collect();
    let still = kept(conn).await?;
    let mut missing: Vec<_> =
        rows.into_iter().filter(|id| still.contains(id) && !there.contains(id)).collect();
    missing.sort();
    Ok(missing)
}
