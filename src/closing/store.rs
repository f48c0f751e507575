// SPDX-License-Identifier: AGPL-3.0-or-later
//! Closings in PostgreSQL, which takes down what was done by itself (`migrations/2026-11-22-000260_closings`).

use super::end::{Carried, EndKind, Given, OpenEnd, Reason, known};
use super::register::{Act, ActKind, Closing, Signed};
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{AuditRowId, CaseId, ClosingId, CounterId, OperatorId, ReauthenticationId};
use crate::schema::{closing_acts, closing_ends, closing_seals, closings, operators};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Date, Jsonb, Nullable, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

/// How many days a page leads back to.
const PAST: i64 = 14;

/// A closing as it is written down; the database works out the time that it covers.
pub(super) struct New {
    pub(super) id: ClosingId,
    pub(super) counter: CounterId,
    pub(super) day: NaiveDate,
    pub(super) by: OperatorId,
    pub(super) reauthentication: ReauthenticationId,
}

/// One closing of a counter after the other, until the transaction ends. `close_day` takes the same lock.
pub(super) async fn lock(conn: &mut Connection, counter: CounterId) -> Result<(), Breakage> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended('closing ' || $1, 0))")
        .bind::<Uuid, _>(counter)
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn days_to_close(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<Vec<NaiveDate>, Breakage> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Date)]
        day: NaiveDate,
    }
    let rows: Vec<Row> = diesel::sql_query("SELECT day FROM days_to_close($1, $2) AS day ORDER BY day")
        .bind::<Uuid, _>(counter)
        .bind::<Timestamptz, _>(now)
        .kept()
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.day).collect())
}

pub(super) async fn open_ends(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<Vec<OpenEnd>, Breakage> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        kind: String,
        #[diesel(sql_type = Uuid)]
        subject: uuid::Uuid,
        #[diesel(sql_type = Uuid)]
        case_id: CaseId,
        #[diesel(sql_type = Text)]
        protocol: String,
        #[diesel(sql_type = Timestamptz)]
        since: DateTime<Utc>,
        #[diesel(sql_type = Nullable<Text>)]
        detail: Option<String>,
    }
    let rows: Vec<Row> = diesel::sql_query("SELECT * FROM counter_open_ends($1, $2) ORDER BY since, subject")
        .bind::<Uuid, _>(counter)
        .bind::<Timestamptz, _>(now)
        .kept()
        .load(conn)
        .await?;
    let end = |row: Row| {
        Ok(OpenEnd {
            kind: known(EndKind::from_key(&row.kind))?,
            subject: row.subject,
            case: row.case_id,
            protocol: row.protocol,
            since: row.since,
            detail: row.detail.unwrap_or_default(),
        })
    };
    let mut ends = rows.into_iter().map(end).collect::<Result<Vec<_>, Breakage>>()?;
    ends.sort_by_key(|end| EndKind::ALL.into_iter().position(|kind| kind == end.kind));
    Ok(ends)
}

pub(super) async fn past(conn: &mut Connection, counter: CounterId) -> Result<Vec<NaiveDate>, Breakage> {
    Ok(closings::table
        .filter(closings::counter_id.eq(counter))
        .order(closings::day.desc())
        .limit(PAST)
        .select(closings::day)
        .load(conn)
        .await?)
}

/// `done`, `open` where something has no reason, `closed` where somebody was faster.
pub(super) async fn close(
    conn: &mut Connection,
    new: &New,
    given: &[&Given],
    now: DateTime<Utc>,
) -> Result<String, Breakage> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        outcome: String,
    }
    let row: Row = diesel::sql_query("SELECT close_day($1, $2, $3, $4, $5, $6, $7) AS outcome")
        .bind::<Uuid, _>(new.id)
        .bind::<Uuid, _>(new.counter)
        .bind::<Date, _>(new.day)
        .bind::<Uuid, _>(new.by)
        .bind::<Uuid, _>(new.reauthentication)
        .bind::<Jsonb, _>(serde_json::to_value(given).map_err(Breakage::new)?)
        .bind::<Timestamptz, _>(now)
        .kept()
        .get_result(conn)
        .await?;
    Ok(row.outcome)
}

pub(super) async fn digest(conn: &mut Connection, id: ClosingId) -> Result<Vec<u8>, Breakage> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Binary)]
        sum: Vec<u8>,
    }
    let asked = diesel::sql_query("SELECT closing_digest($1) AS sum").bind::<Uuid, _>(id);
    Ok(asked.kept().get_result::<Row>(conn).await?.sum)
}

pub(super) async fn seal(conn: &mut Connection, id: ClosingId, row: AuditRowId) -> Result<(), Breakage> {
    diesel::insert_into(closing_seals::table)
        .values((closing_seals::closing_id.eq(id), closing_seals::audit_row_id.eq(row)))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn find(
    conn: &mut Connection,
    counter: CounterId,
    day: NaiveDate,
) -> Result<Option<Closing>, Breakage> {
    Ok(closings::table
        .inner_join(operators::table.on(operators::id.eq(closings::by)))
        .filter(closings::counter_id.eq(counter))
        .filter(closings::day.eq(day))
        .select((
            closings::id,
            closings::day,
            closings::covers_from,
            closings::covers_until,
            closings::closed_at,
            operators::username,
        ))
        .first(conn)
        .await
        .optional()?)
}

pub(super) async fn acts(conn: &mut Connection, id: ClosingId) -> Result<Vec<Act>, Breakage> {
    type Row = (
        String,
        DateTime<Utc>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Row> = closing_acts::table
        .filter(closing_acts::closing_id.eq(id))
        .order((closing_acts::at, closing_acts::kind, closing_acts::subject))
        .select((
            closing_acts::kind,
            closing_acts::at,
            closing_acts::protocol,
            closing_acts::number,
            closing_acts::serial,
            closing_acts::operator,
            closing_acts::detail,
        ))
        .load(conn)
        .await?;
    let act = |(kind, at, protocol, number, serial, operator, detail): Row| {
        Ok(Act {
            kind: known(ActKind::from_key(&kind))?,
            at,
            protocol: protocol.unwrap_or_default(),
            number: number.unwrap_or_default(),
            serial: serial.unwrap_or_default(),
            operator: operator.unwrap_or_default(),
            detail: detail.unwrap_or_default(),
        })
    };
    rows.into_iter().map(act).collect()
}

pub(super) async fn carried(conn: &mut Connection, id: ClosingId) -> Result<Vec<Carried>, Breakage> {
    type Row = (String, String, DateTime<Utc>, Option<String>, String, Option<String>);
    let rows: Vec<Row> = closing_ends::table
        .filter(closing_ends::closing_id.eq(id))
        .order((closing_ends::since, closing_ends::kind, closing_ends::subject))
        .select((
            closing_ends::kind,
            closing_ends::protocol,
            closing_ends::since,
            closing_ends::detail,
            closing_ends::reason,
            closing_ends::words,
        ))
        .load(conn)
        .await?;
    let end = |(kind, protocol, since, detail, reason, words): Row| {
        Ok(Carried {
            kind: known(EndKind::from_key(&kind))?,
            protocol,
            since,
            detail: detail.unwrap_or_default(),
            reason: known(Reason::from_key(&reason))?,
            words: words.unwrap_or_default(),
        })
    };
    rows.into_iter().map(end).collect()
}

pub(super) async fn checkpoint(conn: &mut Connection, id: ClosingId) -> Result<Option<Signed>, Breakage> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        row_index: i64,
        #[diesel(sql_type = BigInt)]
        size: i64,
        #[diesel(sql_type = Binary)]
        root: Vec<u8>,
        #[diesel(sql_type = Timestamptz)]
        at: DateTime<Utc>,
        #[diesel(sql_type = Text)]
        note: String,
    }
    let row: Option<Row> =
        diesel::sql_query("SELECT row_index, size, root, at, note FROM closing_checkpoint($1)")
            .bind::<Uuid, _>(id)
            .kept()
            .get_result(conn)
            .await
            .optional()?;
    row.map(|row| {
        let root = row.root.try_into().map_err(|_| Breakage::new("a root has 32 bytes"))?;
        Ok(Signed { row: row.row_index, size: row.size, root, at: row.at, note: row.note })
    })
    .transpose()
}
