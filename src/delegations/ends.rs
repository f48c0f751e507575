// SPDX-License-Identifier: AGPL-3.0-or-later
//! The end of a delegation: why, in a word for lists and in words for people. Said once, never edited.

use super::words::{WordsError, words};
use crate::ids::{DelegationId, HolderId, OperatorId};
use chrono::{DateTime, Utc};

/// The longest reason.
const LONGEST_REASON: usize = 200;

/// What kind of end it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndKind {
    /// What it rests on is over: the decree was lifted, the delegate died, it was recorded by mistake.
    Ended,
    /// The holder, or who may speak for them, takes it back.
    Withdrawn,
}

impl EndKind {
    /// Every kind, in the order of pages.
    pub const ALL: [Self; 2] = [Self::Withdrawn, Self::Ended];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The one of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// An end as said by an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// What kind of end.
    pub kind: EndKind,
    /// Why, in words.
    pub words: String,
}

impl End {
    /// An end with its reason in words, as they can be printed; at most 200 characters.
    ///
    /// # Errors
    /// A [`WordsError`].
    pub fn because(kind: EndKind, said: &str) -> Result<Self, WordsError> {
        Ok(Self { kind, words: words(said, LONGEST_REASON)? })
    }
}

/// When and by whom an end is said.
#[derive(Clone, Copy)]
pub(crate) struct Said {
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: OperatorId,
}

/// Whose delegation it is, for who wants to end it.
pub(crate) struct Whose {
    pub(crate) id: DelegationId,
    pub(crate) holder: HolderId,
    pub(crate) kind: String,
    /// The base codes of holder and delegate: neither ends it as an operator.
    pub(crate) base_codes: Vec<String>,
}
