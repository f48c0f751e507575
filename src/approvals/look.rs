// SPDX-License-Identifier: AGPL-3.0-or-later
//! What supervisors see: the requests that wait at their counter, and one of them with its case.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::request::Request;
use super::store;
use crate::audit::{self, Entry};
use crate::cases::{self, Case, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{ApprovalId, CounterId, OperatorId};
use crate::operators::Supervisor;
use crate::policy::{ApprovalCause, DelegationKind};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

const ACT: &str = "approval.show";

/// A request that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its identity.
    pub id: ApprovalId,
    /// The number of its case.
    pub protocol: String,
    /// Who acts, as what.
    pub kind: DelegationKind,
    /// Surname and name of the holder.
    pub holder: (String, String),
    /// Why a supervisor must look.
    pub causes: Vec<ApprovalCause>,
    /// When it was asked for.
    pub at: DateTime<Utc>,
    /// Surname and name of who asked.
    pub by: (String, String),
}

/// The requests of a counter that nobody has decided on and no change has left behind, the oldest first, at most 100. One query.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn waiting(conn: &mut Connection, counter: CounterId) -> Result<Vec<Waiting>, Breakage> {
    store::waiting(conn, counter).await
}

/// A request with its case, as a supervisor looks at it.
pub struct Look {
    /// The request.
    pub request: Request,
    /// The case as it is now.
    pub case: Case,
    /// The warnings that were ticked away, each with its reason.
    pub ticked: Vec<(String, String)>,
    /// Whether this supervisor had no hand in it.
    pub may_decide: bool,
}

impl Look {
    /// Whether it still waits: undecided, the case open and unchanged.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.request.verdict.is_none() && self.case.is_open() && self.request.is_about(&self.case)
    }
}

/// Why a supervisor does not see a request.
#[derive(Debug, thiserror::Error)]
pub enum NotShown {
    /// There is no such request.
    #[error("there is no such request")]
    Unknown,
    /// The supervisor does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotShown {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("unknown_approval"),
            Self::NoEntry(error) => error.rule(),
            Self::Broken(_) => None,
        }
    }
}

/// A request of the supervisor's counter with its case. The look is in the register.
///
/// # Errors
/// A [`NotShown`]; refusals are in the register.
pub async fn look(desk: &Desk<'_>, supervisor: &Supervisor, id: ApprovalId) -> Result<Look, NotShown> {
    let mut conn = db::connection(desk.pool()).await?;
    let case = store::case_of(&mut conn, id).await?;
    let outcome = read(&mut conn, desk, supervisor, id).await;
    drop(conn);
    kept(desk, ACT, supervisor.who(), case, outcome).await
}

async fn read(
    conn: &mut Connection,
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    id: ApprovalId,
) -> Result<Look, NotShown> {
    let request = store::find(conn, id).await?.ok_or(NotShown::Unknown)?;
    let case = cases::find_to_decide(conn, supervisor, request.case).await?;
    let entry = Entry::new(ACT).by(supervisor.who()).case(case.id).holder(case.holder.id);
    audit::record(conn, desk.audit_key(), entry.plain("approval", id), desk.now).await?;
    Ok(Look {
        ticked: cases::overrides(conn, &case).await?,
        may_decide: store::may_approve(conn, id, supervisor.id()).await?,
        request,
        case,
    })
}

/// Given name and surname of people who recorded something.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn who(
    conn: &mut Connection,
    people: &[OperatorId],
) -> Result<HashMap<OperatorId, String>, Breakage> {
    store::names(conn, people).await
}
