// SPDX-License-Identifier: AGPL-3.0-or-later
//! Taking a lot of cards over from whoever personalised them: UTF-8 CSV, read as a stream, a batch at a time.

mod line;
mod record;

use std::io::Read;

use chrono::{DateTime, Utc};

use super::engine::Engine;
use crate::db::{self, Breakage, Connection};

pub use line::{HEADER, LineRefusal};
pub use record::CardRecord;

/// Cards that go in with one statement.
const BATCH: usize = 500;

/// What became of a file. Lines are counted as an editor does: the header is line 1.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Cards that went in.
    pub imported: u64,
    /// Lines that did not, and why.
    pub refused: Vec<(u64, LineRefusal)>,
}

/// How far the import is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Lines read, without the header.
    pub read: u64,
    /// Cards in.
    pub imported: u64,
    /// Lines refused.
    pub refused: u64,
}

/// Why nothing (more) was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Another header.
    #[error("the first line must be: {}", HEADER.join(","))]
    Header,
    /// The file can't be read on, or is no UTF-8; what the report counts is in, unless all or nothing was asked for.
    #[error("the file can't be read: {0}")]
    File(csv::Error),
    /// All or nothing was asked for, and lines were refused: nothing is in.
    #[error("{} lines were refused, so that nothing was imported", .0.refused.len())]
    NotAll(ImportReport),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Engine {
    /// Imports a file. Cards that are there already, by number or chip serial, are refused lines. With `all_or_nothing`
    /// one refused line leaves the register as it was; otherwise each batch stays once it is in.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn import(
        &self,
        file: impl Read,
        all_or_nothing: bool,
        now: DateTime<Utc>,
        mut progress: impl FnMut(Progress),
    ) -> Result<ImportReport, ImportError> {
        let mut conn = db::connection(self.pool()).await?;
        if !all_or_nothing {
            return self.read_on(&mut conn, file, now, &mut progress).await;
        }
        db::transaction(&mut conn, async |conn| {
            let report = self.read_on(conn, file, now, &mut progress).await?;
            if report.refused.is_empty() { Ok(report) } else { Err(ImportError::NotAll(report)) }
        })
        .await
    }

    /// Imports cards that are at hand already.
    ///
    /// # Errors
    /// A breakage; the cards of earlier batches stay.
    pub async fn import_records(
        &self,
        cards: &[CardRecord],
        now: DateTime<Utc>,
    ) -> Result<ImportReport, Breakage> {
        let mut conn = db::connection(self.pool()).await?;
        let mut report = ImportReport::default();
        for (nth, batch) in cards.chunks(BATCH).enumerate() {
            let first = (nth * BATCH) as u64 + 1;
            let batch = (first..).zip(batch.iter().cloned()).collect();
            self.put(&mut conn, batch, now, &mut report).await?;
        }
        Ok(report)
    }

    async fn read_on(
        &self,
        conn: &mut Connection,
        file: impl Read,
        now: DateTime<Utc>,
        progress: &mut impl FnMut(Progress),
    ) -> Result<ImportReport, ImportError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
        if reader.headers().map_err(ImportError::File)? != HEADER.as_slice() {
            return Err(ImportError::Header);
        }
        let mut report = ImportReport::default();
        let mut batch = Vec::with_capacity(BATCH);
        let mut read = 0;
        let mut fields = csv::StringRecord::new();
        loop {
            let more = reader.read_record(&mut fields).map_err(ImportError::File)?;
            if more {
                read += 1;
                let line = fields.position().map_or(read + 1, csv::Position::line);
                match CardRecord::parse(&fields) {
                    Ok(card) => batch.push((line, card)),
                    Err(refusal) => report.refused.push((line, refusal)),
                }
            }
            if batch.len() == BATCH || !more {
                self.put(conn, std::mem::take(&mut batch), now, &mut report).await?;
                let refused = report.refused.len() as u64;
                progress(Progress { read, imported: report.imported, refused });
            }
            if !more {
                report.refused.sort_by_key(|(line, _)| *line);
                return Ok(report);
            }
        }
    }

    /// One batch in one transaction (within an all-or-nothing import: a savepoint).
    async fn put(
        &self,
        conn: &mut Connection,
        batch: Vec<(u64, CardRecord)>,
        now: DateTime<Utc>,
        report: &mut ImportReport,
    ) -> Result<(), Breakage> {
        let lines: Vec<(u64, String)> =
            batch.iter().map(|(line, card)| (*line, card.card_number.to_string())).collect();
        let rows = batch.into_iter().map(|(_, card)| card.into_row(now)).collect();
        let mut fresh = db::transaction(conn, async |conn| self.issue(conn, rows, now).await).await?;
        for (line, number) in lines {
            // The second of two lines with the same number finds it taken already.
            if fresh.remove(&number) {
                report.imported += 1;
            } else {
                report.refused.push((line, LineRefusal::Taken));
            }
        }
        Ok(())
    }
}
