// SPDX-License-Identifier: AGPL-3.0-or-later
//! Codes of reports in the reader's words.

use crate::policy::DelegationKind;
use crate::reports::{Kind, Report};
use crate::texts::{self, Language};

/// The words of a report.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) language: Language,
    pub(super) report: Report,
}

/// Every kind there is.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    let delegations = DelegationKind::ALL.iter().copied().map(Kind::By);
    std::iter::once(Kind::Direct).chain(delegations).map(Kind::key)
}

impl Words {
    /// `direct` or a kind of delegation.
    pub(super) fn kind(self, key: &str) -> String {
        match Kind::from_key(key) {
            Some(Kind::By(kind)) => texts::text(self.language, &kind.text_key("delegation-kind")),
            Some(Kind::Direct) => texts::text(self.language, "report-direct"),
            None => key.to_owned(),
        }
    }

    /// A code of the report's list: a rule and a warning are called what they are called on the pages of a case; a code that
    /// has no words there is shown as it is.
    pub(super) fn outcome(self, code: &str) -> String {
        let words = code.replace('_', "-");
        let key = match self.report {
            Report::Refusals => format!("refusal-{words}-what"),
            Report::Overrides => format!("warning-{words}"),
            Report::VoidedSheets => format!("report-sheet-{words}"),
            Report::NoEmail => format!("report-no-email-{words}"),
            Report::Activations | Report::Releases | Report::Mails | Report::Duplicates => {
                format!("report-outcome-{words}")
            }
        };
        if texts::exists(&key) { texts::text(self.language, &key) } else { code.to_owned() }
    }

    /// The head of a column.
    pub(super) fn column(self, name: &str) -> String {
        texts::text(self.language, &format!("report-column-{name}"))
    }
}
