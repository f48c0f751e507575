// SPDX-License-Identifier: AGPL-3.0-or-later

use proptest::prelude::*;

use super::{DocumentError::*, *};
use crate::policy::PolicyBook;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn kind(code: &str) -> &'static DocumentKind {
    PolicyBook::embedded().versions()[0].document(code).unwrap()
}

fn cie() -> Shown<'static> {
    Shown {
        number: "ca 00000 aa",
        issuer: "Comune  di Ancona",
        issued: Some(day("2020-05-04")),
        expires: Some(day("2030-09-12")),
        birth_date: Some(day("1980-09-12")),
    }
}

fn errors(code: &str, shown: &Shown<'_>, today: &str) -> Vec<DocumentError> {
    IdentityDocument::judge(kind(code), shown, day(today)).err().unwrap_or_default()
}

fn hints(code: &str, shown: &Shown<'_>) -> Vec<DocumentHint> {
    IdentityDocument::judge(kind(code), shown, day("2026-11-22")).unwrap().1
}

#[test]
fn a_document_in_force_is_taken_and_kept_in_one_spelling() {
    let (document, hints) = IdentityDocument::judge(kind("cie"), &cie(), day("2026-11-22")).unwrap();
    assert_eq!(
        (document.kind(), document.number(), document.issuer()),
        ("cie", "CA00000AA", "Comune di Ancona")
    );
    assert_eq!((document.issued(), document.expires()), (day("2020-05-04"), Some(day("2030-09-12"))));
    assert_eq!(hints, []);
    assert!(!format!("{document:?}").contains("CA0"));
}

#[test]
fn a_document_is_in_force_on_its_last_day_and_expired_on_the_next() {
    assert_eq!(errors("cie", &cie(), "2030-09-12"), []);
    assert_eq!(errors("cie", &cie(), "2030-09-13"), [Expired { on: day("2030-09-12") }]);
    let (document, _) = IdentityDocument::judge(kind("cie"), &cie(), day("2026-11-22")).unwrap();
    assert_eq!(document.in_force_on(kind("cie"), day("2030-09-12")), Ok(()));
    assert_eq!(document.in_force_on(kind("cie"), day("2030-09-13")), Err(Expired { on: day("2030-09-12") }));
}

#[test]
fn a_paper_identity_card_is_refused_from_3_august_2026_whatever_is_printed_on_it() {
    let paper = Shown { number: "AX1234567", ..cie() };
    assert_eq!(errors("paper_identity_card", &paper, "2026-08-02"), []);
    let last_valid_day = day("2026-08-02");
    assert_eq!(errors("paper_identity_card", &paper, "2026-08-03"), [KindNoLongerValid { last_valid_day }]);
    assert_eq!(KindNoLongerValid { last_valid_day }.field(), DocumentField::Kind);
}

#[test]
fn dates_that_make_no_sense_are_refused() {
    let change = |change: fn(&mut Shown<'static>)| {
        let mut shown = cie();
        change(&mut shown);
        errors("cie", &shown, "2026-11-22")
    };
    assert_eq!(change(|s| s.issued = Some(day("2026-11-22"))), [], "issued today");
    assert_eq!(change(|s| s.issued = Some(day("2026-11-23"))), [IssuedInFuture]);
    assert_eq!(change(|s| s.issued = None), [IssuedMissing]);
    assert_eq!(change(|s| s.expires = None), [ExpiryMissing]);
    assert_eq!(change(|s| s.expires = s.issued), [ExpiresBeforeIssue]);
    assert_eq!(change(|s| s.expires = Some(day("2019-01-01"))), [ExpiresBeforeIssue]);
    assert_eq!(
        change(|s| s.issued = Some(day("1999-01-01"))),
        [IssuedBeforeKind { first_issue_day: day("2001-01-01") }]
    );
    assert_eq!(change(|s| s.birth_date = Some(day("2021-01-01"))), [IssuedBeforeBirth]);
}

#[test]
fn all_faults_are_named_at_once_in_the_order_of_the_form() {
    let empty = Shown { number: " ", issuer: "", issued: None, expires: None, birth_date: None };
    let found = errors("cie", &empty, "2026-11-22");
    assert_eq!(found, [NumberMissing, IssuerMissing, IssuedMissing, ExpiryMissing]);
    let fields: Vec<_> = found.iter().map(DocumentError::field).collect();
    use DocumentField::*;
    assert_eq!(fields, [Number, Issuer, Issued, Expires]);
}

#[test]
fn odd_characters_in_number_or_issuer_are_refused() {
    for (number, issuer, error) in [
        ("CA\r\n00000AA", "Comune", NumberCharacter { position: 3 }),
        ("CA00000À", "Comune", NumberCharacter { position: 8 }),
        ("<script>", "Comune", NumberCharacter { position: 1 }),
        ("---", "Comune", NumberMissing),
        ("1234567890123456789012345678901", "Comune", NumberTooLong),
        ("CA00000AA", "Comune\nX", IssuerCharacter { position: 7 }),
        ("CA00000AA", "Comune 😀", IssuerCharacter { position: 8 }),
        ("CA00000AA", "<b>", IssuerCharacter { position: 1 }),
        ("CA00000AA", ". - .", IssuerMissing),
    ] {
        assert_eq!(
            errors("cie", &Shown { number, issuer, ..cie() }, "2026-11-22"),
            [error],
            "{number} {issuer}"
        );
    }
    let long = "x".repeat(101);
    assert_eq!(errors("cie", &Shown { issuer: &long, ..cie() }, "2026-11-22"), [IssuerTooLong]);
    assert_eq!(errors("cie", &Shown { issuer: "Città d’Agnone (IS), n. 1", ..cie() }, "2026-11-22"), []);
}

#[test]
fn a_document_that_does_not_expire_on_the_birthday_gets_a_hint() {
    assert_eq!(
        hints("cie", &Shown { expires: Some(day("2030-05-03")), ..cie() }),
        [DocumentHint::NotOnBirthday]
    );
    assert_eq!(hints("cie", &Shown { birth_date: None, expires: Some(day("2030-05-03")), ..cie() }), []);
    let leap = |expires| Shown { birth_date: Some(day("1980-02-29")), expires: Some(day(expires)), ..cie() };
    for (expires, odd) in
        [("2028-02-29", false), ("2028-02-28", true), ("2030-02-28", false), ("2030-03-01", false)]
    {
        assert_eq!(!hints("cie", &leap(expires)).is_empty(), odd, "{expires}");
    }
    let passport = Shown { number: "YA1234567", expires: Some(day("2030-05-03")), ..cie() };
    assert_eq!(hints("passport", &passport), [], "passports do not follow the birthday");
}

#[test]
fn an_unusual_number_or_time_gets_a_hint() {
    assert_eq!(hints("cie", &Shown { number: "12/34", ..cie() }), [DocumentHint::UnusualNumber]);
    assert_eq!(hints("driving_licence", &Shown { number: "12/34", ..cie() }), [], "no pattern is known");
    assert_eq!(
        hints("cie", &Shown { expires: Some(day("2031-09-12")), ..cie() }),
        [DocumentHint::UnusuallyLong]
    );
}

#[test]
fn a_kind_without_expiry_may_bear_one() {
    let book = Shown { number: "12345", expires: None, ..cie() };
    assert_eq!(errors("pension_book", &book, "2026-11-22"), []);
    let expired = Shown { expires: Some(day("2025-01-01")), ..book };
    assert_eq!(errors("pension_book", &expired, "2026-11-22"), [Expired { on: day("2025-01-01") }]);
}

proptest! {
    #[test]
    fn what_is_taken_is_in_force_and_no_input_panics(
        number in prop_oneof!["[A-Z]{2}[0-9]{5}[A-Z]{2}", any::<String>()],
        issuer in prop_oneof!["Comune di [A-Z][a-zàèéìòù']{1,20}", any::<String>()], issued in 0i64..40_000, length in -10i64..10_000,
    ) {
        let start = day("1950-01-01") + chrono::TimeDelta::days(issued);
        let expires = start + chrono::TimeDelta::days(length);
        let (issued, expires) = (Some(start), Some(expires));
        let today = day("2026-11-22");
        for kind in PolicyBook::embedded().versions()[0].documents() {
            let shown = Shown { number: &number, issuer: &issuer, issued, expires, birth_date: None };
            match IdentityDocument::judge(kind, &shown, today) {
                Ok((document, _)) => {
                    prop_assert!(start <= today && Some(today) <= expires && kind.counts_on(today));
                    prop_assert_eq!(document.in_force_on(kind, today), Ok(()));
                }
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }
    }
}
