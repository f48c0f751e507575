// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files that are refused at load.

use super::*;

const KIND: &str = "[[version.delegation]]\nkind = \"parent\"\n";

/// The rules of the parent in Marche with dates of their own, once for each pair.
fn parents(dates: &[(Option<&str>, Option<&str>)]) -> String {
    let start = MARCHE.find(KIND).unwrap();
    let rest = &MARCHE[start + KIND.len()..];
    let end = rest.find("[[version.delegation]]").unwrap();
    let written = dates.iter().map(|(from, to)| {
        let line =
            |key: &str, day: &Option<&str>| day.map(|day| format!("{key} = {day}\n")).unwrap_or_default();
        format!("{KIND}{}{}{}", line("valid_from", from), line("valid_to", to), &rest[..end])
    });
    format!("{}{}{}", &MARCHE[..start], written.collect::<String>(), &rest[end..])
}

fn problems(text: &str) -> Vec<String> {
    let errors = PolicyBook::parse(text, "regole.toml").err().map(|errors| errors.0).unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn rules_of_a_kind_may_change_within_a_version_and_end_for_good() {
    let book = book(&parents(&[(None, Some("2026-06-30")), (Some("2026-07-01"), Some("2027-06-30"))]));
    let policy = &book.versions()[0];
    for (on, first) in [
        ("2025-01-01", Some("2025-01-01")),
        ("2026-06-30", Some("2025-01-01")),
        ("2026-07-01", Some("2026-07-01")),
        ("2027-06-30", Some("2026-07-01")),
        ("2027-07-01", None),
    ] {
        let found = policy.delegation(DelegationKind::Parent, day(on)).map(|rules| rules.valid_from);
        assert_eq!(found, first.map(day), "{on}");
    }
    assert_eq!(policy.delegations(day("2027-07-01")).count(), 6, "the other kinds go on");
}

#[test]
fn a_hole_or_an_overlap_between_two_dates_of_a_kind_is_refused() {
    type Dates<'a> = &'a [(Option<&'a str>, Option<&'a str>)];
    let cases: [(Dates<'_>, &str); 7] = [
        (
            &[(None, Some("2026-06-30")), (Some("2026-07-02"), None)],
            "a hole between two dates of \"parent\" before 2026-07-02",
        ),
        (
            &[(Some("2026-07-02"), None), (None, Some("2026-06-30"))],
            "a hole between two dates of \"parent\" before 2026-07-02",
        ),
        (
            &[(None, Some("2026-06-30")), (Some("2026-06-30"), None)],
            "an overlap between two dates of \"parent\"",
        ),
        (&[(None, None), (Some("2026-07-01"), None)], "an overlap between two dates of \"parent\""),
        (&[(None, None), (None, None)], "an overlap between two dates of \"parent\""),
        (&[(Some("2024-12-31"), None)], "valid_from lies outside the version"),
        (&[(Some("2026-07-01"), Some("2026-06-30"))], "valid_to lies before valid_from"),
    ];
    for (dates, problem) in cases {
        let found = problems(&parents(dates));
        assert_eq!(found.len(), 1, "{dates:?}: {found:?}");
        assert!(
            found[0].starts_with("regole.toml:") && found[0].contains(": version.delegation."),
            "{}",
            found[0]
        );
        assert!(found[0].contains(problem), "{}", found[0]);
    }
}

/// A kind that stops before its version ends and is there again in the next has a hole, as within one version.
#[test]
fn a_hole_between_versions_is_refused_too() {
    let second = MARCHE[MARCHE.find("[[version]]\n").unwrap()..]
        .replace("marche-2025-01", "marche-2027-01")
        .replace("valid_from = 2025-01-01", "valid_from = 2027-01-01");
    let first = |parent_ends| {
        parents(&[(None, Some(parent_ends))])
            .replace("adult_age = 18", "valid_to = 2026-12-31\nadult_age = 18")
    };
    assert_eq!(problems(&(first("2026-12-31") + "\n" + &second)), Vec::<String>::new());
    let hole = problems(&(first("2026-12-30") + "\n" + &second));
    assert!(hole.len() == 1 && hole[0].contains("a hole between two dates of \"parent\""), "{hole:?}");
    let beyond = problems(&(first("2027-01-01") + "\n" + &second));
    assert!(beyond.len() == 1 && beyond[0].contains("outside the version"), "{beyond:?}");
}

#[test]
fn each_fault_of_a_delegation_is_told_with_line_and_key() {
    let mother = r#"{ item = "minor_document", ways = ["seen"], document_of = "holder" }"#;
    for (from, to, key, problem) in [
        ("kind = \"parent\"", "kind = \"uncle\"", "kind", "\"uncle\" is none of parent, guardian"),
        (
            "kind = \"parent\"\nholder = \"minor\"",
            "kind = \"parent\"\nholder = \"any\"",
            "kind",
            "the holder is a minor",
        ),
        ("kind = \"curator\"", "kind = \"guardian\"", "kind", "an overlap"),
        ("kind = \"curator\"", "kind = \"curator\"\ncolour = 1", "colour", "unknown field"),
        ("impediment_over_months = 3", "impediment_over_months = 0", "kind", "at least 1"),
        ("holder_from_age = 16", "relations = [\"child\"]", "kind", "no delegate"),
        ("holder_from_age = 16", "capability = \"Wards!\"", "kind", "one word"),
        ("title = \"decree\"", "title = \"words\"", "kind", "need title = \"decree\""),
        ("alone = {", "acts = {", "kind", "\"alone\" is for who has no delegate"),
        (
            "[version.delegation_limits]\nholders_per_delegate = 5\nwithin_days = 365\nsame_visit_minutes = 120",
            "",
            "kind",
            "counted without",
        ),
        (
            "item = \"signed_delegation\", ways",
            "item = \"signed_delegation\", names_several = true, ways",
            "evidence",
            "cannot name several",
        ),
        ("power = \"assists\"", "power = \"alone\"", "evidence", "a power that the kind has not"),
        ("group = \"parenthood\"", "group = \"card\"", "evidence", "group \"card\" is there twice"),
        ("group = \"parenthood\"", "group = \"faith\"", "evidence", "no text for group \"faith\""),
        (
            "item = \"family_status\"",
            "item = \"minor_document\"",
            "evidence",
            "\"minor_document\" is there twice",
        ),
        ("item = \"family_status\"", "item = \"album\"", "evidence", "no text for item \"album\""),
        (mother, r#"{ item = "minor_document", ways = [] }"#, "evidence", "no way"),
        (mother, r#"{ item = "minor_document", ways = ["scanned"] }"#, "evidence", "has no retention"),
        (mother, r#"{ item = "minor_document", ways = ["seen", "seen"] }"#, "evidence", "names a way twice"),
        (mother, r#"{ item = "minor_document", ways = ["faxed"] }"#, "any_of", "\"faxed\" is none of seen"),
        (
            mother,
            r#"{ item = "minor_document", ways = ["seen"], retention = "titles" }"#,
            "evidence",
            "nothing to keep",
        ),
        (
            mother,
            r#"{ item = "minor_document", ways = ["scanned"], retention = "mails" }"#,
            "evidence",
            "one of evidence",
        ),
        (
            mother,
            r#"{ item = "minor_document", ways = ["seen"], self_certified = true }"#,
            "evidence",
            "nobody signs",
        ),
    ] {
        assert!(MARCHE.contains(from), "{from}");
        let text = MARCHE.replacen(from, to, 1);
        let errors = PolicyBook::parse(&text, "regole.toml").unwrap_err().0;
        let error = errors.iter().find(|error| error.problem.contains(problem));
        let error = error.unwrap_or_else(|| panic!("{problem}: {errors:?}"));
        assert!(error.key.starts_with("version.delegation") && error.key.contains(key), "{error}");
        // Near the change: at its kind or its group. Limits are missed by the first kind that is counted.
        let changed = MARCHE[..MARCHE.find(from).unwrap()].matches('\n').count() + 1;
        assert!(changed.abs_diff(error.line) <= 10, "line {changed} for {error}");
    }
}
