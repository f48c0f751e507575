// SPDX-License-Identifier: AGPL-3.0-or-later
//! Dates as Italian forms and pages write them.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Rome;
use validator::ValidationError;

/// Reads a date as typed: `31/01/1980`, `31.1.1980`, `31-1-1980`, `31 1 1980`, `31011980` or `1980-01-31`. Years have four
/// digits: the century is never guessed.
pub(super) fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
    let numbers: Vec<&str> = if text.len() == 8 && digits(text) {
        vec![&text[..2], &text[2..4], &text[4..]]
    } else {
        text.split(['/', '.', '-', ' ']).collect()
    };
    let [first, month, last] = numbers[..] else { return None };
    if ![first, month, last].into_iter().all(digits) {
        return None;
    }
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        .filter(|date| *date >= NaiveDate::from_ymd_opt(1850, 1, 1).unwrap_or_default())
}

/// The check of a form's field that holds a date.
///
/// # Errors
/// `field-date-wrong`.
pub(super) fn check(text: &str) -> Result<(), ValidationError> {
    parse(text).map(drop).ok_or_else(|| super::form::invalid("field-date-wrong"))
}

/// `31/01/1980`.
pub(super) fn show(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// `31/01/2026 10:32`, in Italy.
pub(super) fn show_time(time: DateTime<Utc>) -> String {
    time.with_timezone(&Rome).format("%d/%m/%Y %H:%M").to_string()
}

/// `31/01 10:32`, in Italy.
pub(super) fn day_and_hour(time: DateTime<Utc>) -> String {
    time.with_timezone(&Rome).format("%d/%m %H:%M").to_string()
}

/// `10:32`, in Italy.
pub(super) fn time_of_day(time: DateTime<Utc>) -> String {
    time.with_timezone(&Rome).format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_it_is_typed_and_only_if_it_exists() {
        let day = NaiveDate::from_ymd_opt(1980, 1, 31);
        for text in
            ["31/01/1980", "31.1.1980", "31-1-1980", "31 01 1980", "31011980", "1980-01-31", " 31/1/1980 "]
        {
            assert_eq!(parse(text), day, "{text}");
        }
        for text in [
            "",
            "31/02/1980",
            "31/01/80",
            "310180",
            "1/1",
            "0/1/1980",
            "31/13/1980",
            "a/b/c",
            "31/01/0080",
            "31/01/19800",
            "1980/31/01",
            "-1/01/1980",
            "３1/01/1980",
            "31//1980",
            "99999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&show(day.unwrap())), day);
    }

    #[test]
    fn times_are_those_of_italy() {
        assert_eq!(time_of_day("2026-07-01T10:00:00Z".parse().unwrap()), "12:00");
        assert_eq!(show_time("2026-12-31T23:30:00Z".parse().unwrap()), "01/01/2027 00:30");
    }
}
