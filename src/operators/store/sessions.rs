// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sessions in PostgreSQL.

use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CounterId, OperatorId, SessionId};
use crate::operators::SessionKey;
use crate::operators::session::{Place, Session, Step};
use crate::schema::{counters, duties, operators, sessions};
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::net::IpAddr;

/// A session's row with everything that a page needs to know of it.
pub(in crate::operators) struct Row {
    pub(in crate::operators) session: Session,
    pub(in crate::operators) ended_at: Option<DateTime<Utc>>,
    /// The account was suspended or ended.
    pub(in crate::operators) barred: bool,
}

#[derive(Queryable)]
struct Raw {
    id: SessionId,
    operator: OperatorId,
    step: String,
    address: String,
    began_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    former_token: Option<Vec<u8>>,
    locked_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    username: String,
    name: String,
    surname: String,
    codice_fiscale: String,
    base_code: String,
    administrator: bool,
    gone: Option<DateTime<Utc>>,
    suspended: Option<DateTime<Utc>>,
    place: Option<(CounterId, String, String)>,
    operates: bool,
    supervises: bool,
}

/// The session of a key, living or ended. One query.
pub(in crate::operators) async fn find(
    conn: &mut Connection,
    key_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Row>, Breakage> {
    // duties begin and end on their days, whoever is at work
    let duty = |name: &'static str| {
        exists(
            duties::table
                .filter(duties::operator_id.eq(sessions::operator_id))
                .filter(duties::counter_id.nullable().eq(sessions::counter_id))
                .filter(duties::duty.eq(name))
                .filter(duties::since.le(now))
                .filter(duties::until.is_null().or(duties::until.gt(now))),
        )
    };
    let raw: Option<Raw> = sessions::table
        .inner_join(operators::table.on(operators::id.eq(sessions::operator_id)))
        .left_join(
            counters::table
                .on(counters::id.nullable().eq(sessions::counter_id).and(counters::closed_at.is_null())),
        )
        .filter(sessions::key_hash.eq(&key_hash[..]))
        .select((
            sessions::id,
            sessions::operator_id,
            sessions::step,
            sessions::address,
            sessions::began_at,
            sessions::seen_at,
            sessions::former_token,
            sessions::locked_at,
            sessions::ended_at,
            operators::username,
            operators::name,
            operators::surname,
            operators::codice_fiscale,
            operators::base_code,
            operators::administrator,
            operators::ended_at,
            operators::suspended_at,
            (counters::id, counters::code, counters::name).nullable(),
            duty("operator"),
            duty("supervisor"),
        ))
        .first(conn)
        .await
        .optional()?;
    raw.map(row).transpose()
}

fn row(raw: Raw) -> Result<Row, Breakage> {
    let step = match raw.step.as_str() {
        "full" => Step::Full,
        "password" => Step::Password,
        other => return Err(Breakage::new(format!("a session's step is {other}"))),
    };
    let session = Session {
        id: raw.id,
        operator: raw.operator,
        username: raw.username,
        name: raw.name,
        surname: raw.surname,
        codice_fiscale: raw.codice_fiscale,
        base_code: raw.base_code,
        administrator: raw.administrator,
        step,
        place: raw.place.map(|(id, code, name)| Place { id, code, name }),
        operates: raw.operates,
        supervises: raw.supervises,
        locked: raw.locked_at.is_some(),
        address: raw.address.parse().map_err(Breakage::new)?,
        began_at: raw.began_at,
        seen_at: raw.seen_at,
        former_token: raw.former_token,
    };
    // an account that was ended or suspended takes its sessions with it
    let barred = raw.gone.or(raw.suspended);
    Ok(Row { session, ended_at: raw.ended_at.or(barred), barred: barred.is_some() })
}

/// Notes that the operator is working.
pub(in crate::operators) async fn touch(
    conn: &mut Connection,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::update(sessions::table.find(id)).set(sessions::seen_at.eq(now)).kept().execute(conn).await?;
    Ok(())
}

/// A session after the right password, with a key that opens nothing but the next step.
pub(in crate::operators) async fn begin(
    conn: &mut Connection,
    operator: OperatorId,
    key: &SessionKey,
    former_key: &SessionKey,
    address: IpAddr,
    now: DateTime<Utc>,
) -> Result<SessionId, Breakage> {
    let id = SessionId::new(now);
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::key_hash.eq(&key.hash()[..]),
            sessions::operator_id.eq(operator),
            sessions::step.eq("password"),
            sessions::former_token.eq(&former_key.token_digest()[..]),
            sessions::address.eq(address.to_string()),
            sessions::began_at.eq(now),
            sessions::seen_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Both factors were right: a new key, and the time starts anew.
pub(in crate::operators) async fn open(
    conn: &mut Connection,
    id: SessionId,
    key: &SessionKey,
    counter: Option<CounterId>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::update(sessions::table.find(id))
        .set((
            sessions::key_hash.eq(&key.hash()[..]),
            sessions::step.eq("full"),
            sessions::counter_id.eq(counter),
            sessions::began_at.eq(now),
            sessions::seen_at.eq(now),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// Another counter, another key.
pub(in crate::operators) async fn choose(
    conn: &mut Connection,
    id: SessionId,
    key: &SessionKey,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::update(sessions::table.find(id))
        .set((
            sessions::key_hash.eq(&key.hash()[..]),
            sessions::counter_id.eq(counter),
            sessions::seen_at.eq(now),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::operators) async fn set_locked(
    conn: &mut Connection,
    id: SessionId,
    at: Option<DateTime<Utc>>,
) -> Result<(), Breakage> {
    diesel::update(sessions::table.find(id)).set(sessions::locked_at.eq(at)).kept().execute(conn).await?;
    Ok(())
}

pub(in crate::operators) async fn end(
    conn: &mut Connection,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let living = sessions::table.find(id).filter(sessions::ended_at.is_null());
    diesel::update(living).set(sessions::ended_at.eq(now)).kept().execute(conn).await?;
    Ok(())
}

/// Counts one more try of a living session; how many there are now, none where it has ended.
pub(in crate::operators) async fn count_try(
    conn: &mut Connection,
    id: SessionId,
) -> Result<Option<i32>, Breakage> {
    let living = sessions::table.find(id).filter(sessions::ended_at.is_null());
    Ok(diesel::update(living)
        .set(sessions::wrong_codes.eq(sessions::wrong_codes + 1))
        .returning(sessions::wrong_codes)
        .kept()
        .get_result(conn)
        .await
        .optional()?)
}

pub(in crate::operators) async fn forget_tries(conn: &mut Connection, id: SessionId) -> Result<(), Breakage> {
    diesel::update(sessions::table.find(id)).set(sessions::wrong_codes.eq(0)).kept().execute(conn).await?;
    Ok(())
}

/// The tries of a living session; none where it has ended. Whoever asks next waits for this transaction's end.
pub(in crate::operators) async fn tries_in_turn(
    conn: &mut Connection,
    id: SessionId,
) -> Result<Option<i32>, Breakage> {
    // A lock beside the row and not on it: the wrong try is counted by another connection while this one waits.
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 7261))")
        .bind::<diesel::sql_types::Text, _>(id.to_string())
        .kept()
        .execute(conn)
        .await?;
    let living = sessions::table.find(id).filter(sessions::ended_at.is_null());
    Ok(living.select(sessions::wrong_codes).first(conn).await.optional()?)
}

/// The sessions of an account that still open pages, the newest first.
pub(in crate::operators) async fn living(
    conn: &mut Connection,
    operator: OperatorId,
    seen_after: DateTime<Utc>,
    began_after: DateTime<Utc>,
) -> Result<Vec<crate::operators::staff::OwnSession>, Breakage> {
    Ok(sessions::table
        .filter(sessions::operator_id.eq(operator))
        .filter(sessions::step.eq("full"))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::seen_at.gt(seen_after).and(sessions::began_at.gt(began_after)))
        .order(sessions::began_at.desc())
        .select((sessions::id, sessions::address, sessions::began_at, sessions::seen_at))
        .load(conn)
        .await?)
}

/// Ends a living session of this account and of no other.
pub(in crate::operators) async fn end_of(
    conn: &mut Connection,
    operator: OperatorId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let own = sessions::table
        .find(id)
        .filter(sessions::operator_id.eq(operator))
        .filter(sessions::ended_at.is_null());
    Ok(diesel::update(own).set(sessions::ended_at.eq(now)).execute(conn).await? == 1)
}
