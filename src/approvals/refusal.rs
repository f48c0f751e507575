// SPDX-License-Identifier: AGPL-3.0-or-later
//! A refusal is in the register although its act was rolled back.

use super::desk::Desk;
use crate::audit::{self, Entry, Who};
use crate::db::Breakage;
use crate::ids::CaseId;

/// An error that may be a rule's no.
pub(super) trait Rule: From<Breakage> {
    /// The rule's name, for the register; none where nothing was refused by a rule.
    fn rule(&self) -> Option<&'static str>;
}

/// Writes the refusal, if it is one, in a transaction of its own, and hands the outcome on.
pub(super) async fn kept<T, E: Rule>(
    desk: &Desk<'_>,
    act: &'static str,
    who: Who,
    case: Option<CaseId>,
    outcome: Result<T, E>,
) -> Result<T, E> {
    if let Some(rule) = outcome.as_ref().err().and_then(Rule::rule) {
        let mut entry = Entry::new(act).by(who).rule(rule);
        if let Some(case) = case {
            entry = entry.case(case);
        }
        audit::refuse(desk.pool(), desk.audit_key(), entry, desk.now).await?;
    }
    outcome
}
