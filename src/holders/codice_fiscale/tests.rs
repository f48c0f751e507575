// SPDX-License-Identifier: AGPL-3.0-or-later

use std::collections::HashSet;

use proptest::prelude::*;

use super::{CodiceFiscaleError::*, *};
use crate::holders::sex::Sex;

fn code(text: &str) -> CodiceFiscale {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn published_codes_are_read() {
    for (text, sex, day_month, year, place) in [
        ("RSSMRA80A01H501U", Sex::Male, (1, 1), 80, "H501"),
        ("RSSMRA80A41H501Y", Sex::Female, (1, 1), 80, "H501"),
        ("RSSMRA80A01H50MM", Sex::Male, (1, 1), 80, "H501"),
        ("RSSMRA80A01H5L1F", Sex::Male, (1, 1), 80, "H501"),
        ("RSSMRAU0A01H501R", Sex::Male, (1, 1), 80, "H501"),
        ("RSSMRA26R01H501T", Sex::Male, (1, 10), 26, "H501"),
        ("RSSMRA80A01Z404R", Sex::Male, (1, 1), 80, "Z404"),
        ("RSSMRA80A01Z999Y", Sex::Male, (1, 1), 80, "Z999"),
        ("DLANCL80A01A271C", Sex::Male, (1, 1), 80, "A271"),
        ("TSTTNT80A01H501O", Sex::Male, (1, 1), 80, "H501"),
        ("TSTTNT80A41H501S", Sex::Female, (1, 1), 80, "H501"),
    ] {
        let code = code(text);
        assert_eq!(code.to_string(), text);
        assert_eq!(
            (code.sex(), code.birth_day_month(), code.birth_year_of_century()),
            (sex, day_month, year)
        );
        assert_eq!(code.place_code().as_str(), place, "{text}");
    }
}

#[test]
fn each_fault_of_a_code_has_its_own_name() {
    for (text, error) in [
        ("", Empty),
        (" \t\r\n", Empty),
        ("RSS MRA80A01H501U", InnerSeparator { position: 4 }),
        ("RSSMRA80A01H50-U", InnerSeparator { position: 15 }),
        ("RSSMRA80A01\r\nH501U", InnerSeparator { position: 12 }),
        ("RSSMRA80A01H501", Length { given: 15 }),
        ("RSSMRA80A01H501UU", Length { given: 17 }),
        ("RSSMRA80A01H501V", CheckLetter),
        ("RSSMAR80A01H501U", CheckLetter),
        ("RSSMRA80F01H501U", Character { position: 9 }),
        ("RSSMRAA0A01H501U", Character { position: 7 }),
        ("R5SMRA80A01H501U", Character { position: 2 }),
        ("RSSMRA80A011501U", Character { position: 12 }),
        ("RSSMRA80A01H5011", Character { position: 16 }),
        ("RSSMRÀ80A01H501U", Character { position: 6 }),
        ("RſSMRA80A01H501U", Character { position: 2 }),
        ("RSSMRA80B31H501W", ImpossibleDate { day: 31, month: 2 }),
    ] {
        assert_eq!(text.parse::<CodiceFiscale>(), Err(error), "{text}");
    }
}

/// A code with this year, month letter and day, rightly sealed.
fn sealed(year_month_day: &str) -> Result<CodiceFiscale, CodiceFiscaleError> {
    let text = format!("RSSMRA{year_month_day}H501_");
    let bytes: [u8; 16] = text.as_bytes().try_into().unwrap();
    CodiceFiscale::seal(bytes).as_str().parse()
}

#[test]
fn a_date_must_be_possible_in_some_century() {
    for possible in ["80B29", "00B29", "80B69", "96B29", "80A31", "80D30", "80T71"] {
        assert!(sealed(possible).is_ok(), "{possible}");
    }
    for (impossible, day, month) in [
        ("81B29", 29, 2),
        ("82B69", 29, 2),
        ("80B30", 30, 2),
        ("80D31", 31, 4),
        ("80A00", 0, 1),
        ("80A32", 32, 1),
        ("80A40", 40, 1),
        ("80A72", 32, 1),
        ("80S71", 31, 11),
        ("80A99", 59, 1),
    ] {
        assert_eq!(sealed(impossible), Err(ImpossibleDate { day, month }), "{impossible}");
    }
}

#[test]
fn all_128_forms_of_a_code_lead_back_to_it() {
    let base = code("DLANCL80A01A271C");
    let forms: HashSet<CodiceFiscale> = base.forms().collect();
    assert_eq!(forms.len(), 128);
    for form in forms {
        assert_eq!(form.as_str().parse(), Ok(form));
        assert_eq!(form.base_code(), base);
        assert_eq!(form.is_omocode(), form != base);
        assert_eq!(form.place_code(), base.place_code());
        assert_eq!(form.birth_day_month(), (1, 1));
    }
    assert_eq!(code("RSSMRA80A01H50MM").base_code().as_str(), "RSSMRA80A01H501U");
}

#[test]
fn a_scan_is_read_with_its_framing_and_typing_in_any_case() {
    for text in [
        "*RSSMRA80A01H501U*",
        "*rssmra80a01h501u*\r\n",
        "(RSSMRA80A01H501U(",
        "RSSMRA80A01H501U\n",
        "  rssmra80a01h501u ",
        "%RSSMRA80A01H501UROSSI  MARIO^?",
    ] {
        assert_eq!(CodiceFiscale::parse_scan(text), Ok(code("RSSMRA80A01H501U")), "{text}");
    }
    assert!("*RSSMRA80A01H501U*".parse::<CodiceFiscale>().is_err(), "framing belongs to scans");
    assert!(CodiceFiscale::parse_scan("*RSSMRA80A01H501U").is_err());
}

#[test]
fn eleven_digits_are_a_provisional_code_of_its_own_kind() {
    // Two public bodies' numbers: the regions Marche and Lazio.
    for text in ["80008630420", "80143490581"] {
        let code: FiscalCode = text.parse().unwrap();
        assert!(matches!(code, FiscalCode::Provisional(_)) && code.personal().is_none());
        assert_eq!((code.as_str(), code.base_code()), (text, code));
    }
    assert_eq!(FiscalCode::parse_scan("*80008630420*\n").unwrap().to_string(), "80008630420");
    for (text, error) in [
        ("80008630421", CheckDigit),
        ("00000000000", CheckDigit),
        ("8000863042", Length { given: 10 }),
        ("800086304200", Length { given: 12 }),
    ] {
        assert_eq!(text.parse::<FiscalCode>(), Err(error), "{text}");
    }
    assert_eq!("8000863042A".parse::<ProvisionalCode>(), Err(Character { position: 11 }));
    assert!(matches!("rssmra80a01h501u".parse(), Ok(FiscalCode::Personal(_))));
}

#[test]
fn codes_are_masked_in_logs() {
    let text = format!("{:?} {:?}", code("RSSMRA80A01H501U"), "80008630420".parse::<FiscalCode>().unwrap());
    assert!(!text.contains("RSS") && !text.contains("H501") && !text.contains("8000863"), "{text}");
}

#[test]
fn a_code_goes_through_json_as_text_and_is_checked_on_the_way_in() {
    let json = serde_json::to_string(&FiscalCode::from(code("RSSMRA80A01H501U"))).unwrap();
    assert_eq!(json, "\"RSSMRA80A01H501U\"");
    assert!(serde_json::from_str::<FiscalCode>("\"RSSMRA80A01H501V\"").is_err());
}

proptest! {
    #[test]
    fn no_input_makes_the_reader_of_codes_panic(text in any::<String>()) {
        let _ = text.parse::<FiscalCode>();
        let _ = FiscalCode::parse_scan(&text);
        let _ = text.parse::<ProvisionalCode>();
    }

    #[test]
    fn sixteen_characters_never_panic_and_a_good_code_answers_everything(text in "[A-Za-z0-9LMNP]{16}") {
        if let Ok(code) = text.parse::<CodiceFiscale>() {
            let _ = (code.sex(), code.birth_day_month(), code.place_code(), code.forms().count());
        }
    }

    #[test]
    fn one_changed_letter_of_the_names_is_noticed(at in 0usize..6, letter in b'A'..=b'Z') {
        let mut bytes = *b"RSSMRA80A01H501U";
        prop_assume!(bytes[at] != letter);
        bytes[at] = letter;
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        prop_assert_eq!(text.parse::<CodiceFiscale>(), Err(CheckLetter));
    }
}
