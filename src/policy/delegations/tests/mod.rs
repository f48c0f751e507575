// SPDX-License-Identifier: AGPL-3.0-or-later

mod faults;
mod lists;

use crate::policy::*;

const MARCHE: &str = include_str!("../../../../policies/marche.toml");
const SARDEGNA: &str = include_str!("../../../../policies/sardegna.toml");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn book(text: &str) -> PolicyBook {
    PolicyBook::parse(text, "regole.toml").unwrap_or_else(|errors| panic!("{errors}"))
}

fn marche(kind: DelegationKind) -> &'static DelegationRules {
    let day = day("2026-11-22");
    PolicyBook::embedded().on(day).unwrap().delegation(kind, day).unwrap()
}

#[test]
fn every_kind_is_known_in_marche_and_every_word_goes_there_and_back() {
    for kind in DelegationKind::ALL {
        assert_eq!(marche(*kind).kind, *kind);
        assert_eq!(DelegationKind::from_key(kind.key()), Some(*kind));
    }
    assert_eq!(DelegationKind::from_key("Parent"), None);
}

/// Each word of a policy file has a name for pages and papers.
#[test]
fn every_word_has_a_text() {
    let keys = |family: &'static str, keys: Vec<&'static str>| {
        keys.into_iter().map(move |key| format!("{family}-{}", key.replace('_', "-")))
    };
    let all = keys("delegation-kind", DelegationKind::ALL.iter().map(|it| it.key()).collect())
        .chain(keys("delegation-power", Power::ALL.iter().map(|it| it.key()).collect()))
        .chain(keys("delegation-relation", Relation::ALL.iter().map(|it| it.key()).collect()))
        .chain(keys("delegation-approval", ApprovalCause::ALL.iter().map(|it| it.key()).collect()))
        .chain(keys("delegation-address", AddressRule::ALL.iter().map(|it| it.key()).collect()))
        .chain(keys("delegation-title", TitleRule::ALL.iter().map(|it| it.key()).collect()))
        .chain(keys("delegation-holder", HolderAge::ALL.iter().map(|it| it.key()).collect()))
        .chain(keys("delegation-signatory", Signatory::ALL.iter().map(|it| it.key()).collect()))
        .chain(keys("evidence-way", EvidenceWay::ALL.iter().map(|it| it.key()).collect()));
    for key in all {
        assert!(crate::texts::exists(&key), "{key}");
    }
    assert_eq!(
        DelegationKind::SupportAdministrator.text_key("delegation-kind"),
        "delegation-kind-support-administrator"
    );
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

/// The tables that `sportello policy check` prints. Where a policy file changes on purpose, the table changes with it:
/// read the difference before it is taken over.
#[test]
fn the_tables_of_both_regions_are_as_written_down() {
    for (file, table) in [(MARCHE, include_str!("marche.txt")), (SARDEGNA, include_str!("sardegna.txt"))] {
        let shown = book(file).versions()[0].delegation_outline().to_string();
        for (line, (is, should)) in shown.lines().zip(table.lines()).enumerate() {
            assert_eq!(is, should, "line {}", line + 1);
        }
        assert_eq!(shown.lines().count(), table.lines().count(), "{shown}");
    }
}

#[test]
fn the_decree_says_whether_a_support_administrator_acts_or_assists() {
    use Signatory::{Delegate, Holder};
    let rules = marche(DelegationKind::SupportAdministrator);
    assert_eq!((rules.only_power(), rules.title), (None, TitleRule::Decree));
    let (acts, assists) = (rules.conduct(Power::Acts).unwrap(), rules.conduct(Power::Assists).unwrap());
    assert_eq!(
        (&acts.signatures[..], acts.takes_sheet, acts.holder_present),
        (&[Delegate][..], Delegate, false)
    );
    assert_eq!(
        (&assists.signatures[..], assists.takes_sheet, assists.holder_present),
        (&[Holder, Delegate][..], Holder, true)
    );
    assert!(assists.identifies(Holder) && assists.identifies(Delegate) && !acts.identifies(Holder));
    let asked = |power| rules.groups(power).map(|group| group.key.as_str()).collect::<Vec<_>>();
    assert!(
        asked(Power::Assists).contains(&"holder_identity")
            && !asked(Power::Acts).contains(&"holder_identity")
    );
}

#[test]
fn a_region_without_delegations_is_a_region() {
    let start = SARDEGNA.find("[version.delegation_limits]").unwrap();
    let end = SARDEGNA.find("# DPR 445/2000 art. 35").unwrap();
    let bare = book(&(SARDEGNA[..start].to_owned() + &SARDEGNA[end..]));
    let policy = bare.on(day("2026-11-22")).unwrap();
    assert!(policy.all_delegations().is_empty() && policy.delegation_limits().is_none());
    assert!(policy.delegation_outline().to_string().contains("no delegations"));
}
