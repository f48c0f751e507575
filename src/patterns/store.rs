// SPDX-License-Identifier: AGPL-3.0-or-later
//! The questions to the functions of the schema `reports`; the name of a function comes from [`Pattern`] alone.

use super::pattern::Pattern;
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use crate::policy::SupervisionRules;
use crate::reports::Period;
use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use uuid::Uuid;

/// What a pattern found.
#[derive(Debug, Clone, PartialEq, Eq, diesel::QueryableByName)]
pub struct Finding {
    /// What a look at it is about: a case, a release, an operator; of what is compared in secret, an id that says nothing.
    #[diesel(sql_type = SqlUuid)]
    pub subject: Uuid,
    /// Its newest fact.
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    /// Whose acts they are.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub operators: Vec<Uuid>,
    /// Its cases, the newest first, fifty at most.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub cases: Vec<Uuid>,
    /// Their protocol numbers.
    #[diesel(sql_type = Array<Text>)]
    pub protocols: Vec<String>,
    /// What the rule counts: holders, minutes, releases, cases.
    #[diesel(sql_type = BigInt)]
    pub measure: i64,
    /// When a supervisor looked at it as it is now.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub looked_at: Option<DateTime<Utc>>,
    /// Who.
    #[diesel(sql_type = Nullable<Text>)]
    pub looked_by: Option<String>,
    /// What they noted.
    #[diesel(sql_type = Nullable<Text>)]
    pub note: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub(crate) of: i64,
    #[diesel(sql_type = BigInt)]
    pub(crate) looked_of: i64,
}

/// Which findings are asked for.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) pattern: Pattern,
    pub(super) counter: CounterId,
    pub(super) rules: &'a SupervisionRules,
    pub(super) period: Period,
    /// Of this subject alone.
    pub(super) subject: Option<Uuid>,
    pub(super) beyond: i64,
    pub(super) most: i64,
}

/// One snapshot, in which nothing can be written.
pub(super) async fn begin(conn: &mut Connection) -> Result<(), Breakage> {
    let words =
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '30s'";
    Ok(conn.batch_execute(words).await?)
}

/// What nobody has looked at first, then the newest first; each row says how many there are in all.
pub(super) async fn findings(conn: &mut Connection, asked: Question<'_>) -> Result<Vec<Finding>, Breakage> {
    let question = format!(
        "SELECT f.subject, f.at, f.operator_ids AS operators, f.case_ids AS cases, f.protocols, f.measure,
           l.at AS looked_at, l.by AS looked_by, l.note, count(*) OVER () AS of, count(l.at) OVER () AS looked_of
         FROM reports.{}($1, $2, $3, $4, $5) f
         LEFT JOIN LATERAL (SELECT k.at, k.by, k.note FROM reports.pattern_looks k WHERE k.counter_id = $1 AND k.pattern = $6
           AND k.subject = f.subject AND k.up_to >= f.at ORDER BY k.at DESC LIMIT 1) l ON true
         WHERE $7 IS NULL OR f.subject = $7
         ORDER BY l.at IS NOT NULL, f.at DESC, f.subject OFFSET $8 LIMIT $9",
        asked.pattern.key()
    );
    let (from, to) = asked.period.moments();
    let (first, second) = asked.pattern.thresholds(asked.rules);
    let number = |threshold: u32| i32::try_from(threshold).unwrap_or(i32::MAX);
    Ok(diesel::sql_query(question)
        .bind::<SqlUuid, _>(asked.counter)
        .bind::<Timestamptz, _>(from)
        .bind::<Timestamptz, _>(to)
        .bind::<Integer, _>(number(first))
        .bind::<Integer, _>(number(second))
        .bind::<Text, _>(asked.pattern.key())
        .bind::<Nullable<SqlUuid>, _>(asked.subject)
        .bind::<BigInt, _>(asked.beyond)
        .bind::<BigInt, _>(asked.most)
        .load(conn)
        .await?)
}
