// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;

fn holder() -> Person {
    Person {
        surname: "D'Alò".parse().unwrap(),
        name: "Niccolò".parse().unwrap(),
        sex: "M".parse().unwrap(),
        birth_date: "1980-01-01".parse().unwrap(),
        birth_place: "A271".parse().unwrap(),
    }
}

#[test]
fn an_address_is_written_as_on_an_envelope_and_read_back_from_its_text_form() {
    let address = PostalAddress::of(&holder(), " Via  Roma 1/B ", "60121", "Ancona", "an").unwrap();
    assert_eq!(address.lines(), ["Niccolò D'Alò", "Via Roma 1/B", "60121 Ancona AN"]);
    assert_eq!(address.to_string(), "post:Niccolò D'Alò|Via Roma 1/B|60121|Ancona|AN");
    assert_eq!(address.to_string().parse(), Ok(address.clone()));
    assert_eq!(address.masked(), "60••• Ancona (AN)");
    assert_eq!(format!("{address:?}"), "PostalAddress(60•••)");
    assert_eq!(address.key(), "|via roma 1/b|60121|ancona|an");
}

#[test]
fn every_part_that_is_wrong_is_named() {
    let found = PostalAddress::of(&holder(), "", "6012", "Anc|ona", "XX").unwrap_err();
    let wanted = [
        PostalError::Empty(PostalPart::Street),
        PostalError::Code,
        PostalError::Character(PostalPart::Town),
        PostalError::Province,
    ];
    assert_eq!(found, wanted);
    let long = "a".repeat(61);
    let found = PostalAddress::of(&holder(), &long, "60121", "Ancona\u{7}x", "AN").unwrap_err();
    assert_eq!(found, [PostalError::TooLong(PostalPart::Street), PostalError::Character(PostalPart::Town)]);
}

#[test]
fn what_is_not_written_as_we_write_it_is_no_text_form() {
    for odd in [
        "Via Roma 1",
        "post:",
        "post:A|B|60121|C",
        "post:A|B|60121|C|AN|D",
        "post:A|B|60121|C|an",
        "post:A| B|60121|C|AN",
        "post:A|B|60121|C|AN\r\nBcc: x@y.it",
    ] {
        assert!(odd.parse::<PostalAddress>().is_err(), "{odd}");
    }
}
