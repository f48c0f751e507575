// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the page of a list shows of each case of a visit: what can be released, and why another cannot.

use super::case_page;
use super::releases::choice;
use crate::cases::Case;
use crate::contacts::judgement::EmailWarning;
use crate::ids::CaseId;
use crate::releases::Candidate;
use crate::texts::{self, Language};
use serde::Serialize;

/// A case that can be released.
#[derive(Serialize)]
pub(super) struct ReadyView {
    /// Its place in the list, from 1.
    pub(super) nth: usize,
    /// `<case>.<fingerprint>`.
    pub(super) value: String,
    pub(super) holder: String,
    pub(super) protocol: String,
    pub(super) card: String,
    pub(super) recipient: String,
    pub(super) alarms: Vec<String>,
    pub(super) warnings: Vec<WarningView>,
}

#[derive(Serialize)]
pub(super) struct WarningView {
    /// `<case>.<warning>`.
    pub(super) value: String,
    pub(super) label: String,
}

/// A case whose form is signed and that cannot be released yet.
#[derive(Serialize)]
pub(super) struct WaitingView {
    pub(super) id: CaseId,
    pub(super) holder: String,
    pub(super) protocol: String,
    /// The key of the sentence that says why.
    pub(super) why: String,
}

/// The key of the sentence for a rule that keeps a case from its release.
pub(super) fn rule_key(rule: &str) -> String {
    let key = format!("joint-release-no-{}", rule.replace('_', "-"));
    if texts::exists(&key) { key } else { "joint-release-no-other".to_owned() }
}

impl ReadyView {
    pub(super) fn of(language: Language, nth: usize, candidate: &Candidate) -> Self {
        let Candidate { case, fingerprint, warnings, alarms, .. } = candidate;
        let warning = |warning: &EmailWarning| WarningView {
            value: format!("{}.{}", case.id, warning.key()),
            label: choice(language, *warning).label,
        };
        Self {
            nth,
            value: format!("{}.{fingerprint}", case.id),
            holder: case_page::holder(case),
            protocol: case.protocol.to_string(),
            card: case.card.as_ref().map(|card| card.card.number.grouped()).unwrap_or_default(),
            recipient: case.contact.as_ref().map(|contact| contact.shown()).unwrap_or_default(),
            alarms: alarms.iter().map(|alarm| super::alarms::words(language, *alarm)).collect(),
            warnings: warnings.iter().map(warning).collect(),
        }
    }
}

impl WaitingView {
    pub(super) fn of(candidate: &Candidate) -> Self {
        let case: &Case = &candidate.case;
        Self {
            id: case.id,
            holder: case_page::holder(case),
            protocol: case.protocol.to_string(),
            why: rule_key(candidate.obstacle.unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_that_keeps_a_case_from_its_release_has_words() {
        for rule in [
            "case_closed",
            "not_signed",
            "form_changed",
            "delegation_incomplete",
            "alarm_unexplained",
            "needs_approval",
            "warnings_unconfirmed",
            "address_refused",
            "still_asked",
            "card_has_release",
            "letter_being_sent",
            "alone",
            "own_case",
            "own_delegation",
        ] {
            assert_ne!(rule_key(rule), "joint-release-no-other", "{rule}");
        }
        assert_eq!(rule_key("something_new"), "joint-release-no-other");
    }
}
