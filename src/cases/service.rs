// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a visit is for.

use crate::authority::contract::FindOutcome;
use crate::cards::check::CardOutcome;

/// What a case brings the citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// The certificate becomes usable, and its codes are given.
    Activation,
    /// The codes of a card that is active are given anew: sheet and mail.
    NewRelease,
    /// The second half goes to another address (S6); the old sheet still fits, and may stay.
    CorrectedAddress,
}

impl Service {
    /// Every service of the counter.
    pub const ALL: [Self; 3] = [Self::Activation, Self::NewRelease, Self::CorrectedAddress];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::NewRelease => "new_release",
            Self::CorrectedAddress => "corrected_address",
        }
    }

    /// The service of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.key() == key)
    }

    /// Whether the case may go on with a card. Codes are given anew only where the authority has said that the card is active
    /// for this very holder: unlike an activation, the order of codes does not name the holder to it.
    #[must_use]
    pub const fn lets_on(self, outcome: CardOutcome) -> bool {
        match self {
            Self::Activation => outcome.lets_on(),
            Self::NewRelease | Self::CorrectedAddress => {
                matches!(outcome, CardOutcome::Told(FindOutcome::AlreadyActive) | CardOutcome::ActivatedHere)
            }
        }
    }

    /// The service that a card asks for where it is not this one.
    #[must_use]
    pub const fn turned_by(self, outcome: CardOutcome) -> Option<Self> {
        match (self, outcome) {
            (Self::Activation, CardOutcome::Told(FindOutcome::AlreadyActive)) => Some(Self::NewRelease),
            (Self::NewRelease, CardOutcome::Told(FindOutcome::Activatable)) => Some(Self::Activation),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_given_anew_only_for_a_card_that_the_authority_knows_as_active() {
        for service in [Service::NewRelease, Service::CorrectedAddress] {
            let on: Vec<&str> = CardOutcome::ALL
                .into_iter()
                .filter(|outcome| service.lets_on(*outcome))
                .map(CardOutcome::key)
                .collect();
            assert_eq!(on, ["already_active", "activated_here"]);
        }
    }

    #[test]
    fn a_card_turns_a_case_there_and_back_and_no_case_that_goes_on() {
        for service in Service::ALL {
            assert_eq!(Service::from_key(service.key()), Some(service));
            for outcome in CardOutcome::ALL {
                if let Some(other) = service.turned_by(outcome) {
                    assert!(!service.lets_on(outcome) && other.lets_on(outcome));
                }
            }
        }
    }
}
