// SPDX-License-Identifier: AGPL-3.0-or-later
//! A visit is one delegate before one operator at one counter, on one day, in one session, and it has an end.

use super::Family;
use chrono::Duration;
use sportello::cases::{
    self, CarryRefused, Ending, Given, NoEntry, Opened, Ownership, Saved, SiblingRefused, Standing,
};
use sportello::delegations::{End, EndKind};
use sportello::operators::Role;
use sportello::policy::EvidenceWay;

#[tokio::test(flavor = "multi_thread")]
async fn two_hours_after_the_document_was_seen_it_is_shown_again() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    family.day.later(Duration::minutes(121));
    assert!(family.carriable(second).await.is_none());
    let refused = family.carry(second).await;
    assert!(matches!(refused, Err(CarryRefused::VisitOver)), "{refused:?}");
    let late = family.open_from(first, &family.card("third_child").codice_fiscale).await;
    assert!(matches!(late, Err(SiblingRefused::VisitOver)), "{late:?}");
    assert_eq!(family.day.count("cases").await, 2, "no case was opened");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_and_a_later_sign_in_have_seen_nothing() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let bruno = family.day.worker("bruno", Role::Operator, "AN01").await;
    let code = family.card("second_child").codice_fiscale;
    let refused = family.open_by(&bruno, first, &code).await;
    assert!(matches!(refused, Err(SiblingRefused::VisitOver)), "{refused:?}");
    let second = family.sibling(first, "second_child").await;
    let (now, mut conn) = (family.now_of(&bruno), family.conn().await);
    let case = family.case(second).await;
    let found = cases::carriable(&mut conn, &now.acting(), family.day.book, &case).await.unwrap();
    assert!(found.is_none(), "not even from a case that the first operator opened");
    family.signed_out_and_in().await;
    let anew = family.day.again(&family.anna).await;
    let (now, case) = (family.now_of(&anew), family.case(second).await);
    assert!(cases::carriable(&mut conn, &now.acting(), family.day.book, &case).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_counter_does_not_get_into_the_visit() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let elsewhere = family.day.worker("carla", Role::Operator, "PU02").await;
    let refused = family.open_by(&elsewhere, first, &family.card("second_child").codice_fiscale).await;
    assert!(matches!(refused, Err(SiblingRefused::NoEntry(NoEntry::OtherCounter))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_over_from_a_case_that_was_given_up_or_whose_delegation_ended() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    let case = family.case(first).await;
    let (now, mut conn) = (family.now(), family.conn().await);
    let end = End::because(EndKind::Withdrawn, "non è la madre").unwrap();
    let (holder, delegation) = (case.holder.id, case.delegation.unwrap().id);
    cases::end_delegation(&family.day.pool, &now.acting(), holder, delegation, &end).await.unwrap();
    assert!(matches!(family.carry(second).await, Err(CarryRefused::VisitOver)));
    cases::abandon(&mut conn, &now.acting(), first, Given::Abandoned, "sbagliata").await.unwrap();
    assert!(matches!(family.carry(second).await, Err(CarryRefused::VisitOver)));
    assert_eq!(family.lines(second).await[0].standing, Standing::Closed(Ending::Abandoned));
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_taken_back_in_the_first_case_is_not_there_to_be_taken_over() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    let evidence = family.case(first).await.delegation.unwrap().evidence;
    let piece = evidence.iter().find(|piece| piece.piece.item == "family_status").unwrap().id;
    let (now, mut conn, policy) = (family.now(), family.conn().await, family.day.policy());
    cases::take_back_evidence(&mut conn, &now.acting(), policy, first, piece).await.unwrap();
    assert!(family.carriable(second).await.unwrap().proofs.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_was_open_already_is_gone_on_with_and_joins_the_visit() {
    let family = Box::pin(Family::new()).await;
    let card = family.card("second_child");
    let second = family.day.case_with_card(&family.anna, sportello::cases::Service::Activation, &card).await;
    let first = family.first_child().await;
    let opened = family.open_from(first, &card.codice_fiscale).await.unwrap();
    assert_eq!(opened, Opened::Resumed(second));
    assert_eq!(family.carry(second).await.unwrap(), Saved::New);
    family.show(second, "card", EvidenceWay::Seen).await;
    assert_eq!(family.case(second).await.ownership, Ownership::Skipped);
    // and again: it is in the visit already
    assert_eq!(family.open_from(first, &card.codice_fiscale).await.unwrap(), Opened::Resumed(second));
    assert_eq!(family.day.count("sibling_cases").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_at_once_open_one_case_and_take_over_once() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let code = family.card("second_child").codice_fiscale;
    let both =
        futures_util::future::join(family.open_from(first, &code), family.open_from(first, &code)).await;
    let ids = [both.0.unwrap(), both.1.unwrap()].map(|(Opened::New(id) | Opened::Resumed(id))| id);
    assert_eq!(ids[0], ids[1]);
    assert_eq!(family.day.count("sibling_cases").await, 1);
    family.hand_in(ids[0], &family.card("second_child")).await;
    let both = Box::pin(futures_util::future::join(family.carry(ids[0]), family.carry(ids[0]))).await;
    let new = [both.0, both.1].into_iter().filter(|saved| matches!(saved, Ok(Saved::New))).count();
    assert_eq!(new, 1, "the other one finds it done, or changed meanwhile");
    assert_eq!(family.day.count("carried_facts").await, 3);
}
