// SPDX-License-Identifier: AGPL-3.0-or-later
//! Questions about what was drawn.

use super::figures::Which;
use super::kind::{Kind, Outcome};
use super::look::{Drawn, Recorded, Thing};
use super::store::known;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId, EvidenceId, OperatorId, SampleId};
use crate::schema::{operators, sample_results};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// An operator's part of a draw; one without operator where there was nothing to draw from.
#[derive(QueryableByName)]
pub(super) struct ShareRow {
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Date)]
    pub(super) month: NaiveDate,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(super) operator: Option<OperatorId>,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Integer)]
    pub(super) population: i32,
    #[diesel(sql_type = Integer)]
    pub(super) size: i32,
}

/// Something drawn with what was recorded last.
#[derive(QueryableByName)]
pub(super) struct ItemRow {
    #[diesel(sql_type = SqlUuid)]
    pub(super) id: SampleId,
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Date)]
    pub(super) month: NaiveDate,
    #[diesel(sql_type = Date)]
    pub(super) due_on: NaiveDate,
    #[diesel(sql_type = Text)]
    pub(super) protocol: String,
    #[diesel(sql_type = Timestamptz)]
    pub(super) at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    pub(super) operator: OperatorId,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) outcome: Option<String>,
}

/// The shares of a counter since a month.
pub(super) async fn shares(
    conn: &mut Connection,
    counter: CounterId,
    which: Which,
    since: NaiveDate,
) -> Result<Vec<ShareRow>, Breakage> {
    let question = "SELECT d.kind, d.month, s.operator_id AS operator, coalesce(o.surname || ' ' || o.name, '') AS name,
           coalesce(s.population, 0) AS population, coalesce(s.size, 0) AS size
         FROM sample_draws d LEFT JOIN sample_shares s ON s.draw_id = d.id LEFT JOIN operators o ON o.id = s.operator_id
         WHERE d.counter_id = $1 AND ($2 IS NULL OR d.month = $2) AND ($3 IS NULL OR d.kind = $3)
           AND (d.month >= $4 OR $2 IS NOT NULL)
         ORDER BY d.month DESC, d.kind DESC, 4";
    Ok(diesel::sql_query(question)
        .bind::<SqlUuid, _>(counter)
        .bind::<Nullable<Date>, _>(which.month)
        .bind::<Nullable<Text>, _>(which.kind.map(Kind::key))
        .bind::<Date, _>(since)
        .load(conn)
        .await?)
}

/// Everything drawn at a counter since a month, and what is open of earlier ones: the first due first.
pub(super) async fn items(
    conn: &mut Connection,
    counter: CounterId,
    which: Which,
    since: NaiveDate,
) -> Result<Vec<ItemRow>, Breakage> {
    let question = "SELECT s.id, d.kind, d.month, d.due_on, c.protocol, coalesce(r.handed_over_at, e.at) AS at,
           s.operator_id AS operator, o.surname || ' ' || o.name AS name, k.outcome
         FROM sample_draws d JOIN samples s ON s.draw_id = d.id JOIN cases c ON c.id = s.case_id
         JOIN operators o ON o.id = s.operator_id
         LEFT JOIN releases r ON r.id = s.release_id LEFT JOIN delegation_evidence e ON e.id = s.evidence_id
         LEFT JOIN LATERAL (SELECT x.outcome FROM sample_results x WHERE x.sample_id = s.id
           ORDER BY x.ordinal DESC LIMIT 1) k ON true
         WHERE d.counter_id = $1 AND ($2 IS NULL OR d.month = $2) AND ($3 IS NULL OR d.kind = $3)
           AND (d.month >= $4 OR $2 IS NOT NULL OR coalesce(k.outcome, 'not_reached') IN ('not_reached', 'awaiting_answer'))
         ORDER BY d.due_on, 6, s.id";
    Ok(diesel::sql_query(question)
        .bind::<SqlUuid, _>(counter)
        .bind::<Nullable<Date>, _>(which.month)
        .bind::<Nullable<Text>, _>(which.kind.map(Kind::key))
        .bind::<Date, _>(since)
        .load(conn)
        .await?)
}

#[derive(QueryableByName)]
struct DrawnRow {
    #[diesel(sql_type = SqlUuid)]
    case_id: CaseId,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = Date)]
    due_on: NaiveDate,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    number: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    evidence_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    item: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    way: Option<String>,
}

/// What was drawn.
pub(super) async fn drawn(conn: &mut Connection, id: SampleId) -> Result<Option<Drawn>, Breakage> {
    let question = "SELECT s.case_id, d.kind, d.month, d.due_on, coalesce(r.handed_over_at, e.at) AS at,
           o.surname || ' ' || o.name AS name, r.number, s.evidence_id, e.item, e.way
         FROM samples s JOIN sample_draws d ON d.id = s.draw_id JOIN operators o ON o.id = s.operator_id
         LEFT JOIN releases r ON r.id = s.release_id LEFT JOIN delegation_evidence e ON e.id = s.evidence_id
         WHERE s.id = $1";
    let row: Option<DrawnRow> =
        diesel::sql_query(question).bind::<SqlUuid, _>(id).get_result(conn).await.optional()?;
    let Some(row) = row else { return Ok(None) };
    let thing = match (row.number, row.evidence_id, row.item, row.way) {
        (Some(number), ..) => Thing::Release { number },
        (None, Some(id), Some(item), Some(way)) => Thing::Evidence { id: EvidenceId::from(id), item, way },
        _ => return Err(Breakage::new("a sample is of nothing")),
    };
    Ok(Some(Drawn {
        id,
        case: row.case_id,
        kind: known(Kind::from_key(&row.kind))?,
        month: row.month,
        due_on: row.due_on,
        at: row.at,
        operator: row.name,
        thing,
    }))
}

/// What was recorded, the oldest first.
pub(super) async fn results(conn: &mut Connection, id: SampleId) -> Result<Vec<Recorded>, Breakage> {
    type Row = (String, Option<i16>, String, DateTime<Utc>, String, String);
    let rows: Vec<Row> = sample_results::table
        .inner_join(operators::table.on(operators::id.eq(sample_results::by)))
        .filter(sample_results::sample_id.eq(id))
        .order(sample_results::ordinal)
        .select((
            sample_results::outcome,
            sample_results::attempts,
            sample_results::note,
            sample_results::at,
            operators::surname,
            operators::name,
        ))
        .load(conn)
        .await?;
    let recorded = |(outcome, attempts, note, at, surname, name): Row| {
        let outcome = known(Outcome::from_key(&outcome))?;
        Ok(Recorded { outcome, attempts, note, at, by: format!("{surname} {name}") })
    };
    rows.into_iter().map(recorded).collect()
}

#[derive(QueryableByName)]
struct May {
    #[diesel(sql_type = Bool)]
    may: bool,
}

/// Whether somebody had no hand in the case of what was drawn.
pub(super) async fn may_check(
    conn: &mut Connection,
    id: SampleId,
    who: OperatorId,
) -> Result<bool, Breakage> {
    let question = diesel::sql_query("SELECT may_check_sample($1, $2) AS may");
    let answer: May = question.bind::<SqlUuid, _>(id).bind::<SqlUuid, _>(who).get_result(conn).await?;
    Ok(answer.may)
}
