// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reasons at the counter, and what a revocation list calls them (RFC 5280, 5.3.1).

use crate::authority::contract::{CertificateState, ChangeReason};

const KEY_COMPROMISE: i16 = 1;
const AFFILIATION_CHANGED: i16 = 3;
const SUPERSEDED: i16 = 4;
const CESSATION_OF_OPERATION: i16 = 5;
const CERTIFICATE_HOLD: i16 = 6;

/// The list's reason for a certificate in this state; none for an active one, which is on no list.
pub(in crate::authority::engine) fn list_reason(
    state: CertificateState,
    reason: Option<ChangeReason>,
) -> Option<i16> {
    match state {
        CertificateState::Active | CertificateState::Expired => None,
        CertificateState::OnHold | CertificateState::Suspended => Some(CERTIFICATE_HOLD),
        CertificateState::Revoked => Some(match reason {
            Some(ChangeReason::Theft | ChangeReason::Loss | ChangeReason::CompromisedCodes) => KEY_COMPROMISE,
            Some(ChangeReason::WrongData) => AFFILIATION_CHANGED,
            Some(ChangeReason::Malfunction | ChangeReason::Replaced) => SUPERSEDED,
            Some(ChangeReason::PukBlocked | ChangeReason::Found | ChangeReason::HolderRequest) | None => {
                CESSATION_OF_OPERATION
            }
        }),
    }
}

/// The reason's word, as in the contract.
pub(in crate::authority::engine) fn reason_word(reason: ChangeReason) -> &'static str {
    match reason {
        ChangeReason::Theft => "theft",
        ChangeReason::Loss => "loss",
        ChangeReason::CompromisedCodes => "compromised_codes",
        ChangeReason::Malfunction => "malfunction",
        ChangeReason::WrongData => "wrong_data",
        ChangeReason::PukBlocked => "puk_blocked",
        ChangeReason::Replaced => "replaced",
        ChangeReason::Found => "found",
        ChangeReason::HolderRequest => "holder_request",
    }
}
