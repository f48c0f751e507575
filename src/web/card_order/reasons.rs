// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a card is suspended, reactivated or revoked, and what proves it.

use crate::lifecycle::{CardAct, Proof, ProofKind, Reason, transition};
use crate::web::form::FieldErrors;
use crate::web::page::Page;
use crate::web::warnings::Choice;

/// The reasons of an act, as choices.
pub(in crate::web) fn reasons(page: &Page, act: CardAct) -> Vec<Choice> {
    let choice = |reason: &Reason| {
        let key = format!("card-life-reason-{}", reason.key().replace('_', "-"));
        Choice::of(page.language(), reason.key(), &key)
    };
    transition::of(act).reasons.iter().map(choice).collect()
}

/// What proves a theft or loss, as choices; nothing of the kind where the certificate can come back.
pub(super) fn proofs(page: &Page, act: CardAct) -> Vec<Choice> {
    let choice = |proof: &ProofKind| {
        let key = format!("card-life-proof-{}", proof.key().replace('_', "-"));
        Choice::of(page.language(), proof.key(), &key)
    };
    if act == CardAct::Revoke { ProofKind::ALL.iter().map(choice).collect() } else { vec![] }
}

/// What proves the theft or loss; errors where it is missing.
pub(super) fn proof(
    act: CardAct,
    reason: Option<Reason>,
    kind: &str,
    reference: &str,
    errors: &mut FieldErrors,
) -> Option<Proof> {
    if act != CardAct::Revoke || !reason.is_some_and(Reason::needs_proof) {
        return None;
    }
    let kind = ProofKind::from_key(kind);
    if kind.is_none() {
        errors.add("proof", "card-life-proof-needed");
    }
    let reference = reference.trim();
    if reference.is_empty() {
        errors.add("proof_reference", "card-life-proof-reference-needed");
    } else if reference.chars().count() > 200 {
        errors.add("proof_reference", "field-too-long");
    }
    kind.map(|kind| Proof { kind, reference: reference.to_owned() })
}
