// SPDX-License-Identifier: AGPL-3.0-or-later
//! The step of a delegation: title and evidence, and what is still missing.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::present::rules_of;
use super::save::{self, Saved};
use super::store;
use crate::db::{self, Breakage, Connection};
use crate::delegations::{
    self, Delegation, EvidenceError, Facts, Made, Missing, Title, TitleError, TitleSaid,
};
use crate::ids::{CaseId, DelegationTitleId};
use crate::policy::{ApprovalCause, Conduct, DelegationRules, Policy};
use chrono::NaiveDate;

/// Why a fact of a delegation is not saved.
#[derive(Debug, thiserror::Error)]
pub enum DelegationRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// Nobody acts for the holder in this case.
    #[error("nobody acts for the holder in this case")]
    None,
    /// The title does not do; at least one fault.
    #[error("the title is not taken")]
    Title(Vec<TitleError>),
    /// The evidence does not do; at least one fault.
    #[error("the evidence is not taken")]
    Evidence(Vec<EvidenceError>),
    /// There is no such evidence, or it was recorded in another case.
    #[error("there is no such evidence")]
    Unknown,
}

impl From<Breakage> for DelegationRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

/// The delegation of a case with the rules that it is decided under; none for a holder in person.
///
/// # Errors
/// A [`Breakage`] where the case's policy does not know the kind any more.
pub fn delegation_of<'c, 'p>(
    policy: &'p Policy,
    case: &'c Case,
) -> Result<Option<(&'c Delegation, &'p DelegationRules)>, Breakage> {
    let Some(delegation) = &case.delegation else { return Ok(None) };
    let rules = rules_of(policy, case, delegation.kind);
    let rules =
        rules.ok_or_else(|| Breakage::new("the policy of a case does not know its kind of delegation"))?;
    Ok(Some((delegation, rules)))
}

/// What is missing in a case by the rules that it is decided under, on a day; nothing for a holder in person.
///
/// # Errors
/// A [`Breakage`] where the case's policy does not know the kind any more.
pub fn missing(policy: &Policy, case: &Case, today: NaiveDate) -> Result<Vec<Missing>, Breakage> {
    Ok(match delegation_of(policy, case)? {
        None => Vec::new(),
        Some((delegation, rules)) => missing_of(policy, rules, case, delegation, today),
    })
}

/// What the rules in force on a day would want besides, of a case that is decided under earlier ones: shown before the release,
/// it keeps nobody from it. A kind that is not known any more wants a new decision, which is told as [`Missing::Ended`].
///
/// # Errors
/// A [`Breakage`] where the case's policy does not know the kind any more.
pub fn missing_by_now(
    of_case: &Policy,
    of_today: &Policy,
    case: &Case,
    today: NaiveDate,
) -> Result<Vec<Missing>, Breakage> {
    let Some((delegation, rules)) = delegation_of(of_case, case)? else { return Ok(Vec::new()) };
    let known = missing_of(of_case, rules, case, delegation, today);
    let Some(rules) = of_today.delegation(delegation.kind, today) else { return Ok(vec![Missing::Ended]) };
    let mut found = missing_of(of_today, rules, case, delegation, today);
    found.retain(|missing| !known.contains(missing));
    Ok(found)
}

pub(super) fn missing_of(
    policy: &Policy,
    rules: &DelegationRules,
    case: &Case,
    delegation: &Delegation,
    today: NaiveDate,
) -> Vec<Missing> {
    let holder_age = case.person.as_ref().and_then(|person| person.age_on(today));
    let facts = Facts { delegation, holder_age, adult_age: policy.adult_age() };
    delegations::missing(rules, &facts, today)
}

/// Whether the delegate of a case may come back for codes, by what they do in it: because the rules say so, or because the holder
/// is there too. Nothing is asked of who acts for nobody.
///
/// # Errors
/// A [`Breakage`] where the case's policy does not know the kind any more.
pub(super) fn may_come_back(policy: &Policy, case: &Case) -> Result<bool, Breakage> {
    let Some((delegation, rules)) = delegation_of(policy, case)? else { return Ok(true) };
    Ok(delegation.delegate.is_none() || delegation.conduct(rules).is_some_and(Conduct::lets_delegate_back))
}

/// Why a supervisor must approve a case before its release; nothing for a holder in person.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn approval_causes(
    conn: &mut Connection,
    policy: &Policy,
    case: &Case,
    today: NaiveDate,
) -> Result<Vec<ApprovalCause>, Breakage> {
    let Some((delegation, rules)) = delegation_of(policy, case)? else { return Ok(Vec::new()) };
    let ticked = save::overrides(conn, case).await?;
    let ticked: Vec<String> = ticked.into_iter().map(|(warning, _)| warning).collect();
    Ok(delegations::approval_causes(rules, delegation, &ticked, today))
}

/// Saves the title. The same again is no new fact.
///
/// # Errors
/// A [`DelegationRefused`].
pub async fn save_title(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    version: i32,
    said: &TitleSaid<'_>,
) -> Result<Saved, DelegationRefused> {
    let fact = DelegationTitleId::new(acting.now);
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let (delegation, rules) = delegation_of(policy, &case)?.ok_or(DelegationRefused::None)?;
        let title = Title::judge(rules, said, acting.today()).map_err(DelegationRefused::Title)?;
        if delegation.title.as_ref() == Some(&title) {
            return Ok(Saved::AlreadyThere);
        }
        save::same_version(&case, version)?;
        delegations::insert_title(conn, fact, delegation.id, &title, made(acting, id)).await?;
        let entry = acting.entry("delegation.save", &case).plain("kind", delegation.kind.key());
        let entry = entry.plain("version", case.version + 1).plain("power", title.power.key());
        let entry = entry.plain("address_in_words", title.address_in_words).personal("new", line(&title));
        let new = Delegation { title: Some(title), title_id: Some(fact), ..delegation.clone() };
        put(conn, acting, policy, &case, rules, new).await?;
        acting.record(conn, entry).await?;
        Ok(Saved::New)
    })
    .await
}

pub(super) fn made(acting: &Acting<'_>, case: CaseId) -> Made {
    Made { case, at: acting.now, by: acting.operator.id() }
}

/// The case with its delegation as it is now: complete or not, the signature voided where it says something else.
pub(super) async fn put(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    case: &Case,
    rules: &DelegationRules,
    mut new: Delegation,
) -> Result<(), Breakage> {
    new.complete = missing_of(policy, rules, case, &new, acting.today()).is_empty();
    let mut after = case.clone();
    after.version += 1;
    after.delegation = Some(new);
    save::put(conn, acting, &after, store::Fact::Delegation(store::Pointers::from(&after))).await
}

fn line(title: &Title) -> String {
    let decree = title.decree.as_ref().map(|decree| {
        let end = decree.ends_on.map(|day| day.to_string()).unwrap_or_default();
        format!("{}, {}, {}, {end}", decree.court, decree.number, decree.on)
    });
    let relation = title.relation.map(|relation| relation.key().to_owned());
    let parts = [title.words.clone(), decree, relation];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
