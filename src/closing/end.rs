// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is open at a counter, and why it is carried over.

use crate::db::Breakage;
use crate::ids::CaseId;
use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndKind {
    /// A sheet was printed and is not handed over.
    Sheet,
    /// A sheet was voided without its paper, and a supervisor has to decide.
    Decision,
    /// A case waits for a supervisor's approval.
    Approval,
    /// A mail was given up, bounced, or has waited for more than an hour.
    Mail,
    /// What came back to a mail and a person has to read.
    Reply,
    /// A case is open, and nothing more exact is open in it.
    Case,
}

impl EndKind {
    /// All of them, in the order of the page and of the paper.
    pub const ALL: [Self; 6] =
        [Self::Sheet, Self::Decision, Self::Approval, Self::Mail, Self::Reply, Self::Case];

    /// The word in the database and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Decision => "decision",
            Self::Approval => "approval",
            Self::Mail => "mail",
            Self::Reply => "reply",
            Self::Case => "case",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Why something is carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The person comes back for it.
    Returns,
    /// Somebody else has to answer first: the authority, a mail server, another office.
    Answer,
    /// Something is out of order.
    Trouble,
    /// There was no time for it.
    Time,
    /// In words.
    Other,
}

impl Reason {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Returns, Self::Answer, Self::Trouble, Self::Time, Self::Other];

    /// The word in the database and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Returns => "returns",
            Self::Answer => "answer",
            Self::Trouble => "trouble",
            Self::Time => "time",
            Self::Other => "other",
        }
    }

    /// The reason of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// Something open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEnd {
    /// What.
    pub kind: EndKind,
    /// The release, request, letter, report or case.
    pub subject: Uuid,
    /// The case that it belongs to.
    pub case: CaseId,
    /// The number of that case.
    pub protocol: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The serial of a sheet, the state of a letter; empty where there is nothing to add.
    pub detail: String,
}

/// Why something open is carried over, as a supervisor says it: [`Reason::Other`] takes words.
#[derive(Debug, Clone, Serialize)]
pub struct Given {
    /// What, by the word of its kind.
    #[serde(serialize_with = "kind_key")]
    pub kind: EndKind,
    /// Which.
    pub subject: Uuid,
    /// Why.
    #[serde(serialize_with = "reason_key")]
    pub reason: Reason,
    /// Words beside the reason, at most 300 characters; may be empty.
    pub words: String,
}

impl Given {
    /// Whether a reason that takes words has them.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let length = self.words.trim().chars().count();
        length <= 300 && (self.reason != Reason::Other || length > 0)
    }

    /// Whether it speaks of something open.
    #[must_use]
    pub fn is_of(&self, end: &OpenEnd) -> bool {
        (self.kind, self.subject) == (end.kind, end.subject)
    }
}

fn kind_key<S: serde::Serializer>(kind: &EndKind, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(kind.key())
}

fn reason_key<S: serde::Serializer>(reason: &Reason, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(reason.key())
}

/// What a closing carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// What.
    pub kind: EndKind,
    /// The number of its case.
    pub protocol: String,
    /// Since when it was open.
    pub since: DateTime<Utc>,
    /// The serial of a sheet, the state of a letter; empty where there is nothing to add.
    pub detail: String,
    /// Why.
    pub reason: Reason,
    /// The supervisor's words; may be empty.
    pub words: String,
}

/// A word of the database that must be one of ours.
pub(super) fn known<T>(found: Option<T>) -> Result<T, Breakage> {
    found.ok_or_else(|| Breakage::new("a stored word of a closing has no meaning"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_leads_back_and_another_leads_nowhere() {
        for kind in EndKind::ALL {
            assert_eq!(EndKind::from_key(kind.key()), Some(kind));
        }
        for reason in Reason::ALL {
            assert_eq!(Reason::from_key(reason.key()), Some(reason));
        }
        assert!(EndKind::from_key("").is_none() && Reason::from_key("because").is_none());
    }

    #[test]
    fn another_reason_takes_words_and_none_takes_too_many() {
        let given = |reason, words: &str| Given {
            kind: EndKind::Case,
            subject: Uuid::nil(),
            reason,
            words: words.to_owned(),
        };
        assert!(given(Reason::Time, "").is_whole() && given(Reason::Other, "in ferie").is_whole());
        assert!(!given(Reason::Other, " \n").is_whole());
        assert!(!given(Reason::Time, &"è".repeat(301)).is_whole());
    }
}
