// SPDX-License-Identifier: AGPL-3.0-or-later
//! Accounts and duties in PostgreSQL.

use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, OperatorId};
use crate::operators::session::Place;
use crate::schema::{counters, duties, operators, sessions};
use chrono::{DateTime, Duration, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::net::IpAddr;

/// An address that an account signed in from within so long is no stranger's.
const KNOWN_FOR: Duration = Duration::days(30);

/// What a sign-in needs to know of an account.
#[derive(Queryable)]
pub(in crate::operators) struct Account {
    pub(in crate::operators) id: OperatorId,
    pub(in crate::operators) password_hash: String,
    pub(in crate::operators) known_here: bool,
    pub(in crate::operators) suspended: bool,
    pub(in crate::operators) ready: bool,
}

/// The living account of a username, and whether it signed in from this address before.
pub(in crate::operators) async fn by_username(
    conn: &mut Connection,
    username: &str,
    address: &IpAddr,
    now: DateTime<Utc>,
) -> Result<Option<Account>, Breakage> {
    let known = exists(
        sessions::table
            .filter(sessions::operator_id.eq(operators::id))
            .filter(sessions::address.eq(address.to_string()))
            .filter(sessions::step.eq("full"))
            .filter(sessions::began_at.gt(now - KNOWN_FOR)),
    );
    let account = operators::table
        .filter(operators::username.eq(username))
        .filter(operators::ended_at.is_null())
        .select((
            operators::id,
            operators::password_hash,
            known,
            operators::suspended_at.is_not_null(),
            operators::ready_at.is_not_null(),
        ))
        .first(conn)
        .await
        .optional()?;
    Ok(account)
}

pub(in crate::operators) async fn password_hash(
    conn: &mut Connection,
    id: OperatorId,
) -> Result<Option<String>, Breakage> {
    let living = operators::table.find(id).filter(operators::ended_at.is_null());
    Ok(living.select(operators::password_hash).first(conn).await.optional()?)
}

pub(in crate::operators) async fn totp_secret(
    conn: &mut Connection,
    id: OperatorId,
) -> Result<Vec<u8>, Breakage> {
    Ok(operators::table.find(id).select(operators::totp_secret).first(conn).await?)
}

/// The open counters where an account has a duty now, by code.
pub(in crate::operators) async fn places(
    conn: &mut Connection,
    id: OperatorId,
    now: DateTime<Utc>,
) -> Result<Vec<Place>, Breakage> {
    let rows: Vec<(CounterId, String, String)> = duties::table
        .inner_join(counters::table.on(counters::id.eq(duties::counter_id)))
        .filter(duties::operator_id.eq(id))
        .filter(duties::since.le(now))
        .filter(duties::until.is_null().or(duties::until.gt(now)))
        .filter(counters::closed_at.is_null())
        .select((counters::id, counters::code, counters::name))
        .distinct()
        .order(counters::code)
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, code, name)| Place { id, code, name }).collect())
}

/// A new account's row.
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
    pub(in crate::operators) administrator: bool,
    pub(in crate::operators) password_hash: &'a str,
    pub(in crate::operators) totp_secret: &'a [u8],
    pub(in crate::operators) added_at: DateTime<Utc>,
    pub(in crate::operators) ready_at: Option<DateTime<Utc>>,
}

pub(in crate::operators) async fn insert(
    conn: &mut Connection,
    row: &NewRow<'_>,
) -> Result<(), diesel::result::Error> {
    diesel::insert_into(operators::table).values(row).execute(conn).await.map(drop)
}

/// Gives a duty at a counter; `false` where there is no open counter of this code.
pub(in crate::operators) async fn give_duty(
    conn: &mut Connection,
    operator: OperatorId,
    counter_code: &str,
    duty: &str,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let open = counters::table.filter(counters::code.eq(counter_code)).filter(counters::closed_at.is_null());
    let Some(counter) = open.select(counters::id).first::<CounterId>(conn).await.optional()? else {
        return Ok(false);
    };
    diesel::insert_into(duties::table)
        .values((
            duties::operator_id.eq(operator),
            duties::counter_id.eq(counter),
            duties::duty.eq(duty),
            duties::since.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(true)
}

/// The id behind a living username.
pub(in crate::operators) async fn id_of(
    conn: &mut Connection,
    username: &str,
) -> Result<Option<OperatorId>, Breakage> {
    let living =
        operators::table.filter(operators::username.eq(username)).filter(operators::ended_at.is_null());
    Ok(living.select(operators::id).first(conn).await.optional()?)
}

pub(in crate::operators) async fn set_password(
    conn: &mut Connection,
    id: OperatorId,
    hash: &str,
) -> Result<(), Breakage> {
    let row = diesel::update(operators::table.find(id));
    row.set(operators::password_hash.eq(hash)).execute(conn).await?;
    Ok(())
}

pub(in crate::operators) async fn set_totp_secret(
    conn: &mut Connection,
    id: OperatorId,
    sealed: &[u8],
) -> Result<(), Breakage> {
    let row = diesel::update(operators::table.find(id));
    row.set(operators::totp_secret.eq(sealed)).execute(conn).await?;
    Ok(())
}

/// The sealed secrets of all accounts, which nobody changes until the end of the transaction.
pub(in crate::operators) async fn lock_totp_secrets(
    conn: &mut Connection,
) -> Result<Vec<(OperatorId, Vec<u8>)>, Breakage> {
    let all = operators::table.order(operators::id).select((operators::id, operators::totp_secret));
    Ok(all.for_update().load(conn).await?)
}

/// Ends every session of an account: whoever holds a key of it signs in anew.
pub(in crate::operators) async fn end_sessions(
    conn: &mut Connection,
    id: OperatorId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let living = sessions::table.filter(sessions::operator_id.eq(id)).filter(sessions::ended_at.is_null());
    diesel::update(living).set(sessions::ended_at.eq(now)).execute(conn).await?;
    Ok(())
}
