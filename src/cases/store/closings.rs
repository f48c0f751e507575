// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a counter's days stand, as far as the opening of a case asks for it.

use crate::db::{Breakage, Connection, Keep};
use crate::ids::CounterId;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

/// The closings of a counter in two figures.
#[derive(QueryableByName)]
pub(in crate::cases) struct ClosingStanding {
    /// The first day on which cases were opened and that is not closed.
    #[diesel(sql_type = Nullable<Date>)]
    pub(in crate::cases) unclosed_since: Option<NaiveDate>,
    /// How much the latest closing carried over.
    #[diesel(sql_type = BigInt)]
    pub(in crate::cases) carried_over: i64,
}

pub(in crate::cases) async fn closing_standing(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<ClosingStanding, Breakage> {
    Ok(diesel::sql_query("SELECT unclosed_since, carried_over FROM closing_standing($1, $2)")
        .bind::<Uuid, _>(counter)
        .bind::<Timestamptz, _>(now)
        .kept()
        .get_result(conn)
        .await?)
}

pub(in crate::cases) async fn carried_over_still_open(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<i64, Breakage> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let asked = diesel::sql_query("SELECT carried_over_still_open($1, $2) AS count")
        .bind::<Uuid, _>(counter)
        .bind::<Timestamptz, _>(now);
    Ok(asked.kept().get_result::<Row>(conn).await?.count)
}
