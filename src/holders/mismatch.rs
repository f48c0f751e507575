// SPDX-License-Identifier: AGPL-3.0-or-later
//! Where a code and a person do not agree. Codes do get corrected, names get changed and registers have gaps, so
//! each of these is a warning that an operator ticks away with a reason, never a refusal.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{
    codice_fiscale::{CodiceFiscale, FiscalCode, name_letters, surname_letters},
    person::Person,
    places::{PlaceOn, Places},
    transliteration::Style,
};

/// One field in which code and person differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// The surname gives other letters.
    Surname,
    /// The given names give other letters.
    Name,
    /// Day, month or the last two digits of the year differ.
    BirthDate,
    /// The sex differs.
    Sex,
    /// The code names another place than the person's.
    BirthPlace,
    /// No municipality or State ever had the person's place code.
    BirthPlaceUnknown,
    /// The place is not registered under its code on the day of birth (founded later, merged, or a gap in the register).
    BirthPlaceNotOnDate,
}

impl Mismatch {
    /// Every mismatch there is, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Surname,
        Self::Name,
        Self::BirthDate,
        Self::Sex,
        Self::BirthPlace,
        Self::BirthPlaceUnknown,
        Self::BirthPlaceNotOnDate,
    ];

    /// Stable name, for rows and texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Surname => "surname",
            Self::Name => "name",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::BirthPlace => "birth_place",
            Self::BirthPlaceUnknown => "birth_place_unknown",
            Self::BirthPlaceNotOnDate => "birth_place_not_on_date",
        }
    }

    /// The mismatch of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mismatch| mismatch.key() == key)
    }
}

/// All fields in which a code and a person differ, in the order of the form. A provisional code tells nothing about
/// the person, so only the place is looked up.
pub fn mismatches(code: &FiscalCode, person: &Person, places: &'static Places) -> Vec<Mismatch> {
    let mut found = code.personal().map_or_else(Vec::new, |code| against(code, person));
    match places.on(person.birth_place, person.birth_date) {
        PlaceOn::Known(_) => {}
        PlaceOn::Outside(_) => found.push(Mismatch::BirthPlaceNotOnDate),
        PlaceOn::Unknown => found.push(Mismatch::BirthPlaceUnknown),
    }
    found
}

fn against(code: &CodiceFiscale, person: &Person) -> Vec<Mismatch> {
    let styles = [Style::SpelledOut, Style::Bare];
    let surname = styles.map(|style| surname_letters(person.surname.as_str(), style));
    let name = styles.map(|style| name_letters(person.name.as_str(), style));
    let born = person.birth_date;
    let day_month = code.birth_day_month();
    let year = i32::from(code.birth_year_of_century());
    let differs = [
        (Mismatch::Surname, !surname.iter().any(|letters| letters == code.surname_part())),
        (Mismatch::Name, !name.iter().any(|letters| letters == code.name_part())),
        (
            Mismatch::BirthDate,
            (u32::from(day_month.0), u32::from(day_month.1)) != (born.day(), born.month())
                || year != born.year().rem_euclid(100),
        ),
        (Mismatch::Sex, code.sex() != person.sex),
        (Mismatch::BirthPlace, code.place_code() != person.birth_place),
    ];
    differs.into_iter().filter_map(|(field, differs)| differs.then_some(field)).collect()
}
