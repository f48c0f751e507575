// SPDX-License-Identifier: AGPL-3.0-or-later
//! A file made: the facts of one snapshot, one after the other into pieces, all of them or none.

use super::lease::{self, Attempt, Progress};
use super::{Failure, Wish};
use crate::audit::{self, AuditKey, Entry, Who};
use crate::counters::{self, Counter};
use crate::db::{self, Breakage, Connection, Pool};
use crate::reports::files::{self, Facts, Format, Frame, Sink};
use crate::reports::names::Names;
use crate::reports::store;
use crate::schema::{report_export_pieces, report_exports};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::TryStreamExt;
use std::sync::atomic::{AtomicI64, Ordering};

/// Lines between two pieces: about a megabyte.
const LINES: i64 = 8_000;

/// What the worker makes files with.
pub struct Maker<'a> {
    /// Connections of the worker's role, which writes.
    pub pool: &'a Pool,
    /// Connections of the role that reads reports.
    pub reports: &'a Pool,
    /// Signs the register's rows.
    pub audit_key: &'a AuditKey,
    /// Name of the region, for papers.
    pub region: &'a str,
    /// How long a file is kept.
    pub kept: TimeDelta,
    /// The time.
    pub clock: &'a (dyn Fn() -> DateTime<Utc> + Send + Sync),
}

/// Why an attempt ends without a file.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unmade {
    #[error("another attempt has taken it")]
    Lost,
    #[error("more facts than a paper takes")]
    TooLong,
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<diesel::result::Error> for Unmade {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(error.into())
    }
}

/// Makes the file that waits longest; false where none waits. What goes wrong with the file itself is told in its row.
///
/// # Errors
/// A [`Breakage`] of a database that is away: the file is begun anew when the attempt's lease is over.
pub async fn make_next(maker: &Maker<'_>) -> Result<bool, Breakage> {
    let claimed = lease::claim(&mut *db::connection(maker.pool).await?, (maker.clock)()).await?;
    let Some(attempt) = claimed else { return Ok(false) };
    let progress = Progress { done: AtomicI64::new(0), all: AtomicI64::new(-1) };
    let made = tokio::select! {
        biased;
        made = write(maker, &attempt, &progress) => made,
        unmade = lease::keep(maker, &attempt, &progress) => Err(unmade),
    };
    let why = match made {
        Ok(()) | Err(Unmade::Lost) => return Ok(true),
        Err(Unmade::TooLong) => Failure::TooLong,
        Err(Unmade::Broken(breakage)) if breakage.is_away() && !attempt.is_last => return Err(breakage),
        Err(Unmade::Broken(breakage)) => {
            tracing::error!(error = %breakage, export = %attempt.export.id, "an export could not be made");
            if is_full(&breakage) { Failure::NoRoom } else { Failure::Broken }
        }
    };
    lease::failed(&mut *db::connection(maker.pool).await?, &attempt, why).await?;
    Ok(true)
}

/// PostgreSQL and this machine say in words only that a disk is full.
fn is_full(breakage: &Breakage) -> bool {
    let said = breakage.to_string().to_lowercase();
    said.contains("no space left") || said.contains("disk full") || said.contains("temp_file_limit")
}

async fn write(maker: &Maker<'_>, attempt: &Attempt, progress: &Progress) -> Result<(), Unmade> {
    let export = &attempt.export;
    let mut writing = db::connection(maker.pool).await?;
    let counter = counters::find(&mut writing, export.counter).await?;
    let mut reading = db::connection(maker.reports).await?;
    db::transaction(&mut reading, async |reading| {
        store::begin_long(reading).await?;
        let colleagues = store::colleagues(reading, export.counter).await?;
        let names = Names::from(&*colleagues);
        let all = store::count(reading, export.wish.report, export.counter, &export.wish.filter).await?;
        progress.all.store(all, Ordering::Relaxed);
        if export.wish.format == Format::Pdf && all > files::MOST {
            return Err(Unmade::TooLong);
        }
        let frame = frame(maker, &export.wish, &counter, &names);
        db::transaction(&mut writing, async |writing| {
            let mut pieces = Pieces { conn: writing, attempt, ordinal: 0, bytes: 0 };
            let rows = match export.wish.format {
                Format::Pdf => paper(reading, &mut pieces, attempt, frame).await?,
                Format::Csv | Format::Xlsx => lines(reading, &mut pieces, attempt, frame, progress).await?,
            };
            if rows != all {
                return Err(Breakage::new("the facts of a snapshot are not as many as were counted").into());
            }
            let bytes = pieces.bytes;
            end(maker, pieces.conn, attempt, rows, bytes).await
        })
        .await
    })
    .await
}

fn frame<'a>(maker: &Maker<'a>, wish: &'a Wish, counter: &'a Counter, names: &'a Names) -> Frame<'a> {
    let now = (maker.clock)();
    Frame { words: wish.words(), region: maker.region, counter, names, filter: &wish.filter, now }
}

async fn lines(
    reading: &mut Connection,
    pieces: &mut Pieces<'_>,
    attempt: &Attempt,
    frame: Frame<'_>,
    progress: &Progress,
) -> Result<i64, Unmade> {
    let export = &attempt.export;
    let mut sink = Sink::long(export.wish.format, &files::fact_heads(frame.words))?;
    let mut cells = Facts::of(frame);
    let mut rows = 0;
    let facts = store::every_fact(reading, export.wish.report, export.counter, &export.wish.filter).await?;
    let mut facts = std::pin::pin!(facts);
    while let Some(fact) = facts.try_next().await? {
        sink.line(&cells.line(&fact))?;
        rows += 1;
        if rows % LINES == 0 {
            pieces.put(sink.take()?).await?;
            progress.done.store(rows, Ordering::Relaxed);
        }
    }
    let mut rest = sink.rest();
    while let Some(piece) = rest.recv().await {
        pieces.put(piece?).await?;
    }
    Ok(rows)
}

async fn paper(
    reading: &mut Connection,
    pieces: &mut Pieces<'_>,
    attempt: &Attempt,
    frame: Frame<'_>,
) -> Result<i64, Unmade> {
    let export = &attempt.export;
    let (wish, most) = (&export.wish, files::MOST);
    let facts = store::facts(reading, wish.report, export.counter, &wish.filter, 0, most).await?;
    let mut cells = Facts::of(frame);
    let lines: Vec<_> = facts.iter().map(|fact| cells.line(fact).to_vec()).collect();
    pieces.put(files::paper(&frame, lines)).await?;
    Ok(i64::try_from(facts.len()).unwrap_or(i64::MAX))
}

/// A file's pieces on their way into the database.
struct Pieces<'a> {
    conn: &'a mut Connection,
    attempt: &'a Attempt,
    ordinal: i32,
    bytes: i64,
}

impl Pieces<'_> {
    async fn put(&mut self, piece: Vec<u8>) -> Result<(), Breakage> {
        use report_export_pieces as p;
        if piece.is_empty() {
            return Ok(());
        }
        self.bytes += i64::try_from(piece.len()).unwrap_or(i64::MAX);
        let row = (p::export_id.eq(self.attempt.export.id), p::ordinal.eq(self.ordinal), p::bytes.eq(piece));
        diesel::insert_into(p::table).values(row).execute(self.conn).await?;
        self.ordinal += 1;
        Ok(())
    }
}

/// The file is ready, and the register says so; where another attempt has it by now, nothing is.
async fn end(
    maker: &Maker<'_>,
    conn: &mut Connection,
    attempt: &Attempt,
    rows: i64,
    bytes: i64,
) -> Result<(), Unmade> {
    let now = (maker.clock)();
    if !lease::ready(conn, attempt, rows, bytes, (now, now + maker.kept)).await? {
        return Err(Unmade::Lost);
    }
    let told = Entry::new("report.make_list")
        .by(Who { counter: Some(attempt.export.counter), ..Who::default() })
        .plain("export", attempt.export.id)
        .plain("rows", rows);
    audit::record(conn, maker.audit_key, told, now).await?;
    Ok(())
}

/// Deletes files whose time is over; answers how many.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn expire(pool: &Pool, now: DateTime<Utc>) -> Result<usize, Breakage> {
    use report_exports as e;
    let mut conn = db::connection(pool).await?;
    db::transaction(&mut conn, async |conn| {
        let due: Vec<crate::ids::ExportId> = e::table
            .filter(e::state.eq("ready"))
            .filter(e::expires_at.le(now))
            .select(e::id)
            .load(conn)
            .await?;
        let pieces = report_export_pieces::table.filter(report_export_pieces::export_id.eq_any(&due));
        diesel::delete(pieces).execute(conn).await?;
        let gone = e::table.filter(e::id.eq_any(&due)).filter(e::state.eq("ready"));
        Ok(diesel::update(gone).set(e::state.eq("expired")).execute(conn).await?)
    })
    .await
}
