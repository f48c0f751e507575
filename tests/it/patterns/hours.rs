// SPDX-License-Identifier: AGPL-3.0-or-later
//! Outside opening hours by the clock on the wall in Italy, also on the days when clocks change.

use super::*;

/// Monday to Friday half past eight to half past twelve, and the Sundays on which clocks change.
const HOURS: &str = "INSERT INTO counter_hours (counter_id, weekday, opens, closes)
      SELECT id, day, 510, 750 FROM counters, generate_series(1, 5) day WHERE code = 'AN01';
    INSERT INTO counter_exceptions (counter_id, day, opens, closes)
      SELECT id, d.day, d.opens, d.closes FROM counters, (VALUES (date '2026-10-25', 60, 180), ('2026-03-29', 60, 240),
        ('2026-11-11', 0, 0), ('2026-11-12', 900, 1020)) d (day, opens, closes) WHERE code = 'AN01'";

async fn minutes(office: &Office, at: &'static str) -> Option<i64> {
    office.sql("TRUNCATE releases, cases, holders CASCADE").await;
    office.visits(Visits { at, ..Visits::default() }).await;
    let whole = Period::new("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap()).unwrap();
    let found = office.found_by(&office.sara, Pattern::OutsideHours, whole).await;
    assert!(found.len() < 2);
    found.first().map(|finding| finding.measure)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_outside_hours_by_the_wall_clock_beyond_half_an_hour_of_grace() {
    let office = Office::open().await;
    assert_eq!(minutes(&office, "2026-11-03T02:00:00Z").await, None, "no hours are known");
    office.sql(HOURS).await;
    for (at, expected) in [
        ("2026-11-03T09:00:00Z", None),
        // 08:00 and 07:59, 13:00 and 13:01 in winter
        ("2026-11-03T07:00:00Z", None),
        ("2026-11-03T06:59:00Z", Some(31)),
        ("2026-11-03T12:00:00Z", None),
        ("2026-11-03T12:01:00Z", Some(31)),
        // the same clock in summer
        ("2026-07-07T06:00:00Z", None),
        ("2026-07-07T05:59:00Z", Some(31)),
        // a Saturday; a day closed by exception; one with other hours
        ("2026-11-07T09:00:00Z", Some(0)),
        ("2026-11-11T09:00:00Z", Some(0)),
        ("2026-11-12T09:00:00Z", Some(300)),
        ("2026-11-12T14:30:00Z", None),
        // 25 October, open from 1 to 3: the hour that comes twice is open both times, 3:31 is outside
        ("2026-10-25T00:30:00Z", None),
        ("2026-10-25T01:30:00Z", None),
        ("2026-10-25T02:31:00Z", Some(31)),
        // 29 March, open from 1 to 4: a minute after 1:59 it is 3
        ("2026-03-29T00:59:00Z", None),
        ("2026-03-29T01:00:00Z", None),
        ("2026-03-29T02:31:00Z", Some(31)),
    ] {
        assert_eq!(minutes(&office, at).await, expected, "{at}");
    }
}
