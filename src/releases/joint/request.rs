// SPDX-License-Identifier: AGPL-3.0-or-later
//! The code for a list, and then each release by itself.

use super::{AT_ONCE, Listed, digest};
use crate::activation::Ask;
use crate::audit::{self, Entry};
use crate::cases::{self, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, ReauthenticationId};
use crate::operators::{Act, Operator, ReauthenticationError, reauthenticate};
use crate::releases::desk::Desk;
use crate::releases::proof::{COVERS, Proof};
use crate::releases::refusal::{Rule, kept};
use crate::releases::request::{self, Confirmation, NotRequested, Requested};
use crate::releases::store::joint as store;
use std::collections::BTreeSet;

const ACT: &str = "release.request_joint";

/// What the operator gives for the releases of a list.
pub struct JointConfirmation<'a> {
    /// The one-time code.
    pub code: &'a str,
    /// The cases that were ticked, as they were shown.
    pub list: &'a [Listed],
    /// The warnings about addresses that were ticked once more, by case and name.
    pub warnings: &'a [(CaseId, String)],
}

/// What came of it.
pub struct Together {
    /// The list, by the re-authentication that it was given.
    pub id: ReauthenticationId,
    /// What is to be asked of the authority: [`super::super::carry_on`] does, for each.
    pub asks: Vec<Ask>,
}

/// Why nothing of a list is released.
#[derive(Debug, thiserror::Error)]
pub enum NotTogether {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// Nothing was ticked.
    #[error("nothing was chosen")]
    Nothing,
    /// More than [`AT_ONCE`].
    #[error("too many at once")]
    TooMany,
    /// A case that is not of this visit, or the visit is another operator's.
    #[error("not all cases are of the operator's visit")]
    Stranger,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotTogether {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::Nothing => Some("nothing_chosen"),
            Self::TooMany => Some("too_many"),
            Self::Stranger => Some("not_of_this_visit"),
            Self::Code(error) => Rule::rule(error),
            Self::Broken(_) => None,
        }
    }
}

/// Uses the code up for the list, then asks for each release by itself. What was refused is kept with its rule, and the others go
/// on; what the database did not answer for is left as it is, and can be asked for again.
///
/// # Errors
/// A [`NotTogether`], where nothing was asked for; refusals are in the register.
pub async fn request_joint(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    confirmation: &JointConfirmation<'_>,
) -> Result<Together, NotTogether> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| list(conn, desk, operator, case, confirmation).await).await;
    drop(conn);
    let id = kept(desk, ACT, operator.who(), case, outcome).await?;
    let mut asks = Vec::new();
    for listed in confirmation.list {
        let of_case = confirmation.warnings.iter().filter(|(case, _)| *case == listed.case);
        let warnings: Vec<String> = of_case.map(|(_, warning)| warning.clone()).collect();
        let proof = Proof::Listed(id, listed.fingerprint);
        let said = Confirmation { code: "", warnings: &warnings, old_sheet: false };
        match request::request_by(desk, operator, listed.case, &said, proof).await {
            Ok(Requested::New(ask)) => asks.push(*ask),
            Ok(Requested::Already) => {}
            Err(NotRequested::Broken(error)) => {
                tracing::error!(%error, case = %listed.case, "a release of a list was not asked for");
            }
            Err(no) => {
                if let Some(rule) = no.rule()
                    && let Err(error) = keep(desk, id, listed.case, rule).await
                {
                    tracing::error!(%error, case = %listed.case, rule, "a refusal of a list was not kept");
                }
            }
        }
    }
    Ok(Together { id, asks })
}

/// Keeps why a case of a list was not released, for the page that says what became of each.
async fn keep(desk: &Desk<'_>, list: ReauthenticationId, case: CaseId, rule: &str) -> Result<(), Breakage> {
    let mut conn = db::connection(desk.pool()).await?;
    store::refuse(&mut conn, list, case, rule, desk.now()).await
}

async fn list(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    confirmation: &JointConfirmation<'_>,
) -> Result<ReauthenticationId, NotTogether> {
    let (now, list) = (desk.now(), confirmation.list);
    let first = cases::find(conn, operator, id).await?.visit.ok_or(NotTogether::Stranger)?;
    // whoever clicked twice waits here for the list of the first click
    cases::lock(conn, operator, first).await?;
    let distinct: BTreeSet<String> = list.iter().map(|it| it.case.to_string()).collect();
    match list.len() {
        0 => return Err(NotTogether::Nothing),
        count if count > AT_ONCE => return Err(NotTogether::TooMany),
        count if count > distinct.len() => return Err(NotTogether::Stranger),
        _ => {}
    }
    let visit = store::visit(conn, first).await?.ok_or(NotTogether::Stranger)?;
    let of_visit = |listed: &Listed| listed.case == first || visit.others.contains(&listed.case);
    if visit.by != operator.id() || !list.iter().all(of_visit) {
        return Err(NotTogether::Stranger);
    }
    let sum = digest(list);
    let act = Act { name: ACT, case: Some(first), fingerprint: Some(&sum) };
    let code = reauthenticate(conn, desk.tools, operator.session(), confirmation.code, act, now).await;
    let joint = match code {
        Ok(joint) => joint,
        // the same list with the code that it was given: a second click, or a POST sent again
        Err(error @ ReauthenticationError::UsedWait { .. }) => {
            let session = operator.session().id();
            return store::given(conn, &sum, session, now - COVERS).await?.ok_or(NotTogether::Code(error));
        }
        Err(error) => return Err(error.into()),
    };
    store::insert(conn, joint, (first, visit.delegate), list, (operator.id(), now)).await?;
    let entry = Entry::new(ACT)
        .by(operator.who())
        .case(first)
        .plain("reauthentication", joint)
        .plain("delegate", visit.delegate)
        .plain("cases", distinct.into_iter().collect::<Vec<_>>().join(" "));
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(joint)
}
