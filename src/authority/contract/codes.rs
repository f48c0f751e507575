// SPDX-License-Identifier: AGPL-3.0-or-later
//! Ordering the codes of an activated card.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::seal::{CodeKind, Sealed};

/// How one code is divided. The first half holds positions 1 to `first`, the second half the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSplit {
    /// Which code.
    pub kind: CodeKind,
    /// Its whole length, which must be the card's.
    pub length: u8,
    /// How many digits go into the first half: at least one, and at least one fewer than `length`.
    pub first: u8,
}

/// Orders the codes of a card for one release. No `Debug`: personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodesRequest {
    /// The order: drawn once by the asker.
    pub reference: Uuid,
    /// The release; associated data of both sealings.
    pub release_id: Uuid,
    /// The twenty digits.
    pub card_number: String,
    /// Which codes, in the order in which they are to be printed. A card that had a release before keeps its first
    /// split: the halves themselves say which positions they hold.
    pub split: Vec<CodeSplit>,
    /// Where the second half goes, as the citizen signed for it: the text form of a
    /// [`Recipient`](crate::contacts::recipient::Recipient), so an e-mail address or `post:…`.
    pub recipient: String,
    /// Language of the mail, a two-letter tag.
    pub language: String,
    /// Who orders: a stable id, 1 to 64 characters. The cap counts by it.
    pub operator: String,
}

/// Two sealed halves and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodesAnswer {
    /// For the paper, sealed to the sheet key.
    pub first: Sealed,
    /// For the mail, with recipient and language, sealed to the mail key.
    pub second: Sealed,
}
