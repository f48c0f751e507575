// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the pages of a release share: the parts to act with, and what becomes of refusals that all of them know.

use super::app::App;
use super::error::PageError;
use super::form::FieldErrors;
use super::page::Page;
use crate::audit;
use crate::cases::{self, NoEntry};
use crate::ids::CaseId;
use crate::operators::{Operator, ReauthenticationError};
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

/// The page for whoever does not get into a case. What exists and is not theirs looks like what does not exist.
pub(super) fn no_entry(error: NoEntry) -> PageError {
    match error {
        NoEntry::Unknown | NoEntry::OtherCounter => PageError::NotFound,
        NoEntry::OwnCase => PageError::refused("case-own", "/"),
        NoEntry::Broken(breakage) => breakage.into(),
    }
}

/// The case that a page shows; a refusal goes into the register.
pub(super) async fn entered<T>(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    found: Result<T, NoEntry>,
) -> Result<T, PageError> {
    match found {
        Ok(case) => Ok(case),
        Err(error) => {
            if let Some(rule) = error.rule() {
                let entry = cases::refused("case.show", operator, id, rule);
                audit::refuse(&page.app.pool, &page.app.audit_key, entry, page.now()).await?;
            }
            Err(no_entry(error))
        }
    }
}

/// What is wrong with a one-time code, at its field, and how many seconds the page counts down to the next one.
pub(super) fn code_errors(error: ReauthenticationError) -> Result<(FieldErrors, i64), PageError> {
    let mut errors = FieldErrors::default();
    match error {
        ReauthenticationError::Wrong { left } => {
            errors.add_with("totp", "totp-wrong", vec![("left".to_owned(), left.to_string())]);
            Ok((errors, 0))
        }
        ReauthenticationError::UsedWait { seconds } => {
            errors.add_with("totp", "totp-used", vec![("seconds".to_owned(), seconds.to_string())]);
            Ok((errors, seconds))
        }
        ReauthenticationError::SessionEnded => Err(PageError::SignInFirst),
        ReauthenticationError::Broken(breakage) => Err(breakage.into()),
    }
}
