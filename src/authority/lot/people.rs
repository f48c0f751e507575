// SPDX-License-Identifier: AGPL-3.0-or-later
//! Invented people. Names are common ones put together by chance.

use chrono::{Days, Months, NaiveDate};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::holders::person::Person;
use crate::holders::sex::Sex;

const SURNAMES: [&str; 32] = [
    "ROSSI",
    "BIANCHI",
    "MANCINI",
    "PIERONI",
    "GIULIANI",
    "MORETTI",
    "BALDONI",
    "CARLETTI",
    "DI BIAGIO",
    "FABBRI",
    "GASPARINI",
    "LUCHETTI",
    "MARINELLI",
    "NATALINI",
    "ORLANDI",
    "PAOLINI",
    "QUATTRINI",
    "RICCI",
    "SANTARELLI",
    "TOMASSINI",
    "URBANI",
    "VITALI",
    "ZAMPETTI",
    "DELL'ANNO",
    "DE ANGELIS",
    "FORTUNA",
    "GRILLI",
    "BARTOLUCCI",
    "CESARINI",
    "MONTI",
    "PIERMATTEI",
    "TOMBOLINI",
];
const WOMEN: [&str; 16] = [
    "ANNA",
    "CHIARA",
    "ELENA",
    "FRANCESCA",
    "GIULIA",
    "LUCIA",
    "MARIA",
    "PAOLA",
    "SARA",
    "VALENTINA",
    "ANNA MARIA",
    "LOREDANA",
    "NOÈ",
    "SILVIA",
    "ROBERTA",
    "MARTA",
];
const MEN: [&str; 16] = [
    "MARCO",
    "LUCA",
    "GIOVANNI",
    "ANDREA",
    "PAOLO",
    "NICOLÒ",
    "STEFANO",
    "FRANCESCO",
    "GIAN LUCA",
    "MATTEO",
    "ROBERTO",
    "ENRICO",
    "DAVIDE",
    "SIMONE",
    "ALBERTO",
    "FABIO",
];
/// Municipalities of Marche that have existed under their code for longer than anybody here has lived.
const PLACES: [&str; 15] = [
    "A271", "E388", "G479", "E783", "D542", "A462", "L500", "I608", "D488", "C770", "H769", "G157", "D451",
    "H211", "L191",
];

/// A person of full age, between 19 and 90.
pub(super) fn adult(rng: &mut StdRng, today: NaiveDate) -> Person {
    let birth_date = today - Months::new(12 * rng.random_range(19..90)) - Days::new(rng.random_range(0..365));
    let sex = if rng.random_range(0..2) == 0 { Sex::Female } else { Sex::Male };
    let names = if sex == Sex::Female { &WOMEN } else { &MEN };
    let drawn = |list: &[&'static str], rng: &mut StdRng| *list.choose(rng).unwrap_or(&list[0]);
    let (surname, name, place) = (drawn(&SURNAMES, rng), drawn(names, rng), drawn(&PLACES, rng));
    person(surname, name, sex, birth_date, place)
}

/// A person of the given data.
///
/// # Panics
/// When a name or place of this module is none: a mistake in its tables, found by its first test.
pub(super) fn person(surname: &str, name: &str, sex: Sex, birth_date: NaiveDate, place: &str) -> Person {
    Person {
        surname: surname.parse().expect("a surname of the tables"),
        name: name.parse().expect("a name of the tables"),
        sex,
        birth_date,
        birth_place: place.parse().expect("a place of the tables"),
    }
}
