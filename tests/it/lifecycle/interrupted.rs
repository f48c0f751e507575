// SPDX-License-Identifier: AGPL-3.0-or-later
//! The authority lost in the middle of an act: it is done once, and known in the end.

use super::acts::first_ordinary;
use super::is_done;
use crate::releases::CounterDay;
use crate::support::lossy::Mischief;
use sportello::authority::contract::{CertificateState, Refusal};
use sportello::lifecycle::{self, Answered, CardAct, NotAsked, Reason};
use sportello::operators::Role;
use sportello::releases::NotHandedOver;

#[tokio::test(flavor = "multi_thread")]
async fn a_revocation_whose_answer_is_lost_holds_everything_and_ends_once() {
    for later in [None, Some(Mischief::SaysNo(Refusal::Revoked)), Some(Mischief::Twice)] {
        let day = CounterDay::new().await;
        let anna = day.worker("anna", Role::Operator, "AN01").await;
        let card = &day.lot.cards[first_ordinary(&day)];
        let case = day.served_case(&anna).await;
        let ending = day.ending(case).await;
        day.line.plan(Mischief::LosesAnswer);
        if let Some(later) = later {
            day.line.plan(later);
        }
        let open = day.done(&anna, card, CardAct::Revoke, Reason::Theft).await;
        assert!(
            matches!(&open.answer, Answered::NotYet { trouble: Some(trouble), .. } if trouble == "unanswered")
        );
        // meanwhile
        assert!(matches!(day.hand_over(&anna, case, &ending).await, Err(NotHandedOver::Held)));
        let again = day.order(&anna, card, CardAct::Revoke, Reason::Theft).await;
        assert!(matches!(again, Err(NotAsked::NotAllowed(_) | NotAsked::StillAsked)));
        assert_eq!(
            day.count("sheets WHERE first_half IS NOT NULL").await,
            1,
            "not erased before it is known"
        );
        day.reconciled().await;
        assert!(is_done(&day.act(open.reference).await), "{later:?}");
        assert_eq!(day.count("sheets WHERE first_half IS NOT NULL").await, 0);
        assert_eq!(day.count("waiting_second_halves").await, 0);
        assert_eq!(day.audited("card.revoke", "done").await, 1);
        assert_eq!(day.stands(card).await, Some(CertificateState::Revoked));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_asked_while_the_authority_is_away_is_done_when_it_is_back() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    day.line.set_away(true);
    let open = day.done(&anna, card, CardAct::Suspend, Reason::Theft).await;
    assert!(matches!(open.answer, Answered::NotYet { .. }));
    assert!(matches!(day.hand_over(&anna, case, &ending).await, Err(NotHandedOver::Held)));
    let second = day.order(&anna, card, CardAct::Suspend, Reason::Theft).await;
    assert!(matches!(second, Err(NotAsked::StillAsked)));
    day.line.set_away(false);
    day.reconciled().await;
    assert!(is_done(&day.act(open.reference).await));
    assert_eq!(day.stands(card).await, Some(CertificateState::Suspended));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_that_the_authority_refuses_lets_everything_go_on() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    day.line.plan(Mischief::SaysNo(Refusal::NotActive));
    let no = day.done(&anna, card, CardAct::Suspend, Reason::Loss).await;
    assert_eq!(no.answer, Answered::Refused("not_active".to_owned()));
    assert_eq!(day.refused("card.suspend", "authority_not_active").await, 1);
    day.hand_over(&anna, case, &ending).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_because_the_card_is_over_erases_its_halves_all_the_same() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    day.served_case(&anna).await;
    day.line.plan(Mischief::SaysNo(Refusal::Revoked));
    let no = day.done(&anna, card, CardAct::Suspend, Reason::Loss).await;
    assert_eq!(no.answer, Answered::Refused("revoked".to_owned()));
    assert_eq!(day.count("sheets WHERE first_half IS NOT NULL").await, 0);
    assert_eq!(day.count("releases WHERE ended_at IS NULL").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_asked_for_after_a_lost_suspension_is_born_held() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    let case = day.signed_case(&anna).await;
    day.line.set_away(true);
    let open = day.order(&anna, card, CardAct::Revoke, Reason::Loss).await;
    let open = open.unwrap_or_else(|error| panic!("{error}"));
    day.line.set_away(false);
    day.release_codes(&anna, case).await;
    assert_eq!(day.count("releases WHERE held_at IS NOT NULL").await, 1);
    lifecycle::carry_on(&day.desk(), &open).await.unwrap();
    assert_eq!(day.count("releases WHERE ended_at IS NULL").await, 0);
    assert_eq!(day.count("waiting_second_halves").await, 0);
}
