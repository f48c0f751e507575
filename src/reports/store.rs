// SPDX-License-Identifier: AGPL-3.0-or-later
//! The questions to the views. Addresses hold ids, dates and codes; the name of a view comes from [`Report`] alone.

use super::figures::Row;
use super::filter::{Filter, Kind};
use super::report::Report;
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use futures_util::Stream;
use std::collections::BTreeMap;
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

/// How long a step took, for one operator or all together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// A code of the list of steps.
    pub step: String,
    /// Whose; none for all together.
    pub operator: Option<Uuid>,
    /// How many there were; never 0.
    pub count: i64,
    /// Half of them took at most so many seconds.
    pub median: i64,
    /// Nine of ten took at most so many seconds.
    pub p90: i64,
}

impl Duration {
    /// The middle and the ninth tenth of what single steps took: of the smallest values that so many steps did not exceed, as
    /// PostgreSQL's `percentile_disc` has them. None of nothing.
    fn of(step: &str, operator: Option<Uuid>, mut seconds: Vec<i64>) -> Option<Self> {
        seconds.sort_unstable();
        let count = seconds.len();
        let at = |tenths: usize| seconds.get((count * tenths).div_ceil(10).checked_sub(1)?).copied();
        let (median, p90) = (at(5)?, at(9)?);
        Some(Self { step: step.to_owned(), operator, count: i64::try_from(count).ok()?, median, p90 })
    }
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

/// The steps in the order of a case.
const STEPS: [&str; 10] = [
    "card",
    "delegation",
    "identification",
    "contact",
    "signature",
    "activation_asked",
    "activation_answered",
    "codes",
    "handed_over",
    "whole",
];

/// A sum of a day, and how long each of what it sums took.
#[derive(QueryableByName)]
struct Timed {
    #[diesel(embed)]
    sum: Row,
    #[diesel(sql_type = Array<BigInt>)]
    seconds: Vec<i64>,
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

/// The rows of [`Report::Durations`], and how long each step took, for all together and for each operator. The view, which looks into
/// eight tables for each case, is read once for both, and by one pass: PostgreSQL would lay the steps aside to sort them twice over.
pub(super) async fn durations(
    conn: &mut Connection,
    counter: CounterId,
    filter: &Filter,
) -> Result<(Vec<Row>, Vec<Duration>), Breakage> {
    let question = format!(
        "SELECT (at AT TIME ZONE 'Europe/Rome')::date AS day, operator_id AS operator, kind, outcome, count(*) AS count, \
           array_agg(seconds) AS seconds \
         FROM reports.durations WHERE {CHOSEN} GROUP BY 1, 2, 3, 4"
    );
    let timed: Vec<Timed> = chosen!(question, counter, filter).load(conn).await?;
    // ten years of a large counter are millions of steps: other pages do not wait until they are sorted
    tokio::task::spawn_blocking(move || summed(timed)).await.map_err(Breakage::new)
}

fn summed(timed: Vec<Timed>) -> (Vec<Row>, Vec<Duration>) {
    let (mut rows, mut took) = (Vec::new(), BTreeMap::<(usize, Option<Uuid>), Vec<i64>>::new());
    for Timed { sum, seconds } in timed {
        if let Some(place) = STEPS.iter().position(|known| *known == sum.outcome) {
            took.entry((place, None)).or_default().extend(&seconds);
            took.entry((place, Some(sum.operator))).or_default().extend(&seconds);
        }
        rows.push(sum);
    }
    rows.sort_unstable_by(|a, b| {
        (a.day, a.operator, &a.kind, &a.outcome).cmp(&(b.day, b.operator, &b.kind, &b.outcome))
    });
    let durations = took
        .into_iter()
        .filter_map(|((place, operator), seconds)| Duration::of(STEPS[place], operator, seconds));
    (rows, durations.collect())
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

#[cfg(test)]
mod tests {
    use super::Duration;

    #[test]
    fn half_and_nine_tenths_of_the_steps_took_at_most_so_long() {
        let of =
            |seconds: Vec<i64>| Duration::of("card", None, seconds).map(|it| (it.count, it.median, it.p90));
        assert_eq!(of(vec![]), None, "nothing has no middle");
        assert_eq!(of(vec![7]), Some((1, 7, 7)));
        assert_eq!(of(vec![9, 1]), Some((2, 1, 9)));
        assert_eq!(of(vec![30, 10, 20]), Some((3, 20, 30)));
        assert_eq!(of((1..=10).rev().collect()), Some((10, 5, 9)));
        assert_eq!(of((1..=11).collect()), Some((11, 6, 10)));
    }
}
