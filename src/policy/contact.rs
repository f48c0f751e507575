// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rules on the address that the second half goes to.

use chrono::TimeDelta;
use serde::Deserialize;

use super::units::{at_least_one, domains, minutes};

/// What a certified mailbox (PEC) gets. Many refuse ordinary mail, or are read by others than their holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PecRule {
    /// Taken as any other.
    Accept,
    /// Taken once the operator has ticked the warning.
    Warn,
    /// Not taken.
    Refuse,
}

/// The short code that proves that the citizen reads the mailbox.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnershipCodeRules {
    /// Digits, 4 to 10.
    #[serde(deserialize_with = "four_to_ten")]
    pub digits: usize,
    /// How long it may be typed.
    #[serde(rename = "lifetime_minutes", deserialize_with = "minutes")]
    pub lifetime: TimeDelta,
    /// Wrong tries until it is void.
    #[serde(deserialize_with = "at_least_one")]
    pub tries: u32,
    /// How many a case may send.
    #[serde(deserialize_with = "at_least_one")]
    pub per_case: u32,
}

fn four_to_ten<'de, D: serde::Deserializer<'de>>(value: D) -> Result<usize, D::Error> {
    match usize::deserialize(value)? {
        digits @ 4..=10 => Ok(digits),
        _ => Err(serde::de::Error::custom("an ownership code has 4 to 10 digits")),
    }
}

/// Rules on the citizen's address. Domains are lower case and stand for their subdomains too.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRules {
    /// What certified mailboxes get.
    pub pec: PecRule,
    /// Domains of certified mail.
    #[serde(deserialize_with = "domains")]
    pub pec_domains: Vec<String>,
    /// Labels that mark a domain of certified mail wherever they stand in it (`pec` in `pec.comune.ancona.it`).
    pub pec_labels: Vec<String>,
    /// Domains of the staff, which are refused.
    #[serde(deserialize_with = "domains")]
    pub staff_domains: Vec<String>,
    /// Mailbox providers that citizens use; an address that nearly fits one gets a hint.
    #[serde(deserialize_with = "domains")]
    pub mailbox_domains: Vec<String>,
    /// Whether a citizen without an e-mail address may get the second half by a sealed letter.
    pub sealed_letter: bool,
    /// The ownership code.
    pub ownership_code: OwnershipCodeRules,
}

impl ContactRules {
    /// Whether a domain (lower case) is one of certified mail.
    pub fn is_pec_domain(&self, domain: &str) -> bool {
        within(domain, &self.pec_domains)
            || domain.split('.').any(|label| self.pec_labels.iter().any(|mark| mark == label))
    }

    /// Whether a domain (lower case) is the staff's.
    pub fn is_staff_domain(&self, domain: &str) -> bool {
        within(domain, &self.staff_domains)
    }
}

/// Whether a domain is one of a list or below one of them.
pub(crate) fn within<S: AsRef<str>>(domain: &str, list: &[S]) -> bool {
    list.iter().any(|parent| {
        domain.strip_suffix(parent.as_ref()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}
