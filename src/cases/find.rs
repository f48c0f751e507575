// SPDX-License-Identifier: AGPL-3.0-or-later
//! The way into a case: it is the counter's, and the operator is neither the holder nor the delegate in it.

use super::case::Case;
use super::store;
use crate::audit::Entry;
use crate::db::{Breakage, Connection};
use crate::holders::codice_fiscale::FiscalCode;
use crate::ids::{CaseId, CounterId};
use crate::operators::{Operator, Supervisor};

/// Why an operator does not get into a case.
#[derive(Debug, thiserror::Error)]
pub enum NoEntry {
    /// There is no such case.
    #[error("there is no such case")]
    Unknown,
    /// Another counter opened it.
    #[error("the case belongs to another counter")]
    OtherCounter,
    /// It is about the operator.
    #[error("nobody works on a case of their own")]
    OwnCase,
    /// The operator is the delegate in it.
    #[error("nobody works on a case in which they are the delegate")]
    OwnDelegation,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NoEntry {
    /// The rule, for the register; none where nothing was refused.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("unknown_case"),
            Self::OtherCounter => Some("other_counter"),
            Self::OwnCase => Some("own_case"),
            Self::OwnDelegation => Some("own_delegation"),
            Self::Broken(_) => None,
        }
    }
}

/// The row that a refused act leaves in the register, for [`crate::audit::refuse`].
#[must_use]
pub fn refused(act: &'static str, operator: &Operator, id: CaseId, rule: &'static str) -> Entry {
    Entry::new(act).by(operator.who()).case(id).rule(rule)
}

/// A case of the operator's counter, with its facts.
///
/// # Errors
/// A [`NoEntry`]; the caller writes the refusal into the register.
pub async fn find(conn: &mut Connection, operator: &Operator, id: CaseId) -> Result<Case, NoEntry> {
    enter(conn, id, operator.counter_id(), operator.base_code()).await
}

/// A case of the supervisor's counter: to look at what was asked of them, never to work on it.
///
/// # Errors
/// As [`find`].
pub async fn find_to_decide(
    conn: &mut Connection,
    supervisor: &Supervisor,
    id: CaseId,
) -> Result<Case, NoEntry> {
    enter(conn, id, supervisor.counter_id(), supervisor.base_code()).await
}

async fn enter(
    conn: &mut Connection,
    id: CaseId,
    counter: CounterId,
    base_code: &str,
) -> Result<Case, NoEntry> {
    let case = store::load(conn, id).await?.ok_or(NoEntry::Unknown)?;
    let delegate = delegate(&case).map(|code| code.base_code());
    let delegate = delegate.as_ref().map(|code| code.as_str());
    may_enter((case.counter.id, counter), &case.holder.code, delegate, base_code)?;
    Ok(case)
}

/// Whether somebody at a counter gets into a case: its counter and theirs, its holder, the base code of its delegate, and their
/// own.
pub(super) fn may_enter(
    (place, counter): (CounterId, CounterId),
    holder: &FiscalCode,
    delegate: Option<&str>,
    base_code: &str,
) -> Result<(), NoEntry> {
    match () {
        () if place != counter => Err(NoEntry::OtherCounter),
        () if holder.base_code().as_str() == base_code => Err(NoEntry::OwnCase),
        () if delegate == Some(base_code) => Err(NoEntry::OwnDelegation),
        () => Ok(()),
    }
}

fn delegate(case: &Case) -> Option<&FiscalCode> {
    case.delegation.as_ref()?.delegate.as_ref().map(|delegate| &delegate.code)
}

/// Whether a person is the delegate in a case, in any form of their code.
pub(super) fn is_delegate(case: &Case, base_code: &str) -> bool {
    delegate(case).is_some_and(|code| code.base_code().as_str() == base_code)
}

/// The same case as [`find`] answers, its row taken until the transaction ends: for whoever is going to write.
///
/// # Errors
/// As [`find`].
pub async fn lock(conn: &mut Connection, operator: &Operator, id: CaseId) -> Result<Case, NoEntry> {
    store::lock(conn, id).await?;
    find(conn, operator, id).await
}

/// The same case as [`find_to_decide`] answers, its row taken until the transaction ends.
///
/// # Errors
/// As [`find`].
pub async fn lock_to_decide(
    conn: &mut Connection,
    supervisor: &Supervisor,
    id: CaseId,
) -> Result<Case, NoEntry> {
    store::lock(conn, id).await?;
    find_to_decide(conn, supervisor, id).await
}
