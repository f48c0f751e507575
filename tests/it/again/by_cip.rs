// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mail sent again for a holder who is known by digits of the CIP.

use super::{moment, read};
use crate::releases::{CounterDay, Worker};
use crate::support::cip::{cip, other, said};
use crate::support::mail::Faulty;
use chrono::Duration;
use sportello::authority::import::CardRecord;
use sportello::callers::{self, Caller, NotKnown, Said};
use sportello::cases::Reasons;
use sportello::db;
use sportello::ids::{CaseId, Reference};
use sportello::lifecycle::{self, CardAct, NotAsked, Order, Reason, Seen};
use sportello::operators::Role;
use sportello::policy::PolicyBook;
use sportello::releases::{self, HolderProof, NotResent, Resending};
use sportello::work;

/// The rules of a region that takes the CIP.
pub(super) fn rules() -> PolicyBook {
    let rules = include_str!("../../../policies/marche.toml");
    let rules = rules.replace("resend_proof = \"presence\"", "resend_proof = \"cip\"");
    PolicyBook::parse(&rules, "by cip").unwrap()
}

/// A visit that is over, its mail accepted, and the holder on the line.
struct Line {
    day: CounterDay,
    anna: Worker,
    case: CaseId,
    card: CardRecord,
    cip: String,
    server: Faulty,
    post: work::Worker,
}

impl Line {
    async fn new() -> Self {
        Self::under(Box::leak(Box::new(rules()))).await
    }

    async fn under(book: &'static PolicyBook) -> Self {
        let day = CounterDay::under(book, 0).await;
        let anna = day.worker("anna", Role::Operator, "AN01").await;
        let card = day.card().clone();
        let case = day.visit(&anna, &card).await;
        let server = Faulty::start([]).await;
        let post = day.post(&server.url()).await;
        work::drain(&post, moment(&day)).await.unwrap();
        let cip = cip(&day.authority, &card).await;
        Self { day, anna, case, card, cip, server, post }
    }

    async fn ask_about(&self, worker: &Worker, card: &CardRecord) -> Result<Caller, NotKnown> {
        let holder = self.day.met(card).await;
        let (desk, operator) = (self.day.desk(), worker.operator());
        let reference = callers::ask(&desk.line(), &operator, &holder, card.card_number.as_str()).await?;
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        Ok(callers::caller(&mut conn, &operator, &holder, reference).await.unwrap().unwrap())
    }

    async fn ask(&self) -> Result<Caller, NotKnown> {
        self.ask_about(&self.anna, &self.card).await
    }

    async fn answer(&self, worker: &Worker, caller: &Caller, digits: &str) -> Result<Said, NotKnown> {
        let holder = self.day.met(&self.card).await;
        callers::answer(&self.day.desk().line(), &worker.operator(), &holder, caller, digits).await
    }

    /// A question that was answered rightly.
    async fn known(&self) -> Reference {
        let caller = self.ask().await.unwrap();
        let digits = said(&self.cip, &caller.positions);
        assert_eq!(self.answer(&self.anna, &caller, &digits).await.unwrap(), Said::Right);
        caller.reference
    }

    async fn send(&self, worker: &Worker, proof: HolderProof, sent: u32) -> Result<(), NotResent> {
        let code = self.day.code(worker);
        self.send_with(worker, proof, sent, &code).await
    }

    async fn send_with(
        &self,
        worker: &Worker,
        proof: HolderProof,
        sent: u32,
        code: &str,
    ) -> Result<(), NotResent> {
        let words = Resending { sent, proof: Some(proof), warnings: &[], code };
        releases::resend(&self.day.desk(), &worker.operator(), self.case, &words).await
    }

    async fn refused(&self, reference: Reference) {
        let no = self.send(&self.anna, HolderProof::Cip(reference), 0).await;
        assert!(matches!(no, Err(NotResent::CallerUnknown)), "{:?}", no.err());
        assert_eq!(self.day.count("outbox WHERE sending > 0").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_digits_send_the_mail_again_once_and_the_register_says_on_whose_word() {
    let line = Line::new().await;
    let day = &line.day;
    let known = line.known().await;
    line.send(&line.anna, HolderProof::Cip(known), 0).await.unwrap();
    line.send(&line.anna, HolderProof::Cip(known), 0).await.unwrap(); // a second click
    work::drain(&line.post, moment(day)).await.unwrap();
    assert_eq!(read(&line.server).len(), 2);
    let twice = line.send(&line.anna, HolderProof::Cip(known), 1).await;
    assert!(matches!(twice, Err(NotResent::CallerUnknown)), "an answer serves once");
    assert_eq!(day.count("resends WHERE proof = 'cip' AND cip_check IS NOT NULL").await, 1);
    assert_eq!(day.count("cip_checks WHERE used_for = 'resend'").await, 1);
    let told = "convert_from(canonical, 'UTF8')";
    let told = format!("act = 'mail.send_again' AND {told} LIKE '%cip%' AND {told} LIKE '%{known}%'");
    assert_eq!(day.count(&format!("audit_rows WHERE {told}")).await, 1);
    // the database takes no second use and no letter on another's word
    let mut owner = day.database.owner().await;
    for change in [
        "UPDATE resends SET proof = 'presence'",
        "UPDATE resends SET cip_check = NULL",
        "UPDATE resends SET by = (SELECT id FROM operators WHERE id <> resends.by LIMIT 1), card_number = '0'",
        "UPDATE cip_checks SET used_for = 'suspend'",
    ] {
        assert!(
            diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, change).await.is_err(),
            "{change}"
        );
    }
    // presence does under these rules too
    line.send(&line.anna, HolderProof::Presence, 1).await.unwrap();
    assert_eq!(day.count("resends WHERE proof = 'presence' AND cip_check IS NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_digits_and_no_digits_send_nothing() {
    let line = Line::new().await;
    let caller = line.ask().await.unwrap();
    line.refused(caller.reference).await;
    let wrong = other(&said(&line.cip, &caller.positions));
    assert_eq!(line.answer(&line.anna, &caller, &wrong).await.unwrap(), Said::Wrong);
    line.refused(caller.reference).await;
    line.refused(Reference::new(line.day.now())).await;
    assert_eq!(line.day.refused("mail.send_again", "caller_unknown").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_operators_question_and_one_about_another_card_do_not_do() {
    let line = Line::new().await;
    let bruno = line.day.worker("bruno", Role::Operator, "AN01").await;
    let theirs = line.ask_about(&bruno, &line.card).await.unwrap();
    line.answer(&bruno, &theirs, &said(&line.cip, &theirs.positions)).await.unwrap();
    line.refused(theirs.reference).await;
    // another holder's card, rightly answered by this operator
    let card = line.day.card().clone();
    let none = Reasons::new();
    let theirs = line.day.signed_case_of(&line.anna, &card, "persona2@posta.example", &none).await;
    line.day.release_codes(&line.anna, theirs).await;
    let caller = line.ask_about(&line.anna, &card).await.unwrap();
    let holder = line.day.met(&card).await;
    let digits = said(&cip(&line.day.authority, &card).await, &caller.positions);
    let desk = line.day.desk();
    let outcome = callers::answer(&desk.line(), &line.anna.operator(), &holder, &caller, &digits).await;
    assert_eq!(outcome.unwrap(), Said::Right);
    line.refused(caller.reference).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_a_quarter_of_an_hour_ago_sends_nothing() {
    let line = Line::new().await;
    let known = line.known().await;
    line.day.later(Duration::minutes(16));
    line.refused(known).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_wants_the_holder_at_the_counter_takes_no_digits() {
    let line = Line::under(PolicyBook::embedded()).await;
    let known = line.known().await;
    let no = line.send(&line.anna, HolderProof::Cip(known), 0).await;
    assert!(matches!(no, Err(NotResent::PresenceOnly)), "{:?}", no.err());
    assert_eq!(line.day.refused("mail.send_again", "presence_only").await, 1);
    assert_eq!(line.day.count("cip_checks WHERE used_at IS NOT NULL").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn locked_or_without_the_authority_the_holders_presence_remains() {
    let line = Line::new().await;
    for _ in 0..3 {
        let caller = line.ask().await.unwrap();
        let wrong = other(&said(&line.cip, &caller.positions));
        line.answer(&line.anna, &caller, &wrong).await.unwrap();
    }
    assert!(matches!(line.ask().await, Err(NotKnown::Locked)));
    line.day.line.set_away(true);
    assert!(matches!(line.ask().await, Err(NotKnown::Away)));
    line.send(&line.anna, HolderProof::Presence, 0).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_one_time_code_does_not_use_the_answer_up() {
    let line = Line::new().await;
    let known = line.known().await;
    let no = line.send_with(&line.anna, HolderProof::Cip(known), 0, "000000").await;
    assert!(matches!(no, Err(NotResent::Code(_))));
    assert_eq!(line.day.count("cip_checks WHERE used_at IS NOT NULL").await, 0);
    line.send(&line.anna, HolderProof::Cip(known), 0).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_answer_serves_a_suspension_or_a_mail_and_never_both() {
    for _ in 0..4 {
        let line = Line::new().await;
        let day = &line.day;
        let known = line.known().await;
        let (holder, operator, desk) = (day.met(&line.card).await, line.anna.operator(), day.desk());
        let seen = Seen::Telephone { check: known };
        let order = Order { act: CardAct::Suspend, reason: Reason::Loss, proof: None, seen, code: "" };
        let number = line.card.card_number.as_str();
        let code = day.code(&line.anna);
        let (sent, suspended) = tokio::join!(
            line.send_with(&line.anna, HolderProof::Cip(known), 0, &code),
            lifecycle::request(&desk, &operator, &holder, number, &order)
        );
        match (&sent, &suspended) {
            (Ok(()), Err(NotAsked::CallerUnknown)) => {}
            (Err(NotResent::CallerUnknown | NotResent::Held), Ok(_)) => {}
            _ => panic!("{:?}, {:?}", sent.err(), suspended.err().map(|no| no.to_string())),
        }
        let used = day.count("cip_checks WHERE used_at IS NOT NULL").await;
        assert_eq!((used, day.count("resends").await + day.count("card_acts").await), (1, 1));
    }
}
