// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is checked by sample, and what a check may bring.

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Releases, checked by telephoning the holder or who acted.
    Telephone,
    /// Self-certifications, checked with the administration that keeps the facts (DPR 445/2000 art. 71).
    SelfCertification,
}

/// What a check brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is as it was recorded.
    Confirmed,
    /// Nobody answered so far.
    NotReached,
    /// Nobody answered, three times or more: the check is given up.
    Unreachable,
    /// The case has no telephone number.
    NoNumber,
    /// The person says that they asked for nothing.
    NotRecognised,
    /// The other administration was asked and has not answered.
    AwaitingAnswer,
    /// Something is missing or wrong that is no falsehood: the declarant puts it right (art. 71 c. 3).
    Irregular,
    /// The declaration is false (art. 75 and 76).
    False,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Telephone, Self::SelfCertification];

    /// Its name in rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Telephone => "telephone",
            Self::SelfCertification => "self_certification",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What a check of this kind may bring, in the order of the page.
    #[must_use]
    pub const fn outcomes(self) -> &'static [Outcome] {
        use Outcome::{
            AwaitingAnswer, Confirmed, False, Irregular, NoNumber, NotReached, NotRecognised, Unreachable,
        };
        match self {
            Self::Telephone => &[Confirmed, NotReached, Unreachable, NoNumber, NotRecognised],
            Self::SelfCertification => &[Confirmed, AwaitingAnswer, Irregular, False],
        }
    }
}

impl Outcome {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Confirmed,
        Self::NotReached,
        Self::Unreachable,
        Self::NoNumber,
        Self::NotRecognised,
        Self::AwaitingAnswer,
        Self::Irregular,
        Self::False,
    ];

    /// Its name in rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::NotReached => "not_reached",
            Self::Unreachable => "unreachable",
            Self::NoNumber => "no_number",
            Self::NotRecognised => "not_recognised",
            Self::AwaitingAnswer => "awaiting_answer",
            Self::Irregular => "irregular",
            Self::False => "false",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }

    /// Whether nothing is left to be done.
    #[must_use]
    pub const fn is_done(self) -> bool {
        !matches!(self, Self::NotReached | Self::AwaitingAnswer)
    }

    /// Whether the law, or the card's safety, wants something next.
    #[must_use]
    pub const fn is_grave(self) -> bool {
        matches!(self, Self::NotRecognised | Self::Irregular | Self::False)
    }

    /// Whether calls are counted.
    #[must_use]
    pub const fn counts_calls(self) -> bool {
        matches!(self, Self::NotReached | Self::Unreachable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_belongs_to_a_kind_and_has_its_own_key() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_key(outcome.key()), Some(outcome));
            assert!(Kind::ALL.iter().any(|kind| kind.outcomes().contains(&outcome)), "{outcome:?}");
            assert!(outcome.is_done() || !outcome.is_grave());
        }
        assert_eq!(Kind::from_key("lottery"), None);
    }
}
