// SPDX-License-Identifier: AGPL-3.0-or-later
//! Accounts as administrators change them.

use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, DutyId, OperatorId, StaffEventId};
use crate::schema::{counters, duties, operators, staff_events};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// An account, taken until the end of the transaction.
#[derive(Queryable, Selectable)]
#[diesel(table_name = operators)]
pub(in crate::operators) struct Account {
    pub(in crate::operators) id: OperatorId,
    pub(in crate::operators) username: String,
    pub(in crate::operators) name: String,
    pub(in crate::operators) surname: String,
    pub(in crate::operators) base_code: String,
    pub(in crate::operators) contact_address: String,
    pub(in crate::operators) administrator: bool,
    pub(in crate::operators) ready_at: Option<DateTime<Utc>>,
    pub(in crate::operators) suspended_at: Option<DateTime<Utc>>,
    pub(in crate::operators) suspension_reason: Option<String>,
    pub(in crate::operators) ended_at: Option<DateTime<Utc>>,
}

/// Changes of staff are few: one follows the other, so that two that meet judge what stands.
pub(in crate::operators) async fn in_turn(conn: &mut Connection) -> Result<(), Breakage> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(7263)").execute(conn).await?;
    Ok(())
}

pub(in crate::operators) async fn lock(
    conn: &mut Connection,
    id: OperatorId,
) -> Result<Option<Account>, Breakage> {
    let row = operators::table.find(id).select(Account::as_select()).for_no_key_update();
    Ok(row.first(conn).await.optional()?)
}

/// The row of somebody who is invited: no password that anybody knows, no secret that anybody has.
#[derive(Insertable)]
#[diesel(table_name = operators)]
pub(in crate::operators) struct NewRow<'a> {
    pub(in crate::operators) id: OperatorId,
    pub(in crate::operators) username: &'a str,
    pub(in crate::operators) name: &'a str,
    pub(in crate::operators) surname: &'a str,
    pub(in crate::operators) codice_fiscale: &'a str,
    pub(in crate::operators) base_code: &'a str,
    pub(in crate::operators) contact_address: &'a str,
    pub(in crate::operators) password_hash: &'a str,
    pub(in crate::operators) totp_secret: &'a [u8],
    pub(in crate::operators) added_at: DateTime<Utc>,
}

pub(in crate::operators) async fn insert(conn: &mut Connection, row: &NewRow<'_>) -> Result<(), Breakage> {
    diesel::insert_into(operators::table).values(row).execute(conn).await?;
    Ok(())
}

/// Suspends with a reason, or lets back without one.
pub(in crate::operators) async fn set_suspended(
    conn: &mut Connection,
    id: OperatorId,
    suspended: Option<(DateTime<Utc>, &str)>,
) -> Result<(), Breakage> {
    diesel::update(operators::table.find(id))
        .set((
            operators::suspended_at.eq(suspended.map(|(at, _)| at)),
            operators::suspension_reason.eq(suspended.map(|(_, reason)| reason)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends an account and its duties.
pub(in crate::operators) async fn end(
    conn: &mut Connection,
    id: OperatorId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let open: Vec<DutyId> = duties::table
        .filter(duties::operator_id.eq(id))
        .filter(duties::until.is_null().or(duties::until.gt(now)))
        .select(duties::id)
        .load(conn)
        .await?;
    for duty in open {
        end_duty(conn, duty, now).await?;
    }
    diesel::update(operators::table.find(id)).set(operators::ended_at.eq(now)).execute(conn).await?;
    Ok(())
}

/// Ends a duty; one that has not begun ends on the moment of its beginning.
pub(in crate::operators) async fn end_duty(
    conn: &mut Connection,
    duty: DutyId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let until = duties::table.find(duty).select(duties::since).first::<DateTime<Utc>>(conn).await?.max(now);
    diesel::update(duties::table.find(duty)).set(duties::until.eq(until)).execute(conn).await?;
    Ok(())
}

/// A duty of an account that has not ended: its word and the counter's code and name.
pub(in crate::operators) async fn open_duty(
    conn: &mut Connection,
    operator: OperatorId,
    duty: DutyId,
    now: DateTime<Utc>,
) -> Result<Option<(String, String, String)>, Breakage> {
    Ok(duties::table
        .inner_join(counters::table.on(counters::id.eq(duties::counter_id)))
        .filter(duties::id.eq(duty))
        .filter(duties::operator_id.eq(operator))
        .filter(duties::until.is_null().or(duties::until.gt(now)))
        .select((duties::duty, counters::code, counters::name))
        .first(conn)
        .await
        .optional()?)
}

/// Whether an account ever had a duty.
pub(in crate::operators) async fn had_duties(
    conn: &mut Connection,
    id: OperatorId,
) -> Result<bool, Breakage> {
    let any = diesel::dsl::exists(duties::table.filter(duties::operator_id.eq(id)));
    Ok(diesel::select(any).get_result(conn).await?)
}

/// Code and name of an open counter.
pub(in crate::operators) async fn counter(
    conn: &mut Connection,
    id: CounterId,
) -> Result<Option<(String, String)>, Breakage> {
    let open = counters::table.find(id).filter(counters::closed_at.is_null());
    Ok(open.select((counters::code, counters::name)).first(conn).await.optional()?)
}

/// One line of an account's history.
#[derive(Insertable)]
#[diesel(table_name = staff_events)]
pub(in crate::operators) struct NewEvent<'a> {
    pub(in crate::operators) id: StaffEventId,
    pub(in crate::operators) operator_id: OperatorId,
    pub(in crate::operators) act: &'a str,
    pub(in crate::operators) before: &'a str,
    pub(in crate::operators) after: &'a str,
    pub(in crate::operators) reason: &'a str,
    pub(in crate::operators) at: DateTime<Utc>,
    pub(in crate::operators) by: OperatorId,
}

pub(in crate::operators) async fn note(conn: &mut Connection, event: &NewEvent<'_>) -> Result<(), Breakage> {
    diesel::insert_into(staff_events::table).values(event).execute(conn).await?;
    Ok(())
}

/// What the newest link of an account was for.
pub(in crate::operators) async fn last_purpose(
    conn: &mut Connection,
    id: OperatorId,
) -> Result<Option<String>, Breakage> {
    use crate::schema::invitations::{self, table};
    let newest = table.filter(invitations::operator_id.eq(id)).order(invitations::made_at.desc());
    Ok(newest.select(invitations::purpose).first(conn).await.optional()?)
}
