// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a scan is not taken, shown or removed.

use super::cabinet::{Person, ScanDesk};
use super::{Deleted, Unfit};
use crate::audit::{self, Entry};
use crate::db::Breakage;
use crate::ids::CaseId;

/// Why a scan is not taken, shown or removed.
#[derive(Debug, thiserror::Error)]
pub enum ScanRefused {
    /// There is no such case.
    #[error("there is no such case")]
    NoSuchCase,
    /// Another counter opened it.
    #[error("the case belongs to another counter")]
    OtherCounter,
    /// It is about the one who asks.
    #[error("nobody works on a case of their own")]
    OwnCase,
    /// The one who asks acts for the holder in it.
    #[error("nobody works on a case in which they are the delegate")]
    OwnDelegation,
    /// The case is closed.
    #[error("the case is closed")]
    Closed,
    /// The request is signed: what it stands on stays.
    #[error("the request is signed")]
    Signed,
    /// The case has as many scans as it may.
    #[error("the case has {0} scans already")]
    TooMany(u32),
    /// The file is not taken.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The disk is full.
    #[error("there is no room left on the disk")]
    NoRoom,
    /// The case has no such scan.
    #[error("the case has no such scan")]
    NoSuchScan,
    /// The scan was deleted.
    #[error("the scan was deleted")]
    Deleted(Deleted),
    /// Its file is missing, or not as it was written.
    #[error("the file of the scan is missing or damaged")]
    Damaged,
    /// The database or the disk failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<diesel::result::Error> for ScanRefused {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl ScanRefused {
    /// The rule, for the register; none where nothing was refused by a rule.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoSuchCase => Some("unknown_case"),
            Self::OtherCounter => Some("other_counter"),
            Self::OwnCase => Some("own_case"),
            Self::OwnDelegation => Some("own_delegation"),
            Self::Closed => Some("closed"),
            Self::Signed => Some("signed"),
            Self::TooMany(_) => Some("too_many_scans"),
            Self::Unfit(unfit) => Some(unfit.key()),
            Self::NoRoom => Some("disk_full"),
            Self::NoSuchScan => Some("unknown_scan"),
            Self::Deleted(_) => Some("deleted"),
            Self::Damaged => Some("damaged"),
            Self::Broken(_) => None,
        }
    }
}

/// Hands an outcome on; a refusal leaves its row in the register first, after the act's own transaction has ended.
pub(super) async fn told<T>(
    desk: &ScanDesk<'_>,
    act: &'static str,
    person: &Person,
    case: CaseId,
    outcome: Result<T, ScanRefused>,
) -> Result<T, ScanRefused> {
    if let Err(refused) = &outcome
        && let Some(rule) = refused.rule()
    {
        let entry = Entry::new(act).by(person.who.clone()).case(case).rule(rule);
        audit::refuse(desk.pool, desk.key, entry, desk.now).await?;
    }
    outcome
}
