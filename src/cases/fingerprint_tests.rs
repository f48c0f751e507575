// SPDX-License-Identifier: AGPL-3.0-or-later

use super::*;
use crate::cards::check::FormerCard;
use crate::cards::number::Entry;
use crate::contacts::trusted::TrustedPerson;
use crate::texts::Language;
use chrono::NaiveDate;

struct Said {
    protocol: Protocol,
    code: FiscalCode,
    person: Person,
    card: Card,
    document: IdentityDocument,
    contact: Contact,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn seen(number: &str, issuer: &str) -> IdentityDocument {
    let (kind, number, issuer) = ("cie".to_owned(), number.to_owned(), issuer.to_owned());
    IdentityDocument::recorded(kind, number, issuer, day("2020-01-02"), Some(day("2030-01-01")))
}

fn said() -> Said {
    Said {
        protocol: Protocol::compose("AN01", 2026, 1),
        code: "DLANCL80A01A271C".parse().unwrap(),
        person: Person {
            surname: "D'Alò".parse().unwrap(),
            name: "Niccolò".parse().unwrap(),
            sex: "M".parse().unwrap(),
            birth_date: day("1980-01-01"),
            birth_place: "A271".parse().unwrap(),
        },
        card: Card {
            number: "80380001100000000014".parse().unwrap(),
            entered_by: Entry::Scanner,
            expires: day("2030-01-01"),
            former: FormerCard::None,
        },
        document: seen("CA00000AA", "Comune di Ancona"),
        contact: Contact::by_email("n.dalo@example.org".parse().unwrap(), None, Language::Italian),
    }
}

fn print_of(said: &Said) -> Fingerprint {
    let Said { protocol, code, person, card, document, contact } = said;
    fingerprint(&Complete {
        service: Service::Activation,
        protocol,
        code,
        person,
        card,
        document,
        delegation: None,
        contact,
    })
}

#[test]
fn the_same_words_have_the_same_fingerprint_and_it_stays_what_it_was_when_signed() {
    assert_eq!(print_of(&said()), print_of(&said()));
    // written down once: a change of the encoding would void every form that citizens hold in their hands
    assert_eq!(print_of(&said()).short(), "2DE4 E7A2 E6B1 61DB");
}

#[test]
fn every_word_that_is_signed_changes_the_fingerprint() {
    let changes: [fn(&mut Said); 16] = [
        |said| said.protocol = Protocol::compose("AN01", 2026, 2),
        |said| said.code = "RSSMRA80A01H501U".parse().unwrap(),
        |said| said.person.surname = "Dalò".parse().unwrap(),
        |said| said.person.name = "Nicolò".parse().unwrap(),
        |said| said.person.birth_date = day("1880-01-01"),
        |said| said.person.birth_place = "H501".parse().unwrap(),
        |said| said.card.number = "80380001100000000022".parse().unwrap(),
        |said| said.card.expires = day("2030-01-02"),
        |said| said.card.former = FormerCard::Withdrawn,
        |said| said.document = seen("CA00000AB", "Comune di Ancona"),
        |said| said.document = seen("CA00000AA", "Comune di Jesi"),
        |said| said.contact.to = "n.dalo@example.com".parse().unwrap(),
        |said| said.contact.phone = Some("071000000".parse().unwrap()),
        |said| said.contact.language = Language::English,
        |said| said.contact.trusted = Some(trusted("Ada", None)),
        |said| said.contact.to = "post:Niccolò D'Alò|Via Roma 1|60121|Ancona|AN".parse().unwrap(),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let mut other = said();
        change(&mut other);
        assert_ne!(print_of(&other), print_of(&said()), "change {at}");
    }
}

fn trusted(name: &str, relation: Option<&str>) -> TrustedPerson {
    let relation = relation.map(str::to_owned);
    TrustedPerson { surname: "Bianchi".parse().unwrap(), name: name.parse().unwrap(), relation }
}

#[test]
fn each_word_about_the_trusted_person_is_signed() {
    let mut prints = std::collections::HashSet::new();
    for person in [
        trusted("Ada", None),
        trusted("Adele", None),
        trusted("Ada", Some("figlia")),
        trusted("Ada", Some("nipote")),
    ] {
        let mut other = said();
        other.contact.trusted = Some(person);
        assert!(prints.insert(print_of(&other)));
    }
}

#[test]
fn how_the_number_came_in_is_not_signed() {
    let mut other = said();
    other.card.entered_by = Entry::Keyboard;
    assert_eq!(print_of(&other), print_of(&said()));
}

#[test]
fn the_short_form_is_what_the_paper_shows() {
    let mut bytes = [0; 32];
    bytes[..3].copy_from_slice(&[0xA1, 0xB2, 0xC3]);
    assert_eq!(Fingerprint(bytes).short(), "A1B2 C300 0000 0000");
}
