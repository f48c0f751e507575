// SPDX-License-Identifier: AGPL-3.0-or-later
//! A request to approve, and what became of it.

use crate::cases::{Case, Colleague, Fingerprint};
use crate::ids::{ApprovalId, CaseId};
use crate::policy::ApprovalCause;
use chrono::{DateTime, Utc};

/// What a supervisor says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The release may come.
    Approved,
    /// The release may not come over these facts.
    Rejected,
}

impl Decision {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Approved, Self::Rejected];

    /// Stable name, for rows, forms and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The one with that key; none where there is no such.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.key() == key)
    }
}

/// What a supervisor said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Yes or no.
    pub decision: Decision,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Colleague,
}

/// A request, made over the facts that were in force.
#[derive(Debug, Clone)]
pub struct Request {
    /// Its identity.
    pub id: ApprovalId,
    /// The case.
    pub case: CaseId,
    /// What the citizen signs for, as it was then.
    pub fingerprint: Fingerprint,
    /// Why a supervisor must look.
    pub causes: Vec<ApprovalCause>,
    /// When.
    pub at: DateTime<Utc>,
    /// Who asked.
    pub by: Colleague,
    /// What a supervisor said; nothing yet where there is none.
    pub verdict: Option<Verdict>,
    /// Whether the rows that it was made over are still the ones in force, evidence and ticked warnings included.
    pub(super) same_facts: bool,
}

impl Request {
    /// Whether it is about what the case says now. What was decided on anything else counts for nothing.
    #[must_use]
    pub fn is_about(&self, case: &Case) -> bool {
        self.case == case.id && self.same_facts && case.fingerprint() == Some(self.fingerprint)
    }
}
