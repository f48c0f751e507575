// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a row says, before it is signed.

use crate::ids::{CaseId, CounterId, HolderId, OperatorId};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// The longest text a field of a row keeps, in characters; what is longer is cut and its length noted.
const LONGEST: usize = 2_000;

/// Who acts, from where and for which counter.
#[derive(Debug, Clone, Default)]
pub struct Who {
    /// The signed-in operator; none for the keeper's commands, timed jobs and sign-ins that fail.
    pub operator: Option<OperatorId>,
    /// The client's address.
    pub address: Option<IpAddr>,
    /// The counter chosen for this session.
    pub counter: Option<CounterId>,
}

/// Whether the act took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did.
    Done,
    /// A rule said no.
    Refused,
}

impl Outcome {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// A row in the making: `Entry::new("case.open").by(who).case(id).personal("codice_fiscale", code)`.
pub struct Entry {
    pub(super) act: &'static str,
    pub(super) outcome: Outcome,
    pub(super) who: Who,
    pub(super) holder: Option<HolderId>,
    pub(super) case: Option<CaseId>,
    pub(super) plain: BTreeMap<&'static str, String>,
    pub(super) personal: BTreeMap<&'static str, String>,
}

impl Entry {
    /// A row about `act`: noun, dot, verb, as `sheet.serve`.
    #[must_use]
    pub fn new(act: &'static str) -> Self {
        Self {
            act,
            outcome: Outcome::Done,
            who: Who::default(),
            holder: None,
            case: None,
            plain: BTreeMap::new(),
            personal: BTreeMap::new(),
        }
    }

    /// Who acts.
    #[must_use]
    pub fn by(mut self, who: Who) -> Self {
        self.who = who;
        self
    }

    /// The holder whose data the act touches.
    #[must_use]
    pub fn holder(mut self, id: HolderId) -> Self {
        self.holder = Some(id);
        self
    }

    /// The case that the act belongs to.
    #[must_use]
    pub fn case(mut self, id: CaseId) -> Self {
        self.case = Some(id);
        self
    }

    /// A fact that says nothing of a person: a code, a number of a list, an id.
    #[must_use]
    pub fn plain(mut self, field: &'static str, value: impl ToString) -> Self {
        self.plain.insert(field, fitted(&value.to_string()));
        self
    }

    /// A personal value: the row holds a keyed digest of it, the value stands beside the row until retention empties it.
    #[must_use]
    pub fn personal(mut self, field: &'static str, value: impl ToString) -> Self {
        self.personal.insert(field, fitted(&value.to_string()));
        self
    }

    /// The rule that said no, by name.
    #[must_use]
    pub fn rule(self, rule: impl ToString) -> Self {
        self.plain("rule", rule).refused()
    }

    /// Marks the act as refused.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.outcome = Outcome::Refused;
        self
    }
}

/// What PostgreSQL can store of `text`: no NUL, at most [`LONGEST`] characters and a note of what was cut.
fn fitted(text: &str) -> String {
    let clean: String = text.chars().filter(|c| *c != '\0').collect();
    let length = clean.chars().count();
    if length <= LONGEST {
        return clean;
    }
    let kept: String = clean.chars().take(LONGEST).collect();
    format!("{kept}… ({length} characters)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_or_over_long_value_is_kept_as_far_as_it_fits() {
        assert_eq!(fitted("a\0b"), "ab");
        let long = fitted(&"è".repeat(5_000_000));
        assert!(long.ends_with("… (5000000 characters)"));
        assert!(long.chars().count() < 2_100);
    }
}
