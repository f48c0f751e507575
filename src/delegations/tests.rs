// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rules judged without a database; the table is made from the policies that ship.

use super::*;
use crate::identification::document::{IdentityDocument, Shown};
use crate::ids::{CaseId, DelegationId, EvidenceId, OperatorId, ScanId};
use crate::policy::{
    DelegationKind, DelegationRules, EvidenceItem, EvidenceWay, HolderAge, Policy, PolicyBook, Power,
    Signatory, TitleRule,
};
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use std::path::Path;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-22")
}

/// The rules in force today of every region whose policy ships.
fn books() -> Vec<PolicyBook> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/policies"));
    ["marche.toml", "sardegna.toml"].map(|name| PolicyBook::read(&folder.join(name)).unwrap()).into()
}

fn marche(kind: DelegationKind) -> (&'static Policy, &'static DelegationRules) {
    let policy = PolicyBook::embedded().on(today()).unwrap();
    (policy, policy.delegation(kind, today()).unwrap())
}

fn empty(rules: &DelegationRules) -> Delegation {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    Delegation {
        id: DelegationId::new(now),
        kind: rules.kind,
        made_in: CaseId::new(now),
        delegate: None,
        title: None,
        title_id: None,
        evidence: Vec::new(),
        ended: false,
        complete: false,
    }
}

fn passport<'a>() -> (&'a str, Shown<'a>) {
    let (issued, expires) = (Some(day("2024-01-31")), Some(day("2030-01-31")));
    (
        "passport",
        Shown { number: "YA1234567", issuer: "Questura di Ancona", issued, expires, birth_date: None },
    )
}

/// A piece with everything that any item may want.
fn offered<'a>(item: &'a EvidenceItem, way: EvidenceWay, scans: &'a [ScanId]) -> Offered<'a> {
    Offered {
        item: &item.key,
        way,
        signed: Signatory::ALL,
        document: Some(passport()),
        from_on: Some(today() - Months::new(1)),
        to_on: Some(today() + Months::new(11)),
        scans,
    }
}

fn recorded(piece: Piece) -> Evidence {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    Evidence { id: EvidenceId::new(now), piece, at: now, by: OperatorId::new(now), earlier: None }
}

fn titled(rules: &DelegationRules, power: Power) -> Title {
    let said = TitleSaid {
        power: Some(power),
        words: "procura generale",
        court: "Tribunale di Ancona",
        number: "12/2026",
        decree_on: Some(day("2026-02-01")),
        ends_on: None,
        relation: rules.relations.first().copied(),
        holder_present: true,
        address_in_words: false,
    };
    Title::judge(rules, &said, today()).unwrap()
}

fn age_of(rules: &DelegationRules) -> u32 {
    if rules.holder == HolderAge::Minor { 17 } else { 40 }
}

fn lacks_of(policy: &Policy, rules: &DelegationRules, delegation: &Delegation) -> Vec<Missing> {
    let holder_age = Some(age_of(rules));
    missing(rules, &Facts { delegation, holder_age, adult_age: policy.adult_age() }, today())
}

/// Title, and the first item of every group in its first way.
fn whole(policy: &Policy, rules: &DelegationRules, power: Power) -> Delegation {
    let scans = [ScanId::new(DateTime::<Utc>::UNIX_EPOCH)];
    let mut delegation = Delegation { title: Some(titled(rules, power)), ..empty(rules) };
    for group in rules.groups(power) {
        let item = &group.any_of[0];
        let piece = taken(policy, rules, &delegation, &offered(item, item.ways[0], &scans), today());
        delegation.evidence.push(recorded(piece.unwrap()));
    }
    delegation
}

#[test]
fn each_item_satisfies_its_group_in_the_ways_of_the_policy_and_in_no_other() {
    let (scans, mut rows) = ([ScanId::new(DateTime::<Utc>::UNIX_EPOCH)], 0);
    for book in books() {
        let policy = book.on(today()).unwrap();
        for (rules, power) in
            policy.delegations(today()).flat_map(|it| it.powers().map(move |power| (it, power)))
        {
            let about = format!("{}: {}, {}", book.name(), rules.kind.key(), power.key());
            let all = whole(policy, rules, power);
            assert_eq!(lacks_of(policy, rules, &all), [], "{about}");
            for group in rules.groups(power) {
                let mut without = all.clone();
                without.evidence.retain(|piece| piece.group != group.key);
                let by_identification = groups(rules, &all, today())
                    .iter()
                    .any(|it| it.group.key == group.key && it.by_identification);
                let gone = Missing::Evidence { group: group.key.clone(), lacking: None };
                let left = lacks_of(policy, rules, &without);
                assert_eq!(left.contains(&gone), !by_identification, "{about}: {}: {left:?}", group.key);
                for item in &group.any_of {
                    for way in EvidenceWay::ALL {
                        let outcome = taken(policy, rules, &without, &offered(item, *way, &scans), today());
                        assert_eq!(outcome.is_ok(), item.admits(*way), "{about}: {} {}", item.key, way.key());
                        if let Ok(piece) = outcome {
                            let mut with = without.clone();
                            with.evidence.push(recorded(piece));
                            let left = lacks_of(policy, rules, &with);
                            let of_group = |it: &Missing| matches!(it, Missing::Evidence { group: key, .. } if *key == group.key);
                            assert!(
                                !left.iter().any(of_group),
                                "{about}: {} {}: {left:?}",
                                item.key,
                                way.key()
                            );
                        }
                        rows += 1;
                    }
                    let unsigned = Offered { signed: &[], ..offered(item, item.ways[0], &scans) };
                    let outcome = taken(policy, rules, &without, &unsigned, today());
                    assert_eq!(outcome.is_ok(), item.signed_by.is_empty(), "{about}: {} unsigned", item.key);
                    let undated = Offered { from_on: None, ..offered(item, item.ways[0], &scans) };
                    let outcome = taken(policy, rules, &without, &undated, today());
                    assert_eq!(outcome.is_ok(), !item.dated, "{about}: {} undated", item.key);
                    let unscanned = Offered { scans: &[], ..offered(item, EvidenceWay::Scanned, &scans) };
                    assert!(taken(policy, rules, &without, &unscanned, today()).is_err(), "{about}: no scan");
                }
            }
        }
    }
    assert!(rows > 150, "{rows} rows");
}

#[test]
fn exactly_three_months_are_not_more_than_three() {
    let (policy, rules) = marche(DelegationKind::HealthImpediment);
    let item = rules.group("impediment").unwrap().item("medical_certificate").unwrap();
    let judge = |from: &str, to: Option<&str>| {
        let dates =
            Offered { from_on: Some(day(from)), to_on: to.map(day), ..offered(item, EvidenceWay::Seen, &[]) };
        taken(policy, rules, &empty(rules), &dates, today()).err()
    };
    let short = Some(vec![EvidenceError::Lacks(Lacking::ImpedimentTooShort { months: 3 })]);
    assert_eq!(judge("2026-10-15", Some("2027-01-15")), short, "three months to the day");
    assert_eq!(judge("2026-10-15", Some("2027-01-16")), None);
    assert_eq!(judge("2026-11-22", Some("2027-02-22")), short);
    assert_eq!(judge("2026-10-15", None), None, "no end is foreseen");
    let over = Some(vec![EvidenceError::Lacks(Lacking::ImpedimentOver { on: day("2026-11-21") })]);
    assert_eq!(judge("2026-01-01", Some("2026-11-21")), over, "it ended yesterday");
    assert_eq!(judge("2026-01-01", Some("2026-11-22")), None, "it ends today");
    let later = Some(vec![EvidenceError::Lacks(Lacking::ImpedimentNotBegun { from: day("2026-11-23") })]);
    assert_eq!(judge("2026-11-23", Some("2027-11-23")), later);
}

#[test]
fn a_decree_that_ended_yesterday_is_refused_and_one_that_ends_today_holds() {
    let (policy, rules) = marche(DelegationKind::SupportAdministrator);
    let judge = |ends_on: NaiveDate| {
        let said = TitleSaid {
            power: Some(Power::Acts),
            court: "Tribunale di Ancona",
            number: "12/2026",
            decree_on: Some(day("2026-02-01")),
            ends_on: Some(ends_on),
            ..TitleSaid::default()
        };
        Title::judge(rules, &said, today())
    };
    let yesterday = today() - Days::new(1);
    assert_eq!(judge(yesterday), Err(vec![TitleError::Ended { on: yesterday }]));
    assert!(judge(today()).is_ok());
    // what held when it was recorded is judged again on the day of the release
    let delegation = Delegation { title: judge(today()).ok(), ..whole(policy, rules, Power::Acts) };
    assert_eq!(lacks_of(policy, rules, &delegation), []);
    let facts = Facts { delegation: &delegation, holder_age: Some(40), adult_age: 18 };
    assert_eq!(missing(rules, &facts, today() + Days::new(1)), [Missing::DecreeEnded { on: today() }]);
}

#[test]
fn a_parent_acts_until_the_day_before_the_eighteenth_birthday_29_february_included() {
    let (policy, rules) = marche(DelegationKind::Parent);
    let fits = |born: &str, on: &str| {
        age_fits(rules, crate::holders::age::age_on(day(born), day(on)).unwrap(), policy.adult_age())
    };
    assert!(fits("2008-11-23", "2026-11-22"));
    assert!(!fits("2008-11-22", "2026-11-22"), "the minor turns 18 today");
    assert!(fits("2008-02-29", "2026-02-28"));
    assert!(!fits("2008-02-29", "2026-03-01"));
    let (_, alone) = marche(DelegationKind::EmancipatedMinor);
    assert!(!age_fits(alone, 15, 18) && age_fits(alone, 16, 18) && !age_fits(alone, 18, 18));
}

#[test]
fn who_acts_or_assists_follows_from_the_decree_and_so_do_presence_and_sheet() {
    let (policy, rules) = marche(DelegationKind::SupportAdministrator);
    let acts = whole(policy, rules, Power::Acts);
    let assists = whole(policy, rules, Power::Assists);
    assert_eq!(acts.takes_sheet(rules), Signatory::Delegate);
    assert_eq!(assists.takes_sheet(rules), Signatory::Holder);
    let absent = Title { holder_present: false, ..titled(rules, Power::Assists) };
    let absent = Delegation { title: Some(absent), ..assists };
    assert_eq!(lacks_of(policy, rules, &absent), [Missing::HolderPresent]);
    let untold = Delegation { title: None, ..acts };
    assert_eq!(lacks_of(policy, rules, &untold)[..2], [Missing::Power, Missing::Decree]);
    assert_eq!(rules.title, TitleRule::Decree);
}

#[test]
fn a_persons_document_is_typed_once() {
    let (policy, rules) = marche(DelegationKind::Curator);
    let item = |group: &str| &rules.group(group).unwrap().any_of[0];
    let mut delegation = empty(rules);
    assert!(wants_document_now(rules, &delegation, item("holder_copy"), today()));
    assert!(!wants_document_now(rules, &delegation, item("delegate_copy"), today()), "identified with it");
    let seen = offered(item("holder_identity"), EvidenceWay::Seen, &[]);
    let piece = taken(policy, rules, &delegation, &seen, today()).unwrap();
    assert_eq!(piece.document.as_ref().map(IdentityDocument::number), Some("YA1234567"));
    delegation.evidence.push(recorded(piece));
    assert!(!wants_document_now(rules, &delegation, item("holder_copy"), today()));
    assert!(wants_document_now(rules, &delegation, item("holder_copy"), day("2031-01-01")), "it has expired");
}

#[test]
fn a_supervisor_approves_what_the_policy_wants_approved() {
    let ticked = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let causes = |kind, words: bool, keys: &[&str]| {
        let (policy, rules) = marche(kind);
        let power = rules.powers().next().unwrap();
        let mut delegation = whole(policy, rules, power);
        delegation.title.as_mut().unwrap().address_in_words = words;
        approval_causes(rules, &delegation, &ticked(keys), today())
            .into_iter()
            .map(|it| it.key())
            .collect::<Vec<_>>()
    };
    assert_eq!(causes(DelegationKind::Fiduciary, false, &[]), ["always"]);
    assert_eq!(causes(DelegationKind::HealthImpediment, false, &[]), [""; 0]);
    assert_eq!(causes(DelegationKind::HealthImpediment, true, &[]), ["delegate_address"]);
    assert_eq!(causes(DelegationKind::Parent, true, &["delegate_surname"]), ["mismatch_overridden"]);
    assert_eq!(causes(DelegationKind::Parent, false, &["birth_date"]), ["mismatch_overridden"]);
    assert_eq!(causes(DelegationKind::Parent, false, &["delegate_same_base_code"]), ["omocodia"]);
    assert_eq!(causes(DelegationKind::Parent, false, &["used_for_another_holder"]), [""; 0]);
}

#[test]
fn a_self_certified_impediment_is_taken_and_marked() {
    let (policy, rules) = marche(DelegationKind::HealthImpediment);
    let mut delegation = whole(policy, rules, Power::Acts);
    assert!(self_certified(rules, &delegation, today()).is_empty());
    delegation.evidence.retain(|piece| piece.group != "impediment");
    let item = rules.group("impediment").unwrap().item("impediment_self_certification").unwrap();
    let piece = taken(policy, rules, &delegation, &offered(item, EvidenceWay::PaperKept, &[]), today());
    delegation.evidence.push(recorded(piece.unwrap()));
    assert_eq!(lacks_of(policy, rules, &delegation), []);
    assert_eq!(self_certified(rules, &delegation, today()).len(), 1);
    // beside a certificate it is not marked, until that one has run out
    let item = &rules.group("impediment").unwrap().any_of[0];
    let until = Offered { to_on: Some(today() + Months::new(6)), ..offered(item, item.ways[0], &[]) };
    let piece = taken(policy, rules, &delegation, &until, today()).unwrap();
    delegation.evidence.push(recorded(piece));
    assert!(self_certified(rules, &delegation, today()).is_empty());
    assert_eq!(self_certified(rules, &delegation, today() + Months::new(7)).len(), 1);
}
