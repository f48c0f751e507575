// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step one: everything is checked, and what will be asked of the authority is written down.

use super::act::CardAct;
use super::call::Ask;
use super::look::{Live, live};
use super::order::{Order, Seen};
use super::store::{self, NewAct, Standing};
use super::transition;
use crate::audit::{self, Entry};
use crate::authority::contract::CertificateState;
use crate::callers::{self, Use};
use crate::db::{self, Breakage, Connection};
use crate::holders::Holder;
use crate::identification::document::{DocumentError, IdentityDocument};
use crate::ids::Reference;
use crate::operators::{Act, Operator, ReauthenticationError, reauthenticate};
use crate::policy::rome_date;
use crate::releases::Desk;

/// Why nothing is asked of the authority.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    /// It is the operator's own card.
    #[error("nobody acts on a card of their own")]
    OwnCard,
    /// From this state, for this reason, on this word, it is not allowed.
    #[error("the table of transitions does not allow it")]
    NotAllowed(CertificateState),
    /// The authority knows no such card of this holder, or none with a certificate.
    #[error("there is no certificate to act on")]
    NoCertificate,
    /// An earlier act on this card has no answer yet.
    #[error("the authority was asked and has not answered")]
    StillAsked,
    /// Theft and loss need a proof.
    #[error("the proof is missing")]
    NoProof,
    /// The document does not do; at least one fault.
    #[error("the document is not taken")]
    Unfit(Vec<DocumentError>),
    /// The caller did not say the right digits, not just now, or they served for an act before.
    #[error("the caller is not known")]
    CallerUnknown,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotAsked {
    /// The rule's name, for the register; none where nothing was refused, or the register has it already.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::OwnCard => Some("own_card"),
            Self::NotAllowed(_) => Some("transition_not_allowed"),
            Self::NoCertificate => Some("no_certificate"),
            Self::StillAsked => Some("still_asked"),
            Self::NoProof => Some("proof_missing"),
            Self::Unfit(_) => Some("document_unfit"),
            Self::CallerUnknown => Some("caller_unknown"),
            Self::Code(_) | Self::Broken(_) => None,
        }
    }
}

/// Asks for an act on a holder's card. The authority is looked at before the transaction: what it says forbids is refused at
/// once. Where it is away, the order is written down all the same and asked as soon as it answers: a stolen card must not
/// wait for a network.
///
/// # Errors
/// A [`NotAsked`]; refusals are in the register.
pub async fn request(
    desk: &Desk<'_>,
    operator: &Operator,
    holder: &Holder,
    card_number: &str,
    order: &Order<'_>,
) -> Result<Ask, NotAsked> {
    let outcome = checked(desk, operator, holder, card_number, order).await;
    if let Some(rule) = outcome.as_ref().err().and_then(NotAsked::rule) {
        let entry = Entry::new("card.order").by(operator.who()).holder(holder.id);
        let entry = entry.plain("act", order.act.key()).personal("card_number", card_number).rule(rule);
        audit::refuse(desk.pool(), desk.audit_key(), entry, desk.now()).await?;
    }
    outcome
}

async fn checked(
    desk: &Desk<'_>,
    operator: &Operator,
    holder: &Holder,
    card_number: &str,
    order: &Order<'_>,
) -> Result<Ask, NotAsked> {
    if holder.code.base_code().as_str() == operator.base_code() {
        return Err(NotAsked::OwnCard);
    }
    match live(desk.authority, card_number, holder.code.as_str()).await {
        Live::State { state, .. } => allowed(order, state)?,
        Live::Away => may_be_allowed(order)?,
        Live::None(_) => return Err(NotAsked::NoCertificate),
    }
    if order.act == CardAct::Revoke && order.reason.needs_proof() != order.proof.is_some() {
        return Err(NotAsked::NoProof);
    }
    let mut conn = db::connection(desk.pool()).await?;
    db::transaction(&mut conn, async |conn| write(conn, desk, operator, holder, card_number, order).await)
        .await
}

fn allowed(order: &Order<'_>, state: CertificateState) -> Result<(), NotAsked> {
    let row = transition::of(order.act);
    if row.allows(state, order.reason, order.way()) { Ok(()) } else { Err(NotAsked::NotAllowed(state)) }
}

/// Without the state: whether it is allowed from any.
fn may_be_allowed(order: &Order<'_>) -> Result<(), NotAsked> {
    let row = transition::of(order.act);
    row.from.iter().map(|state| allowed(order, *state)).reduce(Result::or).unwrap_or(Ok(()))
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    holder: &Holder,
    card_number: &str,
    order: &Order<'_>,
) -> Result<Ask, NotAsked> {
    let now = desk.now();
    store::lock_card(conn, card_number).await?;
    match store::standing(conn, card_number).await? {
        Standing::Open => return Err(NotAsked::StillAsked),
        Standing::Ended => return Err(NotAsked::NotAllowed(CertificateState::Revoked)),
        Standing::Free => {}
    }
    let (document, check) = match &order.seen {
        Seen::InPerson { kind, shown } => {
            let judged = IdentityDocument::judge(kind, shown, rome_date(now));
            (Some(judged.map_err(NotAsked::Unfit)?.0), None)
        }
        Seen::Telephone { check } => {
            if !callers::is_known(conn, operator, holder, card_number, *check, now).await? {
                return Err(NotAsked::CallerUnknown);
            }
            (None, Some(*check))
        }
    };
    let reauthentication = if order.act.takes_code() {
        let act = Act { name: order.act.audited(), case: None, fingerprint: None };
        Some(reauthenticate(conn, desk.tools, operator.session(), order.code, act, now).await?)
    } else {
        None
    };
    let reference = Reference::new(now);
    let mut entry = Entry::new("card.order")
        .by(operator.who())
        .holder(holder.id)
        .plain("act", order.act.key())
        .plain("reason", order.reason.key())
        .plain("way", order.way().key())
        .plain("reference", reference)
        .personal("card_number", card_number);
    if let Some(document) = &document {
        entry = entry.personal("document", format!("{}, {}", document.kind(), document.number()));
    }
    if let Some(proof) = &order.proof {
        entry = entry.plain("proof", proof.kind.key()).personal("proof_reference", &proof.reference);
    }
    if let Some(check) = check {
        entry = entry.plain("cip_check", check);
        callers::spend(conn, check, Use::Suspend, now).await?;
    }
    let row = audit::record(conn, desk.audit_key(), entry, now).await?;
    let proof = order.proof.as_ref().filter(|_| order.act == CardAct::Revoke);
    let new = NewAct {
        act: order.act.key(),
        reason: order.reason.key(),
        way: order.way().key(),
        proof: proof.map(|proof| proof.kind.key()),
        proof_reference: proof.map(|proof| proof.reference.as_str()),
        document_kind: document.as_ref().map(IdentityDocument::kind),
        document_number: document.as_ref().map(IdentityDocument::number),
        document_issuer: document.as_ref().map(IdentityDocument::issuer),
        document_issued: document.as_ref().map(IdentityDocument::issued),
        document_expires: document.as_ref().and_then(IdentityDocument::expires),
        cip_check: check,
        reauthentication_id: reauthentication,
        asked_by: Some(operator.id()),
        ..NewAct::of(reference, card_number, holder.id, operator.counter_id(), row, now)
    };
    let ask = store::open(conn, &new).await?;
    store::settle_hold(conn, card_number, now).await?;
    Ok(ask)
}
