// SPDX-License-Identifier: AGPL-3.0-or-later
//! What an operator orders for a card.

use super::act::{CardAct, Proof, Reason, Way};
use crate::identification::document::{DocumentKind, Shown};
use crate::ids::Reference;

/// On whose word an order is given.
pub enum Seen<'a> {
    /// The holder is at the counter and shows a document.
    InPerson {
        /// Its kind.
        kind: &'a DocumentKind,
        /// What it says.
        shown: Shown<'a>,
    },
    /// The holder is on the telephone and said the digits of this question rightly.
    Telephone {
        /// The question.
        check: Reference,
    },
}

/// An order.
pub struct Order<'a> {
    /// What is to be done.
    pub act: CardAct,
    /// Why.
    pub reason: Reason,
    /// What proves it, where the reason needs it.
    pub proof: Option<Proof>,
    /// On whose word.
    pub seen: Seen<'a>,
    /// A one-time code, where the act takes one; else empty.
    pub code: &'a str,
}

impl Order<'_> {
    /// On whose word.
    #[must_use]
    pub const fn way(&self) -> Way {
        match self.seen {
            Seen::InPerson { .. } => Way::InPerson,
            Seen::Telephone { .. } => Way::Telephone,
        }
    }
}
