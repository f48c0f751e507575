// SPDX-License-Identifier: AGPL-3.0-or-later
//! How the authority is asked.

mod address;
mod connections;
mod http;

use std::pin::Pin;

pub use address::{AddressError, AuthorityAddress};
pub use http::{HttpAuthority, Patience};

use super::contract::{
    ActivateRequest, Activated, ChangeRequest, Changed, CipAnswer, CipAnswerRequest, CipQuestion,
    CipQuestionRequest, CodesAnswer, CodesRequest, CrlPart, FindAnswer, FindRequest, Health, Refusal,
};

/// An answer on its way.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, AuthorityError>> + Send + 'a>>;

/// Whoever knows cards, certificates and chip codes.
///
/// Never asked inside a transaction. After [`AuthorityError::Unanswered`] ask again with the same reference until the
/// answer is known: it acts once.
pub trait CardAuthority: Send + Sync {
    /// Looks a card up.
    fn find<'a>(&'a self, request: &'a FindRequest) -> Answer<'a, FindAnswer>;
    /// Lifts the hold of a certificate.
    fn activate<'a>(&'a self, request: &'a ActivateRequest) -> Answer<'a, Activated>;
    /// Orders the two sealed halves for a release.
    fn codes<'a>(&'a self, request: &'a CodesRequest) -> Answer<'a, CodesAnswer>;
    /// Puts an active certificate on hold.
    fn suspend<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed>;
    /// Lifts the hold of a suspended certificate.
    fn reactivate<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed>;
    /// Ends a certificate for good.
    fn revoke<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed>;
    /// Which positions of a card's CIP the caller is to say.
    fn cip_question<'a>(&'a self, request: &'a CipQuestionRequest) -> Answer<'a, CipQuestion>;
    /// Whether the caller said the right digits.
    fn cip_answer<'a>(&'a self, request: &'a CipAnswerRequest) -> Answer<'a, CipAnswer>;
    /// The parts of the revocation list.
    fn crl_parts(&self) -> Answer<'_, Vec<CrlPart>>;
    /// One part in DER; none if there is no such part.
    fn crl(&self, part: i32) -> Answer<'_, Option<Vec<u8>>>;
    /// The authority's certificate in DER.
    fn ca(&self) -> Answer<'_, Vec<u8>>;
    /// Whether it can work.
    fn health(&self) -> Answer<'_, Health>;
}

/// No answer, or a no.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// The question was never sent: nothing has happened.
    #[error("the card authority can't be reached: {0}")]
    Unreachable(String),
    /// The question was sent and no answer came: it may have been acted on.
    #[error("the card authority did not answer: {0}")]
    Unanswered(String),
    /// It said no: nothing has happened.
    #[error("the card authority refused: {0}")]
    Refused(Refusal),
    /// It answered what the contract does not foresee.
    #[error("the card authority's answer makes no sense: {0}")]
    Broken(String),
}
