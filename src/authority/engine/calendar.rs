// SPDX-License-Identifier: AGPL-3.0-or-later
//! The first and last moment of a day in Europe/Rome.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Rome;

/// The first moment of a day.
pub(super) fn begins(day: NaiveDate) -> DateTime<Utc> {
    // Rome changes its clocks at two or three in the night: midnight always exists once.
    let midnight = day.and_time(NaiveTime::MIN);
    Rome.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// The last whole second of a day.
pub(super) fn ends(day: NaiveDate) -> DateTime<Utc> {
    begins(day.succ_opt().unwrap_or(day)) - TimeDelta::seconds(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::rome_date;

    #[test]
    fn a_day_begins_and_ends_in_rome_also_when_the_clocks_change() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(begins(day(1, 15)).to_rfc3339(), "2026-01-14T23:00:00+00:00");
        assert_eq!(ends(day(7, 15)).to_rfc3339(), "2026-07-15T21:59:59+00:00");
        assert_eq!((ends(day(3, 29)) - begins(day(3, 29))).num_seconds(), 23 * 3600 - 1);
        assert_eq!((ends(day(10, 25)) - begins(day(10, 25))).num_seconds(), 25 * 3600 - 1);
        assert_eq!(rome_date(begins(day(8, 1))), day(8, 1));
        assert_eq!(rome_date(ends(day(8, 1))), day(8, 1));
    }
}
