// SPDX-License-Identifier: AGPL-3.0-or-later
//! From a person to the code.

use chrono::Datelike;

use super::{CodiceFiscale, birth::month_letter};
use crate::holders::{
    person::Person,
    sex::Sex,
    transliteration::{Style, letters},
};

impl CodiceFiscale {
    /// The code that a person's data give, before any omocodia. Only the tax agency assigns codes: this one is for
    /// comparing and for invented people.
    pub fn of(person: &Person) -> Self {
        let birth = person.birth_date;
        let day = birth.day() + if person.sex == Sex::Female { 40 } else { 0 };
        let mut code = [0; 16];
        code[..3].copy_from_slice(&surname_letters(person.surname.as_str(), Style::SpelledOut));
        code[3..6].copy_from_slice(&name_letters(person.name.as_str(), Style::SpelledOut));
        code[6..8].copy_from_slice(&two_digits(birth.year().rem_euclid(100) as u32));
        code[8] = month_letter(birth.month());
        code[9..11].copy_from_slice(&two_digits(day));
        code[11..15].copy_from_slice(person.birth_place.as_str().as_bytes());
        Self::seal(code)
    }
}

fn two_digits(number: u32) -> [u8; 2] {
    [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]
}

/// The three letters of a surname: consonants in order, then vowels, then `X`.
pub(in crate::holders) fn surname_letters(surname: &str, style: Style) -> [u8; 3] {
    let (consonants, vowels) = split(&letters(surname, style));
    three(consonants.iter().chain(&vowels))
}

/// The three letters of a name: as a surname, but of four or more consonants the first, third and fourth.
pub(in crate::holders) fn name_letters(name: &str, style: Style) -> [u8; 3] {
    let (consonants, vowels) = split(&letters(name, style));
    match consonants[..] {
        [first, _, third, fourth, ..] => [first, third, fourth],
        _ => three(consonants.iter().chain(&vowels)),
    }
}

fn split(letters: &str) -> (Vec<u8>, Vec<u8>) {
    letters.bytes().partition(|letter| !b"AEIOU".contains(letter))
}

fn three<'a>(mut letters: impl Iterator<Item = &'a u8>) -> [u8; 3] {
    std::array::from_fn(|_| letters.next().copied().unwrap_or(b'X'))
}
