// SPDX-License-Identifier: AGPL-3.0-or-later
//! The questions to the views. Addresses hold ids, dates and codes; the name of a view comes from [`Report`] alone.

use super::durations::Timed;
use super::figures::Row;
use super::filter::{Filter, Kind};
use super::report::Report;
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use futures_util::Stream;
use uuid::Uuid;

/// One fact of a report's list.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Fact {
    /// When.
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    /// By whom.
    #[diesel(sql_type = SqlUuid)]
    pub operator: Uuid,
    /// On which case, if on one.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub case: Option<Uuid>,
    /// The case's protocol number; empty where there is none.
    #[diesel(sql_type = Text)]
    pub protocol: String,
    /// `direct` or a kind of delegation.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// A code of the report's own list.
    #[diesel(sql_type = Text)]
    pub outcome: String,
}

/// Somebody who works or has worked at the counter.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Colleague {
    /// The account.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Surname and name.
    #[diesel(sql_type = Text)]
    pub name: String,
}

/// One snapshot for all questions of the transaction; nothing can be written, and no question holds the database for long.
pub(super) async fn begin(conn: &mut Connection) -> Result<(), Breakage> {
    begin_for(conn, "30s").await
}

/// The same for a list that may be long; nobody waits for it on a page.
pub(super) async fn begin_long(conn: &mut Connection) -> Result<(), Breakage> {
    begin_for(conn, "10min").await
}

async fn begin_for(conn: &mut Connection, most: &str) -> Result<(), Breakage> {
    // a month of a large counter's steps is sorted in memory; few read reports at once
    let words = format!(
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '{most}'; \
         SET LOCAL work_mem = '32MB'"
    );
    Ok(conn.batch_execute(&words).await?)
}

const CHOSEN: &str = "counter_id = $1 AND at >= $2 AND at < $3 AND ($4 IS NULL OR operator_id = $4) \
    AND ($5 IS NULL OR kind = $5) AND ($6 IS NULL OR outcome = $6)";

const FACTS: &str = "SELECT at, operator_id AS operator, case_id AS \"case\", protocol, kind, outcome";
const NEWEST: &str = "ORDER BY at DESC, protocol, outcome";

/// The question with the values that [`CHOSEN`] names.
macro_rules! chosen {
    ($question:expr, $counter:expr, $filter:expr) => {{
        let (from, to) = $filter.period.moments();
        diesel::sql_query($question)
            .bind::<SqlUuid, _>($counter)
            .bind::<Timestamptz, _>(from)
            .bind::<Timestamptz, _>(to)
            .bind::<Nullable<SqlUuid>, _>($filter.operator)
            .bind::<Nullable<Text>, _>($filter.kind.map(Kind::key))
            .bind::<Nullable<Text>, _>($filter.outcome().map(str::to_owned))
    }};
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The rows that all figures are sums of.
pub(super) async fn rows(
    conn: &mut Connection,
    report: Report,
    counter: CounterId,
    filter: &Filter,
) -> Result<Vec<Row>, Breakage> {
    let view = report.view();
    let question = format!(
        "SELECT (at AT TIME ZONE 'Europe/Rome')::date AS day, operator_id AS operator, kind, outcome, count(*) AS count \
         FROM {view} WHERE {CHOSEN} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
    );
    Ok(chosen!(question, counter, filter).load(conn).await?)
}

/// The sums of [`Report::Durations`], in no order, with what each step took. The view, which looks into eight tables for each case, is
/// read once for both, and by one pass: PostgreSQL would lay the steps aside to sort them twice over.
pub(super) async fn timed(
    conn: &mut Connection,
    counter: CounterId,
    filter: &Filter,
) -> Result<Vec<Timed>, Breakage> {
    let question = format!(
        "SELECT (at AT TIME ZONE 'Europe/Rome')::date AS day, operator_id AS operator, kind, outcome, count(*) AS count, \
           array_agg(seconds) AS seconds \
         FROM reports.durations WHERE {CHOSEN} GROUP BY 1, 2, 3, 4"
    );
    Ok(chosen!(question, counter, filter).load(conn).await?)
}

/// Facts of a report, newest first.
pub(super) async fn facts(
    conn: &mut Connection,
    report: Report,
    counter: CounterId,
    filter: &Filter,
    beyond: i64,
    most: i64,
) -> Result<Vec<Fact>, Breakage> {
    let view = report.view();
    let question = format!("{FACTS} FROM {view} WHERE {CHOSEN} {NEWEST} OFFSET $7 LIMIT $8");
    Ok(chosen!(question, counter, filter)
        .bind::<BigInt, _>(beyond)
        .bind::<BigInt, _>(most)
        .load(conn)
        .await?)
}

/// Who has ever worked at a counter.
pub(super) async fn colleagues(
    conn: &mut Connection,
    counter: CounterId,
) -> Result<Vec<Colleague>, Breakage> {
    let question = "SELECT id, surname || ' ' || name AS name FROM reports.staff WHERE counter_id = $1 ORDER BY surname, name, username";
    Ok(diesel::sql_query(question).bind::<SqlUuid, _>(counter).load(conn).await?)
}

/// How many facts there are.
pub(super) async fn count(
    conn: &mut Connection,
    report: Report,
    counter: CounterId,
    filter: &Filter,
) -> Result<i64, Breakage> {
    let question = format!("SELECT count(*) AS count FROM {} WHERE {CHOSEN}", report.view());
    let counted: Counted = chosen!(question, counter, filter).get_result(conn).await?;
    Ok(counted.count)
}

/// All facts, newest first, one after the other: never more of them in memory than the connection has room for.
pub(super) async fn every_fact(
    conn: &mut Connection,
    report: Report,
    counter: CounterId,
    filter: &Filter,
) -> Result<impl Stream<Item = diesel::QueryResult<Fact>> + Send, Breakage> {
    let view = report.view();
    let question = format!("{FACTS} FROM {view} WHERE {CHOSEN} {NEWEST}");
    Ok(chosen!(question, counter, filter).load_stream::<Fact>(conn).await?)
}
