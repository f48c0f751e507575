// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files in the database, as the pages see them.

use super::{Export, Failure, State, Wish, language};
use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, ExportId, OperatorId};
use crate::operators::Supervisor;
use crate::reports::files::Format;
use crate::reports::filter::{Filter, Kind, Period};
use crate::reports::report::Report;
use crate::schema::{report_export_pieces, report_exports};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Files on the list.
const LISTED: i64 = 20;

#[derive(Queryable, Selectable)]
#[diesel(table_name = report_exports)]
pub(super) struct Row {
    pub(super) id: ExportId,
    pub(super) counter_id: CounterId,
    asked_at: DateTime<Utc>,
    report: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    operator_id: Option<OperatorId>,
    kind: Option<String>,
    outcome: Option<String>,
    format: String,
    language: String,
    state: String,
    rows_done: i64,
    rows_all: Option<i64>,
    bytes: Option<i64>,
    expires_at: Option<DateTime<Utc>>,
    failure: Option<String>,
}

impl Row {
    /// What was written is what was asked for: a row that reads otherwise is of a newer program.
    pub(super) fn read(self, now: DateTime<Utc>) -> Result<Export, Breakage> {
        let unknown = || Breakage::new("an export asks for what this program does not know");
        let period = Period::new(self.first_day, self.last_day).map_err(Breakage::new)?;
        let mut filter = Filter::of(period);
        filter.operator = self.operator_id;
        filter.kind = match &self.kind {
            Some(key) => Some(Kind::from_key(key).ok_or_else(unknown)?),
            None => None,
        };
        if let Some(code) = &self.outcome {
            filter = filter.with_outcome(code).map_err(Breakage::new)?;
        }
        let state = match (&*self.state, self.bytes.zip(self.expires_at)) {
            ("waiting", _) => State::Waiting,
            ("running", _) => State::Running { done: self.rows_done, all: self.rows_all },
            ("ready", Some((bytes, until))) if until > now => {
                State::Ready { rows: self.rows_done, bytes, until }
            }
            ("failed", _) => State::Failed(Failure::of_word(self.failure.as_deref().unwrap_or_default())),
            _ => State::Expired,
        };
        let wish = Wish {
            report: Report::from_key(&self.report).ok_or_else(unknown)?,
            filter,
            format: Format::from_key(&self.format).ok_or_else(unknown)?,
            language: language(&self.language),
        };
        Ok(Export { id: self.id, counter: self.counter_id, asked_at: self.asked_at, wish, state })
    }
}

pub(super) async fn insert(
    conn: &mut Connection,
    id: ExportId,
    by: &Supervisor,
    wish: &Wish,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    use report_exports as e;
    let filter = &wish.filter;
    let row = (
        e::id.eq(id),
        e::counter_id.eq(by.counter_id()),
        e::asked_by.eq(by.id()),
        e::asked_at.eq(now),
        e::report.eq(wish.report.key()),
        e::first_day.eq(filter.period.first()),
        e::last_day.eq(filter.period.last()),
        e::operator_id.eq(filter.operator),
        e::kind.eq(filter.kind.map(Kind::key)),
        e::outcome.eq(filter.outcome()),
        e::format.eq(wish.format.key()),
        e::language.eq(wish.language.of_pages().code()),
    );
    diesel::insert_into(e::table).values(row).execute(conn).await.map(drop)
}

pub(super) async fn list(
    conn: &mut Connection,
    by: &Supervisor,
    now: DateTime<Utc>,
) -> Result<Vec<Export>, Breakage> {
    let rows: Vec<Row> = report_exports::table
        .filter(report_exports::asked_by.eq(by.id()))
        .filter(report_exports::counter_id.eq(by.counter_id()))
        .order(report_exports::asked_at.desc())
        .limit(LISTED)
        .select(Row::as_select())
        .load(conn)
        .await?;
    rows.into_iter().map(|row| row.read(now)).collect()
}

pub(super) async fn find(
    conn: &mut Connection,
    by: &Supervisor,
    id: ExportId,
    now: DateTime<Utc>,
) -> Result<Option<Export>, Breakage> {
    let row: Option<Row> = report_exports::table
        .filter(report_exports::id.eq(id))
        .filter(report_exports::asked_by.eq(by.id()))
        .filter(report_exports::counter_id.eq(by.counter_id()))
        .select(Row::as_select())
        .first(conn)
        .await
        .optional()?;
    row.map(|row| row.read(now)).transpose()
}

pub(super) async fn piece(
    conn: &mut Connection,
    id: ExportId,
    ordinal: i32,
) -> Result<Option<Vec<u8>>, Breakage> {
    let piece = report_export_pieces::table.find((id, ordinal)).select(report_export_pieces::bytes);
    Ok(piece.first(conn).await.optional()?)
}
