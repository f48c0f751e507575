// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the pages of a release act with.

use super::app::App;
use super::error::PageError;
use crate::cases::NoEntry;
use crate::releases::Desk;

impl App {
    /// The parts that releases are made with.
    pub(super) fn desk(&self) -> Desk<'_> {
        Desk {
            tools: self.tools(),
            authority: &*self.authority,
            policies: &self.policies,
            sheet_keys: &self.sheet_keys,
            mail_key: &self.mail_key,
            clock: &*self.clock,
        }
    }
}

/// The page for an act on a case that is not the operator's; the act has told the register. What exists and is not theirs
/// looks like what does not exist.
pub(super) fn no_entry(error: NoEntry) -> PageError {
    match error {
        NoEntry::Unknown | NoEntry::OtherCounter => PageError::NotFound,
        NoEntry::OwnCase => PageError::refused("refused-own-case", "/"),
        NoEntry::OwnDelegation => PageError::refused("refused-own-delegation", "/"),
        NoEntry::Broken(breakage) => breakage.into(),
    }
}
