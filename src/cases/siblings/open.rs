// SPDX-License-Identifier: AGPL-3.0-or-later
//! The next holder's case, tied to the first of the visit.

use super::until;
use crate::cases::acting::Acting;
use crate::cases::case::Case;
use crate::cases::find::{self, NoEntry};
use crate::cases::open::{self, OpenRefused, Opened};
use crate::cases::store;
use crate::db::{self, Breakage, Connection};
use crate::holders::codice_fiscale::FiscalCode;
use crate::ids::CaseId;
use crate::policy::Policy;

/// Why no case is opened for another holder of the same delegate.
#[derive(Debug, thiserror::Error)]
pub enum SiblingRefused {
    /// The operator does not get into the case, or into the first one.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// Nobody acts in the first case, or they were not identified by this operator in this visit.
    #[error("the visit is over")]
    VisitOver,
    /// It is the holder of the first case.
    #[error("the holder has the first case")]
    SameHolder,
    /// It is the delegate.
    #[error("the next holder is the delegate")]
    Delegate,
    /// A case is not opened for this holder.
    #[error(transparent)]
    Open(#[from] OpenRefused),
}

impl From<Breakage> for SiblingRefused {
    fn from(breakage: Breakage) -> Self {
        Self::NoEntry(breakage.into())
    }
}

impl SiblingRefused {
    /// The rule, for the register; none where nothing was refused by a rule.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(no) => no.rule(),
            Self::VisitOver => Some("visit_over"),
            Self::SameHolder => Some("same_holder"),
            Self::Delegate => Some("holder_is_delegate"),
            Self::Open(refused) => refused.rule(),
        }
    }
}

/// The first case of the visit that a case belongs to: itself, where there is no other.
///
/// # Errors
/// A [`NoEntry`].
pub async fn first_of(conn: &mut Connection, acting: &Acting<'_>, case: &Case) -> Result<Case, NoEntry> {
    match case.sibling_of() {
        None => Ok(case.clone()),
        Some(first) => find::find(conn, acting.operator, first).await,
    }
}

/// Whether a case for another holder of the same delegate can be opened from here: for a button, before anything is asked. Of a
/// case that is itself another one the act says it.
#[must_use]
pub fn may_open_sibling(policy: &Policy, acting: &Acting<'_>, case: &Case) -> bool {
    match case.sibling_of() {
        None => until(policy, case, acting).is_some(),
        Some(_) => case.delegation.as_ref().is_some_and(|delegation| delegation.delegate.is_some()),
    }
}

/// Opens a case for another holder of the same delegate, or goes on with the one that this counter has open. An open one in
/// which somebody else was identified stays by itself.
///
/// # Errors
/// A [`SiblingRefused`].
pub async fn open_sibling(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    from: CaseId,
    code: &FiscalCode,
) -> Result<Opened, SiblingRefused> {
    db::transaction(conn, async |conn| {
        let case = find::find(conn, acting.operator, from).await?;
        let first = first_of(conn, acting, &case).await?;
        let until = until(policy, &first, acting).ok_or(SiblingRefused::VisitOver)?;
        let delegate = first.delegation.as_ref().and_then(|delegation| delegation.delegate.as_ref());
        let delegate = delegate.ok_or(SiblingRefused::VisitOver)?;
        let base = code.base_code();
        if first.holder.code.base_code() == base {
            return Err(SiblingRefused::SameHolder);
        }
        if delegate.code.base_code() == base {
            return Err(SiblingRefused::Delegate);
        }
        let opened = open::open(conn, acting, policy, code).await?;
        let (Opened::New(id) | Opened::Resumed(id)) = opened;
        if let Opened::Resumed(id) = opened {
            let there = find::find(conn, acting.operator, id).await?;
            let theirs = there.delegation.as_ref().and_then(|delegation| delegation.delegate.as_ref());
            let free = there.identification.is_none() || theirs.is_some_and(|it| it.id == delegate.id);
            if there.visit.is_some() || !free {
                return Ok(opened);
            }
        }
        store::insert_sibling(conn, acting, (id, first.id), delegate.id, policy).await?;
        let entry = acting.entry("sibling.open", &first).case(id).plain("first", first.id);
        acting.record(conn, entry.plain("delegate", delegate.id).plain("until", until)).await?;
        Ok(opened)
    })
    .await
}
