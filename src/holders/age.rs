// SPDX-License-Identifier: AGPL-3.0-or-later
//! Age in completed years.

use chrono::NaiveDate;

/// Completed years on `day`; none where the person is born after it.
///
/// A birthday counts from its first moment. Who is born on 29 February completes the year with the end of
/// 28 February where the year has no 29th (Codice civile art. 2963: a missing day is the last one of its month, and
/// a term ends with the last moment of its last day), so they are 18 from 1 March of a common year.
pub fn age_on(birth_date: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(birth_date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_year_is_complete_on_the_birthday_and_not_the_day_before() {
        assert_eq!(age_on(day(2008, 11, 22), day(2026, 11, 21)), Some(17));
        assert_eq!(age_on(day(2008, 11, 22), day(2026, 11, 22)), Some(18));
    }

    #[test]
    fn who_is_born_on_29_february_is_of_age_on_1_march_of_a_common_year() {
        assert_eq!(age_on(day(2008, 2, 29), day(2026, 2, 28)), Some(17));
        assert_eq!(age_on(day(2008, 2, 29), day(2026, 3, 1)), Some(18));
        assert_eq!(age_on(day(2008, 2, 29), day(2028, 2, 29)), Some(20));
        assert_eq!(age_on(day(2008, 2, 29), day(2028, 2, 28)), Some(19));
    }

    #[test]
    fn nobody_has_an_age_before_birth() {
        assert_eq!(age_on(day(2026, 11, 22), day(2026, 11, 21)), None);
        assert_eq!(age_on(day(2026, 11, 22), day(2026, 11, 22)), Some(0));
    }
}
