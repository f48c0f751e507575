// SPDX-License-Identifier: AGPL-3.0-or-later
//! What was asked for and confirmed, in PostgreSQL. A confirmed change is drawn by the database.

use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, DutyId, OperatorId, ReauthenticationId, StaffChangeId};
use crate::schema::staff_changes::{self, table};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// What is asked for.
#[derive(Insertable)]
#[diesel(table_name = staff_changes)]
pub(in crate::operators) struct New<'a> {
    pub(in crate::operators) id: StaffChangeId,
    pub(in crate::operators) operator_id: OperatorId,
    pub(in crate::operators) kind: &'a str,
    pub(in crate::operators) counter_id: Option<CounterId>,
    pub(in crate::operators) duty: Option<&'a str>,
    pub(in crate::operators) since: Option<DateTime<Utc>>,
    pub(in crate::operators) until: Option<DateTime<Utc>>,
    pub(in crate::operators) in_place_of: Option<DutyId>,
    pub(in crate::operators) reason: &'a str,
    pub(in crate::operators) asked_at: DateTime<Utc>,
    pub(in crate::operators) asked_by: OperatorId,
    pub(in crate::operators) asked_with: ReauthenticationId,
}

pub(in crate::operators) async fn insert(conn: &mut Connection, new: &New<'_>) -> Result<(), Breakage> {
    diesel::insert_into(table).values(new).execute(conn).await?;
    Ok(())
}

/// A change as it was asked for.
#[derive(Queryable, Selectable)]
#[diesel(table_name = staff_changes)]
pub(in crate::operators) struct Row {
    pub(in crate::operators) id: StaffChangeId,
    pub(in crate::operators) operator_id: OperatorId,
    pub(in crate::operators) kind: String,
    pub(in crate::operators) counter_id: Option<CounterId>,
    pub(in crate::operators) duty: Option<String>,
    pub(in crate::operators) until: Option<DateTime<Utc>>,
    pub(in crate::operators) reason: String,
    pub(in crate::operators) asked_by: OperatorId,
    pub(in crate::operators) decision: Option<String>,
}

pub(in crate::operators) async fn lock(
    conn: &mut Connection,
    id: StaffChangeId,
) -> Result<Option<Row>, Breakage> {
    let row = table.find(id).select(Row::as_select()).for_update();
    Ok(row.first(conn).await.optional()?)
}

pub(in crate::operators) async fn decide(
    conn: &mut Connection,
    id: StaffChangeId,
    decision: &str,
    by: (OperatorId, ReauthenticationId),
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::update(table.find(id))
        .set((
            staff_changes::decision.eq(decision),
            staff_changes::decided_at.eq(now),
            staff_changes::decided_by.eq(by.0),
            staff_changes::decided_with.eq(by.1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
