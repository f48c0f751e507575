// SPDX-License-Identifier: AGPL-3.0-or-later
//! The HTTP contract, as types; `docs/authority-api.yaml` says the same in OpenAPI.
//!
//! Every act carries a `reference` that the asker draws once. The same reference with the same content gets the same
//! answer and is acted on once; with other content it is refused as [`Refusal::ReferenceReused`]. A refusal is HTTP
//! 409 (429 for the cap) with [`Refused`] as its body. Types with personal data print nothing of it.

mod acts;
mod card;
mod cip;
mod codes;
mod find;
mod lists;
mod refusal;

pub use acts::{ActivateRequest, Activated, ChangeReason, ChangeRequest, Changed};
pub use card::{CardFacts, CertificateFacts, CertificateState};
pub use cip::{CipAnswer, CipAnswerRequest, CipOutcome, CipQuestion, CipQuestionRequest};
pub use codes::{CodeSplit, CodesAnswer, CodesRequest};
pub use find::{FindAnswer, FindOutcome, FindRequest};
pub use lists::{CrlPart, Health};
pub use refusal::{Refusal, Refused};

/// Paths of the contract.
pub mod path {
    /// `POST`: [`FindRequest`](super::FindRequest) → [`FindAnswer`](super::FindAnswer).
    pub const FIND: &str = "/v1/find";
    /// `POST`: [`ActivateRequest`](super::ActivateRequest) → [`Activated`](super::Activated).
    pub const ACTIVATIONS: &str = "/v1/activations";
    /// `POST`: [`CodesRequest`](super::CodesRequest) → [`CodesAnswer`](super::CodesAnswer).
    pub const CODES: &str = "/v1/codes";
    /// `POST`: [`ChangeRequest`](super::ChangeRequest) → [`Changed`](super::Changed).
    pub const SUSPENSIONS: &str = "/v1/suspensions";
    /// `POST`: [`ChangeRequest`](super::ChangeRequest) → [`Changed`](super::Changed).
    pub const REACTIVATIONS: &str = "/v1/reactivations";
    /// `POST`: [`ChangeRequest`](super::ChangeRequest) → [`Changed`](super::Changed).
    pub const REVOCATIONS: &str = "/v1/revocations";
    /// `POST`: [`CipQuestionRequest`](super::CipQuestionRequest) → [`CipQuestion`](super::CipQuestion).
    pub const CIP_QUESTIONS: &str = "/v1/cip-questions";
    /// `POST`: [`CipAnswerRequest`](super::CipAnswerRequest) → [`CipAnswer`](super::CipAnswer).
    pub const CIP_ANSWERS: &str = "/v1/cip-answers";
    /// `GET`: the list of [`CrlPart`](super::CrlPart); with `/{part}` behind it the CRL itself in DER.
    pub const CRLS: &str = "/v1/crls";
    /// `GET`: the authority's certificate in DER.
    pub const CA: &str = "/v1/ca";
    /// `GET`: [`Health`](super::Health).
    pub const HEALTH: &str = "/v1/health";
}

#[cfg(test)]
mod document_tests;
