// SPDX-License-Identifier: AGPL-3.0-or-later
//! The end of a case.

use super::acting::{Acting, Blocked};
use super::case::Ending;
use super::find::{self, NoEntry};
use super::store;
use crate::db::{self, Breakage, Connection};
use crate::ids::CaseId;

/// Why a case is not closed.
#[derive(Debug, thiserror::Error)]
pub enum CloseRefused {
    /// It is not the operator's to close, or closed already.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// A release lives: it goes on, or is withdrawn first. What became of the card afterwards is a new case's matter.
    #[error("the authority was asked")]
    Asked,
}

impl From<Breakage> for CloseRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

impl CloseRefused {
    /// The rule, for the register; none where no rule said no.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Blocked(blocked) => blocked.rule(),
            Self::Asked => Some("asked"),
        }
    }
}

/// Gives up a case of the operator's counter, for a reason; `how` tells a refusal by a rule from a citizen who left.
///
/// # Errors
/// A [`CloseRefused`].
pub async fn abandon(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    how: Given,
    reason: &str,
) -> Result<(), CloseRefused> {
    db::transaction(conn, async |conn| {
        let case = find::lock(conn, acting.operator, id).await.map_err(Blocked::from)?;
        match &case.closing {
            Some(closing) if closing.how == how.ending() => return Ok(()),
            Some(_) => return Err(Blocked::Closed.into()),
            None => {}
        }
        if case.releasing {
            return Err(CloseRefused::Asked);
        }
        store::close(conn, acting, id, how.ending(), Some(reason)).await?;
        let entry = acting.entry("case.close", &case).plain("how", how.ending().key());
        acting.record(conn, entry.personal("reason", reason)).await?;
        Ok(())
    })
    .await
}

/// Why a case is given up at its own counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// The citizen left, or changed their mind.
    Abandoned,
    /// A rule said no.
    Refused,
}

impl Given {
    const fn ending(self) -> Ending {
        match self {
            Self::Abandoned => Ending::Abandoned,
            Self::Refused => Ending::Refused,
        }
    }
}

/// Closes a case that another counter left open, so that one can be opened here. It shows nothing of it.
///
/// # Errors
/// A [`CloseRefused`].
pub async fn close_elsewhere(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    reason: &str,
) -> Result<(), CloseRefused> {
    db::transaction(conn, async |conn| {
        store::lock(conn, id).await?;
        let case = store::load(conn, id).await?.ok_or(Blocked::NoEntry(NoEntry::Unknown))?;
        if case.holder.code.base_code().as_str() == acting.operator.base_code() {
            return Err(Blocked::NoEntry(NoEntry::OwnCase).into());
        }
        if find::is_delegate(&case, acting.operator.base_code()) {
            return Err(Blocked::NoEntry(NoEntry::OwnDelegation).into());
        }
        match &case.closing {
            Some(closing) if closing.how == Ending::ClosedElsewhere => return Ok(()),
            Some(_) => return Err(Blocked::Closed.into()),
            None => {}
        }
        if case.releasing {
            return Err(CloseRefused::Asked);
        }
        store::close(conn, acting, id, Ending::ClosedElsewhere, Some(reason)).await?;
        let entry = acting.entry("case.close", &case).plain("how", Ending::ClosedElsewhere.key());
        acting.record(conn, entry.plain("of_counter", &case.counter.code).personal("reason", reason)).await?;
        Ok(())
    })
    .await
}

/// Ends a case whose codes were handed over, in the transaction of the hand-over. The caller has the case locked and tells
/// the register.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn finish(conn: &mut Connection, acting: &Acting<'_>, id: CaseId) -> Result<(), Breakage> {
    store::close(conn, acting, id, Ending::Done, None).await
}
