// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card as shown at the counter, and what the authority says of it.

use super::number::{CardNumber, Entry};
use crate::authority::contract::FindOutcome;
use chrono::NaiveDate;

/// What the authority said of a card at the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardOutcome {
    /// It answered.
    Told(FindOutcome),
    /// The certificate is active because this service activated it, and its codes were never handed over: the way on is a
    /// new release.
    ActivatedHere,
    /// It could not be asked, or did not answer; the question is put again.
    Away,
}

impl CardOutcome {
    /// Every outcome there is.
    pub const ALL: [Self; 11] = [
        Self::Told(FindOutcome::Activatable),
        Self::Told(FindOutcome::Unknown),
        Self::Told(FindOutcome::NoChip),
        Self::Told(FindOutcome::Expired),
        Self::Told(FindOutcome::OtherRegion),
        Self::Told(FindOutcome::AlreadyActive),
        Self::Told(FindOutcome::Suspended),
        Self::Told(FindOutcome::Revoked),
        Self::Told(FindOutcome::AnotherHolder),
        Self::ActivatedHere,
        Self::Away,
    ];

    /// Stable name, for rows, texts and slips.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Told(FindOutcome::Activatable) => "activatable",
            Self::Told(FindOutcome::Unknown) => "unknown",
            Self::Told(FindOutcome::NoChip) => "no_chip",
            Self::Told(FindOutcome::Expired) => "expired",
            Self::Told(FindOutcome::OtherRegion) => "other_region",
            Self::Told(FindOutcome::AlreadyActive) => "already_active",
            Self::Told(FindOutcome::Suspended) => "suspended",
            Self::Told(FindOutcome::Revoked) => "revoked",
            Self::Told(FindOutcome::AnotherHolder) => "another_holder",
            Self::ActivatedHere => "activated_here",
            Self::Away => "away",
        }
    }

    /// Whether the case may go on with this card: nothing is known against it.
    #[must_use]
    pub const fn lets_on(self) -> bool {
        matches!(self, Self::Told(FindOutcome::Activatable) | Self::ActivatedHere | Self::Away)
    }

    /// The outcome of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// A TS-CNS that the holder had before this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormerCard {
    /// There is none.
    None,
    /// Taken back and cut before the holder's eyes.
    Withdrawn,
    /// There is one, and it was not brought.
    NotBrought,
}

impl FormerCard {
    /// Every choice, in the order of the form.
    pub const ALL: [Self; 3] = [Self::None, Self::Withdrawn, Self::NotBrought];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Withdrawn => "withdrawn",
            Self::NotBrought => "not_brought",
        }
    }

    /// The choice of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.key() == key)
    }
}

/// A card as shown at the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number.
    pub number: CardNumber,
    /// How the number came in.
    pub entered_by: Entry,
    /// The last day printed on it.
    pub expires: NaiveDate,
    /// What became of an earlier card.
    pub former: FormerCard,
}

/// A card and what the authority said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedCard {
    /// The card.
    pub card: Card,
    /// What the authority said.
    pub outcome: CardOutcome,
}
