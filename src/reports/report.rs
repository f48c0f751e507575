// SPDX-License-Identifier: AGPL-3.0-or-later
//! Which reports there are. Adding one is a variant here, a view in the schema `reports`, and its texts.

use serde::{Deserialize, Serialize};

/// A report that a supervisor runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// Activations asked of the authority.
    Activations,
    /// Givings of codes.
    Releases,
    /// Cases that a rule said no to, by rule.
    Refusals,
    /// Mails with a second half, by what became of them.
    Mails,
    /// Code sheets made void.
    VoidedSheets,
    /// Codes given anew while an older sheet may be about.
    Duplicates,
    /// Holders without an e-mail address, by the way that was found.
    NoEmail,
    /// Warnings ticked away, by warning.
    Overrides,
    /// Cases opened, by how they stand.
    Cases,
    /// Steps of cases, by how long they took.
    Durations,
    /// Decrees of delegations, by the day on which they end.
    DelegationsEnding,
    /// Holders who were minors, by the day on which they act alone.
    OfAge,
    /// Scans taken in, by how their keeping stands.
    Scans,
    /// Look-ups of holders, with or without a case.
    LookUps,
    /// One-time codes refused at sign-in.
    SignInsRefused,
}

impl Report {
    /// All, in the order of the list.
    pub const ALL: [Self; 15] = [
        Self::Activations,
        Self::Releases,
        Self::Refusals,
        Self::Mails,
        Self::VoidedSheets,
        Self::Duplicates,
        Self::NoEmail,
        Self::Overrides,
        Self::Cases,
        Self::Durations,
        Self::DelegationsEnding,
        Self::OfAge,
        Self::Scans,
        Self::LookUps,
        Self::SignInsRefused,
    ];

    /// Its name in addresses and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Activations => "activations",
            Self::Releases => "releases",
            Self::Refusals => "refusals",
            Self::Mails => "mails",
            Self::VoidedSheets => "voided-sheets",
            Self::Duplicates => "duplicates",
            Self::NoEmail => "no-email",
            Self::Overrides => "overrides",
            Self::Cases => "cases",
            Self::Durations => "durations",
            Self::DelegationsEnding => "delegations-ending",
            Self::OfAge => "of-age",
            Self::Scans => "scans",
            Self::LookUps => "look-ups",
            Self::SignInsRefused => "sign-ins-refused",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.key() == key)
    }

    /// Its view.
    pub(super) const fn view(self) -> &'static str {
        match self {
            Self::Activations => "reports.activations",
            Self::Releases => "reports.releases",
            Self::Refusals => "reports.refusals",
            Self::Mails => "reports.mails",
            Self::VoidedSheets => "reports.voided_sheets",
            Self::Duplicates => "reports.duplicates",
            Self::NoEmail => "reports.no_email",
            Self::Overrides => "reports.overrides",
            Self::Cases => "reports.cases",
            Self::Durations => "reports.durations",
            Self::DelegationsEnding => "reports.delegations_ending",
            Self::OfAge => "reports.of_age",
            Self::Scans => "reports.scans",
            Self::LookUps => "reports.look_ups",
            Self::SignInsRefused => "reports.sign_ins_refused",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_called_in_addresses_what_it_is_called_in_texts() {
        for report in Report::ALL {
            assert_eq!(Report::from_key(report.key()), Some(report));
            assert_eq!(serde_json::to_string(&report).unwrap(), format!("\"{}\"", report.key()));
            assert_eq!(report.view(), format!("reports.{}", report.key().replace('-', "_")));
        }
    }
}
