// SPDX-License-Identifier: AGPL-3.0-or-later
//! The call itself, outside every transaction.

use super::ask::{Ask, Trouble};
use crate::authority::client::{AuthorityError, CardAuthority};
use crate::authority::contract::{
    ActivateRequest, Activated, CertificateState, FindOutcome, FindRequest, Refusal,
};
use crate::ids::OperatorId;
use chrono::TimeDelta;

/// What came of one attempt.
#[derive(Debug)]
pub enum Said<T> {
    /// It did as asked.
    Yes(T),
    /// It said no, and nothing has changed.
    No(Refusal),
    /// The answer is not known.
    Nothing(Trouble),
}

/// How far the authority's clock may be behind ours.
const CLOCKS: TimeDelta = TimeDelta::minutes(5);

/// The name by which the authority knows an operator.
#[must_use]
pub fn operator_name(operator: OperatorId) -> String {
    operator.to_string()
}

/// An answer as one of three; a no that passes by itself counts as no answer.
pub(crate) fn said<T>(answer: Result<T, AuthorityError>) -> Said<T> {
    match answer {
        Ok(value) => Said::Yes(value),
        Err(AuthorityError::Refused(refusal)) if refusal != Refusal::CapReached => Said::No(refusal),
        Err(error) => {
            tracing::warn!(%error, "the card authority gave no answer");
            Said::Nothing(Trouble::from(&error))
        }
    }
}

/// Asks for the activation.
///
/// "Already active" after an attempt whose answer was lost may mean that very attempt, at an authority that does not repeat
/// its answers: then the card itself is looked at, and a certificate active since we asked counts as our yes.
pub(crate) async fn activate(authority: &dyn CardAuthority, ask: &Ask) -> Said<Activated> {
    let request = ActivateRequest {
        reference: ask.reference.uuid(),
        card_number: ask.card_number.clone(),
        codice_fiscale: ask.codice_fiscale.clone(),
        mode: ask.mode().to_owned(),
        operator: operator_name(ask.asked_by),
    };
    match said(authority.activate(&request).await) {
        Said::No(Refusal::AlreadyActive) if ask.attempts > 1 => lost_yes(authority, ask).await,
        answer => answer,
    }
}

async fn lost_yes(authority: &dyn CardAuthority, ask: &Ask) -> Said<Activated> {
    let request =
        FindRequest { card_number: ask.card_number.clone(), codice_fiscale: ask.codice_fiscale.clone() };
    let found = match said(authority.find(&request).await) {
        Said::Yes(found) => found,
        Said::No(refusal) => return Said::No(refusal),
        Said::Nothing(trouble) => return Said::Nothing(trouble),
    };
    let certificate = found.card.and_then(|card| card.certificate);
    match (found.outcome, certificate) {
        (FindOutcome::AlreadyActive, Some(certificate))
            if certificate.state == CertificateState::Active
                && certificate.since + CLOCKS >= ask.asked_at =>
        {
            Said::Yes(Activated { certificate_serial: certificate.serial, at: certificate.since })
        }
        _ => Said::No(Refusal::AlreadyActive),
    }
}
