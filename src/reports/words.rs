// SPDX-License-Identifier: AGPL-3.0-or-later
//! Codes of reports in the reader's words: the same on pages and in files.

use super::filter::Kind;
use super::report::Report;
use crate::policy::DelegationKind;
use crate::texts::{self, Language};

/// The words of a report.
#[derive(Clone, Copy)]
pub struct Words {
    /// The reader's language.
    pub language: Language,
    /// Whose codes.
    pub report: Report,
}

/// Every kind there is.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    let delegations = DelegationKind::ALL.iter().copied().map(Kind::By);
    std::iter::once(Kind::Direct).chain(delegations).map(Kind::key)
}

impl Words {
    /// The name of the report.
    #[must_use]
    pub fn title(self) -> String {
        self.said(&format!("report-{}", self.report.key()))
    }

    /// `direct` or a kind of delegation.
    #[must_use]
    pub fn kind(self, key: &str) -> String {
        match Kind::from_key(key) {
            Some(Kind::By(kind)) => self.said(&kind.text_key("delegation-kind")),
            Some(Kind::Direct) => self.said("report-direct"),
            None => key.to_owned(),
        }
    }

    /// A code of the report's list: a rule and a warning are called what they are called on the pages of a case; a code that
    /// has no words there is shown as it is.
    #[must_use]
    pub fn outcome(self, code: &str) -> String {
        let words = code.replace('_', "-");
        let key = match self.report {
            Report::Refusals => format!("refusal-{words}-what"),
            Report::Overrides => format!("warning-{words}"),
            Report::VoidedSheets => format!("report-sheet-{words}"),
            Report::NoEmail => format!("report-no-email-{words}"),
            Report::Cases | Report::OfAge => format!("report-case-{words}"),
            Report::Durations => format!("report-step-{words}"),
            Report::DelegationsEnding => format!("report-ending-{words}"),
            Report::Scans => format!("report-scan-{words}"),
            Report::LookUps => format!("report-look-up-{words}"),
            Report::SignInsRefused => format!("report-sign-in-{words}"),
            Report::Activations | Report::Releases | Report::Mails | Report::Duplicates => {
                format!("report-outcome-{words}")
            }
        };
        if texts::exists(&key) { self.said(&key) } else { code.to_owned() }
    }

    /// The head of a column.
    #[must_use]
    pub fn column(self, name: &str) -> String {
        self.said(&format!("report-column-{name}"))
    }

    /// The text of a key.
    pub(super) fn said(self, key: &str) -> String {
        texts::text(self.language, key)
    }
}

/// Seconds as people read them: `0:05` is five seconds, `12:30` twelve minutes and a half, `49:00:00` two days and an hour.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    if minutes < 60 {
        format!("{minutes}:{rest:02}")
    } else {
        format!("{}:{:02}:{rest:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn seconds_are_said_as_a_clock_shows_them() {
        let told = [0, 5, 750, 3599, 3600, 176_400].map(clock);
        assert_eq!(told, ["0:00", "0:05", "12:30", "59:59", "1:00:00", "49:00:00"]);
    }
}
