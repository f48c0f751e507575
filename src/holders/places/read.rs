// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reading the embedded table.

use chrono::NaiveDate;

use super::{Place, Places, search::fold};

/// Reads a table whose rows stand by code and first day. A line that does not fit is left out; a test counts them.
pub(super) fn table(text: &'static str) -> Places {
    let rows: Vec<Place> = text.lines().filter_map(row).collect();
    let mut names = Vec::with_capacity(rows.len() + rows.len() / 8);
    for (at, place) in (0u32..).zip(&rows) {
        names.push((fold(place.name), at));
        if !place.other_name.is_empty() {
            names.push((fold(place.other_name), at));
        }
    }
    names.sort_unstable();
    Places { rows, names }
}

fn row(line: &'static str) -> Option<Place> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    Some(Place {
        code: next()?.parse().ok()?,
        name: next()?,
        other_name: next()?,
        province: next()?,
        first_day: day(next()?)?,
        last_day: day(next()?)?,
    })
}

/// An empty field is an open end; anything else must be a date as `2026-11-22`.
fn day(text: &str) -> Option<Option<NaiveDate>> {
    if text.is_empty() {
        return Some(None);
    }
    let number = |range| text.get(range).and_then(|digits: &str| digits.parse().ok());
    Some(Some(NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)?))
}
