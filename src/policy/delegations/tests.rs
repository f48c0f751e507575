// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::policy::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn marche(kind: DelegationKind) -> &'static DelegationRules {
    let day = day("2026-11-22");
    PolicyBook::embedded().on(day).unwrap().delegation(kind, day).unwrap()
}

#[test]
fn every_kind_is_known_in_marche() {
    for kind in DelegationKind::ALL {
        assert_eq!(marche(*kind).kind, *kind);
        assert_eq!(DelegationKind::from_key(kind.key()), Some(*kind));
    }
}

#[test]
fn three_months_are_not_more_than_three_months() {
    let rules = marche(DelegationKind::HealthImpediment);
    for (from, to, enough) in [
        ("2026-01-10", Some("2026-04-10"), false),
        ("2026-01-10", Some("2026-04-11"), true),
        ("2026-11-30", Some("2027-02-28"), false),
        ("2026-11-30", Some("2027-03-01"), true),
        ("2027-11-29", Some("2028-02-29"), false),
        ("2027-11-30", Some("2028-03-01"), true),
        ("2026-01-10", Some("2026-01-09"), false),
        ("2026-01-10", None, true),
    ] {
        assert_eq!(rules.impediment_is_long_enough(day(from), to.map(day)), enough, "{from} {to:?}");
    }
    let parent = marche(DelegationKind::Parent);
    assert!(parent.impediment_is_long_enough(day("2026-01-10"), Some(day("2026-01-11"))));
}
