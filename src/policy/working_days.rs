// SPDX-License-Identifier: AGPL-3.0-or-later
//! Working days in Italy: Monday to Friday, public holidays left out (L. 260/1949 with its later changes).
//!
//! A town's patron saint is not among them: a release then waits no longer than elsewhere.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Rome;

/// Month and day of the holidays that do not move.
const FIXED: [(u32, u32); 10] =
    [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

/// Whether offices work on a day.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_public_holiday(day)
}

/// Whether a day is a public holiday. Sundays are none of their own.
pub fn is_public_holiday(day: NaiveDate) -> bool {
    let date = (day.month(), day.day());
    // Saint Francis, from 2026 (L. 151/2025).
    let francis = date == (10, 4) && day.year() >= 2026;
    francis || FIXED.contains(&date) || is_easter_sunday_or_monday(day)
}

fn is_easter_sunday_or_monday(day: NaiveDate) -> bool {
    easter(day.year()).is_some_and(|sunday| day == sunday || Some(day) == sunday.succ_opt())
}

/// Easter Sunday of the Gregorian calendar, by the anonymous computation (Nature, 1876).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leaps, century_rest) = (century / 4, century % 4);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leaps - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * century_rest + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * shift + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

/// The `count`-th working day after a day; the day itself for 0, or where the calendar ends.
pub fn after(day: NaiveDate, count: u32) -> NaiveDate {
    let following = (1..).map_while(|days| day.checked_add_days(Days::new(days)));
    match count.checked_sub(1) {
        Some(skipped) => following.filter(|day| is_working_day(*day)).nth(skipped as usize).unwrap_or(day),
        None => day,
    }
}

/// The end of a day in Rome: midnight, which belongs to the next.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    // Clocks change at two or three in the night, so midnight is there once; UTC stands in for dates beyond the tables.
    Rome.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |time| time.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn public_holidays_are_no_working_days() {
        for (text, works) in [
            ("2026-01-01", false),
            ("2026-01-06", false),
            ("2026-04-06", false),
            ("2026-04-25", false),
            ("2026-06-02", false),
            ("2025-10-04", false), // a Saturday
            ("2024-10-04", true),
            ("2027-10-04", false),
            ("2026-11-04", true),
            ("2026-12-07", true),
            ("2026-12-08", false),
            ("2026-11-22", false), // a Sunday
        ] {
            assert_eq!(is_working_day(day(text)), works, "{text}");
        }
    }

    #[test]
    fn easter_falls_where_the_church_says() {
        for text in
            ["1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"]
        {
            assert_eq!(easter(day(text).year()), Some(day(text)));
        }
    }
}
