// SPDX-License-Identifier: AGPL-3.0-or-later
//! The process dies between any two statements: the future is dropped at each point where it waits. Nothing is lost, and no
//! act is done twice.
//!
//! On one thread: an answer cannot be there before it was waited for, so every question to the database and to the authority is
//! a point, however quick they are and however busy the machine.

use super::look::{DONE, READY};
use super::{CounterDay, Worker};
use chrono::Duration;
use sportello::ids::CaseId;
use sportello::operators::Role;
use sportello::releases::{self, Confirmation, Requested, TakenBy, Void};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Polls a future until it has waited `times` times, then drops it; true where it came to its end before.
async fn dies_after<F: Future>(times: usize, future: F) -> bool {
    let mut future = pin!(future);
    let mut waited = 0;
    poll_fn(|context| {
        if future.as_mut().poll(context).is_ready() {
            return Poll::Ready(true);
        }
        waited += 1;
        if waited > times { Poll::Ready(false) } else { Poll::Pending }
    })
    .await
}

/// A COMMIT that was on its way when its sender died may still be carried out: waits until PostgreSQL has done with it.
async fn settled(day: &CounterDay) {
    let busy =
        "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'";
    while day.count(busy).await > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// The reconciler works until nothing is left. PostgreSQL takes a moment to see that a client is gone, and until then what it
/// had locked is passed over.
async fn a_minute_later(day: &CounterDay) {
    for _ in 0..100 {
        day.later(Duration::seconds(31));
        while releases::reconcile(&day.desk()).await.unwrap() > 0 {}
        if day.count("authority_requests WHERE answered_at IS NULL").await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

async fn press(day: &CounterDay, worker: &Worker, case: CaseId, code: &str) {
    let confirmation = Confirmation { code, warnings: &[], old_sheet: false };
    match releases::request(&day.desk(), &worker.operator(), case, &confirmation).await.unwrap() {
        Requested::New(ask) => releases::carry_on(&day.desk(), *ask).await.unwrap(),
        Requested::Already => {}
    }
}

#[tokio::test]
async fn a_release_interrupted_anywhere_ends_as_one_release() {
    let day = CounterDay::with_cards(150).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    for times in 0.. {
        let case =
            day.signed_case_of(&anna, day.card(), &format!("c{times}@posta.example"), &[].into()).await;
        let code = day.code(&anna);
        let done = dies_after(times, press(&day, &anna, case, &code)).await;
        // the operator, who saw nothing happen, presses again; the reconciler takes what is left
        let code = day.code(&anna);
        press(&day, &anna, case, &code).await;
        a_minute_later(&day).await;
        assert_eq!(day.tally(case).await, READY, "interrupted after {times} waits");
        day.serve(&anna, case, &day.code(&anna)).await.unwrap();
        if done {
            assert!(times > 30, "it waited {times} times only: the test tells nothing");
            break;
        }
    }
    let cases = day.count("cases").await;
    for act in ["release.request", "card.activate", "release.seal"] {
        assert_eq!(day.audited(act, "done").await, cases, "{act}");
    }
}

#[tokio::test]
async fn a_hand_over_interrupted_anywhere_posts_one_mail() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    for times in 0.. {
        let case =
            day.signed_case_of(&anna, day.card(), &format!("c{times}@posta.example"), &[].into()).await;
        day.release_codes(&anna, case).await;
        day.serve(&anna, case, "").await.unwrap();
        let ending = day.ending(case).await;
        let (desk, operator) = (day.desk(), anna.operator());
        let done =
            dies_after(times, releases::hand_over(&desk, &operator, case, &ending, TakenBy::Holder)).await;
        day.hand_over(&anna, case, &ending).await.unwrap();
        assert_eq!(day.tally(case).await, DONE, "interrupted after {times} waits");
        if done {
            assert!(times > 10, "it waited {times} times only: the test tells nothing");
            break;
        }
    }
    assert_eq!(day.audited("sheet.hand_over", "done").await, day.count("cases").await);
}

#[tokio::test]
async fn a_serving_or_voiding_interrupted_anywhere_is_done_or_not_done() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (mut serving, mut voiding) = (false, false);
    for times in 0.. {
        let case =
            day.signed_case_of(&anna, day.card(), &format!("c{times}@posta.example"), &[].into()).await;
        day.release_codes(&anna, case).await;
        serving = dies_after(times, day.serve(&anna, case, "")).await || serving;
        settled(&day).await;
        let served_before = matches!(day.state(case).await, releases::State::Served { .. });
        let again = day.serve(&anna, case, "").await;
        assert_eq!(again.is_ok(), !served_before, "served by exactly one of the two");
        let releases::State::Served { sheet, .. } = day.state(case).await else { panic!("served") };
        let (code, desk, operator) = (day.code(&anna), day.desk(), anna.operator());
        let words = Void { serial: &sheet.serial, reason: "macchiato", paper_destroyed: true, code: &code };
        voiding = dies_after(times, releases::void(&desk, &operator, case, &words)).await || voiding;
        let code = day.code(&anna);
        let _voided = releases::void(&desk, &operator, case, &Void { code: &code, ..words }).await;
        assert_eq!(day.tally(case).await, READY, "interrupted after {times} waits");
        assert_eq!(
            day.count(&format!("sheets s JOIN releases r ON r.id = s.release_id WHERE r.case_id = '{case}'"))
                .await,
            2
        );
        if serving && voiding {
            break;
        }
    }
}
