// SPDX-License-Identifier: AGPL-3.0-or-later
//! The evidence of a delegation: taken in, with its scans, and taken back.

use super::acting::{Acting, Part};
use super::case::Case;
use super::delegation::{DelegationRefused, delegation_of, made, put};
use super::save::Saved;
use super::store;
use crate::audit::Entry;
use crate::db::{self, Connection};
use crate::delegations::{self, Evidence, EvidenceError, Lacking, Offered, Piece};
use crate::evidence;
use crate::ids::{CaseId, EvidenceId, ScanId};
use crate::policy::{EvidenceWay, Policy};

/// Takes a piece of evidence in. The same again is no new fact; the same with more scans is the piece that is there, which stands
/// on these too.
///
/// # Errors
/// A [`DelegationRefused`].
pub async fn add_evidence(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    offered: &Offered<'_>,
) -> Result<(Saved, EvidenceId), DelegationRefused> {
    let fact = EvidenceId::new(acting.now);
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let (delegation, rules) = delegation_of(policy, &case)?.ok_or(DelegationRefused::None)?;
        kept(conn, id, offered).await?;
        let piece = delegations::taken(policy, rules, delegation, offered, acting.today());
        let piece = piece.map_err(DelegationRefused::Evidence)?;
        let mut new = delegation.clone();
        let here = |there: &&mut Evidence| there.earlier.is_none() && piece.is_again(there);
        let (id, entry) = match new.evidence.iter_mut().find(here) {
            Some(there) => {
                let more = piece.scans.into_iter().filter(|scan| !there.piece.scans.contains(scan));
                let more: Vec<ScanId> = more.collect();
                if more.is_empty() {
                    return Ok((Saved::AlreadyThere, there.id));
                }
                delegations::insert_scans(conn, there.id, (id, &there.piece.item), &more).await?;
                there.piece.scans.extend(more);
                (there.id, entry("evidence.add_scans", acting, &case, there))
            }
            None => {
                let of = (delegation.id, delegation.kind);
                delegations::insert_evidence(conn, fact, of, &piece, made(acting, id)).await?;
                let (at, by) = (acting.now, acting.operator.id());
                let added = Evidence { id: fact, piece, at, by, earlier: None };
                let entry = with_document(entry("evidence.add", acting, &case, &added), &added);
                new.evidence.push(added);
                (fact, entry)
            }
        };
        put(conn, acting, policy, &case, rules, new).await?;
        acting.record(conn, entry).await?;
        Ok((Saved::New, id))
    })
    .await
}

/// That the scans which are said to show a piece are there, of this case and of this item.
async fn kept(conn: &mut Connection, id: CaseId, offered: &Offered<'_>) -> Result<(), DelegationRefused> {
    if offered.way != EvidenceWay::Scanned || offered.scans.is_empty() {
        return Ok(()); // what has none lacks one
    }
    let kept = evidence::kept(conn, id, offered.item).await?;
    match offered.scans.iter().all(|scan| kept.contains(scan)) {
        true => Ok(()),
        false => Err(DelegationRefused::Evidence(vec![EvidenceError::Lacks(Lacking::Scan)])),
    }
}

fn entry(act: &'static str, acting: &Acting<'_>, case: &Case, evidence: &Evidence) -> Entry {
    let Piece { item, way, scans, .. } = &evidence.piece;
    let entry = acting.entry(act, case).plain("version", case.version + 1).plain("evidence", evidence.id);
    let entry = entry.plain("item", item).plain("way", way.key());
    if scans.is_empty() { entry } else { entry.plain("scans", scans.len()) }
}

fn with_document(entry: Entry, evidence: &Evidence) -> Entry {
    let Some(document) = &evidence.document else { return entry };
    entry.personal("document", format!("{}, {}, {}", document.kind(), document.number(), document.issuer()))
}

/// Takes a piece of evidence back: it was recorded by mistake, or does not do. Taken back before, it is taken back.
///
/// # Errors
/// A [`DelegationRefused`].
pub async fn take_back_evidence(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    evidence: EvidenceId,
) -> Result<Saved, DelegationRefused> {
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let (delegation, rules) = delegation_of(policy, &case)?.ok_or(DelegationRefused::None)?;
        let Some(piece) = delegation.evidence.iter().find(|piece| piece.id == evidence) else {
            let there = store::has_evidence(conn, delegation.id, evidence).await?;
            return if there { Ok(Saved::AlreadyThere) } else { Err(DelegationRefused::Unknown) };
        };
        if piece.earlier.is_some() {
            return Err(DelegationRefused::Unknown); // another case was decided on it
        }
        let entry = acting.entry("evidence.take_back", &case).plain("version", case.version + 1);
        let entry = entry.plain("evidence", evidence).plain("item", &piece.item);
        delegations::take_back(conn, evidence, made(acting, id)).await?;
        let mut new = delegation.clone();
        new.evidence.retain(|piece| piece.id != evidence);
        put(conn, acting, policy, &case, rules, new).await?;
        acting.record(conn, entry).await?;
        Ok(Saved::New)
    })
    .await
}
