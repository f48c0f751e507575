// SPDX-License-Identifier: AGPL-3.0-or-later
//! From the name that an operator types to a place: with a list that grows while typing, or with radio buttons without script.

use super::dates;
use super::error::Answer;
use super::form::FieldErrors;
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::holders::person::PlaceCode;
use crate::holders::places::{Place, Places};
use crate::operators::Operator;
use actix_web::HttpResponse;
use actix_web::web::Query;
use chrono::NaiveDate;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No list of places is longer.
const MOST: usize = 12;

/// What a typed name may mean.
pub(super) enum Resolved {
    /// One place.
    One(PlaceCode),
    /// Several; the operator picks.
    Several(Vec<&'static Place>),
    /// None.
    Nothing,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    on: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.poll("/places", list);
}

/// `Ancona (AN)`; `Francia (EE)` for a State.
fn name(place: &Place) -> String {
    format!("{} ({})", place.name, place.province)
}

/// A saved place as the field shows it.
pub(super) fn label(code: PlaceCode, on: NaiveDate) -> String {
    Places::embedded().on(code, on).place().map_or_else(|| code.to_string(), name)
}

/// Reads the field: a name, a name with its province, or a code. `in_code` is the place that the codice fiscale names: it
/// decides between places of one name.
pub(super) fn resolve(
    typed: &str,
    picked: &str,
    on: Option<NaiveDate>,
    in_code: Option<PlaceCode>,
) -> Resolved {
    let places = Places::embedded();
    let (text, province) = apart(typed.trim());
    let mut found = places.search(text, on, MOST * 4);
    if found.is_empty() {
        found = places.search(text, None, MOST * 4);
    }
    if found.is_empty() {
        // a code that no table knows is a matter of a warning
        return text.parse().map_or(Resolved::Nothing, Resolved::One);
    }
    if let Some(province) = province {
        found.retain(|place| place.province.eq_ignore_ascii_case(province));
    }
    let exact: Vec<_> = found.iter().copied().filter(|place| is_called(place, text)).collect();
    let in_code = in_code.filter(|_| !exact.is_empty());
    if !exact.is_empty() {
        found = exact;
    }
    let picked = picked.parse::<PlaceCode>().ok();
    let one = |code: PlaceCode| found.iter().any(|place| place.code == code);
    match (picked.filter(|code| one(*code)), in_code.filter(|code| one(*code)), &found[..]) {
        (Some(code), ..) | (None, Some(code), _) => Resolved::One(code),
        (None, None, [only]) => Resolved::One(only.code),
        (None, None, []) => Resolved::Nothing,
        (None, None, _) => {
            found.truncate(MOST);
            Resolved::Several(found)
        }
    }
}

/// What is wrong with the field, and the places to pick from.
pub(super) fn complain(resolved: &Resolved, typed: &str, errors: &mut FieldErrors) -> Vec<Choice> {
    match resolved {
        Resolved::One(_) => Vec::new(),
        Resolved::Nothing if typed.trim().is_empty() => {
            errors.add("birth_place", "field-required");
            Vec::new()
        }
        Resolved::Nothing => {
            errors.add("birth_place", "birth-place-unknown");
            Vec::new()
        }
        Resolved::Several(places) => {
            errors.add("birth_place_code", "birth-place-several");
            let choice = |place: &&Place| Choice {
                value: place.code.to_string(),
                label: format!("{}, {}", name(place), place.code),
                hint: String::new(),
            };
            places.iter().map(choice).collect()
        }
    }
}

/// `Ancona (AN)` apart into name and province.
fn apart(text: &str) -> (&str, Option<&str>) {
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    inside.map_or((text, None), |(name, province)| (name.trim(), Some(province.trim())))
}

/// Whether a place has that very name, marks, blanks and letter case aside.
fn is_called(place: &Place, text: &str) -> bool {
    let bare = |text: &str| -> String {
        text.nfd()
            .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let text = bare(text);
    bare(place.name) == text || (!place.other_name.is_empty() && bare(place.other_name) == text)
}

/// Names that begin like this, for the list under the field.
async fn list(_: Operator, _: Page, wanted: Query<Wanted>) -> Answer {
    let (text, _) = apart(wanted.q.trim());
    let found = match text.chars().count() {
        0 | 1 => Vec::new(),
        _ => Places::embedded().search(text, dates::parse(&wanted.on), MOST),
    };
    let names: Vec<String> = found.into_iter().map(name).collect();
    Ok(HttpResponse::Ok().json(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, in_code: Option<&str>) -> Option<String> {
        let on = NaiveDate::from_ymd_opt(1980, 1, 1);
        match resolve(typed, "", on, in_code.map(|code| code.parse().unwrap())) {
            Resolved::One(code) => Some(code.to_string()),
            Resolved::Several(_) | Resolved::Nothing => None,
        }
    }

    #[test]
    fn a_name_a_name_with_its_province_and_a_code_lead_to_the_place() {
        assert_eq!(found("ancona", None).as_deref(), Some("A271"));
        assert_eq!(found(" Forli ", None).as_deref(), Some("D704"));
        assert_eq!(found("Roma (RM)", None).as_deref(), Some("H501"));
        assert_eq!(found("h501", None).as_deref(), Some("H501"));
        assert_eq!(found("Francia", None).as_deref(), Some("Z110"));
    }

    #[test]
    fn places_of_one_name_are_told_apart_by_province_or_by_the_codice_fiscale() {
        assert_eq!(found("Castro", None), None);
        assert_eq!(found("Castro (BG)", None).as_deref(), Some("C337"));
        assert!(
            matches!(resolve("Castro", "C337", None, None), Resolved::One(code) if code.as_str() == "C337")
        );
        assert_eq!(found("Castro", Some("C337")).as_deref(), Some("C337"));
    }

    #[test]
    fn what_is_no_place_is_none() {
        for odd in ["", "Xyzzy", "'; drop table cases", "<script>", "😀"] {
            assert_eq!(found(odd, Some("H501")), None, "{odd}");
        }
    }
}
