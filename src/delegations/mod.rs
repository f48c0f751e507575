// SPDX-License-Identifier: AGPL-3.0-or-later
//! Acting for somebody else: who is the delegate, by which title, on which evidence, and what is still missing.
//!
//! A [`Delegation`] is of a kind whose [`DelegationRules`](crate::policy::DelegationRules) are dated policy. It is made in a case
//! and may be used again by a later one of the same holder while it holds. Title and evidence are rows that stay. What is
//! missing is judged in one place, [`missing`], for pages and use cases; the database restates it where the form is signed.

mod alike;
mod causes;
mod delegation;
mod ends;
mod evidence;
mod known;
mod missing;
mod store;
#[cfg(test)]
mod tests;
mod title;
mod words;

pub use alike::{DelegateWarning, alike};
pub use causes::{approval_causes, self_certified};
pub use delegation::{Delegate, Delegation};
pub use ends::{End, EndKind};
pub use evidence::{Evidence, EvidenceError, Offered, Piece, taken, wants_document_now};
pub use known::{KnownDelegation, Standing};
pub use missing::{Facts, GroupState, Lacking, Missing, age_fits, groups, missing};
pub use title::{Decree, Title, TitleError, TitleSaid};
pub use words::WordsError;

pub(crate) use ends::Said;
pub(crate) use store::{
    Made, holders_of, insert, insert_end, insert_evidence, insert_scans, insert_title, keep_rules, load,
    of_holder, take_back, whose,
};
