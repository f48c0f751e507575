// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who acts on a case and when, and what keeps them from it.

use super::case::Case;
use super::find::{self, NoEntry};
use crate::audit::{self, AuditKey, Entry};
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use chrono::{DateTime, NaiveDate, Utc};

/// An operator at work: the permission, the key that signs the register, the time.
#[derive(Clone, Copy)]
pub struct Acting<'a> {
    /// Who.
    pub operator: &'a Operator,
    /// Signs the register's rows of this process.
    pub key: &'a AuditKey,
    /// When.
    pub now: DateTime<Utc>,
}

/// Why a case cannot be changed as asked.
#[derive(Debug, thiserror::Error)]
pub enum Blocked {
    /// It is not the operator's to change.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// It is closed.
    #[error("the case is closed")]
    Closed,
    /// The authority was asked to activate this card, or its codes are being given: this step is fixed.
    #[error("the step is fixed")]
    Fixed,
    /// Somebody else saved it after the page was shown; this is what it holds now.
    #[error("the case was changed meanwhile")]
    Changed(Box<Case>),
}

impl From<Breakage> for Blocked {
    fn from(breakage: Breakage) -> Self {
        Self::NoEntry(breakage.into())
    }
}

impl Blocked {
    /// The rule, for the register; none where nothing was refused by a rule.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(no) => no.rule(),
            Self::Closed => Some("closed"),
            Self::Fixed => Some("fixed"),
            Self::Changed(_) => None,
        }
    }
}

/// Which facts an act is going to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Holder and card: fixed once the authority was asked to activate.
    HolderOrCard,
    /// Document and contact: fixed as long as a release lives.
    Other,
}

impl Acting<'_> {
    /// The date in Rome.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        crate::policy::rome_date(self.now)
    }

    /// The beginning of a row of the register about a case.
    pub(super) fn entry(&self, act: &'static str, case: &Case) -> Entry {
        Entry::new(act).by(self.operator.who()).case(case.id).holder(case.holder.id)
    }

    pub(super) async fn record(&self, conn: &Connection, entry: Entry) -> Result<(), Breakage> {
        audit::record(conn, self.key, entry, self.now).await.map(drop)
    }

    /// Takes the case for a change of a part of it.
    pub(super) async fn take(&self, conn: &mut Connection, id: CaseId, part: Part) -> Result<Case, Blocked> {
        let case = find::lock(conn, self.operator, id).await?;
        self.may_change(&case, part)?;
        Ok(case)
    }

    pub(super) fn may_change(&self, case: &Case, part: Part) -> Result<(), Blocked> {
        let fixed = match part {
            Part::HolderOrCard => case.asked || case.releasing,
            Part::Other => case.releasing,
        };
        match () {
            () if !case.is_open() => Err(Blocked::Closed),
            () if fixed => Err(Blocked::Fixed),
            () => Ok(()),
        }
    }
}
