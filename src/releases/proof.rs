// SPDX-License-Identifier: AGPL-3.0-or-later
//! How far the re-authentication of one act of a release reaches.

use super::refusal::Rule;
use super::release::Covering;
use crate::cases::Fingerprint;
use crate::ids::ReauthenticationId;
use crate::operators::{Operator, ReauthenticationError};
use chrono::{DateTime, TimeDelta, Utc};

/// How long the re-authentication of a release, or of a voiding, also covers the first serving of the sheet that it made:
/// for the same operator in the same session. Later, or for anybody else, the serving asks for a code of its own.
pub const COVERS: TimeDelta = TimeDelta::minutes(5);

/// What a release is confirmed by.
#[derive(Clone, Copy)]
pub(super) enum Proof<'a> {
    /// A code of its own.
    Code(&'a str),
    /// The code of a list, in which the case stands with this fingerprint.
    Listed(ReauthenticationId, Fingerprint),
}

impl Proof<'_> {
    /// The list that the code was given for; none where it was given for one release.
    pub(super) const fn list(self) -> Option<ReauthenticationId> {
        match self {
            Self::Code(_) => None,
            Self::Listed(list, _) => Some(list),
        }
    }

    /// Whether it was given over what a case says: a code of its own always is.
    pub(super) fn is_over(self, signed: Fingerprint) -> bool {
        match self {
            Self::Code(_) => true,
            Self::Listed(_, shown) => shown == signed,
        }
    }
}

impl Covering {
    /// Whether it covers a serving by this operator now.
    #[must_use]
    pub fn covers(&self, operator: &Operator, now: DateTime<Utc>) -> bool {
        self.operator == operator.id() && self.session == operator.session().id() && now < self.at + COVERS
    }
}

impl Rule for ReauthenticationError {
    /// Wrong codes are in the register already, where they are counted.
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::UsedWait { .. } => Some("used_code"),
            Self::Wrong { .. } | Self::SessionEnded | Self::Broken(_) => None,
        }
    }
}
