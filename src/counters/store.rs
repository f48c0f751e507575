// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters in PostgreSQL.

use super::{Capability, Counter, CounterCode, NewCounter};
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use crate::schema::{counter_capabilities, counters};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// `false` where the code is taken.
pub(super) async fn insert(
    conn: &mut Connection,
    id: CounterId,
    counter: &NewCounter,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let inserted = diesel::insert_into(counters::table)
        .values((
            counters::id.eq(id),
            counters::code.eq(counter.code.as_str()),
            counters::name.eq(&counter.name),
            counters::body.eq(&counter.body),
            counters::municipality.eq(&counter.municipality),
            counters::address.eq(&counter.address),
            counters::telephone.eq(&counter.telephone),
            counters::mail_domain.eq(&counter.mail_domain),
            counters::opened_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(inserted == 1)
}

pub(super) async fn find(conn: &mut Connection, id: CounterId) -> Result<Counter, Breakage> {
    let columns = (
        counters::code,
        counters::name,
        counters::body,
        counters::municipality,
        counters::address,
        counters::telephone,
    );
    Ok(counters::table.find(id).select(columns).get_result(conn).await?)
}

pub(super) async fn open_by_code(
    conn: &mut Connection,
    code: &CounterCode,
) -> Result<Option<CounterId>, Breakage> {
    let open = counters::table.filter(counters::code.eq(code.as_str())).filter(counters::closed_at.is_null());
    Ok(open.select(counters::id).first(conn).await.optional()?)
}

pub(super) async fn has(
    conn: &mut Connection,
    counter: CounterId,
    capability: &str,
) -> Result<bool, Breakage> {
    let in_force = counter_capabilities::table
        .filter(counter_capabilities::counter_id.eq(counter))
        .filter(counter_capabilities::capability.eq(capability))
        .filter(counter_capabilities::until.is_null());
    Ok(diesel::select(diesel::dsl::exists(in_force)).get_result(conn).await?)
}

/// `false` where it is in force already.
pub(super) async fn grant(
    conn: &mut Connection,
    counter: CounterId,
    capability: &Capability,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let granted = diesel::insert_into(counter_capabilities::table)
        .values((
            counter_capabilities::counter_id.eq(counter),
            counter_capabilities::capability.eq(capability.as_str()),
            counter_capabilities::since.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(granted == 1)
}

/// `false` where it is not in force.
pub(super) async fn end(
    conn: &mut Connection,
    counter: CounterId,
    capability: &Capability,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let in_force = counter_capabilities::table
        .filter(counter_capabilities::counter_id.eq(counter))
        .filter(counter_capabilities::capability.eq(capability.as_str()))
        .filter(counter_capabilities::until.is_null());
    let ended = diesel::update(in_force).set(counter_capabilities::until.eq(now)).execute(conn).await?;
    Ok(ended == 1)
}
