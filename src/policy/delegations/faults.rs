// SPDX-License-Identifier: AGPL-3.0-or-later
//! What only shows when the parts of delegation rules are seen together.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{
    Conduct, DelegationKind, EvidenceItem, EvidenceWay, HolderAge, Power, RawDelegation, Signatory, TitleRule,
};
use crate::texts;

/// The delegation rules of a version, with its days.
pub(in crate::policy) struct OfVersion<'a> {
    pub(in crate::policy) from: NaiveDate,
    pub(in crate::policy) to: Option<NaiveDate>,
    pub(in crate::policy) has_limits: bool,
    pub(in crate::policy) rules: &'a [RawDelegation],
}

/// A fault: where (offset in bytes), and what.
type Fault = (usize, String);

/// What is wrong in the rules of all versions, which are in order of date.
pub(in crate::policy) fn faults(versions: &[OfVersion<'_>]) -> Vec<Fault> {
    let mut found = Vec::new();
    for version in versions {
        for rules in version.rules {
            dates(version, rules, &mut found);
            whole(version, rules, &mut found);
            evidence(rules, &mut found);
        }
    }
    if found.is_empty() {
        for kind in DelegationKind::ALL {
            succession(versions, *kind, &mut found);
        }
    }
    found
}

fn dates(version: &OfVersion<'_>, rules: &RawDelegation, found: &mut Vec<Fault>) {
    let (first, last) = (rules.first(version.from), rules.last(version.to));
    if let Some(day) = &rules.valid_from
        && (first < version.from || version.to.is_some_and(|end| first > end))
    {
        found.push((day.span().start, "valid_from lies outside the version".to_owned()));
    }
    if let Some(day) = &rules.valid_to {
        if last.is_some_and(|last| last < first) {
            found.push((day.span().start, "valid_to lies before valid_from".to_owned()));
        } else if version.to.is_some_and(|end| last.is_none_or(|last| last > end)) {
            found.push((day.span().start, "valid_to lies outside the version".to_owned()));
        }
    }
}

/// Rules of a kind follow each other day by day, from version to version too; a kind may begin late and end for good.
fn succession(versions: &[OfVersion<'_>], kind: DelegationKind, found: &mut Vec<Fault>) {
    let mut spans: Vec<_> = versions
        .iter()
        .flat_map(|version| version.rules.iter().map(move |rules| (version, rules)))
        .filter(|(_, rules)| *rules.kind.as_ref() == kind)
        .map(|(version, rules)| (rules.first(version.from), rules.last(version.to), rules.kind.span().start))
        .collect();
    spans.sort_by_key(|(first, ..)| *first);
    for pair in spans.windows(2) {
        let ((_, last, _), (first, _, at)) = (pair[0], pair[1]);
        let next = last.and_then(|last| last.succ_opt());
        if next != Some(first) {
            let what = if next.is_some_and(|next| next < first) { "a hole" } else { "an overlap" };
            found.push((at, format!("{what} between two dates of {:?} before {first}", kind.key())));
        }
    }
}

fn whole(version: &OfVersion<'_>, rules: &RawDelegation, found: &mut Vec<Fault>) {
    let kind = *rules.kind.as_ref();
    let at = rules.kind.span().start;
    let mut fault = |wrong: bool, problem: &str| {
        if wrong {
            found.push((at, format!("{:?}: {problem}", kind.key())));
        }
    };
    let powers: Vec<_> = rules.conducts().map(|(power, _)| power).collect();
    fault(powers.is_empty(), "says neither acts nor assists nor alone");
    let alone = powers.contains(&Power::Alone);
    fault(!powers.is_empty() && alone == kind.has_delegate(), "\"alone\" is for who has no delegate");
    fault(alone && powers.len() > 1, "\"alone\" stands alone");
    let by_decree = powers.len() > 1 && rules.title != TitleRule::Decree;
    fault(by_decree, "acts and assists need title = \"decree\", which says which");
    let of_minor = matches!(kind, DelegationKind::Parent | DelegationKind::EmancipatedMinor);
    fault(of_minor && rules.holder != HolderAge::Minor, "the holder is a minor");
    let delegate = !rules.relations.is_empty() || rules.counted || rules.title != TitleRule::None;
    fault(delegate && !kind.has_delegate(), "there is no delegate whom relations, title or limits fit");
    fault(rules.counted && !version.has_limits, "counted without [version.delegation_limits]");
    fault(rules.impediment_over_months == Some(0), "impediment_over_months is at least 1, or left out");
    let dated = rules.evidence.iter().any(|group| group.as_ref().any_of.iter().any(|item| item.dated));
    let undated = rules.impediment_over_months.is_some() && !dated;
    fault(undated, "impediment_over_months without evidence that is dated");
    fault(
        rules.capability.as_deref().is_some_and(|word| !is_capability(word)),
        "a capability is one word in a-z and _",
    );
    fault(rules.evidence.is_empty(), "asks for no evidence");
    for (power, conduct) in rules.conducts() {
        let problem = signing(conduct, kind);
        fault(problem.is_some(), &format!("{}: {}", power.key(), problem.unwrap_or_default()));
    }
}

fn signing(conduct: &Conduct, kind: DelegationKind) -> Option<&'static str> {
    let named = [&conduct.signatures[..], &conduct.duplicate_to[..], &[conduct.takes_sheet]].concat();
    if conduct.signatures.is_empty() || conduct.duplicate_to.is_empty() {
        return Some("somebody signs, and somebody may come back");
    }
    if conduct.signatures.contains(&Signatory::Holder) && !conduct.holder_present {
        return Some("a holder who signs is present");
    }
    (named.contains(&Signatory::Delegate) && !kind.has_delegate()).then_some("there is no delegate")
}

fn evidence(rules: &RawDelegation, found: &mut Vec<Fault>) {
    let kind = *rules.kind.as_ref();
    let (mut groups, mut items) = (HashSet::new(), HashSet::new());
    for group in &rules.evidence {
        let at = group.span().start;
        let group = group.as_ref();
        let mut fault = |wrong: bool, problem: String| {
            if wrong {
                found.push((at, problem));
            }
        };
        fault(!groups.insert(&group.key), format!("group {:?} is there twice", group.key));
        let known = group.power.is_none_or(|power| rules.conducts().any(|(known, _)| known == power));
        fault(!known, format!("group {:?} is for a power that the kind has not", group.key));
        fault(group.any_of.is_empty(), format!("group {:?} has no item", group.key));
        // Papers and pages name it in the citizen's language; a policy cannot.
        fault(!texts::exists(&group.text_key()), format!("there is no text for group {:?}", group.key));
        for item in &group.any_of {
            fault(!items.insert(&item.key), format!("item {:?} is there twice", item.key));
            fault(!texts::exists(&item.text_key()), format!("there is no text for item {:?}", item.key));
            let persons = item.signed_by.iter().chain(&item.document_of);
            let nobody = !kind.has_delegate() && persons.into_iter().any(|it| *it == Signatory::Delegate);
            fault(nobody, format!("item {:?} names a delegate, but there is none", item.key));
            let problem = taking_in(item);
            fault(problem.is_some(), format!("item {:?} {}", item.key, problem.unwrap_or_default()));
        }
    }
}

fn taking_in(item: &EvidenceItem) -> Option<&'static str> {
    let distinct: HashSet<_> = item.ways.iter().collect();
    let kept = item.ways.iter().any(|way| *way != EvidenceWay::Seen);
    match item.retention {
        _ if item.ways.is_empty() => Some("has no way in which it is taken in"),
        _ if distinct.len() < item.ways.len() => Some("names a way twice"),
        None if kept => Some("is kept, but has no retention"),
        Some(_) if !kept => Some("is only seen: there is nothing to keep"),
        Some(class) if !class.is_of_evidence() => Some("has a retention that is not one of evidence"),
        // a certificate of one person's health, a signature and a document of one holder name nobody else
        _ if item.names_several
            && (item.dated || item.document_of.is_some() || item.signed_by.contains(&Signatory::Holder)) =>
        {
            Some("is one holder's own: it cannot name several")
        }
        _ if item.self_certified && item.signed_by.is_empty() => {
            Some("is a self-certification that nobody signs")
        }
        _ => None,
    }
}

/// As the keeper enables counters for it: small letters and underscores, 40 at most.
fn is_capability(word: &str) -> bool {
    word.len() <= 40
        && word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}
