// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor decides: once, with a reason and a one-use code, on nothing that they had a hand in.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::request::Decision;
use super::store;
use crate::audit::{self, Entry};
use crate::cases::{self, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{ApprovalId, CaseId, ReauthenticationId};
use crate::operators::{Act, ReauthenticationError, Supervisor, reauthenticate};

/// As the database knows it of the re-authentication.
pub(super) const ACT: &str = "approval.decide";

/// What a supervisor says.
pub struct Said<'a> {
    /// Yes or no.
    pub decision: Decision,
    /// Why.
    pub reason: &'a str,
    /// The one-time code.
    pub code: &'a str,
}

/// Why nothing is decided.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    /// There is no such request.
    #[error("there is no such request")]
    Unknown,
    /// The supervisor does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// The case is closed, or says something else by now.
    #[error("the case says something else by now")]
    Changed,
    /// It was decided before.
    #[error("it was decided before")]
    Decided,
    /// The supervisor asked for it, made a fact of it, or changed the case last, with this account or another one.
    #[error("nobody decides on an act of their own")]
    OwnAct,
    /// There is no reason.
    #[error("the reason is missing")]
    NoReason,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotDecided {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("unknown_approval"),
            Self::NoEntry(error) => error.rule(),
            Self::Changed => Some("case_changed"),
            Self::Decided => Some("decided_before"),
            Self::OwnAct => Some("own_act"),
            Self::NoReason => Some("no_reason"),
            Self::Code(ReauthenticationError::UsedWait { .. }) => Some("used_code"),
            // wrong codes are in the register already, where they are counted
            Self::Code(_) | Self::Broken(_) => None,
        }
    }
}

/// A decision as it is written down.
pub(super) struct NewDecision<'a> {
    pub(super) request: ApprovalId,
    pub(super) decision: Decision,
    pub(super) reason: &'a str,
    pub(super) reauthentication: ReauthenticationId,
}

/// Decides on a request of the supervisor's counter. The case's row is taken first: a change at the same moment comes before,
/// and this is refused, or after, and leaves the decision behind.
///
/// # Errors
/// A [`NotDecided`]; refusals are in the register.
pub async fn decide(
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    id: ApprovalId,
    said: &Said<'_>,
) -> Result<(), NotDecided> {
    let mut conn = db::connection(desk.pool()).await?;
    let case = store::case_of(&mut conn, id).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, supervisor, (id, case), said).await).await;
    drop(conn);
    kept(desk, ACT, supervisor.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    (id, case): (ApprovalId, Option<CaseId>),
    said: &Said<'_>,
) -> Result<(), NotDecided> {
    let case = cases::lock_to_decide(conn, supervisor, case.ok_or(NotDecided::Unknown)?).await?;
    let request = store::find(conn, id).await?.ok_or(NotDecided::Unknown)?;
    if request.verdict.is_some() {
        return Err(NotDecided::Decided);
    }
    if !case.is_open() || !request.is_about(&case) {
        return Err(NotDecided::Changed);
    }
    if !store::may_approve(conn, id, supervisor.id()).await? {
        return Err(NotDecided::OwnAct);
    }
    let reason = said.reason.trim();
    if reason.is_empty() {
        return Err(NotDecided::NoReason);
    }
    let act = Act { name: ACT, case: Some(case.id), fingerprint: Some(request.fingerprint.as_bytes()) };
    let reauthentication =
        reauthenticate(conn, desk.tools, supervisor.session(), said.code, act, desk.now).await?;
    let new = NewDecision { request: id, decision: said.decision, reason, reauthentication };
    store::decide(conn, &new, supervisor.id(), desk.now).await?;
    let entry = Entry::new(ACT)
        .by(supervisor.who())
        .holder(case.holder.id)
        .case(case.id)
        .plain("approval", id)
        .plain("decision", said.decision.key())
        .plain("fingerprint", request.fingerprint)
        .plain("reauthentication", reauthentication)
        .personal("reason", reason);
    audit::record(conn, desk.audit_key(), entry, desk.now).await?;
    Ok(())
}
