// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who may stand at the counter for a holder: what is refused, and what is odd.

use super::acting::{Acting, Blocked};
use super::case::Case;
use super::service::Service;
use super::store;
use crate::counters;
use crate::db::{Breakage, Connection};
use crate::delegations::{self, Delegate, DelegateWarning, Delegation, alike};
use crate::holders;
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;
use crate::ids::DelegationId;
use crate::policy::{Conduct, DelegationKind, DelegationRules, Policy, Signatory, rome_date};

/// A delegate as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegateData {
    /// Their own codice fiscale.
    pub code: FiscalCode,
    /// Their data, as on the document that they show.
    pub person: Person,
}

/// Who is at the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Present {
    /// The holder in person, of age.
    Holder,
    /// The holder, a minor who acts alone.
    EmancipatedMinor,
    /// Somebody who acts for the holder, or assists them; the kind is one that has a delegate.
    Delegate(DelegationKind, Box<DelegateData>),
    /// By a delegation of an earlier case that still holds: kind, person and title are its own.
    Again(DelegationId),
}

impl Present {
    /// The kind; none for the holder in person, and none that is told here for a delegation used again.
    #[must_use]
    pub const fn kind(&self) -> Option<DelegationKind> {
        match self {
            Self::Holder | Self::Again(_) => None,
            Self::EmancipatedMinor => Some(DelegationKind::EmancipatedMinor),
            Self::Delegate(kind, _) => Some(*kind),
        }
    }

    /// The delegate, where there is one.
    #[must_use]
    pub fn delegate(&self) -> Option<&DelegateData> {
        match self {
            Self::Holder | Self::EmancipatedMinor | Self::Again(_) => None,
            Self::Delegate(_, delegate) => Some(delegate),
        }
    }

    /// Whether a case names the same person in the same capacity.
    pub(super) fn is_that_of(&self, case: &Case) -> bool {
        let there = case.delegation.as_ref();
        let delegate = there.and_then(|delegation| delegation.delegate.as_ref());
        self.kind() == there.map(|delegation| delegation.kind)
            && self.delegate().map(|it| (&it.code, &it.person)) == delegate.map(|it| (&it.code, &it.person))
    }
}

/// Why somebody cannot act in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PresentRefused {
    /// The holder is not of age: only who acts for them can ask.
    #[error("the holder is a minor")]
    Minor,
    /// The holder's data come first: their age decides.
    #[error("the holder's data are not saved yet")]
    HolderFirst,
    /// The rules do not know the kind on the day.
    #[error("the rules do not know that kind")]
    Kind,
    /// The kind is not for a holder of that age.
    #[error("the kind is not for a holder of that age")]
    HolderAge,
    /// This counter may not handle the kind.
    #[error("this counter may not handle the kind")]
    Counter,
    /// Delegate and holder have the same code.
    #[error("delegate and holder are one person")]
    SamePerson,
    /// The delegate is the operator.
    #[error("the delegate is the operator")]
    Operator,
    /// The delegate is not of age today.
    #[error("the delegate is under age")]
    UnderAge,
    /// The delegate is born after today.
    #[error("the delegate's date of birth lies in the future")]
    NotBorn,
    /// There is no such delegation of this holder, or it does not hold any more.
    #[error("the delegation does not hold")]
    NotInForce,
    /// The rules let another person come back for codes.
    #[error("another person may come back")]
    NotForThisService,
}

impl PresentRefused {
    /// The rule, for the register.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::HolderFirst => "holder_first",
            Self::Kind => "kind_not_known",
            Self::HolderAge => "holder_age",
            Self::Counter => "counter_not_capable",
            Self::SamePerson => "delegate_is_holder",
            Self::Operator => "delegate_is_operator",
            Self::UnderAge => "delegate_under_age",
            Self::NotBorn => "delegate_not_born",
            Self::NotInForce => "delegation_not_in_force",
            Self::NotForThisService => "not_for_this_person",
        }
    }
}

/// The rules of a kind that a case is decided under: those of its policy version on the day when it was opened.
#[must_use]
pub fn rules_of<'p>(policy: &'p Policy, case: &Case, kind: DelegationKind) -> Option<&'p DelegationRules> {
    policy.delegation(kind, rome_date(case.opened_at))
}

/// Refuses who cannot act; answers the rules of the kind, none for the holder in person.
pub(super) async fn rules_for<'p>(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &'p Policy,
    case: &Case,
    who: &Present,
) -> Result<Option<&'p DelegationRules>, super::IdentificationRefused> {
    let age = case.person.as_ref().and_then(|person| person.age_on(acting.today()));
    let Some(kind) = who.kind() else {
        return match age {
            Some(age) if age < policy.adult_age() => Err(PresentRefused::Minor.into()),
            _ if case.service == Service::Activation => Ok(None),
            _ => in_person_again(conn, acting, policy, case).await,
        };
    };
    let rules = rules_of(policy, case, kind).ok_or(PresentRefused::Kind)?;
    let age = age.ok_or(PresentRefused::HolderFirst)?;
    if !delegations::age_fits(rules, age, policy.adult_age()) {
        return Err(PresentRefused::HolderAge.into());
    }
    if let Some(capability) = &rules.capability
        && !counters::has(conn, case.counter.id, capability).await.map_err(Blocked::from)?
    {
        return Err(PresentRefused::Counter.into());
    }
    if let Some(DelegateData { code, person }) = who.delegate() {
        let age = person.age_on(acting.today()).ok_or(PresentRefused::NotBorn)?;
        let refused = [
            (*code == case.holder.code, PresentRefused::SamePerson),
            (code.base_code().as_str() == acting.operator.base_code(), PresentRefused::Operator),
            (age < policy.adult_age(), PresentRefused::UnderAge),
        ];
        if let Some((_, refused)) = refused.into_iter().find(|(wrong, _)| *wrong) {
            return Err(refused.into());
        }
        let mut conducts = rules.powers().filter_map(|power| rules.conduct(power));
        if case.service != Service::Activation && !conducts.any(Conduct::lets_delegate_back) {
            return Err(PresentRefused::NotForThisService.into());
        }
    }
    Ok(Some(rules))
}

/// Codes of a card that a delegate had activated go to those whom the kind lets come back, as long as the delegation holds.
async fn in_person_again<'p>(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &'p Policy,
    case: &Case,
) -> Result<Option<&'p DelegationRules>, super::IdentificationRefused> {
    let Some(card) = &case.card else { return Ok(None) };
    let found =
        store::living_delegation_of_card(conn, card.card.number.as_str()).await.map_err(Blocked::from)?;
    let Some((kind, ends_on)) = found else { return Ok(None) };
    let Some(rules) = rules_of(policy, case, kind) else { return Ok(None) };
    let age = case.person.as_ref().and_then(|person| person.age_on(acting.today()));
    let holds = ends_on.is_none_or(|day| acting.today() <= day)
        && age.is_some_and(|age| delegations::age_fits(rules, age, policy.adult_age()));
    let mut conducts = rules.powers().filter_map(|power| rules.conduct(power));
    let may = conducts.any(|conduct| conduct.duplicate_to.contains(&Signatory::Holder));
    if holds && !may { Err(PresentRefused::NotForThisService.into()) } else { Ok(None) }
}

/// What is odd about the delegate.
pub(super) fn warnings(case: &Case, who: &Present) -> Vec<DelegateWarning> {
    match (who.delegate(), case.person.as_deref()) {
        (Some(DelegateData { code, person }), Some(holder)) => {
            alike((&case.holder.code, holder), (code, person))
        }
        _ => Vec::new(),
    }
}

/// The delegation that the case has from now on: the one that is used again, the one there is, where the same person acts in
/// the same capacity, else a new one.
pub(super) async fn delegation(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    case: &Case,
    who: &Present,
    rules: Option<&DelegationRules>,
    again: Option<Delegation>,
) -> Result<Option<Delegation>, Breakage> {
    let Some(rules) = rules else { return Ok(None) };
    let delegate = match who.delegate() {
        None => None,
        Some(DelegateData { code, person }) => {
            let known = holders::remember(conn, code, acting.now).await?;
            Some(Delegate { id: known.id, code: *code, person: person.clone() })
        }
    };
    let id_of = |delegate: &Option<Delegate>| delegate.as_ref().map(|delegate| delegate.id);
    let there = again.or_else(|| case.delegation.clone()).filter(|there| {
        there.kind == rules.kind && id_of(&there.delegate) == id_of(&delegate) && !there.ended
    });
    let mut new = match there {
        Some(there) => Delegation { delegate, ..there },
        None => Delegation {
            id: DelegationId::new(acting.now),
            kind: rules.kind,
            made_in: case.id,
            delegate,
            title: None,
            title_id: None,
            evidence: Vec::new(),
            ended: false,
            complete: false,
        },
    };
    new.complete = super::delegation::missing_of(policy, rules, case, &new, acting.today()).is_empty();
    Ok(Some(new))
}
