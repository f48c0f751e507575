// SPDX-License-Identifier: AGPL-3.0-or-later
//! Which way on was taken for holders without an e-mail address.

use crate::cases::acting::Acting;
use crate::cases::no_email::{NoEmail, NoEmailCount};
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CaseId, CounterId};
use crate::schema::case_no_email;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

fn outcome(key: &str) -> Result<NoEmail, Breakage> {
    NoEmail::from_key(key).ok_or_else(|| Breakage::new("a stored word has no meaning"))
}

pub(in crate::cases) async fn newest_no_email(
    conn: &mut Connection,
    case: CaseId,
) -> Result<Option<NoEmail>, Breakage> {
    let newest: Option<String> = case_no_email::table
        .filter(case_no_email::case_id.eq(case))
        .order(case_no_email::id.desc())
        .select(case_no_email::outcome)
        .first(conn)
        .await
        .optional()?;
    newest.as_deref().map(outcome).transpose()
}

pub(in crate::cases) async fn insert_no_email(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: CaseId,
    outcome: NoEmail,
) -> Result<(), Breakage> {
    diesel::insert_into(case_no_email::table)
        .values((
            case_no_email::id.eq(Uuid::now_v7()),
            case_no_email::case_id.eq(case),
            case_no_email::outcome.eq(outcome.key()),
            case_no_email::at.eq(acting.now),
            case_no_email::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Text)]
    outcome: String,
    #[diesel(sql_type = BigInt)]
    cases: i64,
}

/// The span has both its ends: of an open one PostgreSQL, which plans once for all values, expects a third of the table.
const COUNTS: &str = "
SELECT outcome, count(*) AS cases FROM (
  SELECT DISTINCT ON (n.case_id) n.outcome FROM case_no_email n JOIN cases c ON c.id = n.case_id
  WHERE c.counter_id = $1 AND n.at >= $2 AND n.at <= $3 ORDER BY n.case_id, n.id DESC
) newest GROUP BY outcome";

/// Cases of a counter from then to now, each under its latest outcome, in the order of [`NoEmail::ALL`].
pub(in crate::cases) async fn no_email_counts(
    conn: &mut Connection,
    counter: CounterId,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<NoEmailCount>, Breakage> {
    let rows: Vec<Count> = diesel::sql_query(COUNTS)
        .bind::<diesel::sql_types::Uuid, _>(counter)
        .bind::<Timestamptz, _>(since)
        .bind::<Timestamptz, _>(now)
        .kept()
        .load(conn)
        .await?;
    let mut counts = rows
        .iter()
        .map(|row| Ok(NoEmailCount { outcome: outcome(&row.outcome)?, cases: row.cases }))
        .collect::<Result<Vec<_>, Breakage>>()?;
    counts.sort_by_key(|count| count.outcome);
    Ok(counts)
}
