// SPDX-License-Identifier: AGPL-3.0-or-later

use super::*;

const MARCHE: &str = include_str!("../../policies/marche.toml");
const LONG_CODES: &str = include_str!("../../policies/test-long-codes.toml");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> &'static Policy {
    PolicyBook::embedded().on(day("2026-11-22")).unwrap()
}

/// The errors of the embedded file with one passage changed.
fn changed(from: &str, to: &str) -> Vec<PolicyError> {
    assert_eq!(MARCHE.matches(from).count(), 1, "{from}");
    PolicyBook::parse(&MARCHE.replace(from, to), "regole.toml").unwrap_err().0
}

/// A second version behind the first, which ends on `last`; the second begins on `first`.
fn two_versions(last: &str, first: &str) -> Result<PolicyBook, PolicyErrors> {
    let start = MARCHE.find("[[version]]\n").unwrap();
    let second = MARCHE[start..]
        .replace("marche-2025-01", "marche-2027-01")
        .replace("valid_from = 2025-01-01", &format!("valid_from = {first}"));
    let ended = format!("valid_from = 2025-01-01\nvalid_to = {last}");
    let text = MARCHE.replace("valid_from = 2025-01-01", &ended) + "\n" + &second;
    PolicyBook::parse(&text, "regole.toml")
}

#[test]
fn the_marche_rules_are_as_decided() {
    let policy = today();
    assert_eq!(
        (policy.version(), policy.region().as_str(), policy.adult_age()),
        ("marche-2025-01", "110", 18)
    );
    let codes = policy.codes(Credential::TsCns);
    let split = |kind| codes.rule(kind).map(|rule| (rule.first_digits(), rule.second_digits(), rule.tries()));
    assert_eq!(split(CodeKind::Pin), Some((2, 3, Some(3))));
    assert_eq!(split(CodeKind::Puk), Some((4, 4, Some(3))));
    assert_eq!(split(CodeKind::Cip), Some((4, 4, None)));
    assert_eq!(policy.codes(Credential::PinCohesion).rules().count(), 1);
    let code = policy.contact().ownership_code;
    assert_eq!((code.digits, code.lifetime.num_minutes(), code.tries, code.per_case), (6, 15, 5, 3));
    assert_eq!(policy.contact().pec, PecRule::Warn);
    assert_eq!(policy.releases().resend_window.num_days(), 7);
    assert_eq!(policy.mail().retry_for.num_hours(), 48);
    let sessions = policy.sessions();
    assert_eq!(
        (sessions.idle.num_minutes(), sessions.announced.num_minutes(), sessions.absolute.num_hours()),
        (15, 2, 10)
    );
    assert!(RetentionClass::ALL.iter().all(|class| policy.retention(*class).num_days() > 0));
}

#[test]
fn the_paper_identity_card_counts_for_the_last_time_on_2_august_2026() {
    let paper = today().document("paper_identity_card").unwrap();
    assert!(paper.counts_on(day("2026-08-02")) && !paper.counts_on(day("2026-08-03")));
    assert_eq!(today().documents().len(), 11);
    assert!(today().document("university_booklet").is_none());
}

#[test]
fn a_number_pattern_tells_letters_from_digits() {
    let cie = &today().document("cie").unwrap().number_patterns[0];
    assert!(cie.fits("CA00000AA"));
    assert!(!cie.fits("CA0000AAA") && !cie.fits("CA00000A") && !cie.fits("ca00000aa"));
}

#[test]
fn a_test_policy_may_have_codes_of_32_digits() {
    let book = PolicyBook::parse(LONG_CODES, "test-long-codes.toml").unwrap();
    for (_, rule) in book.versions()[0].codes(Credential::TsCns).rules() {
        assert_eq!((rule.length(), rule.first_digits(), rule.second_digits()), (32, 16, 16));
    }
}

#[test]
fn a_version_is_found_by_day_and_by_name() {
    let book = two_versions("2026-12-31", "2027-01-01").unwrap();
    assert_eq!(book.versions().len(), 2);
    assert_eq!(book.on(day("2024-12-31")).map(Policy::version), None);
    assert_eq!(book.on(day("2025-01-01")).map(Policy::version), Some("marche-2025-01"));
    assert_eq!(book.on(day("2026-12-31")).map(Policy::version), Some("marche-2025-01"));
    assert_eq!(book.on(day("2027-01-01")).map(Policy::version), Some("marche-2027-01"));
    assert!(book.by_version("marche-2027-01").unwrap().source().contains("id = \"marche-2027-01\""));
    assert!(!book.by_version("marche-2025-01").unwrap().source().contains("2027"));
    assert!(book.by_version("marche-2026-01").is_none());
}

#[test]
fn holes_and_overlaps_between_versions_are_named() {
    for (last, first, what) in [
        ("2026-12-30", "2027-01-01", "a hole between versions \"marche-2025-01\" and \"marche-2027-01\""),
        ("2027-01-01", "2027-01-01", "an overlap between versions \"marche-2025-01\" and \"marche-2027-01\""),
        ("2024-12-31", "2025-01-01", "valid_to lies before valid_from"),
    ] {
        let errors = two_versions(last, first).unwrap_err().0;
        assert_eq!((errors[0].problem.as_str(), errors[0].file.as_str()), (what, "regole.toml"));
    }
    let open = MARCHE.to_owned() + &MARCHE[MARCHE.find("[[version]]\n").unwrap()..];
    let errors = PolicyBook::parse(&open, "x").unwrap_err();
    assert_eq!(errors.0.len(), 2, "{errors}: the name is taken, and the first has no end");
}

#[test]
fn each_fault_is_told_with_line_and_key() {
    let line_of = |passage: &str| MARCHE[..MARCHE.find(passage).unwrap()].matches('\n').count() + 1;
    for (from, to, key, problem) in [
        ("split = [2, 3]", "split = [2, 4]", "version.codes.ts_cns.pin", "split 2 + 4"),
        ("split = [2, 3]", "split = [0, 5]", "version.codes.ts_cns.pin", "two halves"),
        ("pec = \"warn\"", "pec = \"maybe\"", "version.contact.pec", "unknown variant"),
        ("retry_hours = 48", "retry_hours = 0", "version.mail.retry_hours", "at least 1"),
        ("retry_hours = 48", "retry_hour = 48", "version.mail.retry_hour", "unknown field"),
        ("retry_hours = 48", "retry_hours = \"two\"", "version.mail.retry_hours", "invalid type"),
        ("resend_limit = 3", "resend_limit = 4", "version.releases.resend_limit", "at most 3"),
        (
            "resend_proof = \"presence\"",
            "resend_proof = \"spid\"",
            "version.releases.resend_proof",
            "must be",
        ),
        (
            "last_valid_day = 2026-08-02",
            "last_valid_day = 2026-08-02T10:00:00",
            "version.document.last_valid_day",
            "date",
        ),
        ("region = \"110\"", "region = \"115\"", "region", "no region"),
        ("announced_minutes = 2", "announced_minutes = 15", "version.sessions", "announced before idle"),
        ("code = \"passport\"", "code = \"cie\"", "version.document", "twice"),
        (
            "[version.closing]\n",
            "[version.closing]\nstop_after_unclosed_days = 0\n",
            "version.closing.stop_after_unclosed_days",
            "at least 1",
        ),
        (
            "[version.closing]\n",
            "[version.closing]\nmost_carried = 3\n",
            "version.closing.most_carried",
            "unknown field",
        ),
        ("digits = 6", "digits = 3", "version.contact.ownership_code.digits", "4 to 10"),
        ("adult_age = 18", "adult_age = =", "version.adult_age", ""),
        ("[\"regione.marche.it\"", "[\"Regione.marche.it\"", "version.contact.staff_domains", "lower case"),
    ] {
        let errors = changed(from, to);
        let [error] = &errors[..] else { panic!("{errors:?}") };
        assert_eq!(error.key, key, "{error}");
        assert!(error.problem.contains(problem), "{error}");
        assert!(line_of(from).abs_diff(error.line) <= 2, "line {} for {error}", line_of(from));
    }
}

#[test]
fn new_cases_stop_only_where_a_region_says_so() {
    assert!(!today().closing().stop_anything());
    let limits = "[version.closing]\nstop_after_unclosed_days = 3\nmost_carried_over = 0\n";
    let book = PolicyBook::parse(&MARCHE.replace("[version.closing]\n", limits), "x").unwrap();
    let rules = book.versions()[0].closing();
    assert_eq!((rules.stop_after_unclosed_days, rules.most_carried_over), (Some(3), Some(0)));
    assert!(rules.stop_anything());
}

#[test]
fn a_missing_key_is_named_with_its_table() {
    let errors = changed("retry_hours = 48\n", "");
    assert_eq!(errors[0].key, "version.mail");
    assert!(errors[0].problem.contains("retry_hours"), "{}", errors[0]);
    let text = errors[0].to_string();
    assert!(text.starts_with("regole.toml:") && text.contains(": version.mail: "), "{text}");
}

#[test]
fn a_file_that_is_not_there_is_one_sentence() {
    let errors = PolicyBook::read(std::path::Path::new("/nowhere/regole.toml")).unwrap_err();
    assert!(errors.to_string().starts_with("/nowhere/regole.toml:0: -: "), "{errors}");
    assert!(PolicyBook::parse("", "x").is_err());
}

#[test]
fn today_is_the_date_in_rome() {
    for (utc, rome) in [
        ("2026-11-22T22:59:59Z", "2026-11-22"),
        ("2026-11-22T23:00:00Z", "2026-11-23"),
        ("2026-07-01T21:59:59Z", "2026-07-01"),
        ("2026-07-01T22:00:00Z", "2026-07-02"),
    ] {
        assert_eq!(rome_date(utc.parse().unwrap()), day(rome), "{utc}");
    }
}

#[test]
fn a_release_not_handed_over_is_withdrawn_at_the_end_of_the_next_working_day() {
    for (made, withdrawn) in [
        ("2026-11-20T09:00:00Z", "2026-11-23T23:00:00Z"), // Friday: end of Monday
        ("2026-11-23T09:00:00Z", "2026-11-24T23:00:00Z"),
        ("2026-12-24T09:00:00Z", "2026-12-28T23:00:00Z"), // Christmas, Saint Stephen, Sunday
        ("2026-04-03T09:00:00Z", "2026-04-07T22:00:00Z"), // Easter Monday, summer time
        ("2026-11-22T23:30:00Z", "2026-11-24T23:00:00Z"), // already Monday in Rome
    ] {
        let end = today().releases().withdrawal(made.parse().unwrap());
        assert_eq!(end, withdrawn.parse::<DateTime<Utc>>().unwrap(), "{made}");
    }
}
