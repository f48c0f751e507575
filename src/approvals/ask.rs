// SPDX-License-Identifier: AGPL-3.0-or-later
//! The operator asks a supervisor of the counter.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::standing::{Standing, standing};
use super::store;
use crate::audit::{self, Entry};
use crate::cases::{self, Case, Fingerprint, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{ApprovalId, CaseId};
use crate::operators::Operator;
use crate::policy::ApprovalCause;

const ACT: &str = "approval.ask";

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It waits for a supervisor.
    New,
    /// It was asked for already over the same facts, and waits or was approved.
    Already,
}

/// Why nothing is asked.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// The case is closed.
    #[error("the case is closed")]
    Closed,
    /// A step before the signature is missing, or something of the delegation is.
    #[error("the case is not complete")]
    Incomplete,
    /// The rules want no approval of it.
    #[error("no approval is needed")]
    NotNeeded,
    /// A supervisor said no to these very facts: something has to change first.
    #[error("it was rejected, and nothing has changed")]
    Rejected,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotAsked {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::Closed => Some("case_closed"),
            Self::Incomplete => Some("incomplete"),
            Self::NotNeeded => Some("no_approval_needed"),
            Self::Rejected => Some("approval_rejected"),
            Self::Broken(_) => None,
        }
    }
}

/// A request as it is written down.
pub(super) struct NewRequest<'a> {
    pub(super) id: ApprovalId,
    pub(super) case: CaseId,
    pub(super) fingerprint: &'a Fingerprint,
    pub(super) causes: &'a [ApprovalCause],
}

/// Asks for the approval of what a case says now. One transaction: lock, refuse, write.
///
/// # Errors
/// A [`NotAsked`]; refusals are in the register.
pub async fn ask(desk: &Desk<'_>, operator: &Operator, case: CaseId) -> Result<Asked, NotAsked> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome = db::transaction(&mut conn, async |conn| write(conn, desk, operator, case).await).await;
    drop(conn);
    kept(desk, ACT, operator.who(), Some(case), outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
) -> Result<Asked, NotAsked> {
    let case = cases::lock(conn, operator, id).await?;
    if !case.is_open() {
        return Err(NotAsked::Closed);
    }
    let policy = desk.policy(&case)?;
    let causes = match standing(conn, policy, &case, desk.today()).await? {
        Standing::NotNeeded => return Err(NotAsked::NotNeeded),
        Standing::Rejected(_) => return Err(NotAsked::Rejected),
        Standing::Waiting(_) | Standing::Approved(_) => return Ok(Asked::Already),
        Standing::ToAsk { causes, .. } => causes,
    };
    let fingerprint = complete(desk, &case)?;
    let new =
        NewRequest { id: ApprovalId::new(desk.now), case: id, fingerprint: &fingerprint, causes: &causes };
    store::insert(conn, &new, operator.id(), desk.now).await?;
    let entry = Entry::new(ACT)
        .by(operator.who())
        .holder(case.holder.id)
        .case(id)
        .plain("approval", new.id)
        .plain("fingerprint", fingerprint)
        .plain("causes", store::words(&causes));
    audit::record(conn, desk.audit_key(), entry, desk.now).await?;
    Ok(Asked::New)
}

/// Judged anew: what was complete yesterday may have ended.
fn complete(desk: &Desk<'_>, case: &Case) -> Result<Fingerprint, NotAsked> {
    let missing = cases::missing(desk.policy(case)?, case, desk.today())?;
    case.fingerprint().filter(|_| missing.is_empty()).ok_or(NotAsked::Incomplete)
}
