// SPDX-License-Identifier: AGPL-3.0-or-later
//! Draws and what came out of checks in PostgreSQL, which counts populations and judges checkers itself.

use super::draw::{Due, NewDraw};
use super::kind::Kind;
use super::pick::{Share, Subject};
use crate::db::{Breakage, Connection};
use crate::ids::{AuditRowId, CaseId, CounterId, OperatorId, SampleId};
use crate::schema::{sample_draws, sample_shares, samples};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not, select};
use diesel::prelude::*;
use diesel::sql_types::{Date, Integer, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use uuid::Uuid;

#[derive(QueryableByName)]
struct DueRow {
    #[diesel(sql_type = SqlUuid)]
    counter_id: CounterId,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Date)]
    month: NaiveDate,
}

#[derive(QueryableByName)]
struct SubjectRow {
    #[diesel(sql_type = SqlUuid)]
    subject_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    case_id: CaseId,
    #[diesel(sql_type = SqlUuid)]
    operator_id: OperatorId,
}

/// What a stored key means.
pub(super) fn known<T>(found: Option<T>) -> Result<T, Breakage> {
    found.ok_or_else(|| Breakage::new("a stored word has no meaning"))
}

/// The draws that are to be made, the oldest first.
pub(super) async fn due(
    conn: &mut Connection,
    now: DateTime<Utc>,
    months: i32,
) -> Result<Vec<Due>, Breakage> {
    let rows: Vec<DueRow> = diesel::sql_query("SELECT * FROM samples_to_draw($1, $2)")
        .bind::<Timestamptz, _>(now)
        .bind::<Integer, _>(months)
        .load(conn)
        .await?;
    let due = |row: DueRow| {
        Ok(Due { counter: row.counter_id, kind: known(Kind::from_key(&row.kind))?, month: row.month })
    };
    rows.into_iter().map(due).collect()
}

/// Waits for its turn among all draws, and answers whether nobody else has drawn this one.
pub(super) async fn is_still_due(conn: &mut Connection, due: Due) -> Result<bool, Breakage> {
    conn.batch_execute("SELECT pg_advisory_xact_lock(hashtextextended('sample_draws', 0))").await?;
    let drawn = sample_draws::table.filter(
        sample_draws::counter_id
            .eq(due.counter)
            .and(sample_draws::kind.eq(due.kind.key()))
            .and(sample_draws::month.eq(due.month)),
    );
    Ok(select(not(exists(drawn))).get_result(conn).await?)
}

/// Everything that may be drawn.
pub(super) async fn population(conn: &mut Connection, due: Due) -> Result<Vec<Subject>, Breakage> {
    let question =
        "SELECT subject_id, case_id, operator_id FROM sample_population($1, $2, $3) ORDER BY subject_id";
    let rows: Vec<SubjectRow> = diesel::sql_query(question)
        .bind::<Text, _>(due.kind.key())
        .bind::<SqlUuid, _>(due.counter)
        .bind::<Date, _>(due.month)
        .load(conn)
        .await?;
    let subject =
        |row: SubjectRow| Subject { id: row.subject_id, case: row.case_id, operator: row.operator_id };
    Ok(rows.into_iter().map(subject).collect())
}

/// A number of rows as a column holds it.
fn number(count: usize) -> Result<i32, Breakage> {
    i32::try_from(count).map_err(Breakage::new)
}

/// A draw, whole.
pub(super) async fn write(
    conn: &mut Connection,
    new: &NewDraw,
    shares: &[Share],
    row: AuditRowId,
) -> Result<(), Breakage> {
    diesel::insert_into(sample_draws::table)
        .values((
            sample_draws::id.eq(new.id),
            sample_draws::counter_id.eq(new.due.counter),
            sample_draws::kind.eq(new.due.kind.key()),
            sample_draws::month.eq(new.due.month),
            sample_draws::percent.eq(i16::from(new.percent)),
            sample_draws::population.eq(number(new.population)?),
            sample_draws::size.eq(number(new.size)?),
            sample_draws::drawn_at.eq(new.at),
            sample_draws::due_on.eq(new.due_on),
            sample_draws::audit_row_id.eq(row),
        ))
        .execute(conn)
        .await?;
    for share in shares {
        diesel::insert_into(sample_shares::table)
            .values((
                sample_shares::draw_id.eq(new.id),
                sample_shares::operator_id.eq(share.operator),
                sample_shares::population.eq(number(share.population)?),
                sample_shares::size.eq(number(share.drawn.len())?),
            ))
            .execute(conn)
            .await?;
        let telephone = new.due.kind == Kind::Telephone;
        let rows: Vec<_> = (share.drawn.iter())
            .map(|subject| {
                (
                    samples::id.eq(SampleId::new(new.at)),
                    samples::draw_id.eq(new.id),
                    samples::operator_id.eq(share.operator),
                    samples::case_id.eq(subject.case),
                    samples::release_id.eq(telephone.then_some(subject.id)),
                    samples::evidence_id.eq((!telephone).then_some(subject.id)),
                )
            })
            .collect();
        diesel::insert_into(samples::table).values(rows).execute(conn).await?;
    }
    Ok(())
}
