// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters in PostgreSQL. They are written by its functions alone (migration 000220), which say again what may be done.

use super::book::{Change, Kept, WorkLeft};
use super::facts::Facts;
use super::{Counter, CounterCode};
use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, OperatorId};
use crate::schema::counter_capabilities;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;
use serde_json::Value;

/// What became of a writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Done,
    Taken,
    Unknown,
    Closed,
    Changed,
    Same,
    WorkLeft,
}

impl Written {
    fn of(word: &str) -> Result<Self, Breakage> {
        Ok(match word {
            "done" => Self::Done,
            "taken" => Self::Taken,
            "unknown" => Self::Unknown,
            "closed" => Self::Closed,
            "changed" => Self::Changed,
            "same" => Self::Same,
            "work_left" => Self::WorkLeft,
            _ => return Err(Breakage::new("the database answers a word that has no meaning")),
        })
    }
}

#[derive(QueryableByName)]
struct KeptRow {
    #[diesel(sql_type = Uuid)]
    id: CounterId,
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = Timestamptz)]
    opened_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Jsonb)]
    facts: Value,
}

fn facts(value: Value) -> Result<Facts, Breakage> {
    serde_json::from_value(value).map_err(Breakage::new)
}

fn kept(row: KeptRow) -> Result<Kept, Breakage> {
    let KeptRow { id, version, opened_at, closed_at, facts: value } = row;
    Ok(Kept { id, version, opened_at, closed_at, facts: facts(value)? })
}

const KEPT: &str = "SELECT id, version, opened_at, closed_at, counter_facts(id) AS facts FROM counters";

pub(super) async fn all(conn: &mut Connection, only_open: bool) -> Result<Vec<Kept>, Breakage> {
    let rows = diesel::sql_query(format!("{KEPT} WHERE closed_at IS NULL OR NOT $1 ORDER BY code"));
    let rows: Vec<KeptRow> = rows.bind::<Bool, _>(only_open).load(conn).await?;
    rows.into_iter().map(kept).collect()
}

pub(super) async fn by_code(conn: &mut Connection, code: &CounterCode) -> Result<Option<Kept>, Breakage> {
    let row = diesel::sql_query(format!("{KEPT} WHERE code = $1")).bind::<Text, _>(code.as_str());
    row.get_result(conn).await.optional()?.map(kept).transpose()
}

/// A counter as papers name it: one statement.
pub(super) async fn find(conn: &mut Connection, id: CounterId) -> Result<Counter, Breakage> {
    let row = diesel::sql_query(format!("{KEPT} WHERE id = $1")).bind::<Uuid, _>(id);
    let Kept { facts, .. } = kept(row.get_result(conn).await?)?;
    Ok(Counter::of(facts))
}

#[derive(QueryableByName)]
struct ChangeRow {
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = Text)]
    act: String,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Text>)]
    by: Option<String>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    before: Option<Value>,
    #[diesel(sql_type = Jsonb)]
    after: Value,
}

pub(super) async fn history(conn: &mut Connection, counter: CounterId) -> Result<Vec<Change>, Breakage> {
    let rows: Vec<ChangeRow> = diesel::sql_query(
        "SELECT c.version, c.act, c.at, o.name || ' ' || o.surname AS by, c.before, c.after FROM counter_changes c \
         LEFT JOIN operators o ON o.id = c.operator_id WHERE c.counter_id = $1 ORDER BY c.version DESC LIMIT 200",
    )
    .bind::<Uuid, _>(counter)
    .load(conn)
    .await?;
    let change = |row: ChangeRow| {
        let ChangeRow { version, act, at, by, before, after } = row;
        Ok(Change { version, act, at, by, before: before.map(facts).transpose()?, after: facts(after)? })
    };
    rows.into_iter().map(change).collect()
}

#[derive(QueryableByName)]
struct Outcome {
    #[diesel(sql_type = Text)]
    outcome: String,
}

pub(super) async fn write(
    conn: &mut Connection,
    counter: CounterId,
    seen: i32,
    facts: &Facts,
    by: Option<OperatorId>,
    now: DateTime<Utc>,
) -> Result<Written, Breakage> {
    let facts = serde_json::to_value(facts).map_err(Breakage::new)?;
    let written: Outcome = diesel::sql_query("SELECT write_counter($1, $2, $3, $4, $5) AS outcome")
        .bind::<Uuid, _>(counter)
        .bind::<Integer, _>(seen)
        .bind::<Jsonb, _>(facts)
        .bind::<Nullable<Uuid>, _>(by)
        .bind::<Timestamptz, _>(now)
        .get_result(conn)
        .await?;
    Written::of(&written.outcome)
}

#[derive(QueryableByName)]
struct LeftRow {
    #[diesel(sql_type = Text)]
    outcome: String,
    #[diesel(sql_type = BigInt)]
    open_cases: i64,
    #[diesel(sql_type = BigInt)]
    sheets_out: i64,
    #[diesel(sql_type = BigInt)]
    duties_left: i64,
}

impl LeftRow {
    const fn left(&self) -> WorkLeft {
        WorkLeft { cases: self.open_cases, sheets: self.sheets_out, duties: self.duties_left }
    }
}

pub(super) async fn close(
    conn: &mut Connection,
    counter: CounterId,
    seen: i32,
    by: OperatorId,
    now: DateTime<Utc>,
) -> Result<(Written, WorkLeft), Breakage> {
    let row: LeftRow = diesel::sql_query("SELECT * FROM close_counter($1, $2, $3, $4)")
        .bind::<Uuid, _>(counter)
        .bind::<Integer, _>(seen)
        .bind::<Uuid, _>(by)
        .bind::<Timestamptz, _>(now)
        .get_result(conn)
        .await?;
    Ok((Written::of(&row.outcome)?, row.left()))
}

pub(super) async fn work_left(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<WorkLeft, Breakage> {
    let row: LeftRow = diesel::sql_query("SELECT '' AS outcome, * FROM counter_ends($1, $2)")
        .bind::<Uuid, _>(counter)
        .bind::<Timestamptz, _>(now)
        .get_result(conn)
        .await?;
    Ok(row.left())
}

pub(super) async fn has(
    conn: &mut Connection,
    counter: CounterId,
    capability: &str,
) -> Result<bool, Breakage> {
    let in_force = counter_capabilities::table
        .filter(counter_capabilities::counter_id.eq(counter))
        .filter(counter_capabilities::capability.eq(capability))
        .filter(counter_capabilities::until.is_null());
    Ok(diesel::select(diesel::dsl::exists(in_force)).get_result(conn).await?)
}
