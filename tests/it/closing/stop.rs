// SPDX-License-Identifier: AGPL-3.0-or-later
//! A region may stop new cases while days are left unclosed or too much is carried over.

use super::{because, date};
use crate::releases::CounterDay;
use sportello::cases::OpenRefused;
use sportello::closing::Reason;
use sportello::operators::Role;
use sportello::policy::PolicyBook;

/// Marche's rules with limits.
fn strict(limits: &str) -> &'static PolicyBook {
    let text = include_str!("../../../policies/marche.toml");
    let text = text.replace("[version.closing]\n", &format!("[version.closing]\n{limits}\n"));
    Box::leak(Box::new(PolicyBook::parse(&text, "strict").unwrap_or_else(|errors| panic!("{errors}"))))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_left_unclosed_stops_new_cases_until_it_is_closed() {
    let day = CounterDay::under(strict("stop_after_unclosed_days = 2"), 30).await;
    day.it_is("2026-11-23T09:00:00Z");
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let paola = day.worker("paola", Role::Operator, "PU02").await;
    day.open_case(&anna).await;
    day.it_is("2026-11-24T09:00:00Z");
    day.open_case(&anna).await;
    day.it_is("2026-11-25T09:00:00Z");
    let refused = day.try_to_open(&anna).await;
    assert!(
        matches!(&refused, Err(OpenRefused::DayUnclosed(day)) if *day == date("2026-11-23")),
        "{refused:?}"
    );
    assert_eq!(refused.unwrap_err().rule(), Some("day_unclosed"));
    day.open_case(&paola).await; // another counter's business
    day.close_next(&clara).await;
    day.open_case(&anna).await;
    day.it_is("2026-11-26T09:00:00Z");
    assert!(day.try_to_open(&anna).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_carried_over_stops_new_cases_until_it_is_dealt_with() {
    let day = CounterDay::under(strict("most_carried_over = 1"), 30).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let (first, _second) = (day.open_case(&anna).await, day.open_case(&anna).await);
    day.open_case(&anna).await; // nothing was carried over yet
    let ends = day.day_stands(&clara).await.ends;
    day.close(&clara, day.today(), &because(Reason::Time, &ends)).await.unwrap();
    let refused = day.try_to_open(&anna).await;
    assert!(matches!(refused, Err(OpenRefused::TooMuchOpen(3))), "{refused:?}");
    day.abandon(&anna, first).await;
    let refused = day.try_to_open(&anna).await;
    assert!(matches!(refused, Err(OpenRefused::TooMuchOpen(2))), "{refused:?}");
    day.abandon(&anna, _second).await;
    day.open_case(&anna).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marches_own_rules_stop_nothing() {
    let day = CounterDay::with_cards(20).await;
    day.it_is("2026-11-23T09:00:00Z");
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    day.open_case(&anna).await;
    day.it_is("2026-12-23T09:00:00Z");
    day.open_case(&anna).await;
}
