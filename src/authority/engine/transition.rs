// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one table of what may become of a certificate (issued → (active ⇄ suspended) → revoked).

use crate::authority::contract::{CertificateState, Refusal};

/// What is done to a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Lifts the hold that it is born with.
    Activate,
    /// Puts it on hold again.
    Suspend,
    /// Lifts that hold.
    Reactivate,
    /// Ends it.
    Revoke,
}

impl Act {
    /// The act's word in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Suspend => "suspend",
            Self::Reactivate => "reactivate",
            Self::Revoke => "revoke",
        }
    }
}

/// The state after the act, or the rule that forbids it.
pub(super) fn after(state: CertificateState, act: Act) -> Result<CertificateState, Refusal> {
    use CertificateState::{Active, Expired, OnHold, Revoked, Suspended};
    match (state, act) {
        (OnHold, Act::Activate)
        | (Suspended, Act::Reactivate)
        | (Active, Act::Suspend)
        | (OnHold | Active | Suspended, Act::Revoke) => Ok(outcome(act)),
        (OnHold, Act::Suspend | Act::Reactivate) => Err(Refusal::NotActive),
        (Active, Act::Activate) => Err(Refusal::AlreadyActive),
        (Active, Act::Reactivate) => Err(Refusal::NotSuspended),
        (Suspended, Act::Activate | Act::Suspend) => Err(Refusal::Suspended),
        (Revoked, _) => Err(Refusal::Revoked),
        (Expired, _) => Err(Refusal::Expired),
    }
}

/// The state that an act ends in, when it is done.
pub(super) fn outcome(act: Act) -> CertificateState {
    match act {
        Act::Activate | Act::Reactivate => CertificateState::Active,
        Act::Suspend => CertificateState::Suspended,
        Act::Revoke => CertificateState::Revoked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CertificateState::{Active, Expired, OnHold, Revoked, Suspended};

    #[test]
    fn nothing_comes_back_from_revoked_or_expired() {
        for act in [Act::Activate, Act::Suspend, Act::Reactivate, Act::Revoke] {
            assert_eq!(after(Revoked, act), Err(Refusal::Revoked));
            assert_eq!(after(Expired, act), Err(Refusal::Expired));
        }
    }

    #[test]
    fn a_suspended_certificate_is_reactivated_and_never_activated_again() {
        assert_eq!(after(OnHold, Act::Activate), Ok(Active));
        assert_eq!(after(Active, Act::Suspend), Ok(Suspended));
        assert_eq!(after(Suspended, Act::Activate), Err(Refusal::Suspended));
        assert_eq!(after(Suspended, Act::Reactivate), Ok(Active));
        assert_eq!(after(Suspended, Act::Revoke), Ok(Revoked));
        assert_eq!(after(OnHold, Act::Reactivate), Err(Refusal::NotActive));
    }
}
