// SPDX-License-Identifier: AGPL-3.0-or-later
//! The two days of the year that are 23 and 25 hours long.

use super::date;
use crate::releases::CounterDay;
use chrono::{DateTime, TimeDelta, Utc};
use sportello::operators::Role;

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Cases opened at these moments, and the day closed the morning after.
async fn closed_the_morning_after(day: &str, moments: &[&str], after: &str) -> (TimeDelta, usize, usize) {
    let counter = CounterDay::with_cards(20).await;
    // one case to close the day before, so that the day begins where that one ends
    counter.it_is(&format!("{}T10:00:00Z", date(day).pred_opt().unwrap()));
    let anna = counter.worker("anna", Role::Operator, "AN01").await;
    let clara = counter.worker("clara", Role::Supervisor, "AN01").await;
    counter.open_case(&anna).await;
    for at in moments {
        counter.it_is(at);
        counter.open_case(&anna).await;
    }
    counter.it_is(after);
    let days = counter.day_stands(&clara).await.days;
    assert_eq!(days[..2], [date(day).pred_opt().unwrap(), date(day)], "{days:?}");
    counter.close_next(&clara).await;
    assert_eq!(counter.close_next(&clara).await, date(day));
    let register = counter.closed(&clara, date(day)).await;
    let before = counter.closed(&clara, date(day).pred_opt().unwrap()).await;
    let closing = &register.closing;
    (closing.covers_until - closing.covers_from, register.acts.len(), before.acts.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_on_which_summer_time_begins_has_23_hours() {
    // 00:10 and 23:50 in Rome, and 00:10 of the day after
    let moments = ["2026-03-28T23:10:00Z", "2026-03-29T21:50:00Z", "2026-03-29T22:10:00Z"];
    let (length, acts, before) =
        closed_the_morning_after("2026-03-29", &moments, "2026-03-30T07:00:00Z").await;
    assert_eq!((length, acts, before), (TimeDelta::hours(23), 2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_on_which_summer_time_ends_has_25_hours() {
    // 00:10, half past two twice, 23:50 in Rome, and 00:10 of the day after
    let moments = [
        "2026-10-24T22:10:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
        "2026-10-25T22:50:00Z",
        "2026-10-25T23:10:00Z",
    ];
    let (length, acts, before) =
        closed_the_morning_after("2026-10-25", &moments, "2026-10-26T08:00:00Z").await;
    assert_eq!((length, acts, before), (TimeDelta::hours(25), 4, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_and_the_program_mean_the_same_midnight() {
    let day = CounterDay::new().await;
    for each in ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-12-31"] {
        let end = sportello::policy::working_days::end_of(date(each));
        let same = format!("(SELECT 1 WHERE rome_midnight(date '{each}' + 1) = timestamptz '{end}') AS x");
        assert_eq!(day.count(&same).await, 1, "{each}");
        let last = end - TimeDelta::seconds(1);
        assert_eq!(sportello::policy::rome_date(last), date(each));
        let same = format!("(SELECT 1 WHERE rome_day(timestamptz '{last}') = date '{each}') AS x");
        assert_eq!(day.count(&same).await, 1, "{each}");
    }
    assert_eq!(moment("2026-03-29T22:00:00Z"), sportello::policy::working_days::end_of(date("2026-03-29")));
}
