// SPDX-License-Identifier: AGPL-3.0-or-later
//! How far the re-authentication of one act of a release reaches.

use super::refusal::Rule;
use super::release::Covering;
use crate::operators::{Operator, ReauthenticationError};
use chrono::{DateTime, TimeDelta, Utc};

/// How long the re-authentication of a release, or of a voiding, also covers the first serving of the sheet that it made:
/// for the same operator in the same session. Later, or for anybody else, the serving asks for a code of its own.
pub const COVERS: TimeDelta = TimeDelta::minutes(5);

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
