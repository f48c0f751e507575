// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is still missing, judged in one place.

use super::delegation::Delegation;
use super::evidence::{Evidence, at_hand, identified, item_of, lacks};
use crate::policy::{
    DelegationRules, EvidenceGroup, EvidenceItem, EvidenceWay, HolderAge, Signatory, TitleRule,
};
use chrono::NaiveDate;

/// What a piece of evidence lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// The rules do not admit the way in which it was taken in.
    Way,
    /// Somebody has not signed it.
    Signature(Signatory),
    /// Nobody typed the document.
    Document,
    /// The document has expired.
    DocumentExpired {
        /// Its last day.
        on: NaiveDate,
    },
    /// From when to when the impediment lasts is not said, or in disorder.
    ImpedimentDates,
    /// The impediment begins later.
    ImpedimentNotBegun {
        /// Its first day.
        from: NaiveDate,
    },
    /// The impediment does not last longer than so many months.
    ImpedimentTooShort {
        /// So many, and more, are wanted.
        months: u32,
    },
    /// The impediment is over.
    ImpedimentOver {
        /// Its last day.
        on: NaiveDate,
    },
    /// There is no scan of it.
    Scan,
    /// It was seen in an earlier case: it is to be seen again.
    SeenEarlier,
}

/// What keeps a delegation from being complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// It was ended or withdrawn.
    Ended,
    /// The holder is not of the age that the kind is for: a minor became of age, or never was one.
    HolderAge,
    /// Whether the decree lets the delegate act or assist.
    Power,
    /// The title in words.
    Words,
    /// Court, number and date of the decree.
    Decree,
    /// The decree has ended.
    DecreeEnded {
        /// Its last day.
        on: NaiveDate,
    },
    /// Who the delegate is to the holder.
    Relation,
    /// The holder at the counter.
    HolderPresent,
    /// A group of evidence: nothing at all, or what its best piece lacks.
    Evidence {
        /// The group, by the policy's key.
        group: String,
        /// What the newest piece lacks; none where there is no piece.
        lacking: Option<Lacking>,
    },
}

/// What is judged.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The delegation.
    pub delegation: &'a Delegation,
    /// The holder's completed years on the day; none where they are not known.
    pub holder_age: Option<u32>,
    /// Completed years from which one is of age.
    pub adult_age: u32,
}

/// How a group stands.
pub struct GroupState<'a> {
    /// The group.
    pub group: &'a EvidenceGroup,
    /// What was recorded for it.
    pub evidence: Vec<&'a Evidence>,
    /// Those of it that count on the day.
    pub counting: Vec<&'a Evidence>,
    /// Whether the identification provides it.
    pub by_identification: bool,
    /// Whether it is satisfied.
    pub satisfied: bool,
    /// What the newest piece lacks, where it is not satisfied.
    pub lacking: Option<Lacking>,
}

/// Whether a kind is for a holder of that age.
#[must_use]
pub fn age_fits(rules: &DelegationRules, age: u32, adult_age: u32) -> bool {
    let fits = match rules.holder {
        HolderAge::Minor => age < adult_age,
        HolderAge::Adult => age >= adult_age,
        HolderAge::Any => true,
    };
    fits && rules.holder_from_age.is_none_or(|least| age >= least)
}

/// How each group that is asked for stands on a day, in the order of the rules. As long as the power is not known, those that
/// are for one power only are left out.
#[must_use]
pub fn groups<'a>(
    rules: &'a DelegationRules,
    delegation: &'a Delegation,
    today: NaiveDate,
) -> Vec<GroupState<'a>> {
    let (power, at_hand) = (delegation.power(rules), at_hand(rules, delegation, today));
    let asked = rules.evidence.iter().filter(|group| group.power.is_none() || group.power == power);
    asked.map(|group| state(rules, delegation, group, &at_hand, today)).collect()
}

fn state<'a>(
    rules: &'a DelegationRules,
    delegation: &'a Delegation,
    group: &'a EvidenceGroup,
    at_hand: &[Signatory],
    today: NaiveDate,
) -> GroupState<'a> {
    let by_identification = group.any_of.iter().any(|item| is_identification(rules, item));
    let of_group = |it: &&Evidence| item_of(group, it).is_some();
    let evidence: Vec<&Evidence> = delegation.evidence.iter().filter(of_group).collect();
    let faults: Vec<Option<Lacking>> = evidence
        .iter()
        .filter_map(|it| {
            let item = item_of(group, it)?;
            let again = it.is_of_another_day(item).then_some(Lacking::SeenEarlier);
            Some(again.or_else(|| lacks(rules, item, it, at_hand, today).first().copied()))
        })
        .collect();
    let counting: Vec<&Evidence> =
        evidence.iter().zip(&faults).filter(|(_, fault)| fault.is_none()).map(|(it, _)| *it).collect();
    let satisfied = by_identification || !counting.is_empty();
    let lacking = if satisfied { None } else { faults.last().copied().flatten() };
    GroupState { group, evidence, counting, by_identification, satisfied, lacking }
}

/// Whether an item is the document that the person was identified with: seen, and typed, in that step.
pub(super) fn is_identification(rules: &DelegationRules, item: &EvidenceItem) -> bool {
    item.document_of == Some(identified(rules)) && item.admits(EvidenceWay::Seen)
}

/// Everything that is missing by the rules of a kind on a day, in the order of the page. Nothing is missing of what is
/// complete.
#[must_use]
pub fn missing(rules: &DelegationRules, facts: &Facts<'_>, today: NaiveDate) -> Vec<Missing> {
    let Facts { delegation, holder_age, adult_age } = *facts;
    let mut missing = Vec::new();
    if delegation.ended {
        missing.push(Missing::Ended);
    }
    if !holder_age.is_some_and(|age| age_fits(rules, age, adult_age)) {
        missing.push(Missing::HolderAge);
    }
    title(rules, delegation, today, &mut missing);
    let groups = groups(rules, delegation, today).into_iter().filter(|it| !it.satisfied);
    missing.extend(groups.map(|it| Missing::Evidence { group: it.group.key.clone(), lacking: it.lacking }));
    missing
}

fn title(rules: &DelegationRules, delegation: &Delegation, today: NaiveDate, missing: &mut Vec<Missing>) {
    let title = delegation.title.as_ref();
    if delegation.power(rules).is_none() {
        missing.push(Missing::Power);
    }
    match (rules.title, title.and_then(|title| title.decree.as_ref())) {
        (TitleRule::Words, _) if title.is_none_or(|title| title.words.is_none()) => {
            missing.push(Missing::Words)
        }
        (TitleRule::Decree, None) => missing.push(Missing::Decree),
        (TitleRule::Decree, Some(decree)) => {
            let over = decree.ends_on.filter(|on| *on < today);
            missing.extend(over.map(|on| Missing::DecreeEnded { on }));
        }
        (TitleRule::None | TitleRule::Words, _) => {}
    }
    let related = title.and_then(|title| title.relation).is_some_and(|it| rules.relations.contains(&it));
    if !rules.relations.is_empty() && !related {
        missing.push(Missing::Relation);
    }
    // who acts alone is the one who was identified
    let present =
        rules.kind.has_delegate() && delegation.conduct(rules).is_some_and(|conduct| conduct.holder_present);
    if present && !title.is_some_and(|title| title.holder_present) {
        missing.push(Missing::HolderPresent);
    }
}
