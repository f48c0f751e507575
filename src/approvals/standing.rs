// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a case stands with the approval that its rules may want.

use super::request::{Decision, Request};
use super::store;
use crate::cases::{self, Case};
use crate::db::{Breakage, Connection};
use crate::policy::{ApprovalCause, Policy};
use chrono::NaiveDate;

/// How a case stands.
#[derive(Debug, Clone)]
pub enum Standing {
    /// The rules want none.
    NotNeeded,
    /// It is to be asked for.
    ToAsk {
        /// Why.
        causes: Vec<ApprovalCause>,
        /// An earlier request, which a change has left behind.
        outdated: Option<Box<Request>>,
    },
    /// Nobody has decided yet.
    Waiting(Box<Request>),
    /// A supervisor said yes to what the case says now.
    Approved(Box<Request>),
    /// A supervisor said no to what the case says now.
    Rejected(Box<Request>),
}

impl Standing {
    /// Whether the release may come.
    #[must_use]
    pub const fn lets_release(&self) -> bool {
        match self {
            Self::NotNeeded | Self::Approved(_) => true,
            Self::ToAsk { .. } | Self::Waiting(_) | Self::Rejected(_) => false,
        }
    }
}

/// How a case stands on a day. A holder in person needs nothing, and nothing is read.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn standing(
    conn: &mut Connection,
    policy: &Policy,
    case: &Case,
    today: NaiveDate,
) -> Result<Standing, Breakage> {
    if case.delegation.is_none() {
        return Ok(Standing::NotNeeded);
    }
    let causes = cases::approval_causes(conn, policy, case, today).await?;
    if causes.is_empty() {
        return Ok(Standing::NotNeeded);
    }
    let newest = store::newest(conn, case.id).await?.map(Box::new);
    Ok(match newest {
        Some(request) if request.is_about(case) && covers(&request, &causes) => judged(request),
        outdated => Standing::ToAsk { causes, outdated },
    })
}

fn covers(request: &Request, causes: &[ApprovalCause]) -> bool {
    causes.iter().all(|cause| request.causes.contains(cause))
}

fn judged(request: Box<Request>) -> Standing {
    match request.verdict.as_ref().map(|verdict| verdict.decision) {
        None => Standing::Waiting(request),
        Some(Decision::Approved) => Standing::Approved(request),
        Some(Decision::Rejected) => Standing::Rejected(request),
    }
}
