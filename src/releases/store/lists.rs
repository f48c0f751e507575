// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sheets that a supervisor has to decide on.

use crate::db::{Breakage, Connection, Keep};
use crate::ids::CounterId;
use crate::releases::lists::Undecided;
use crate::schema::{cases, operators, releases, sheets};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

/// More than a counter can have lying about in two days.
const AT_MOST: i64 = 100;

/// Written out, not bound: the plan is made once for all values, and only a condition that it sees lets it take the index over
/// these sheets.
fn is_to_decide() -> SqlLiteral<Bool> {
    diesel::dsl::sql("(NOT sheets.paper_destroyed AND sheets.decided_at IS NULL)")
}

pub(in crate::releases) async fn undecided(
    conn: &mut Connection,
    counter: CounterId,
) -> Result<Vec<Undecided>, Breakage> {
    Ok(sheets::table
        .inner_join(releases::table.on(releases::id.eq(sheets::release_id)))
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .inner_join(operators::table.on(operators::id.nullable().eq(sheets::voided_by)))
        .filter(cases::counter_id.eq(counter))
        .filter(releases::ended_at.is_null())
        .filter(is_to_decide())
        .order(sheets::voided_at)
        .limit(AT_MOST)
        .select((
            cases::id,
            releases::number,
            sheets::voided_at,
            sheets::voided_by,
            (operators::surname, operators::name),
            sheets::void_reason,
            releases::withdraw_after,
        ))
        .kept()
        .load(conn)
        .await?)
}
