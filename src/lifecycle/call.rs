// SPDX-License-Identifier: AGPL-3.0-or-later
//! The call itself, outside every transaction.

use super::act::{CardAct, Reason};
use super::transition;
use crate::activation::{Said, operator_name, said};
use crate::authority::client::CardAuthority;
use crate::authority::contract::{ChangeRequest, FindRequest, Refusal};
use crate::ids::{CounterId, HolderId, OperatorId, Reference};
use chrono::{DateTime, TimeDelta, Utc};

/// How far the authority's clock may be behind ours.
const CLOCKS: TimeDelta = TimeDelta::minutes(5);

/// By this name the authority knows what no operator ordered.
const SERVICE: &str = "sportello";

/// An act that has no answer yet, in the hands of whoever asks now. No `Debug`: personal data.
#[derive(Clone)]
pub struct Ask {
    /// The reference of the idempotent call.
    pub reference: Reference,
    /// What is asked for.
    pub act: CardAct,
    /// Why.
    pub reason: Reason,
    /// The twenty digits.
    pub card_number: String,
    /// Whose card it is.
    pub holder: HolderId,
    /// The holder's codice fiscale.
    pub codice_fiscale: String,
    /// The counter at which it was asked for.
    pub counter: CounterId,
    /// Who asked first; none where a newer card did it.
    pub asked_by: Option<OperatorId>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// How many times it was asked, this one included.
    pub attempts: i32,
}

/// Asks. The answer is since when it is so.
///
/// A no that says that the card is already where we want it, after an attempt whose answer was lost, may mean that very
/// attempt, at an authority that does not repeat its answers: then the card itself is looked at.
pub(super) async fn call(authority: &dyn CardAuthority, ask: &Ask) -> Said<DateTime<Utc>> {
    let request = ChangeRequest {
        reference: ask.reference.uuid(),
        card_number: ask.card_number.clone(),
        codice_fiscale: ask.codice_fiscale.clone(),
        reason: ask.reason.told(),
        operator: ask.asked_by.map_or_else(|| SERVICE.to_owned(), operator_name),
    };
    let answer = match ask.act {
        CardAct::Suspend => authority.suspend(&request).await,
        CardAct::Reactivate => authority.reactivate(&request).await,
        // what expires is never asked for; were it, its end would be the right one
        CardAct::Revoke | CardAct::Replace | CardAct::Expire => authority.revoke(&request).await,
    };
    let there_already = match ask.act {
        CardAct::Suspend => Refusal::Suspended,
        CardAct::Reactivate => Refusal::NotSuspended,
        CardAct::Revoke | CardAct::Replace | CardAct::Expire => Refusal::Revoked,
    };
    match said(answer) {
        Said::Yes(changed) => Said::Yes(changed.at),
        Said::No(refusal) if refusal == there_already && ask.attempts > 1 => {
            lost_yes(authority, ask, refusal).await
        }
        Said::No(refusal) => Said::No(refusal),
        Said::Nothing(trouble) => Said::Nothing(trouble),
    }
}

async fn lost_yes(authority: &dyn CardAuthority, ask: &Ask, refusal: Refusal) -> Said<DateTime<Utc>> {
    let request =
        FindRequest { card_number: ask.card_number.clone(), codice_fiscale: ask.codice_fiscale.clone() };
    let found = match said(authority.find(&request).await) {
        Said::Yes(found) => found,
        Said::No(refusal) => return Said::No(refusal),
        Said::Nothing(trouble) => return Said::Nothing(trouble),
    };
    match found.card.and_then(|card| card.certificate) {
        Some(certificate)
            if certificate.state == transition::of(ask.act).to
                && certificate.since + CLOCKS >= ask.asked_at =>
        {
            Said::Yes(certificate.since)
        }
        _ => Said::No(refusal),
    }
}
