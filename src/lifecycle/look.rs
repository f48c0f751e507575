// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a card stands now, and what was done to it.

use super::act::{CardAct, Reason, Way};
use super::store;
use crate::authority::client::CardAuthority;
use crate::authority::contract::{CertificateState, FindOutcome, FindRequest};
use crate::db::{Breakage, Connection};
use crate::ids::{CounterId, HolderId, Reference};
use chrono::{DateTime, Utc};

/// How a card stands, as the authority says at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    /// Its certificate's state.
    State {
        /// The state.
        state: CertificateState,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// There is no certificate of this holder's to act on, for this reason.
    None(FindOutcome),
    /// The authority cannot be asked.
    Away,
}

/// Asks the authority how a card stands. Never inside a transaction.
pub async fn live(authority: &dyn CardAuthority, card_number: &str, codice_fiscale: &str) -> Live {
    let request =
        FindRequest { card_number: card_number.to_owned(), codice_fiscale: codice_fiscale.to_owned() };
    match authority.find(&request).await {
        Ok(answer) => {
            let ours = !matches!(answer.outcome, FindOutcome::OtherRegion | FindOutcome::AnotherHolder);
            let certificate = answer.card.filter(|_| ours).and_then(|card| card.certificate);
            certificate.map_or(Live::None(answer.outcome), |certificate| {
                let over = answer.outcome == FindOutcome::Expired;
                let state = if over { CertificateState::Expired } else { certificate.state };
                Live::State { state, since: certificate.since }
            })
        }
        Err(error) => {
            tracing::warn!(%error, "the authority could not be asked how a card stands");
            Live::Away
        }
    }
}

/// What the authority answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// Nothing yet; why the latest attempt brought nothing.
    NotYet {
        /// How many times it was asked.
        attempts: i32,
        /// As [`crate::activation::Trouble::key`].
        trouble: Option<String>,
    },
    /// It is done.
    Done {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// No, as [`crate::authority::contract::Refusal`] prints it.
    Refused(String),
}

/// An act on a card. No `Debug`: personal data.
#[derive(Clone)]
pub struct Done {
    /// Its reference.
    pub reference: Reference,
    /// The twenty digits.
    pub card_number: String,
    /// Whose card.
    pub holder: HolderId,
    /// Where it was asked for.
    pub counter: CounterId,
    /// What was asked for.
    pub act: CardAct,
    /// Why.
    pub reason: Reason,
    /// On whose word.
    pub way: Way,
    /// What proved it, as [`super::ProofKind::key`], and its reference.
    pub proof: Option<(String, String)>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Surname and name of who asked; none where a newer card or time did it.
    pub asked_by: Option<(String, String)>,
    /// What the authority answered.
    pub answer: Answered,
}

/// One act, where it is this holder's.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn act_of(conn: &mut Connection, reference: Reference) -> Result<Option<Done>, Breakage> {
    store::look::act(conn, reference).await
}

/// What was done to a card, the latest first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn acts_of_card(conn: &mut Connection, card_number: &str) -> Result<Vec<Done>, Breakage> {
    store::look::of_card(conn, card_number).await
}

/// What was done to a holder's cards, the latest first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn acts_of_holder(conn: &Connection, holder: HolderId) -> Result<Vec<Done>, Breakage> {
    store::look::of_holder(conn, holder).await
}
