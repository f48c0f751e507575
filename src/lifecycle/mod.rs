// SPDX-License-Identifier: AGPL-3.0-or-later
//! What happens to a card after its activation: suspended, reactivated, revoked, replaced by a newer one, expired.
//!
//! What may follow what, for which reasons, on whose word, stands in one table ([`transition`]). An act is asked like an
//! activation: recorded ([`request`]), called ([`carry_on`]), answered, and asked again under the same reference until the
//! answer is known ([`reconcile`]). From the request of a suspension or an end on nothing of the card is handed over or
//! mailed; with the answer of an end its halves are erased. [`replace_former`] ends the card that a newer one took the place
//! of; what expires is written by the worker.

mod act;
mod answer;
mod call;
mod carry;
mod look;
mod order;
mod reconcile;
mod replace;
mod request;
mod store;
pub mod transition;

pub use act::{CardAct, Proof, ProofKind, Reason, Way};
pub use call::Ask;
pub use carry::carry_on;
pub use look::{Answered, Done, Live, act_of, acts_of_card, acts_of_holder, live};
pub use order::{Order, Seen};
pub use reconcile::{reconcile, reconcile_for_ever};
pub use replace::replace_former;
pub use request::{NotAsked, request};
