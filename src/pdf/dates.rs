// SPDX-License-Identifier: AGPL-3.0-or-later
//! Days and times as Italian papers write them, at the counter's clock.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Rome;

/// `31/12/2026`.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// The day in Rome.
pub(super) fn today(now: DateTime<Utc>) -> String {
    day(now.with_timezone(&Rome).date_naive())
}

/// Day and minute in Rome: `31/12/2026, 09:05`.
pub(super) fn moment(now: DateTime<Utc>) -> String {
    now.with_timezone(&Rome).format("%d/%m/%Y, %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_counters_day_and_not_the_servers() {
        let night: DateTime<Utc> = "2026-06-30T22:30:00Z".parse().expect("a time");
        assert_eq!(today(night), "01/07/2026");
        assert_eq!(moment(night), "01/07/2026, 00:30");
    }
}
