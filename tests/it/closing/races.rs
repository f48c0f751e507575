// SPDX-License-Identifier: AGPL-3.0-or-later
//! Two supervisors, two clicks, and work that goes on while a day is closed.

use super::{because, desk};
use crate::releases::CounterDay;
use futures_util::future::{join, join_all};
use sportello::closing::{self, NotClosed, Reason};
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn two_supervisors_at_once_leave_one_closing() {
    let day = CounterDay::with_cards(10).await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let today = day.today();
    let (one, other) = join(day.close(&clara, today, &[]), day.close(&sara, today, &[])).await;
    let (first, second) = if one.is_ok() { (one, other) } else { (other, one) };
    first.unwrap();
    assert!(matches!(second, Err(NotClosed::Already)), "{second:?}");
    assert_eq!((day.count("closings").await, day.audited("day.close", "done").await), (1, 1));
    assert_eq!(day.count("reauthentications WHERE act = 'day.close'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_closes_once() {
    let day = CounterDay::with_cards(10).await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let (today, code) = (day.today(), day.code(&clara));
    let click = async || closing::close(&desk(&day), &clara.supervisor(), today, &[], &code).await;
    let clicks = join_all((0..4).map(|_| click())).await;
    assert_eq!(clicks.iter().filter(|it| it.is_ok()).count(), 1, "{clicks:?}");
    let late = clicks.iter().filter(|it| matches!(it, Err(NotClosed::Already))).count();
    assert_eq!(late, 3, "{clicks:?}");
    assert_eq!((day.count("closings").await, day.audited("day.close", "done").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_opened_while_the_day_is_closed_stand_in_one_register_each() {
    let day = CounterDay::with_cards(40).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    day.open_case(&anna).await;
    let ends = day.day_stands(&clara).await.ends;
    let opening = async {
        for _ in 0..12 {
            day.open_case(&anna).await;
        }
    };
    let today = day.today();
    let (given, ()) = (because(Reason::Time, &ends), ());
    let (closed, ()) = join(day.close(&clara, today, &given), opening).await;
    assert!(matches!(closed, Ok(_) | Err(NotClosed::Open(_))), "{closed:?}");
    if closed.is_err() {
        day.close_next(&clara).await;
    }
    day.later(chrono::TimeDelta::days(1));
    day.close_next(&clara).await;
    assert_eq!(day.count("closing_acts").await, day.count("cases").await, "each once, and none left out");
}
