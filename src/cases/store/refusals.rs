// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rules that said no, and cards that this service activated.

use crate::cases::acting::Acting;
use crate::cases::refusal::Refusal;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, HolderId, RefusalId};
use crate::schema::{activations, case_refusals, cases, releases};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not, select};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub(in crate::cases) async fn insert_refusal(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: RefusalId,
    case: CaseId,
    rule: &str,
) -> Result<(), Breakage> {
    diesel::insert_into(case_refusals::table)
        .values((
            case_refusals::id.eq(id),
            case_refusals::case_id.eq(case),
            case_refusals::rule.eq(rule),
            case_refusals::at.eq(acting.now),
            case_refusals::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn refusal(
    conn: &mut Connection,
    case: CaseId,
    id: RefusalId,
) -> Result<Option<Refusal>, Breakage> {
    let row: Option<(String, DateTime<Utc>)> = case_refusals::table
        .filter(case_refusals::case_id.eq(case))
        .filter(case_refusals::id.eq(id))
        .select((case_refusals::rule, case_refusals::at))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(|(rule, at)| Refusal { id, rule, at }))
}

pub(in crate::cases) async fn newest_refusal(
    conn: &mut Connection,
    case: CaseId,
    rule: &str,
) -> Result<Option<RefusalId>, Breakage> {
    Ok(case_refusals::table
        .filter(case_refusals::case_id.eq(case))
        .filter(case_refusals::rule.eq(rule))
        .order((case_refusals::at.desc(), case_refusals::id.desc()))
        .select(case_refusals::id)
        .first(conn)
        .await
        .optional()?)
}

pub(in crate::cases) async fn holder_of_case(
    conn: &mut Connection,
    case: CaseId,
) -> Result<HolderId, Breakage> {
    Ok(cases::table.find(case).select(cases::holder_id).first(conn).await?)
}

/// Whether this service activated the card and its codes were never handed over.
pub(in crate::cases) async fn activated_here(
    conn: &mut Connection,
    card_number: &str,
) -> Result<bool, Breakage> {
    let activated = exists(activations::table.filter(activations::card_number.eq(card_number)));
    let handed_over = exists(
        releases::table
            .filter(releases::card_number.eq(card_number))
            .filter(releases::handed_over_at.is_not_null()),
    );
    let (activated, not_handed_over): (bool, bool) =
        select((activated, not(handed_over))).get_result(conn).await?;
    Ok(activated && not_handed_over)
}
