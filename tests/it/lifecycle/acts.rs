// SPDX-License-Identifier: AGPL-3.0-or-later
//! What an order needs, and what a suspended card holds back.

use super::is_done;
use crate::releases::CounterDay;
use crate::support::mail::{PostRoom, Sink};
use sportello::authority::contract::CertificateState;
use sportello::identification::document::Shown;
use sportello::lifecycle::{self, CardAct, NotAsked, Order, Proof, ProofKind, Reason, Seen};
use sportello::operators::{ReauthenticationError, Role};
use sportello::releases::{NotHandedOver, NotServed};
use sportello::work;

#[tokio::test(flavor = "multi_thread")]
async fn a_theft_is_revoked_with_its_report_alone_and_an_expired_document_identifies_nobody() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let holder = day.met(card).await;
    let (desk, operator, number) = (day.desk(), anna.operator(), card.card_number.as_str());
    let order =
        |proof, seen| Order { act: CardAct::Revoke, reason: Reason::Theft, proof, seen, code: "000000" };
    let report = || Some(Proof { kind: ProofKind::SelfCertification, reference: "del 14/11/2026".into() });
    let no = lifecycle::request(&desk, &operator, &holder, number, &order(None, day.passport())).await;
    assert!(matches!(no, Err(NotAsked::NoProof)));
    let Seen::InPerson { kind, shown } = day.passport() else { unreachable!() };
    let old = Seen::InPerson { kind, shown: Shown { expires: shown.issued, ..shown } };
    let no = lifecycle::request(&desk, &operator, &holder, number, &order(report(), old)).await;
    assert!(matches!(no, Err(NotAsked::Unfit(_))));
    let no = lifecycle::request(&desk, &operator, &holder, number, &order(report(), day.passport())).await;
    assert!(matches!(no, Err(NotAsked::Code(ReauthenticationError::Wrong { .. }))));
    assert_eq!(day.count("card_acts").await, 0);
    assert_eq!(day.refused("card.order", "proof_missing").await, 1);
    assert_eq!(day.refused("card.order", "document_unfit").await, 1);
    assert_eq!(day.refused("session.reauthenticate", "wrong_code").await, 1);
    let done = day.done(&anna, card, CardAct::Revoke, Reason::Theft).await;
    assert_eq!(done.proof, Some(("police_report".to_owned(), "n. 12 del 14/11/2026".to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_acts_on_a_card_of_their_own() {
    let day = CounterDay::new().await;
    let card = day.card();
    let own = card.codice_fiscale.base_code();
    let anna = day.worker_with_code("anna", Role::Operator, "AN01", own.as_str()).await;
    let no = day.order(&anna, card, CardAct::Revoke, Reason::HolderRequest).await;
    assert!(matches!(no, Err(NotAsked::OwnCard)));
    assert_eq!(day.refused("card.order", "own_card").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_cards_sheet_is_not_handed_over_until_it_is_reactivated() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    assert!(is_done(&day.done(&anna, card, CardAct::Suspend, Reason::Loss).await));
    assert!(matches!(day.hand_over(&anna, case, &ending).await, Err(NotHandedOver::Held)));
    assert_eq!(day.refused("sheet.hand_over", "card_held").await, 1);
    assert_eq!(day.count("outbox").await, 0);
    // in any counter: the holder comes to another one
    let bruno = day.worker("bruno", Role::Operator, "PU02").await;
    assert!(is_done(&day.done(&bruno, card, CardAct::Reactivate, Reason::Found).await));
    assert_eq!(day.stands(card).await, Some(CertificateState::Active));
    day.hand_over(&anna, case, &ending).await.unwrap();
    assert_eq!(day.count("outbox WHERE held_at IS NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_cards_mail_waits_and_goes_on_after_the_reactivation() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    day.done(&anna, card, CardAct::Suspend, Reason::CompromisedCodes).await;
    let (room, sink) = (PostRoom::new(&day.database), Sink::start());
    let worker = room.worker(&sink.url()).await;
    work::drain(&worker, day.now()).await.unwrap();
    assert_eq!(day.count("mail_attempts").await, 0, "nothing is tried while the card is suspended");
    let given_up = "SELECT 1 FROM outbox WHERE give_up_at > posted_at + interval '3 days'";
    assert_eq!(day.count(&format!("({given_up}) x")).await, 0);
    day.later(chrono::Duration::days(5));
    day.done(&anna, card, CardAct::Reactivate, Reason::NothingCompromised).await;
    assert_eq!(day.count(&format!("({given_up}) x")).await, 1, "the days of the suspension do not count");
    work::drain(&worker, day.now()).await.unwrap();
    assert_eq!(day.count("mail_attempts").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_cards_sheet_is_not_printed_until_it_is_reactivated() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    assert!(is_done(&day.done(&anna, card, CardAct::Suspend, Reason::Theft).await));
    let code = day.code(&anna);
    let held = day.serve(&anna, case, &code).await;
    assert!(matches!(held, Err(NotServed::Held)), "{:?}", held.err());
    assert_eq!(day.refused("sheet.serve", "card_held").await, 1);
    assert_eq!(day.count("sheets WHERE served_at IS NULL AND first_half IS NOT NULL").await, 1);
    // the database says so too
    let mut owner = day.database.owner().await;
    let print = "UPDATE sheets SET served_at = now(), served_by = (SELECT id FROM operators LIMIT 1), served_from = ''";
    assert!(diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, print).await.is_err());
    day.done(&anna, card, CardAct::Reactivate, Reason::Found).await;
    let code = day.code(&anna);
    day.serve(&anna, case, &code).await.unwrap();
}

/// Where the lot's first ordinary card stands, which the first case takes.
pub(super) fn first_ordinary(day: &CounterDay) -> usize {
    let odd = |number| day.lot.cases.iter().any(|case| case.card_number == number);
    day.lot.cards.iter().position(|card| !odd(card.card_number)).unwrap()
}
