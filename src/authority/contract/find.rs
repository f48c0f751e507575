// SPDX-License-Identifier: AGPL-3.0-or-later
//! Looking a card up.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::CardFacts;

/// Which card, and whose the asker says it is. No `Debug`: personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindRequest {
    /// The twenty digits.
    pub card_number: String,
    /// The holder's codice fiscale, upper case; an omocodia form counts as the code that is on the card only.
    pub codice_fiscale: String,
}

/// What can be done with the card today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindOutcome {
    /// Everything is in order: the certificate waits for its activation.
    Activatable,
    /// No card of that number.
    Unknown,
    /// A card without chip.
    NoChip,
    /// The card's last day has passed.
    Expired,
    /// A card of another region.
    OtherRegion,
    /// The certificate is active already.
    AlreadyActive,
    /// The certificate is suspended.
    Suspended,
    /// The certificate is revoked.
    Revoked,
    /// The number belongs to somebody else's card.
    AnotherHolder,
}

/// The answer. `card` is missing where the authority has none or may not tell: unknown, another holder's.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindAnswer {
    /// What can be done with the card today.
    pub outcome: FindOutcome,
    /// What the issuing body recorded.
    pub card: Option<CardFacts>,
}

impl fmt::Debug for FindAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FindAnswer").field("outcome", &self.outcome).finish_non_exhaustive()
    }
}
