// SPDX-License-Identifier: AGPL-3.0-or-later
//! A period and a page's number in an address, as reports, patterns and their lists are asked for.

use super::dates;
use super::form::FieldErrors;
use crate::policy::rome_date;
use crate::reports::{FilterError, Period};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// The two days as a field shows them, however an address writes them; where none was given, from the first of this month to today.
pub(super) fn completed(from: String, to: String, now: DateTime<Utc>) -> (String, String) {
    let today = rome_date(now);
    let filled = |typed: String, day: NaiveDate| match dates::parse(&typed) {
        Some(given) => dates::show(given),
        None if typed.trim().is_empty() => dates::show(day),
        None => typed,
    };
    (filled(from, today.with_day(1).unwrap_or(today)), filled(to, today))
}

/// The days of the fields `from` and `to`, as they were typed.
///
/// # Errors
/// Each field that holds no day, and `to` where the two make no period.
pub(super) fn read(from: &str, to: &str) -> Result<Period, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut day = |field: &str, typed: &str| {
        let day = dates::parse(typed);
        if day.is_none() {
            errors.add(field, "field-date-wrong");
        }
        day
    };
    let days = (day("from", from), day("to", to));
    let (Some(first), Some(last)) = days else { return Err(errors) };
    Period::new(first, last).map_err(|error| match error {
        FilterError::Backward => FieldErrors::of("to", "report-backward"),
        FilterError::TooLong | FilterError::NoCode => FieldErrors::of("to", "report-too-long"),
    })
}

/// Which page of a list, from 1; none where that is no number of one.
pub(super) fn page_number(text: &str) -> Option<i64> {
    match text {
        "" => Some(1),
        number => number.parse().ok().filter(|page| (1..=100_000).contains(page)),
    }
}
