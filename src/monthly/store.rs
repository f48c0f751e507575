// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who is to be told, which the database decides, and what no view of the reports counts.

use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, OperatorId};
use crate::reports::Period;
use crate::schema::monthly_reports;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not, select};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

/// A counter.
pub(super) struct Place {
    pub(super) id: CounterId,
    pub(super) code: String,
    pub(super) name: String,
}

/// A supervisor who is to be told of a month.
pub(super) struct Reader {
    /// The month's first day.
    pub(super) month: NaiveDate,
    pub(super) id: OperatorId,
    /// The account's address as it was typed.
    pub(super) recipient: String,
    /// By code.
    pub(super) counters: Vec<Place>,
}

#[derive(QueryableByName)]
struct DueRow {
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = SqlUuid)]
    operator_id: OperatorId,
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = SqlUuid)]
    counter_id: CounterId,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = Text)]
    name: String,
}

/// Who has no report of the last month yet.
pub(super) async fn due(conn: &mut Connection, now: DateTime<Utc>) -> Result<Vec<Reader>, Breakage> {
    let question = "SELECT month, operator_id, recipient, counter_id, code, name FROM monthly_reports_due($1)
         ORDER BY operator_id, code";
    let rows: Vec<DueRow> = diesel::sql_query(question).bind::<Timestamptz, _>(now).load(conn).await?;
    let mut readers: Vec<Reader> = Vec::new();
    for row in rows {
        let DueRow { month, operator_id: id, recipient, counter_id, code, name } = row;
        let place = Place { id: counter_id, code, name };
        match readers.last_mut() {
            Some(reader) if reader.id == id => reader.counters.push(place),
            _ => readers.push(Reader { month, id, recipient, counters: vec![place] }),
        }
    }
    Ok(readers)
}

/// Waits for its turn, and answers whether nobody else has owed this one.
pub(super) async fn is_still_due(conn: &mut Connection, reader: &Reader) -> Result<bool, Breakage> {
    conn.batch_execute("SELECT pg_advisory_xact_lock(hashtextextended('monthly_reports', 0))").await?;
    let owed = monthly_reports::table.find((reader.month, reader.id));
    Ok(select(not(exists(owed))).get_result(conn).await?)
}

/// What stands at a counter.
#[derive(QueryableByName)]
pub(super) struct Standing {
    #[diesel(sql_type = BigInt)]
    pub(super) cases: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) samples_open: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) days_not_closed: i64,
}

/// Cases opened in a period; samples and days as they stand at `now`. For the role of reports.
pub(super) async fn standing(
    conn: &mut Connection,
    counter: CounterId,
    period: Period,
    now: DateTime<Utc>,
) -> Result<Standing, Breakage> {
    let (from, to) = period.moments();
    Ok(diesel::sql_query("SELECT * FROM reports.counter_standing($1, $2, $3, $4)")
        .bind::<SqlUuid, _>(counter)
        .bind::<Timestamptz, _>(from)
        .bind::<Timestamptz, _>(to)
        .bind::<Timestamptz, _>(now)
        .get_result(conn)
        .await?)
}
