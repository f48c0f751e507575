// SPDX-License-Identifier: AGPL-3.0-or-later
//! The holder on the telephone, known by digits of the CIP.

use super::{acts::first_ordinary, is_done};
use crate::releases::{CounterDay, Worker};
use crate::support::cip::{cip, other, said};
use chrono::Duration;
use sportello::authority::import::CardRecord;
use sportello::callers::{self, Caller, NotKnown, Said};
use sportello::db;
use sportello::ids::Reference;
use sportello::lifecycle::{self, CardAct, NotAsked, Order, Reason, Seen};
use sportello::operators::Role;

struct Line<'a> {
    day: &'a CounterDay,
    card: &'a CardRecord,
    cip: String,
}

impl<'a> Line<'a> {
    /// An active card and its CIP.
    async fn new(day: &'a CounterDay, anna: &Worker) -> Line<'a> {
        let card = &day.lot.cards[first_ordinary(day)];
        let case = day.signed_case(anna).await;
        day.release_codes(anna, case).await;
        Line { day, card, cip: cip(&day.authority, card).await }
    }

    async fn ask(&self, worker: &Worker) -> Result<Caller, NotKnown> {
        let holder = self.day.met(self.card).await;
        let (desk, operator) = (self.day.desk(), worker.operator());
        let number = self.card.card_number.as_str();
        let reference = callers::ask(&desk.line(), &operator, &holder, number).await?;
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        Ok(callers::caller(&mut conn, &operator, &holder, reference).await.unwrap().unwrap())
    }

    async fn answer(&self, worker: &Worker, caller: &Caller, digits: &str) -> Result<Said, NotKnown> {
        let holder = self.day.met(self.card).await;
        callers::answer(&self.day.desk().line(), &worker.operator(), &holder, caller, digits).await
    }

    async fn suspend(&self, worker: &Worker, check: Reference) -> Result<lifecycle::Ask, NotAsked> {
        let holder = self.day.met(self.card).await;
        let seen = Seen::Telephone { check };
        let order = Order { act: CardAct::Suspend, reason: Reason::Loss, proof: None, seen, code: "" };
        let number = self.card.card_number.as_str();
        lifecycle::request(&self.day.desk(), &worker.operator(), &holder, number, &order).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_who_says_the_digits_has_the_card_suspended_once() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let line = Line::new(&day, &anna).await;
    let caller = line.ask(&anna).await.unwrap();
    let before = line.suspend(&anna, caller.reference).await;
    assert!(matches!(before, Err(NotAsked::CallerUnknown)), "nobody has said anything yet");
    let right = said(&line.cip, &caller.positions);
    assert_eq!(line.answer(&anna, &caller, &right).await.unwrap(), Said::Right);
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    assert!(matches!(line.suspend(&bruno, caller.reference).await, Err(NotAsked::CallerUnknown)));
    let ask = line.suspend(&anna, caller.reference).await.unwrap_or_else(|error| panic!("{error}"));
    lifecycle::carry_on(&day.desk(), &ask).await.unwrap();
    assert!(is_done(&day.act(ask.reference).await));
    day.done(&anna, line.card, CardAct::Reactivate, Reason::Found).await;
    let twice = line.suspend(&anna, caller.reference).await;
    assert!(matches!(twice, Err(NotAsked::CallerUnknown)), "a recognition serves once");
    assert_eq!(day.audited("card.know_caller", "done").await, 1);
    // the database says so too
    let mut owner = day.database.owner().await;
    for change in ["used_for = 'resend'", "used_at = NULL, used_for = NULL", "outcome = 'wrong'"] {
        let again = format!("UPDATE cip_checks SET {change}");
        assert!(
            diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, &again).await.is_err(),
            "{change}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recognition_is_over_after_a_quarter_of_an_hour() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let line = Line::new(&day, &anna).await;
    let caller = line.ask(&anna).await.unwrap();
    line.answer(&anna, &caller, &said(&line.cip, &caller.positions)).await.unwrap();
    day.later(Duration::minutes(16));
    assert!(matches!(line.suspend(&anna, caller.reference).await, Err(NotAsked::CallerUnknown)));
}

#[tokio::test(flavor = "multi_thread")]
async fn three_wrong_answers_leave_the_counter_as_the_only_way() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let line = Line::new(&day, &anna).await;
    let spare = line.ask(&anna).await.unwrap();
    for _ in 0..3 {
        let caller = line.ask(&anna).await.unwrap();
        let wrong = other(&said(&line.cip, &caller.positions));
        assert_eq!(line.answer(&anna, &caller, &wrong).await.unwrap(), Said::Wrong);
        assert!(matches!(line.suspend(&anna, caller.reference).await, Err(NotAsked::CallerUnknown)));
    }
    assert!(matches!(line.ask(&anna).await, Err(NotKnown::Locked)));
    let right = said(&line.cip, &spare.positions);
    assert!(matches!(line.answer(&anna, &spare, &right).await, Err(NotKnown::Locked)));
    assert_eq!(day.refused("card.know_caller", "cip_wrong").await, 3);
    assert_eq!(day.refused("card.know_caller", "cip_locked").await, 2);
    // at the counter it goes on
    assert!(is_done(&day.done(&anna, line.card, CardAct::Suspend, Reason::Loss).await));
    let dump =
        day.count(&format!("cip_checks WHERE cip_checks::text LIKE '%{right}%' AND outcome = 'right'")).await;
    assert_eq!(dump, 0, "what was said stands nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_authority_no_caller_is_known() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let line = Line::new(&day, &anna).await;
    day.line.set_away(true);
    assert!(matches!(line.ask(&anna).await, Err(NotKnown::Away)));
}
