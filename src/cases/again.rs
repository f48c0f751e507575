// SPDX-License-Identifier: AGPL-3.0-or-later
//! A delegation used again while it holds: who acts and by which title is known; cards and documents are seen anew.

use super::acting::{Acting, Blocked};
use super::case::Case;
use super::identification::IdentificationRefused;
use super::present::{DelegateData, Present, PresentRefused, rules_of};
use crate::db::{Breakage, Connection};
use crate::delegations::{self, Delegation, KnownDelegation, Made, Title};
use crate::ids::DelegationTitleId;
use crate::policy::Policy;
use chrono::NaiveDate;

/// What is taken up.
pub(super) struct Again {
    /// The person at the counter, as identified last.
    pub(super) who: Present,
    /// The delegation, with what is recorded of it.
    pub(super) delegation: Delegation,
}

/// The delegations of other cases that can be used in this one on a day, the latest first. A case whose holder has none asks
/// nothing of the database.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn delegations_to_use(
    conn: &mut Connection,
    policy: &Policy,
    case: &Case,
    today: NaiveDate,
) -> Result<Vec<KnownDelegation>, Breakage> {
    if !case.knows_delegations {
        return Ok(Vec::new());
    }
    let age = case.person.as_ref().and_then(|person| person.age_on(today));
    let mut known = delegations::of_holder(conn, case.holder.id).await?;
    known.retain(|it| {
        let fits = |age| {
            let rules = rules_of(policy, case, it.kind);
            rules.is_some_and(|rules| delegations::age_fits(rules, age, policy.adult_age()))
        };
        it.made_in != case.id && it.holds(policy.adult_age(), today) && age.is_some_and(fits)
    });
    Ok(known)
}

/// The delegation that is to be used again; none where the person is told otherwise.
pub(super) async fn taken_up(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    case: &Case,
    who: &Present,
) -> Result<Option<Again>, IdentificationRefused> {
    let Present::Again(id) = who else { return Ok(None) };
    let known = delegations::of_holder(conn, case.holder.id).await?;
    let known = known.into_iter().find(|it| it.id == *id && it.holds(policy.adult_age(), acting.today()));
    let Some(KnownDelegation { title, identification, .. }) = known else {
        return Err(PresentRefused::NotInForce.into());
    };
    let mut delegation =
        delegations::load(conn, *id, title, identification, false, case.id).await.map_err(Blocked::from)?;
    let who = match &delegation.delegate {
        None => Present::EmancipatedMinor,
        Some(delegate) => {
            let (code, person) = (delegate.code, delegate.person.clone());
            Present::Delegate(delegation.kind, Box::new(DelegateData { code, person }))
        }
    };
    let pointed = case.delegation.as_ref().is_some_and(|there| there.id == *id);
    if !pointed {
        with_holder_to_be_seen(conn, acting, case, &mut delegation).await?;
    }
    Ok(Some(Again { who, delegation }))
}

/// That the holder stood at the counter too was true of another day: the title goes on without it.
async fn with_holder_to_be_seen(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: &Case,
    delegation: &mut Delegation,
) -> Result<(), Breakage> {
    let Some(there) = delegation.title.take_if(|title| title.holder_present) else { return Ok(()) };
    let title = Title { holder_present: false, ..there };
    let fact = DelegationTitleId::new(acting.now);
    let made = Made { case: case.id, at: acting.now, by: acting.operator.id() };
    delegations::insert_title(conn, fact, delegation.id, &title, made).await?;
    delegation.title = Some(title);
    delegation.title_id = Some(fact);
    Ok(())
}
