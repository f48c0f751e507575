// SPDX-License-Identifier: AGPL-3.0-or-later

use proptest::prelude::*;

use super::{EmailError::*, *};
use crate::policy::PolicyBook;

fn rules() -> &'static ContactRules {
    PolicyBook::embedded().versions()[0].contact()
}

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn addresses_as_providers_give_them_are_taken() {
    for (typed, kept) in [
        (" mario.rossi@gmail.com ", "mario.rossi@gmail.com"),
        ("Mario.Rossi@LIBERO.IT", "Mario.Rossi@libero.it"),
        ("o'neill+tag_1@mail.example.org", "o'neill+tag_1@mail.example.org"),
        ("a@b.it", "a@b.it"),
        ("info@xn--caff-8oa.it", "info@xn--caff-8oa.it"),
        ("x@3com.com", "x@3com.com"),
    ] {
        let parsed = address(typed);
        assert_eq!(parsed.as_str(), kept);
        assert_eq!(format!("{}@{}", parsed.local(), parsed.domain()), kept);
    }
    assert_eq!(address("Mario@X.it").key(), "mario@x.it");
}

#[test]
fn each_fault_of_an_address_has_its_own_name() {
    let long_label = format!("a@{}.it", "b".repeat(64));
    let long_local = format!("{}@b.it", "a".repeat(65));
    let long = format!("a@{}.it", "b.".repeat(130));
    for (typed, error) in [
        ("", Empty),
        ("  ", Empty),
        ("a@b.it\r\nBcc: c@d.it", Control),
        ("a@b.it\n", Control),
        ("a\u{0}@b.it", Control),
        ("a b@c.it", Blank),
        ("a@b .it", Blank),
        ("Mario <a@b.it>", Blank),
        ("<a@b.it>", MoreThanAddress),
        ("\"a\"@b.it", MoreThanAddress),
        ("a@b.it,c@d.it", MoreThanAddress),
        ("a@b.it;c@d.it", MoreThanAddress),
        ("a@[127.0.0.1]", MoreThanAddress),
        ("mario.rossi", At),
        ("a@b@c.it", At),
        ("@b.it", Local),
        ("niccolò@b.it", Local),
        ("😀@b.it", Local),
        (".a@b.it", Dot),
        ("a.@b.it", Dot),
        ("a..b@c.it", Dot),
        ("info@caffè.it", InternationalDomain),
        ("a@", Domain),
        ("a@localhost", Domain),
        ("a@b.", Domain),
        ("a@.it", Domain),
        ("a@b..it", Domain),
        ("a@-b.it", Domain),
        ("a@b-.it", Domain),
        ("a@b_c.it", Domain),
        ("a@127.0.0.1", Domain),
        ("a@b.i", Domain),
        (&long_label, Domain),
        (&long_local, TooLong),
        (&long, TooLong),
    ] {
        assert_eq!(typed.parse::<EmailAddress>(), Err(error), "{typed:?}");
    }
}

#[test]
fn five_million_characters_are_refused_at_once() {
    assert_eq!("a".repeat(5_000_000).parse::<EmailAddress>(), Err(TooLong));
}

#[test]
fn a_slip_in_a_known_domain_gets_a_hint() {
    for (typed, meant) in [
        ("m@gmial.com", Some("m@gmail.com")),
        ("m@gmail.con", Some("m@gmail.com")),
        ("m@gmail.it", Some("m@gmail.com")),
        ("m@gmai.com", Some("m@gmail.com")),
        ("m@hotmial.it", Some("m@hotmail.it")),
        ("m@libbero.it", Some("m@libero.it")),
        ("m@liber.it", Some("m@libero.it")),
        ("m@libero.com", Some("m@libero.it")),
        ("m@yaho.it", Some("m@yahoo.it")),
        ("m@outlok.com", Some("m@outlook.com")),
        ("m@gmail.com", None),
        ("m@mail.com", None),
        ("m@email.it", None),
        ("m@live.it", None),
        ("m@example.org", None),
        ("m@comune.ancona.it", None),
        ("m@pec.it", None),
    ] {
        assert_eq!(typo_hint(&address(typed), rules()).as_deref(), meant, "{typed}");
    }
}

#[test]
fn certified_mail_is_known_by_provider_and_by_label() {
    for (typed, pec) in [
        ("m@pec.it", true),
        ("m@legalmail.it", true),
        ("m@postecert.it", true),
        ("m@pec.comune.ancona.it", true),
        ("m@studio.pec.it", true),
        ("regione.marche.protocollogiunta@emarche.it", true),
        ("m@gmail.com", false),
        ("m@pecora.it", false),
        ("pec@gmail.com", false),
        ("m@notpec.it", false),
    ] {
        assert_eq!(address(typed).is_pec(rules()), pec, "{typed}");
    }
}

#[test]
fn an_address_is_masked_on_paper_and_in_logs() {
    let parsed = address("mario.rossi@gmail.com");
    assert_eq!(parsed.masked(), "m•••@gmail.com");
    assert_eq!(format!("{parsed:?}"), "EmailAddress(m•••)");
}

proptest! {
    #[test]
    fn no_input_makes_the_reader_of_addresses_panic(text in any::<String>()) {
        let _ = text.parse::<EmailAddress>();
    }

    #[test]
    fn what_is_taken_is_one_ascii_line_that_the_mail_library_takes_too(
        text in "[a-zA-Z0-9.+'_ -]{1,20}@[a-zA-Z0-9.-]{1,20}[.][a-z]{1,4}",
    ) {
        if let Ok(parsed) = text.parse::<EmailAddress>() {
            prop_assert!(parsed.as_str().bytes().all(|b| b.is_ascii_graphic()));
            prop_assert!(parsed.as_str().parse::<lettre::Address>().is_ok(), "{}", parsed.as_str());
            prop_assert_eq!(parsed.as_str().parse::<EmailAddress>(), Ok(parsed.clone()));
            let _ = typo_hint(&parsed, rules());
        }
    }
}
