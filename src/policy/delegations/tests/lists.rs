// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the source pages list, item by item, and how each may be taken in.

use super::*;
use DelegationKind::*;

/// Kind → groups, each with its items.
type Listed = (DelegationKind, &'static [(&'static str, &'static [&'static str])]);

/// The three lists of "Attivazione allo sportello per delega" (Regione Marche), and the emancipated minor.
const MARCHE_LISTS: [Listed; 7] = [
    (
        Parent,
        &[
            ("card", &["card"]),
            ("delegate_identity", &["delegate_document"]),
            ("parenthood", &["minor_document", "family_status", "parenthood_self_certification"]),
        ],
    ),
    (
        Guardian,
        &[
            ("delegate_identity", &["delegate_document"]),
            ("card", &["card"]),
            ("holder_copy", &["holder_document_copy"]),
            ("delegate_copy", &["delegate_document_copy"]),
            ("title", &["guardianship_decree", "guardian_self_certification"]),
        ],
    ),
    (
        Curator,
        &[
            ("holder_identity", &["holder_document"]),
            ("delegate_identity", &["delegate_document"]),
            ("card", &["card"]),
            ("holder_copy", &["holder_document_copy"]),
            ("delegate_copy", &["delegate_document_copy"]),
            ("title", &["curatorship_decree", "curator_self_certification"]),
        ],
    ),
    (
        SupportAdministrator,
        &[
            ("holder_identity", &["holder_document"]),
            ("delegate_identity", &["delegate_document"]),
            ("card", &["card"]),
            ("holder_copy", &["holder_document_copy"]),
            ("delegate_copy", &["delegate_document_copy"]),
            ("title", &["support_decree", "support_administrator_self_certification"]),
        ],
    ),
    (
        Fiduciary,
        &[
            ("delegate_identity", &["delegate_document"]),
            ("card", &["card"]),
            ("holder_copy", &["holder_document_copy"]),
            ("delegate_copy", &["delegate_document_copy"]),
            ("title", &["power_deed", "fiduciary_self_certification"]),
        ],
    ),
    (
        HealthImpediment,
        &[
            ("delegate_identity", &["delegate_document"]),
            ("delegation", &["signed_delegation"]),
            ("card", &["card"]),
            ("holder_copy", &["holder_document_copy"]),
            ("delegate_copy", &["delegate_document_copy"]),
            ("impediment", &["medical_certificate", "clinical_document", "impediment_self_certification"]),
        ],
    ),
    (
        EmancipatedMinor,
        &[
            ("card", &["card"]),
            ("holder_identity", &["holder_document"]),
            ("emancipation", &["emancipation_deed", "emancipation_self_certification"]),
        ],
    ),
];

/// "Casi particolari" of Regione Sardegna.
const SARDEGNA_LISTS: [Listed; 5] = [
    (
        Parent,
        &[
            ("card", &["card"]),
            ("delegate_identity", &["delegate_document"]),
            ("parenthood", &["parenthood_self_certification"]),
        ],
    ),
    (
        Guardian,
        &[
            ("card", &["card"]),
            ("delegate_identity", &["delegate_document"]),
            ("title", &["guardian_self_certification"]),
        ],
    ),
    (
        SupportAdministrator,
        &[
            ("card", &["card"]),
            ("delegate_identity", &["delegate_document"]),
            ("title", &["support_administrator_self_certification"]),
        ],
    ),
    (
        HealthImpediment,
        &[
            ("delegate_identity", &["delegate_document"]),
            ("delegation", &["signed_delegation"]),
            ("card", &["card", "card_copy"]),
            ("holder_copy", &["holder_document_copy"]),
            ("impediment", &["medical_certificate"]),
        ],
    ),
    MARCHE_LISTS[6],
];

/// How an item may be taken in: seen, paper kept, scanned. The same in both regions.
const WAYS: [(&str, [bool; 3]); 22] = [
    ("card", [true, false, false]),
    ("card_copy", [false, true, true]),
    ("holder_document", [true, false, false]),
    ("delegate_document", [true, false, false]),
    ("minor_document", [true, false, false]),
    ("holder_document_copy", [false, true, true]),
    ("delegate_document_copy", [false, true, true]),
    ("signed_delegation", [false, true, true]),
    ("medical_certificate", [true, true, false]),
    ("clinical_document", [true, true, false]),
    ("impediment_self_certification", [false, true, false]),
    ("family_status", [true, true, true]),
    ("guardianship_decree", [true, true, true]),
    ("curatorship_decree", [true, true, true]),
    ("support_decree", [true, true, true]),
    ("power_deed", [true, true, true]),
    ("emancipation_deed", [true, true, true]),
    ("parenthood_self_certification", [false, true, true]),
    ("guardian_self_certification", [false, true, true]),
    ("curator_self_certification", [false, true, true]),
    ("support_administrator_self_certification", [false, true, true]),
    ("fiduciary_self_certification", [false, true, true]),
];

#[test]
fn every_item_of_the_source_pages_is_there_and_no_other() {
    for (file, lists) in [(MARCHE, &MARCHE_LISTS[..]), (SARDEGNA, &SARDEGNA_LISTS[..])] {
        let book = book(file);
        let rules = book.versions()[0].all_delegations();
        assert_eq!(rules.len(), lists.len());
        for (rules, (kind, groups)) in rules.iter().zip(lists) {
            let is: Vec<_> = rules
                .evidence
                .iter()
                .map(|group| {
                    (group.key.as_str(), group.any_of.iter().map(|item| item.key.as_str()).collect())
                })
                .collect();
            let should: Vec<(&str, Vec<&str>)> =
                groups.iter().map(|(group, items)| (*group, items.to_vec())).collect();
            assert_eq!((rules.kind, is), (*kind, should), "{}", book.name());
        }
    }
}

#[test]
fn every_item_is_taken_in_as_decided() {
    let mut seen = std::collections::HashSet::new();
    for file in [MARCHE, SARDEGNA] {
        for rules in book(file).versions()[0].all_delegations() {
            for (_, item) in rules.items() {
                let self_certification = item.key == "emancipation_self_certification";
                let ways = WAYS.iter().find(|(key, _)| *key == item.key).map(|(_, ways)| *ways);
                let ways = ways.or(self_certification.then_some([false, true, true]));
                let is = EvidenceWay::ALL.iter().map(|way| item.admits(*way)).collect::<Vec<_>>();
                assert_eq!(Some(is), ways.map(Vec::from), "{}: {}", rules.kind.key(), item.key);
                assert_eq!(item.self_certified, item.key.ends_with("self_certification"), "{}", item.key);
                seen.insert(item.key.clone());
            }
        }
    }
    assert_eq!(seen.len(), WAYS.len() + 1, "{seen:?}");
}

#[test]
fn what_attests_an_impediment_is_dated_and_kept_as_medical() {
    for (_, item) in marche(HealthImpediment).items().filter(|(group, _)| group.key == "impediment") {
        assert!(item.dated && item.retention == Some(RetentionClass::Medical), "{}", item.key);
    }
    let sardegna = book(SARDEGNA);
    let policy = &sardegna.versions()[0];
    assert_eq!(policy.region().as_str(), "200");
    let rules = policy.delegation(HealthImpediment, day("2026-11-22")).unwrap();
    assert_eq!(rules.impediment_over_months, Some(3));
    assert!(rules.items().all(|(_, item)| !item.self_certified), "no self-certification in Sardegna");
    assert!(policy.delegation(Fiduciary, day("2026-11-22")).is_none());
}

#[test]
fn a_supervisor_approves_what_marche_wants_approved() {
    use ApprovalCause::{Always, DelegateAddress, MismatchOverridden, Omocodia, SelfCertified};
    for kind in DelegationKind::ALL.iter().copied() {
        let causes = |cause| marche(kind).approval_for(cause);
        assert_eq!(causes(Always), kind == Fiduciary);
        assert_eq!(causes(DelegateAddress), matches!(kind, Fiduciary | HealthImpediment));
        assert_eq!(
            (causes(MismatchOverridden), causes(Omocodia)),
            (kind.has_delegate(), kind.has_delegate())
        );
        assert!(!causes(SelfCertified), "a self-certified impediment is marked, not stopped");
        let exempt = matches!(kind, Guardian | SupportAdministrator | EmancipatedMinor);
        assert_eq!(marche(kind).counted, !exempt);
    }
    let limits = PolicyBook::embedded().versions()[0].delegation_limits().unwrap();
    assert_eq!((limits.holders_per_delegate, limits.within.num_days()), (5, 365));
    assert_eq!(limits.same_visit.num_minutes(), 120);
}
