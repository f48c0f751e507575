// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a case asks of delegations besides its own.

use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, DelegationId, EvidenceId};
use crate::policy::DelegationKind;
use crate::schema::{
    activations, cases, delegation_ends, delegation_evidence, delegation_titles, delegations,
};
use chrono::NaiveDate;
use diesel::dsl::{exists, not, select};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Whether a delegation ever had a piece of evidence.
pub(in crate::cases) async fn has_evidence(
    conn: &mut Connection,
    delegation: DelegationId,
    evidence: EvidenceId,
) -> Result<bool, Breakage> {
    let row =
        delegation_evidence::table.find(evidence).filter(delegation_evidence::delegation_id.eq(delegation));
    Ok(select(exists(row)).get_result(conn).await?)
}

/// The open cases that are built on a delegation, taken until the transaction ends, in an order that all keep to.
pub(in crate::cases) async fn open_cases_on(
    conn: &mut Connection,
    delegation: DelegationId,
) -> Result<Vec<CaseId>, Breakage> {
    Ok(cases::table
        .filter(cases::delegation_id.eq(delegation))
        .filter(cases::closed_at.is_null())
        .order(cases::id)
        .select(cases::id)
        .for_update()
        .load(conn)
        .await?)
}

/// The kind by which a card was activated here, and the end of its decree; none where the holder came in person, or where the
/// delegation was ended.
pub(in crate::cases) async fn living_delegation_of_card(
    conn: &mut Connection,
    card_number: &str,
) -> Result<Option<(DelegationKind, Option<NaiveDate>)>, Breakage> {
    let ended = exists(delegation_ends::table.filter(delegation_ends::delegation_id.eq(delegations::id)));
    let row: Option<(String, Option<NaiveDate>)> = activations::table
        .inner_join(cases::table.on(cases::id.eq(activations::case_id)))
        .inner_join(delegations::table.on(delegations::id.nullable().eq(cases::delegation_id)))
        .left_join(
            delegation_titles::table.on(delegation_titles::id.nullable().eq(cases::delegation_title_id)),
        )
        .filter(activations::card_number.eq(card_number))
        .filter(not(ended))
        .select((delegations::kind, delegation_titles::decree_ends_on.nullable()))
        .first(conn)
        .await
        .optional()?;
    let known = |(kind, ends_on): (String, _)| Some((DelegationKind::from_key(&kind)?, ends_on));
    row.map(|row| known(row).ok_or_else(|| Breakage::new("a stored word has no meaning"))).transpose()
}
