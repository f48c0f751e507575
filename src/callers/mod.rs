// SPDX-License-Identifier: AGPL-3.0-or-later
//! Knowing the holder by digits of the CIP. The authority draws the positions and compares; what is said goes to it and stays
//! nowhere.
//!
//! A question is [`ask`]ed and [`answer`]ed once, by the same operator. A right answer stands for a quarter of an hour and serves
//! one act: the act's transaction asks whether the caller [`is_known`], which holds the answer until its end, and [`spend`]s it
//! where it writes.

mod line;
mod question;
mod store;

pub use line::{Clock, Line};
pub use question::{Caller, NotKnown, Said, answer, ask, caller};

use crate::db::{Breakage, Connection};
use crate::holders::Holder;
use crate::ids::Reference;
use crate::operators::Operator;
use chrono::{DateTime, TimeDelta, Utc};

/// For so long a right answer stands for the caller; restated as `cip_checks_used_in_time`.
pub const KNOWN_FOR: TimeDelta = TimeDelta::minutes(15);

/// What a right answer serves for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The suspension of the card.
    Suspend,
    /// The second half sent again.
    Resend,
}

impl Use {
    pub(in crate::callers) const fn key(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Resend => "resend",
        }
    }
}

/// Whether a question of this operator's about this card of this holder's was answered rightly just now, and served for no act
/// yet. Where it was, it is this transaction's until its end: two acts with one answer come one after the other.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn is_known(
    conn: &mut Connection,
    operator: &Operator,
    holder: &Holder,
    card_number: &str,
    reference: Reference,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    store::hold_right_answer(conn, reference, card_number, holder.id, operator.id(), now).await
}

/// The answer has served. Call [`is_known`] in the same transaction before.
///
/// # Errors
/// A [`Breakage`] of the database; also where the answer is not right, too old, or served before.
pub async fn spend(
    conn: &mut Connection,
    reference: Reference,
    purpose: Use,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    store::spend(conn, reference, purpose.key(), now).await
}
