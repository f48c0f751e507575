// SPDX-License-Identifier: AGPL-3.0-or-later
//! New facts of a delegation. None is ever changed.

use crate::db::{Breakage, Connection};
use crate::delegations::evidence::Piece;
use crate::delegations::title::Title;
use crate::ids::{CaseId, DelegationId, DelegationTitleId, EvidenceId, HolderId, OperatorId, ScanId};
use crate::policy::{DelegationKind, Power, Relation, Signatory};
use crate::schema::{
    delegation_evidence, delegation_evidence_ends, delegation_evidence_scans, delegation_titles, delegations,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// When and by whom a fact is made, and in which case.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    pub(crate) case: CaseId,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: OperatorId,
}

pub(crate) async fn insert(
    conn: &mut Connection,
    id: DelegationId,
    (holder, delegate): (HolderId, Option<HolderId>),
    kind: DelegationKind,
    policy_version: &str,
    made: Made,
) -> Result<(), Breakage> {
    diesel::insert_into(delegations::table)
        .values((
            delegations::id.eq(id),
            delegations::case_id.eq(made.case),
            delegations::holder_id.eq(holder),
            delegations::delegate_id.eq(delegate),
            delegations::kind.eq(kind.key()),
            delegations::policy_version.eq(policy_version),
            delegations::at.eq(made.at),
            delegations::by.eq(made.by),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn insert_title(
    conn: &mut Connection,
    id: DelegationTitleId,
    delegation: DelegationId,
    title: &Title,
    made: Made,
) -> Result<(), Breakage> {
    let decree = title.decree.as_ref();
    diesel::insert_into(delegation_titles::table)
        .values((
            delegation_titles::id.eq(id),
            delegation_titles::delegation_id.eq(delegation),
            delegation_titles::power.eq(Power::key(title.power)),
            delegation_titles::words.eq(title.words.as_deref()),
            delegation_titles::decree_court.eq(decree.map(|decree| decree.court.as_str())),
            delegation_titles::decree_number.eq(decree.map(|decree| decree.number.as_str())),
            delegation_titles::decree_on.eq(decree.map(|decree| decree.on)),
            delegation_titles::decree_ends_on.eq(decree.and_then(|decree| decree.ends_on)),
            delegation_titles::relation.eq(title.relation.map(Relation::key)),
            delegation_titles::holder_present.eq(title.holder_present),
            delegation_titles::address_in_words.eq(title.address_in_words),
            delegation_titles::at.eq(made.at),
            delegation_titles::by.eq(made.by),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn insert_evidence(
    conn: &mut Connection,
    id: EvidenceId,
    (delegation, kind): (DelegationId, DelegationKind),
    piece: &Piece,
    made: Made,
) -> Result<(), Breakage> {
    let document = piece.document.as_ref();
    diesel::insert_into(delegation_evidence::table)
        .values((
            delegation_evidence::id.eq(id),
            delegation_evidence::delegation_id.eq(delegation),
            delegation_evidence::case_id.eq(made.case),
            delegation_evidence::kind.eq(kind.key()),
            (
                delegation_evidence::evidence_group.eq(&piece.group),
                delegation_evidence::item.eq(&piece.item),
                delegation_evidence::way.eq(piece.way.key()),
                delegation_evidence::holder_signed.eq(piece.signed.contains(&Signatory::Holder)),
                delegation_evidence::delegate_signed.eq(piece.signed.contains(&Signatory::Delegate)),
            ),
            (
                delegation_evidence::document_kind.eq(document.map(|document| document.kind())),
                delegation_evidence::document_number.eq(document.map(|document| document.number())),
                delegation_evidence::issuer.eq(document.map(|document| document.issuer())),
                delegation_evidence::issued.eq(document.map(|document| document.issued())),
                delegation_evidence::expires.eq(document.and_then(|document| document.expires())),
            ),
            delegation_evidence::from_on.eq(piece.from_on),
            delegation_evidence::to_on.eq(piece.to_on),
            delegation_evidence::at.eq(made.at),
            delegation_evidence::by.eq(made.by),
        ))
        .execute(conn)
        .await?;
    insert_scans(conn, id, (made.case, &piece.item), &piece.scans).await
}

/// Scans of the case and the item that a piece of evidence stands on, besides those that it has.
pub(crate) async fn insert_scans(
    conn: &mut Connection,
    evidence: EvidenceId,
    (case, item): (CaseId, &str),
    scans: &[ScanId],
) -> Result<(), Breakage> {
    if scans.is_empty() {
        return Ok(());
    }
    let row = |scan: &ScanId| {
        (
            delegation_evidence_scans::evidence_id.eq(evidence),
            delegation_evidence_scans::scan_id.eq(*scan),
            delegation_evidence_scans::case_id.eq(case),
            delegation_evidence_scans::item.eq(item.to_owned()),
        )
    };
    let rows: Vec<_> = scans.iter().map(row).collect();
    diesel::insert_into(delegation_evidence_scans::table).values(rows).execute(conn).await?;
    Ok(())
}

/// False where it was taken back before.
pub(crate) async fn take_back(conn: &mut Connection, id: EvidenceId, made: Made) -> Result<bool, Breakage> {
    let row = (
        delegation_evidence_ends::evidence_id.eq(id),
        delegation_evidence_ends::at.eq(made.at),
        delegation_evidence_ends::by.eq(made.by),
    );
    let taken = diesel::insert_into(delegation_evidence_ends::table).values(row).on_conflict_do_nothing();
    Ok(taken.execute(conn).await? == 1)
}
