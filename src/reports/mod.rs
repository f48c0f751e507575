// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a supervisor counts: acts of the counter chosen, over days in Italy, by operator, kind of delegation and outcome.
//!
//! All figures of a report are sums over the same rows, each fact in one snapshot, by the role `sportello_reports`, which sees
//! the views of the schema `reports` and nothing else. Each run and each export is in the register first, with its filters.

mod durations;
pub mod exports;
mod figures;
pub mod files;
mod filter;
mod groups;
mod names;
mod report;
mod saved;
mod store;
mod words;

pub use durations::Duration;
pub use figures::{Figures, Row};
pub use filter::{Filter, FilterError, Kind, Period};
pub use groups::{Group, Line, Part, Time, groups, times};
pub use names::Names;
pub use report::Report;
pub use saved::{SaveRefused, Saved, forget, save, saved};
pub use store::{Colleague, Fact};
pub use words::{Words, clock, kinds};

use crate::audit::{self, AuditKey, Entry};
use crate::db::{self, Breakage, Connection, Pool};
use crate::ids::CounterId;
use crate::operators::Supervisor;
use chrono::{DateTime, Utc};
use files::Format;

/// Facts on one page of a list.
pub const ON_A_PAGE: i64 = 50;

/// What reports are made with.
pub struct Desk<'a> {
    /// Connections of the web process, which writes the register.
    pub pool: &'a Pool,
    /// Connections of the role that reads reports.
    pub reports: &'a Pool,
    /// Signs the register's rows.
    pub audit_key: &'a AuditKey,
    /// The time of the act.
    pub now: DateTime<Utc>,
}

/// The figures of a report at the supervisor's counter.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn run(
    desk: &Desk<'_>,
    by: &Supervisor,
    report: Report,
    filter: &Filter,
) -> Result<Figures, Breakage> {
    tell(desk, asked("report.run", by, report, filter)).await?;
    read(desk, by, report, filter).await
}

/// The same figures, to be taken away.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn export(
    desk: &Desk<'_>,
    by: &Supervisor,
    report: Report,
    filter: &Filter,
    format: Format,
) -> Result<Figures, Breakage> {
    let entry = asked("report.export", by, report, filter).plain("format", format.key());
    tell(desk, entry).await?;
    read(desk, by, report, filter).await
}

/// The facts behind a figure, newest first, [`ON_A_PAGE`] at a time from page 1; and how many there are in all.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn facts(
    desk: &Desk<'_>,
    by: &Supervisor,
    report: Report,
    filter: &Filter,
    page: i64,
) -> Result<(i64, Vec<Fact>), Breakage> {
    tell(desk, asked("report.facts", by, report, filter)).await?;
    let mut conn = db::connection(desk.reports).await?;
    db::transaction(&mut conn, async |conn| {
        store::begin(conn).await?;
        let rows = store::rows(conn, report, by.counter_id(), filter).await?;
        let facts =
            store::facts(conn, report, by.counter_id(), filter, ON_A_PAGE * (page - 1), ON_A_PAGE).await?;
        Ok((Figures::from(rows).total(), facts))
    })
    .await
}

/// Who has ever worked at the supervisor's counter, by name.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn colleagues(desk: &Desk<'_>, by: &Supervisor) -> Result<Vec<Colleague>, Breakage> {
    let mut conn = db::connection(desk.reports).await?;
    store::colleagues(&mut conn, by.counter_id()).await
}

async fn read(
    desk: &Desk<'_>,
    by: &Supervisor,
    report: Report,
    filter: &Filter,
) -> Result<Figures, Breakage> {
    if report == Report::Durations {
        return durations::read(desk.reports, by.counter_id(), filter).await;
    }
    let mut conn = db::connection(desk.reports).await?;
    db::transaction(&mut conn, async |conn| {
        store::begin(conn).await?;
        Ok(Figures::from(store::rows(conn, report, by.counter_id(), filter).await?))
    })
    .await
}

/// The figures of a report at a counter, in a snapshot of the role of reports that [`snapshot`] began: for who has no page.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn figures_of(
    conn: &mut Connection,
    report: Report,
    counter: CounterId,
    filter: &Filter,
) -> Result<Figures, Breakage> {
    Ok(Figures::from(store::rows(conn, report, counter, filter).await?))
}

/// Makes the transaction one snapshot in which nothing can be written, and no question holds the database for long.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn snapshot(conn: &mut Connection) -> Result<(), Breakage> {
    store::begin(conn).await
}

/// What was asked for, as the register has it.
fn asked(act: &'static str, by: &Supervisor, report: Report, filter: &Filter) -> Entry {
    let entry = Entry::new(act).by(by.who()).plain("report", report.key());
    filter.fields().into_iter().fold(entry, |entry, (field, value)| entry.plain(field, value))
}

/// The register learns of a run before anything is read: who looks leaves a trace even where the reading breaks.
async fn tell(desk: &Desk<'_>, entry: Entry) -> Result<(), Breakage> {
    let mut conn = db::connection(desk.pool).await?;
    db::transaction(&mut conn, async |conn| audit::record(conn, desk.audit_key, entry, desk.now).await)
        .await?;
    Ok(())
}
