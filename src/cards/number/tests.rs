// SPDX-License-Identifier: AGPL-3.0-or-later

use proptest::prelude::*;

use super::*;

const GOOD: [&str; 4] =
    ["80380001100000000014", "80380001100000000022", "80380001101234567893", "80380001109999999995"];

#[test]
fn published_numbers_of_the_marche_are_card_numbers() {
    for text in GOOD {
        let number: CardNumber = text.parse().unwrap();
        assert_eq!(number.to_string(), text);
        assert_eq!(number.region().name(), "Marche");
    }
}

#[test]
fn any_changed_digit_is_noticed() {
    for text in GOOD {
        for at in 0..20 {
            for digit in b'0'..=b'9' {
                let mut bytes = text.as_bytes().to_vec();
                if bytes[at] == digit {
                    continue;
                }
                bytes[at] = digit;
                let changed = String::from_utf8(bytes).unwrap();
                assert!(changed.parse::<CardNumber>().is_err(), "{changed}");
            }
        }
    }
}

#[test]
fn each_fault_of_a_card_number_has_its_own_name() {
    use CardNumberError::*;
    for (text, error) in [
        ("", Empty),
        ("   ", Empty),
        ("8038000110000000001", Length { given: 19 }),
        ("803800011000000000144", Length { given: 21 }),
        ("8038 0001 1000 0000 00", Length { given: 18 }),
        ("80380001100000000O14", Character { position: 18 }),
        ("8038000-110000000014", Character { position: 8 }),
        ("80380001100000000014\r\nX", Character { position: 21 }),
        ("٨0380001100000000014", Character { position: 1 }),
        ("90380001100000000014", Prefix),
        ("80380004300000000014", Region { code: [4, 3, 0] }),
        ("80380001100000000015", Luhn),
    ] {
        assert_eq!(text.parse::<CardNumber>(), Err(error), "{text}");
    }
    assert_eq!(Region { code: [4, 3, 0] }.to_string(), "no region has the code 430");
}

#[test]
fn blanks_are_allowed_while_typing() {
    let number: CardNumber = " 8038 0001 1000 0000 0014\u{a0}".parse().unwrap();
    assert_eq!(number.to_string(), GOOD[0]);
    assert_eq!(number.grouped(), "8038 0001 1000 0000 0014");
}

#[test]
fn a_reader_is_told_from_the_keyboard() {
    for text in [
        ";80380001100000000014?",
        "%RSSMRA80A01H501UROSSI  MARIO^?;80380001100000000014?\r\n",
        "ò80380001100000000014_",
        "*80380001100000000014*\r",
        "(80380001100000000014(",
    ] {
        let (number, entry) = CardNumber::parse_scan(text).unwrap();
        assert_eq!((number.as_str(), entry), (GOOD[0], Entry::Scanner), "{text}");
    }
    assert_eq!(CardNumber::parse_scan("8038 0001100000000014\n").unwrap().1, Entry::Keyboard);
    assert!(CardNumber::parse_scan(";80380001100000000014").is_err(), "a swipe cut short");
}

#[test]
fn a_card_number_is_masked_in_logs() {
    let number: CardNumber = GOOD[2].parse().unwrap();
    assert_eq!(format!("{number:?}"), "CardNumber(••••7893)");
}

proptest! {
    #[test]
    fn composed_numbers_are_card_numbers(serial in 0u32..) {
        let number = CardNumber::compose("200".parse().unwrap(), serial);
        prop_assert_eq!(number.as_str().parse::<CardNumber>(), Ok(number));
        prop_assert_eq!(number.region().as_str(), "200");
    }

    #[test]
    fn no_input_makes_the_card_reader_panic(text in any::<String>()) {
        let _ = text.parse::<CardNumber>();
        let _ = CardNumber::parse_scan(&text);
    }
}
