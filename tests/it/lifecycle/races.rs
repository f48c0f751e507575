// SPDX-License-Identifier: AGPL-3.0-or-later
//! Two things at the same moment.

use super::acts::first_ordinary;
use super::is_done;
use crate::releases::CounterDay;
use sportello::authority::contract::CertificateState;
use sportello::lifecycle::{self, CardAct, NotAsked, Reason};
use sportello::operators::Role;
use sportello::releases::{NotHandedOver, NotServed};

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_and_a_hand_over_at_the_same_moment_leave_no_mail_that_goes() {
    let (mut held, mut given) = (0, 0);
    for _ in 0..6 {
        let day = CounterDay::new().await;
        let anna = day.worker("anna", Role::Operator, "AN01").await;
        let bruno = day.worker("bruno", Role::Operator, "PU02").await;
        let card = &day.lot.cards[first_ordinary(&day)];
        let case = day.served_case(&anna).await;
        let ending = day.ending(case).await;
        let (suspended, handed) = tokio::join!(
            day.done(&bruno, card, CardAct::Suspend, Reason::Theft),
            day.hand_over(&anna, case, &ending),
        );
        assert!(is_done(&suspended));
        let letters = day.count("outbox").await;
        match handed {
            Ok(()) => {
                given += 1;
                assert_eq!((letters, day.count("outbox WHERE held_at IS NOT NULL").await), (1, 1));
            }
            Err(NotHandedOver::Held) => {
                held += 1;
                assert_eq!(letters, 0);
            }
            Err(error) => panic!("{error}"),
        }
        assert_eq!(day.count("releases WHERE held_at IS NOT NULL").await, 1);
    }
    assert_eq!(held + given, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_and_a_printing_at_the_same_moment_leave_no_paper_after_the_hold() {
    for _ in 0..4 {
        let day = CounterDay::new().await;
        let anna = day.worker("anna", Role::Operator, "AN01").await;
        let bruno = day.worker("bruno", Role::Operator, "PU02").await;
        let card = &day.lot.cards[first_ordinary(&day)];
        let case = day.signed_case(&anna).await;
        day.release_codes(&anna, case).await;
        let (suspended, served) = tokio::join!(
            day.done(&bruno, card, CardAct::Suspend, Reason::Theft),
            day.serve(&anna, case, ""),
        );
        assert!(is_done(&suspended));
        let printed = day.count("sheets WHERE served_at IS NOT NULL").await;
        match served {
            Ok(_) => assert_eq!(printed, 1),
            Err(NotServed::Held) => assert_eq!(printed, 0),
            Err(error) => panic!("{error}"),
        }
        assert_eq!(day.count("releases WHERE held_at IS NOT NULL").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_revocations_at_once_are_one() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "PU02").await;
    let card = &day.lot.cards[first_ordinary(&day)];
    day.served_case(&anna).await;
    let (first, second) = tokio::join!(
        day.order(&anna, card, CardAct::Revoke, Reason::Malfunction),
        day.order(&bruno, card, CardAct::Revoke, Reason::Theft),
    );
    let (asked, refused) = match (first, second) {
        (Ok(ask), Err(no)) | (Err(no), Ok(ask)) => (ask, no),
        (Ok(_), Ok(_)) => panic!("asked twice"),
        (Err(a), Err(b)) => panic!("{a}, {b}"),
    };
    assert!(matches!(refused, NotAsked::StillAsked), "{refused}");
    lifecycle::carry_on(&day.desk(), &asked).await.unwrap();
    assert_eq!(day.stands(card).await, Some(CertificateState::Revoked));
    assert_eq!(day.count("card_acts").await, 1);
    // the answer twice changes nothing
    lifecycle::carry_on(&day.desk(), &asked).await.unwrap();
    assert_eq!(day.audited("card.revoke", "done").await, 1);
    let late = day.order(&bruno, card, CardAct::Revoke, Reason::Theft).await;
    assert!(matches!(late, Err(NotAsked::NotAllowed(CertificateState::Revoked))));
}
