// SPDX-License-Identifier: AGPL-3.0-or-later
//! Functional checks: rows that are added and never changed.

use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, HolderId, OperatorId, ReleaseId};
use crate::releases::functional_check::{CheckResult, FunctionalCheck};
use crate::releases::release::Name;
use crate::schema::{cases, functional_checks, operators, releases};
use chrono::{DateTime, Utc};
use diesel::dsl::auto_type;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// No page lists more.
const MOST: i64 = 50;

type Row = (String, String, Option<String>, DateTime<Utc>, (String, String));

pub(in crate::releases) async fn count(conn: &mut Connection, release: ReleaseId) -> Result<usize, Breakage> {
    let rows = functional_checks::table.filter(functional_checks::release_id.eq(release)).count();
    let count: i64 = rows.get_result(conn).await?;
    usize::try_from(count).map_err(Breakage::new)
}

pub(in crate::releases) async fn insert(
    conn: &mut Connection,
    release: ReleaseId,
    ordinal: i32,
    (result, reason): (&str, Option<&str>),
    by: OperatorId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(functional_checks::table)
        .values((
            functional_checks::release_id.eq(release),
            functional_checks::ordinal.eq(ordinal),
            functional_checks::result.eq(result),
            functional_checks::reason.eq(reason),
            functional_checks::at.eq(now),
            functional_checks::by.eq(by),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

#[auto_type(no_type_alias)]
fn checks() -> _ {
    functional_checks::table
        .inner_join(releases::table.on(releases::id.eq(functional_checks::release_id)))
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .inner_join(operators::table.on(operators::id.eq(functional_checks::by)))
        .select((
            releases::number,
            functional_checks::result,
            functional_checks::reason,
            functional_checks::at,
            (operators::name, operators::surname),
        ))
}

fn check((release, result, reason, at, by): Row) -> Result<FunctionalCheck, Breakage> {
    let result = CheckResult::of(&result, reason.as_deref().unwrap_or_default());
    let result = result.ok_or_else(|| Breakage::new("a stored word has no meaning"))?;
    Ok(FunctionalCheck { release, result, at, by: Name { name: by.0, surname: by.1 } })
}

pub(in crate::releases) async fn of_case(
    conn: &mut Connection,
    case: CaseId,
) -> Result<Vec<FunctionalCheck>, Breakage> {
    let rows: Vec<Row> = checks()
        .filter(releases::case_id.eq(case))
        .order((releases::requested_at, functional_checks::ordinal))
        .load(conn)
        .await?;
    rows.into_iter().map(check).collect()
}

pub(in crate::releases) async fn of_holder(
    mut conn: &Connection,
    holder: HolderId,
) -> Result<Vec<FunctionalCheck>, Breakage> {
    let rows: Vec<Row> = checks()
        .filter(cases::holder_id.eq(holder))
        .order(functional_checks::at.desc())
        .limit(MOST)
        .load(&mut conn)
        .await?;
    rows.into_iter().map(check).collect()
}
