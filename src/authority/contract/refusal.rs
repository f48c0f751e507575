// SPDX-License-Identifier: AGPL-3.0-or-later
//! The authority's noes.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why the authority did not act. Nothing has changed when it says one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No card of that number.
    Unknown,
    /// The card has no chip (issued so since 1 June 2022) and therefore no certificate.
    NoChip,
    /// The card's last day has passed.
    Expired,
    /// The card was issued by another region.
    OtherRegion,
    /// The certificate is active already, under another reference.
    AlreadyActive,
    /// The certificate is suspended.
    Suspended,
    /// The certificate is revoked, for good.
    Revoked,
    /// The card belongs to somebody else.
    AnotherHolder,
    /// The certificate has not been activated.
    NotActive,
    /// The certificate is not suspended.
    NotSuspended,
    /// The reference was used for something else.
    ReferenceReused,
    /// This operator has ordered as many releases in an hour as the authority allows.
    CapReached,
    /// The split asked for does not fit the lengths of the card's codes.
    SplitUnfit,
    /// The card has no CIP.
    NoCip,
    /// Too many wrong answers about the card's CIP within a day.
    CipLocked,
    /// A field has no acceptable form.
    Invalid,
}

/// Body of a refusal's answer.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The rule that said no.
    pub refused: Refusal,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Unknown => "unknown",
            Self::NoChip => "no_chip",
            Self::Expired => "expired",
            Self::OtherRegion => "other_region",
            Self::AlreadyActive => "already_active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::AnotherHolder => "another_holder",
            Self::NotActive => "not_active",
            Self::NotSuspended => "not_suspended",
            Self::ReferenceReused => "reference_reused",
            Self::CapReached => "cap_reached",
            Self::SplitUnfit => "split_unfit",
            Self::NoCip => "no_cip",
            Self::CipLocked => "cip_locked",
            Self::Invalid => "invalid",
        };
        f.write_str(name)
    }
}
