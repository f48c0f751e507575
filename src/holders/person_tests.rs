// SPDX-License-Identifier: AGPL-3.0-or-later

use proptest::prelude::*;

use super::{codice_fiscale::CodiceFiscale, person::*, places::Places};

fn person(surname: &str, name: &str, sex: Sex, born: &str, place: &str) -> Person {
    Person {
        surname: surname.parse().unwrap(),
        name: name.parse().unwrap(),
        sex,
        birth_date: born.parse().unwrap(),
        birth_place: place.parse().unwrap(),
    }
}

fn differ(code: &str, person: &Person) -> Vec<Mismatch> {
    mismatches(&code.parse().unwrap(), person, Places::embedded())
}

#[test]
fn a_code_is_composed_from_a_persons_data() {
    for (surname, name, sex, born, place, code) in [
        ("Rossi", "Mario", Sex::Male, "1980-01-01", "H501", "RSSMRA80A01H501U"),
        ("Rossi", "Maria", Sex::Female, "1980-01-01", "H501", "RSSMRA80A41H501Y"),
        ("D’Alò", "Niccolò", Sex::Male, "1980-01-01", "A271", "DLANCL80A01A271C"),
        ("Rossi", "Mario", Sex::Male, "1926-10-01", "H501", "RSSMRA26R01H501T"),
        ("Rossi", "Mario", Sex::Male, "2026-10-01", "H501", "RSSMRA26R01H501T"),
    ] {
        let person = person(surname, name, sex, born, place);
        assert_eq!(CodiceFiscale::of(&person).as_str(), code);
        assert_eq!(differ(code, &person), []);
    }
}

#[test]
fn short_and_compound_names_give_their_letters() {
    for (surname, name, letters) in [
        ("Fo", "Al", "FOXLAX"),
        ("Aia", "Io", "AIAIOX"),
        ("De Rossi", "Gianfranco", "DRSGFR"),
        ("Dell'Anno", "Anna-Maria", "DLLNMR"),
        ("Nuñez", "François", "NNZFNC"),
        ("Łukaszewicz", "Đorđe", "LKSDRD"),
    ] {
        let code = CodiceFiscale::of(&person(surname, name, Sex::Male, "1980-01-01", "H501"));
        assert_eq!(&code.as_str()[..6], letters, "{surname} {name}");
    }
}

#[test]
fn a_diaeresis_may_be_spelled_out_or_dropped() {
    let spelled_out = CodiceFiscale::of(&person("Öa", "Jörg", Sex::Male, "1980-01-01", "A952"));
    let bare = CodiceFiscale::of(&person("Oa", "Jorg", Sex::Male, "1980-01-01", "A952"));
    assert_ne!(spelled_out, bare);
    let joerg = person("Öa", "Jörg", Sex::Male, "1980-01-01", "A952");
    assert_eq!(differ(spelled_out.as_str(), &joerg), []);
    assert_eq!(differ(bare.as_str(), &joerg), []);
}

#[test]
fn each_field_that_differs_is_named() {
    let mario = || person("Rossi", "Mario", Sex::Male, "1980-01-01", "H501");
    let code = "RSSMRA80A01H501U";
    let changed = |change: fn(&mut Person)| {
        let mut person = mario();
        change(&mut person);
        differ(code, &person)
    };
    assert_eq!(changed(|p| p.surname = "Verdi".parse().unwrap()), [Mismatch::Surname]);
    assert_eq!(changed(|p| p.name = "Luca".parse().unwrap()), [Mismatch::Name]);
    assert_eq!(changed(|p| p.birth_date = "1981-01-01".parse().unwrap()), [Mismatch::BirthDate]);
    assert_eq!(changed(|p| p.birth_date = "1980-02-01".parse().unwrap()), [Mismatch::BirthDate]);
    assert_eq!(changed(|p| p.birth_date = "1980-01-02".parse().unwrap()), [Mismatch::BirthDate]);
    assert_eq!(changed(|p| p.birth_date = "1880-12-31".parse().unwrap()).len(), 2, "before its Rome");
    assert_eq!(changed(|p| p.sex = Sex::Female), [Mismatch::Sex]);
    assert_eq!(changed(|p| p.birth_place = "A271".parse().unwrap()), [Mismatch::BirthPlace]);
    assert_eq!(differ("RSSMRA80A01H50MM", &mario()), [], "omocodia is no mismatch");
}

#[test]
fn a_place_unknown_or_out_of_its_time_is_a_warning() {
    let born_in = |place, born| person("Rossi", "Mario", Sex::Male, born, place);
    assert_eq!(differ("RSSMRA80A01Z999Y", &born_in("Z999", "1980-01-01")), [Mismatch::BirthPlaceUnknown]);
    let mattinata = born_in("F059", "1940-01-01");
    let code = CodiceFiscale::of(&mattinata);
    assert_eq!(differ(code.as_str(), &mattinata), [Mismatch::BirthPlaceNotOnDate]);
}

#[test]
fn a_provisional_code_agrees_with_anybody() {
    assert_eq!(differ("80008630420", &person("Rossi", "Mario", Sex::Male, "1980-01-01", "H501")), []);
    assert_eq!(
        differ("80008630420", &person("Rossi", "Mario", Sex::Male, "1980-01-01", "Z999")),
        [Mismatch::BirthPlaceUnknown]
    );
}

#[test]
fn every_mismatch_is_found_again_by_its_name() {
    for mismatch in Mismatch::ALL {
        assert_eq!(Mismatch::from_key(mismatch.key()), Some(mismatch));
        assert_eq!(serde_json::to_string(&mismatch).unwrap(), format!("\"{}\"", mismatch.key()));
    }
    assert_eq!(Mismatch::from_key("height"), None);
}

#[test]
fn names_as_people_bear_them_are_names() {
    for (typed, kept) in [
        ("  Rossi ", "Rossi"),
        ("De  Rossi", "De Rossi"),
        ("D’Alò", "D'Alò"),
        ("D`Alo", "D'Alo"),
        ("Niccolo\u{300}", "Niccolò"),
        ("Anna-Maria", "Anna-Maria"),
        ("Šimůnková", "Šimůnková"),
        ("NUÑEZ", "NUÑEZ"),
        ("Nguyễn", "Nguyễn"),
        ("O'", "O'"),
    ] {
        assert_eq!(typed.parse::<PersonName>().unwrap().as_str(), kept, "{typed}");
    }
}

#[test]
fn what_is_no_name_is_refused() {
    use PersonNameError::*;
    for (typed, error) in [
        ("", Empty),
        (" \u{a0} ", Empty),
        ("'-'", NoLetter),
        ("Rossi1", Character { position: 6 }),
        ("Ros\r\nsi", Character { position: 4 }),
        ("Ros\u{0}si", Character { position: 4 }),
        ("Rossi\u{202e}", Character { position: 6 }),
        ("Mario 😀", Character { position: 7 }),
        ("<script>", Character { position: 1 }),
        ("Rossi; drop", Character { position: 6 }),
        ("Россия", Character { position: 1 }),
        ("A×B", Character { position: 2 }),
    ] {
        assert_eq!(typed.parse::<PersonName>(), Err(error), "{typed:?}");
    }
    assert_eq!("x".repeat(100).parse::<PersonName>().unwrap().as_str().len(), 100);
    assert_eq!("x".repeat(101).parse::<PersonName>(), Err(TooLong { given: 101 }));
}

#[test]
fn names_by_different_hands_are_alike() {
    let alike = |a: &str, b: &str| a.parse::<PersonName>().unwrap().is_like(&b.parse().unwrap());
    assert!(alike("D'ALO'", "D’Alò") && alike("Müller", "MUELLER") && alike("Müller", "Muller"));
    assert!(alike("Anna Maria", "ANNAMARIA") && alike("Groß", "GROSS"));
    assert!(!alike("Rossi", "Russo"));
    let hidden = format!("{:?}", person("Rossi", "Mario", Sex::Male, "1980-01-01", "H501").surname);
    assert_eq!(hidden, "PersonName(R•••)");
}

proptest! {
    #[test]
    fn a_name_read_twice_stays_the_same(text in "[ A-Za-zÀ-ỹ'’-]{0,120}") {
        if let Ok(name) = text.parse::<PersonName>() {
            prop_assert_eq!(name.as_str().parse::<PersonName>(), Ok(name.clone()));
            prop_assert!(name.folded().bytes().all(|b| b.is_ascii_uppercase()));
        }
    }

    #[test]
    fn a_composed_code_agrees_with_its_person(
        surname in "[A-Za-zÀ-ÖØ-öø-ſ' -]{0,20}[a-z]", name in "[A-Za-zÀ-ÖØ-öø-ſ' -]{0,20}[a-z]",
        days in 0i64..50_000, female: bool,
    ) {
        let born = chrono::NaiveDate::from_ymd_opt(1890, 1, 1).unwrap() + chrono::TimeDelta::days(days);
        let sex = if female { Sex::Female } else { Sex::Male };
        let person = person(&surname, &name, sex, &born.to_string(), "Z404");
        let code = CodiceFiscale::of(&person);
        prop_assert_eq!(code.as_str().parse::<CodiceFiscale>(), Ok(code));
        prop_assert_eq!(mismatches(&code.into(), &person, Places::embedded()), vec![]);
    }

    #[test]
    fn no_input_makes_the_reader_of_names_panic(text in any::<String>()) {
        let _ = text.parse::<PersonName>();
    }
}
