// SPDX-License-Identifier: AGPL-3.0-or-later

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> PlaceCode {
    text.parse().unwrap()
}

fn places() -> &'static Places {
    Places::embedded()
}

#[test]
fn every_line_of_the_table_is_read_and_stands_in_order() {
    let lines = include_str!("../../../data/places.tsv").lines().count();
    assert_eq!(places().rows.len(), lines);
    assert!(lines > 15_000);
    assert!(places().rows.is_sorted_by_key(|place| (place.code, place.first_day)));
    assert!(places().rows.iter().all(|place| !place.name.is_empty() && place.province.len() == 2));
}

#[test]
fn the_marche_have_225_municipalities_today() {
    let marche = ["AN", "PU", "MC", "FM", "AP"];
    let today = places().rows.iter().filter(|p| p.last_day.is_none() && marche.contains(&p.province));
    assert_eq!(today.count(), 225);
}

#[test]
fn a_place_changes_its_province_on_a_day() {
    for (place, on, name, province) in [
        ("G479", "1998-09-03", "Pesaro", "PS"),
        ("G479", "1998-09-04", "Pesaro", "PU"),
        ("A252", "2009-07-11", "Amandola", "AP"),
        ("A252", "2009-07-12", "Amandola", "FM"),
        ("A271", "1980-01-01", "Ancona", "AN"),
        ("E388", "1980-01-01", "Jesi", "AN"),
        ("H501", "1980-01-01", "Roma", "RM"),
    ] {
        let PlaceOn::Known(found) = places().on(code(place), day(on)) else { panic!("{place} on {on}") };
        assert_eq!((found.name, found.province), (name, province), "{place} on {on}");
    }
}

#[test]
fn a_code_given_after_the_birth_or_a_vanished_state_is_outside_its_time() {
    // Mattinata became a municipality in 1955; people born there before carry its code all the same.
    let PlaceOn::Outside(place) = places().on(code("F059"), day("1940-05-01")) else { panic!() };
    assert_eq!(place.name, "Mattinata");
    assert_eq!(places().name_on(code("F059"), day("1940-05-01")), Some("Mattinata"));
    assert!(matches!(places().on(code("F991"), day("1930-05-01")), PlaceOn::Outside(_)));
    assert!(matches!(places().on(code("Z135"), day("1980-01-01")), PlaceOn::Known(_)));
    assert!(matches!(places().on(code("Z135"), day("2000-01-01")), PlaceOn::Outside(_)));
}

#[test]
fn a_code_that_no_place_has_is_unknown() {
    assert_eq!(places().on(code("Z999"), day("1980-01-01")), PlaceOn::Unknown);
    assert!(places().history(code("Z999")).is_empty());
    assert_eq!(places().name_on(code("Z999"), day("1980-01-01")), None);
}

#[test]
fn of_two_times_of_a_place_the_nearer_one_is_named_in_a_gap() {
    let gap = places().rows.windows(2).find_map(|pair| match pair {
        [a, b] if a.code == b.code && a.name != b.name => {
            let (end, start) = (a.last_day?, b.first_day?);
            (start - end > chrono::TimeDelta::days(40)).then_some((a, b, end, start))
        }
        _ => None,
    });
    let (before, after, end, start) = gap.expect("the register has gaps");
    let on = |day| places().on(before.code, day);
    assert_eq!(on(end.succ_opt().unwrap()), PlaceOn::Outside(before));
    assert_eq!(on(start.pred_opt().unwrap()), PlaceOn::Outside(after));
}

#[test]
fn a_place_is_found_by_the_beginning_of_its_name() {
    let names = |text, on: Option<&str>| -> Vec<String> {
        let found = places().search(text, on.map(day), 6);
        found.into_iter().map(|place| format!("{} {}", place.name, place.province)).collect()
    };
    assert_eq!(names("ancona", None)[0], "Ancona AN");
    assert_eq!(names("SAN BENEDETTO DEL T", None), ["San Benedetto Del Tronto AP"]);
    assert_eq!(names("sant'angelo in v", None)[0], "Sant'Angelo In Vado PU");
    assert!(names("Bozen", None)[0].starts_with("Bolzano"), "the other language");
    assert!(names("United Stat", None)[0].starts_with("Stati Uniti"), "States in English");
    assert_eq!(names("H501", None), ["Roma RM"]);
    assert_eq!(names("pesaro", Some("1990-01-01")), ["Pesaro PS"]);
    assert_eq!(names("mattinata", Some("1940-01-01")), [""; 0]);
    assert_eq!((names("", None), names("<script>'; drop", None)), (vec![], vec![]));
}

#[test]
fn places_of_the_same_name_are_all_offered() {
    let mut codes: Vec<_> =
        places().search("Samone", Some(day("2020-01-01")), 9).iter().map(|p| p.province).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["TN", "TO"]);
}

#[test]
fn a_pick_list_is_as_long_as_asked() {
    assert_eq!(places().search("s", Some(day("2020-01-01")), 10).len(), 10);
    assert_eq!(places().search("s", None, 0).len(), 0);
}
