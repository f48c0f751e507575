// SPDX-License-Identifier: AGPL-3.0-or-later
//! The authority loses answers, is late, answers twice, contradicts itself, is away: the case goes on by itself, and no act
//! is done twice.

use super::look::READY;
use super::{CounterDay, Worker};
use crate::support::lossy::Mischief;
use chrono::Duration;
use sportello::activation::Kind;
use sportello::authority::contract::Refusal;
use sportello::ids::CaseId;
use sportello::operators::Role;
use sportello::releases::{self, Ending, State};
use std::time::Duration as Span;

/// A signed case, and the button pressed, with this waiting at the authority.
async fn pressed(day: &CounterDay, worker: &Worker, mischief: &[Mischief]) -> CaseId {
    let case = day.signed_case(worker).await;
    mischief.iter().for_each(|mischief| day.line.plan(*mischief));
    day.release_codes(worker, case).await;
    case
}

/// What the reconciler does within the next half a minute.
async fn a_while_later(day: &CounterDay) -> usize {
    day.later(Duration::seconds(31));
    releases::reconcile(&day.desk()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_yes_is_asked_for_again_under_the_same_reference() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = pressed(&day, &anna, &[Mischief::LosesAnswer]).await;
    let State::Asked { kind: Kind::Activate, attempts: 1, trouble, .. } = day.state(case).await else {
        panic!("the case is asked of the authority")
    };
    assert_eq!(trouble.as_deref(), Some("unanswered"));
    assert_eq!(releases::reconcile(&day.desk()).await.unwrap(), 0, "not before its time");
    assert_eq!(a_while_later(&day).await, 1);
    assert_eq!(day.tally(case).await, READY);
    assert_eq!(a_while_later(&day).await, 0, "nothing is left to ask");
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_codes_leave_the_card_active_and_the_codes_to_come() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let code = day.code(&anna);
    let confirmation = releases::Confirmation { code: &code, warnings: &[], old_sheet: false };
    let requested = releases::request(&day.desk(), &anna.operator(), case, &confirmation).await.unwrap();
    let releases::Requested::New(ask) = requested else { panic!("it is new") };
    // the first act does as asked, the second loses its answer
    day.line.plan(Mischief::Late(Span::ZERO));
    day.line.plan(Mischief::LosesAnswer);
    releases::carry_on(&day.desk(), *ask).await.unwrap();
    assert!(matches!(day.state(case).await, State::Asked { kind: Kind::Codes, .. }));
    assert!(day.release(case).await.active_since.is_some(), "active, codes not yet given");
    assert_eq!(day.count("sheets").await, 0);
    a_while_later(&day).await;
    assert_eq!(day.tally(case).await, READY);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_twice_changes_nothing() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = pressed(&day, &anna, &[Mischief::Twice, Mischief::Twice]).await;
    assert_eq!(day.tally(case).await, READY);
    assert_eq!(
        (day.audited("card.activate", "done").await, day.audited("release.seal", "done").await),
        (1, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_carry_the_same_question_on_record_its_answer_once() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let code = day.code(&anna);
    let confirmation = releases::Confirmation { code: &code, warnings: &[], old_sheet: false };
    let requested = releases::request(&day.desk(), &anna.operator(), case, &confirmation).await.unwrap();
    let releases::Requested::New(ask) = requested else { panic!("it is new") };
    let desk = day.desk();
    let both = tokio::join!(releases::carry_on(&desk, (*ask).clone()), releases::carry_on(&desk, *ask));
    both.0.unwrap();
    both.1.unwrap();
    a_while_later(&day).await;
    assert_eq!(day.tally(case).await, READY);
    assert_eq!(
        (day.audited("card.activate", "done").await, day.audited("release.seal", "done").await),
        (1, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_after_a_minute_finds_the_case_where_it_was() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let code = day.code(&anna);
    let confirmation = releases::Confirmation { code: &code, warnings: &[], old_sheet: false };
    let requested = releases::request(&day.desk(), &anna.operator(), case, &confirmation).await.unwrap();
    let releases::Requested::New(ask) = requested else { panic!("it is new") };
    day.line.plan(Mischief::Late(Span::from_millis(600)));
    let (desk, operator) = (day.desk(), anna.operator());
    let late = releases::carry_on(&desk, *ask);
    let meanwhile = async {
        tokio::time::sleep(Span::from_millis(200)).await;
        assert!(matches!(day.state(case).await, State::Asked { kind: Kind::Activate, .. }));
        let code = day.code(&anna);
        let confirmation = releases::Confirmation { code: &code, warnings: &[], old_sheet: false };
        let again = releases::request(&desk, &operator, case, &confirmation).await.unwrap();
        assert!(matches!(again, releases::Requested::Already), "nobody can ask twice");
        a_while_later(&day).await; // the lease is over: somebody else asks and gets the answer first
        assert_eq!(day.tally(case).await, READY);
    };
    let (late, ()) = tokio::join!(late, meanwhile);
    late.unwrap();
    assert_eq!(day.tally(case).await, READY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_after_a_lost_yes_is_checked_against_the_card_itself() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let mischief = [Mischief::LosesAnswer, Mischief::SaysNo(Refusal::AlreadyActive)];
    let case = pressed(&day, &anna, &mischief).await;
    assert_eq!(a_while_later(&day).await, 1);
    assert_eq!(day.tally(case).await, READY, "the card is active since we asked: that was our yes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_ends_the_release_and_leaves_the_case_another_way_on() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = pressed(&day, &anna, &[Mischief::SaysNo(Refusal::AlreadyActive)]).await;
    let State::Ended { how: Ending::Refused(why), .. } = day.state(case).await else { panic!("refused") };
    assert_eq!(why, "already_active");
    assert_eq!(day.refused("card.activate", "authority_already_active").await, 1);
    day.release_codes(&anna, case).await;
    assert!(day.release(case).await.number.ends_with("-R2"));
    assert_eq!(day.tally(case).await, READY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_that_comes_after_a_no_is_kept_and_the_next_release_goes_on_from_it() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let code = day.code(&anna);
    let confirmation = releases::Confirmation { code: &code, warnings: &[], old_sheet: false };
    let requested = releases::request(&day.desk(), &anna.operator(), case, &confirmation).await.unwrap();
    let releases::Requested::New(ask) = requested else { panic!("it is new") };
    day.line.plan(Mischief::SaysNo(Refusal::Suspended));
    releases::carry_on(&day.desk(), (*ask).clone()).await.unwrap();
    assert!(matches!(day.state(case).await, State::Ended { .. }));
    releases::carry_on(&day.desk(), *ask).await.unwrap(); // the same question, answered late with yes
    assert_eq!(day.count("activations").await, 1);
    assert!(matches!(day.state(case).await, State::Ended { .. }), "the ended release does not come back");
    let acts = day.line.acts();
    day.release_codes(&anna, case).await;
    assert_eq!(day.line.acts(), acts + 1, "only the codes are asked for");
    assert_eq!(day.tally(case).await, READY);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_authority_is_away_the_case_waits_and_others_are_served() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (case, other) = (day.signed_case(&anna).await, day.card());
    day.line.set_away(true);
    day.release_codes(&anna, case).await;
    for _ in 0..3 {
        assert_eq!(a_while_later(&day).await, 1);
    }
    let State::Asked { attempts: 4, trouble, .. } = day.state(case).await else { panic!("it waits") };
    assert_eq!(trouble.as_deref(), Some("unreachable"));
    let second = day.signed_case_of(&anna, other, "altra@posta.example", &[].into()).await;
    assert_eq!(day.count(&format!("cases WHERE id = '{second}' AND signed_form_id IS NOT NULL")).await, 1);
    day.line.set_away(false);
    assert_eq!(a_while_later(&day).await, 1);
    assert_eq!(day.tally(case).await, READY);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_processes_may_reconcile_at_once() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let mut waiting = Vec::new();
    for _ in 0..6 {
        waiting.push(pressed(&day, &anna, &[Mischief::LosesAnswer]).await);
    }
    day.later(Duration::seconds(31));
    let desk = day.desk();
    let taken = tokio::join!(
        releases::reconcile(&desk),
        releases::reconcile(&desk),
        releases::reconcile(&desk),
        releases::reconcile(&desk)
    );
    let taken = taken.0.unwrap() + taken.1.unwrap() + taken.2.unwrap() + taken.3.unwrap();
    assert_eq!(taken, 6, "each question was taken by one");
    for case in waiting {
        assert_eq!(day.tally(case).await, READY);
    }
}
