// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters in PostgreSQL.

use super::{Counter, NewCounter};
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use crate::schema::counters;
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
