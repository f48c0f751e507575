// SPDX-License-Identifier: AGPL-3.0-or-later
//! Staff as lists and pages show them.

use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, DutyId, OperatorId, StaffChangeId};
use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

#[derive(QueryableByName)]
pub(in crate::operators) struct Line {
    #[diesel(sql_type = Uuid)]
    pub(in crate::operators) id: OperatorId,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) username: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) name: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) surname: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) codice_fiscale: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) contact_address: String,
    #[diesel(sql_type = Bool)]
    pub(in crate::operators) administrator: bool,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) standing: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) suspension_reason: String,
    #[diesel(sql_type = Timestamptz)]
    pub(in crate::operators) added_at: DateTime<Utc>,
    /// Until when the link that was sent can be used.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(in crate::operators) invited_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = BigInt)]
    pub(in crate::operators) recovery_codes: i64,
    #[diesel(sql_type = BigInt)]
    pub(in crate::operators) sessions: i64,
}

const LINE: &str = "SELECT * FROM (SELECT o.id, o.username, o.name, o.surname, o.codice_fiscale, o.contact_address, o.administrator,
  CASE WHEN o.ended_at IS NOT NULL THEN 'ended' WHEN o.suspended_at IS NOT NULL THEN 'suspended'
    WHEN o.ready_at IS NULL THEN 'invited' ELSE 'ready' END AS standing,
  coalesce(o.suspension_reason, '') AS suspension_reason, o.added_at,
  (SELECT i.expires_at FROM invitations i WHERE i.operator_id = o.id AND i.used_at IS NULL AND i.ended_at IS NULL)
    AS invited_until,
  (SELECT count(*) FROM recovery_codes r WHERE r.operator_id = o.id AND r.used_at IS NULL) AS recovery_codes,
  (SELECT count(*) FROM sessions s WHERE s.operator_id = o.id AND s.step = 'full' AND s.ended_at IS NULL) AS sessions
  FROM operators o) line ";

/// Accounts by surname; one more than `limit`, so that it is known whether a page follows.
pub(in crate::operators) async fn lines(
    conn: &mut Connection,
    words: &str,
    standing: &str,
    counter: &str,
    offset: i64,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Line>, Breakage> {
    let sql = format!(
        "{LINE} WHERE ($1 = '' OR position(lower($1) IN lower(concat_ws(' ', surname, name, surname, username, codice_fiscale))) > 0)
           AND ($2 = '' OR standing = $2)
           AND ($3 = '' OR EXISTS (SELECT FROM duties d JOIN counters c ON c.id = d.counter_id WHERE d.operator_id = line.id
             AND c.code = $3 AND (d.until IS NULL OR d.until > $4)))
         ORDER BY surname, name, username LIMIT $5 OFFSET $6"
    );
    Ok(diesel::sql_query(sql)
        .bind::<Text, _>(words)
        .bind::<Text, _>(standing)
        .bind::<Text, _>(counter)
        .bind::<Timestamptz, _>(now)
        .bind::<BigInt, _>(limit + 1)
        .bind::<BigInt, _>(offset)
        .load(conn)
        .await?)
}

pub(in crate::operators) async fn line(
    conn: &mut Connection,
    id: OperatorId,
) -> Result<Option<Line>, Breakage> {
    let sql = format!("{LINE} WHERE id = $1");
    let found: Vec<Line> = diesel::sql_query(sql).bind::<Uuid, _>(id).load(conn).await?;
    Ok(found.into_iter().next())
}

/// A duty with its counter.
#[derive(QueryableByName)]
pub(in crate::operators) struct DutyRow {
    #[diesel(sql_type = Uuid)]
    pub(in crate::operators) id: DutyId,
    #[diesel(sql_type = Uuid)]
    pub(in crate::operators) operator_id: OperatorId,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) duty: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) counter: String,
    #[diesel(sql_type = Timestamptz)]
    pub(in crate::operators) since: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(in crate::operators) until: Option<DateTime<Utc>>,
}

/// The duties of these accounts, the newest first.
pub(in crate::operators) async fn duties(
    conn: &mut Connection,
    of: &[OperatorId],
) -> Result<Vec<DutyRow>, Breakage> {
    let ids: Vec<uuid::Uuid> = of.iter().map(|id| id.uuid()).collect();
    Ok(diesel::sql_query(
        "SELECT d.id, d.operator_id, d.duty, c.code || ' ' || c.name AS counter, d.since, d.until FROM duties d
         JOIN counters c ON c.id = d.counter_id WHERE d.operator_id = ANY ($1) ORDER BY d.since DESC, c.code",
    )
    .bind::<diesel::sql_types::Array<Uuid>, _>(ids)
    .load(conn)
    .await?)
}

/// One line of a history.
#[derive(QueryableByName)]
pub(in crate::operators) struct EventRow {
    #[diesel(sql_type = Text)]
    pub(in crate::operators) act: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) before: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) after: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) reason: String,
    #[diesel(sql_type = Timestamptz)]
    pub(in crate::operators) at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) by: String,
}

/// What became of an account, the newest first.
pub(in crate::operators) async fn events(
    conn: &mut Connection,
    id: OperatorId,
) -> Result<Vec<EventRow>, Breakage> {
    Ok(diesel::sql_query(
        "SELECT e.act, e.before, e.after, e.reason, e.at, o.name || ' ' || o.surname AS \"by\" FROM staff_events e
         JOIN operators o ON o.id = e.\"by\" WHERE e.operator_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT 200",
    )
    .bind::<Uuid, _>(id)
    .load(conn)
    .await?)
}

/// What waits for a second administrator.
#[derive(QueryableByName)]
pub(in crate::operators) struct OpenRow {
    #[diesel(sql_type = Uuid)]
    pub(in crate::operators) id: StaffChangeId,
    #[diesel(sql_type = Uuid)]
    pub(in crate::operators) operator_id: OperatorId,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) who: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) kind: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) duty: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) counter: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) former: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(in crate::operators) since: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(in crate::operators) until: Option<DateTime<Utc>>,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) reason: String,
    #[diesel(sql_type = Timestamptz)]
    pub(in crate::operators) asked_at: DateTime<Utc>,
    #[diesel(sql_type = Uuid)]
    pub(in crate::operators) asked_by: OperatorId,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) asker: String,
}

/// The changes that nobody decided on, the oldest first: all, or those of one account.
pub(in crate::operators) async fn open_changes(
    conn: &mut Connection,
    of: Option<OperatorId>,
) -> Result<Vec<OpenRow>, Breakage> {
    Ok(diesel::sql_query(
        "SELECT s.id, s.operator_id, o.name || ' ' || o.surname AS who, s.kind, coalesce(s.duty, '') AS duty,
           coalesce(c.code || ' ' || c.name, '') AS counter,
           coalesce((SELECT fc.code || ' ' || fc.name FROM duties f JOIN counters fc ON fc.id = f.counter_id
             WHERE f.id = s.in_place_of), '') AS former,
           s.since, s.until, s.reason, s.asked_at, s.asked_by, a.name || ' ' || a.surname AS asker
         FROM staff_changes s JOIN operators o ON o.id = s.operator_id JOIN operators a ON a.id = s.asked_by
         LEFT JOIN counters c ON c.id = s.counter_id
         WHERE s.decision IS NULL AND o.ended_at IS NULL AND ($1 IS NULL OR s.operator_id = $1) ORDER BY s.asked_at, s.id",
    )
    .bind::<Nullable<Uuid>, _>(of)
    .load(conn)
    .await?)
}

/// A counter to choose.
#[derive(QueryableByName)]
pub(in crate::operators) struct CounterRow {
    #[diesel(sql_type = Uuid)]
    pub(in crate::operators) id: CounterId,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) code: String,
    #[diesel(sql_type = Text)]
    pub(in crate::operators) name: String,
}

/// The open counters, by code.
pub(in crate::operators) async fn counters(conn: &mut Connection) -> Result<Vec<CounterRow>, Breakage> {
    let open = "SELECT id, code, name FROM counters WHERE closed_at IS NULL ORDER BY code";
    Ok(diesel::sql_query(open).load(conn).await?)
}
