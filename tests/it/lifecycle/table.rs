// SPDX-License-Identifier: AGPL-3.0-or-later
//! Every act from every state for every reason: what the table allows is done, everything else is refused and written down.

use super::is_done;
use crate::releases::{CounterDay, Worker};
use chrono::Utc;
use sportello::authority::contract::{ActivateRequest, CertificateState, ChangeReason, ChangeRequest};
use sportello::authority::engine::Act;
use sportello::authority::import::CardRecord;
use sportello::lifecycle::{CardAct, NotAsked, Reason, Way, transition};
use sportello::operators::Role;
use uuid::Uuid;

/// Brings a card into a state, behind the counter's back.
async fn bring(day: &CounterDay, card: &CardRecord, state: CertificateState) {
    let (number, code) = (card.card_number.to_string(), card.codice_fiscale.as_str().to_owned());
    if state == CertificateState::OnHold {
        return;
    }
    let activation = ActivateRequest {
        reference: Uuid::now_v7(),
        card_number: number.clone(),
        codice_fiscale: code.clone(),
        mode: "direct".into(),
        operator: "elsewhere".into(),
    };
    day.authority.engine.activate(&activation, Utc::now()).await.unwrap();
    let act = match state {
        CertificateState::Suspended => Act::Suspend,
        CertificateState::Revoked => Act::Revoke,
        _ => return,
    };
    let change = ChangeRequest {
        reference: Uuid::now_v7(),
        card_number: number,
        codice_fiscale: code,
        reason: ChangeReason::Loss,
        operator: "elsewhere".into(),
    };
    day.authority.engine.change(act, &change, Utc::now()).await.unwrap();
}

const ORDERED: [CardAct; 3] = [CardAct::Suspend, CardAct::Reactivate, CardAct::Revoke];

#[tokio::test(flavor = "multi_thread")]
async fn every_act_from_every_state_for_every_reason_is_as_the_table_says() {
    use CertificateState::{Active, OnHold, Revoked, Suspended};
    let day = CounterDay::with_cards(120).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (mut done, mut refused) = (0, 0);
    for state in [OnHold, Active, Suspended, Revoked] {
        let still = day.card();
        bring(&day, still, state).await;
        for act in ORDERED {
            let row = transition::of(act);
            for &reason in Reason::ALL {
                if row.allows(state, reason, Way::InPerson) {
                    let card = day.card();
                    bring(&day, card, state).await;
                    let answer = day.done(&anna, card, act, reason).await;
                    assert!(is_done(&answer), "{state:?} {act:?} {reason:?}: {:?}", answer.answer);
                    assert_eq!(day.stands(card).await, Some(row.to), "{state:?} {act:?} {reason:?}");
                    done += 1;
                } else {
                    let no = day.order(&anna, still, act, reason).await.err();
                    assert!(matches!(no, Some(NotAsked::NotAllowed(s)) if s == state), "{act:?} {reason:?}");
                    refused += 1;
                }
            }
        }
        assert_eq!(day.stands(still).await, Some(state), "nothing happened to it");
    }
    assert_eq!((done, done + refused), (4 + 2 + 3 * 7, 4 * 3 * 11));
    assert_eq!(day.refused("card.order", "transition_not_allowed").await, refused);
    assert_eq!(day.count("card_acts").await, done);
    assert_eq!(day.count("audit_rows a JOIN card_acts c ON c.audit_row_id = a.id").await, done);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_card_takes_no_act_at_all() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let number = crate::support::authority::case(&day.lot, "expired").card_number;
    let card = day.lot.cards.iter().find(|card| card.card_number == number).unwrap();
    for act in ORDERED {
        let reason = transition::of(act).reasons[0];
        let no = day.order(&anna, card, act, reason).await.err();
        assert!(matches!(no, Some(NotAsked::NotAllowed(CertificateState::Expired))), "{act:?}");
    }
}

/// What the rows refuse, whatever the code that writes them believes.
#[tokio::test(flavor = "multi_thread")]
async fn the_database_takes_no_act_that_the_table_does_not_have() {
    use diesel_async::RunQueryDsl;
    let day = CounterDay::new().await;
    let anna: Worker = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    bring(&day, card, CertificateState::Active).await;
    let done = day.done(&anna, card, CardAct::Revoke, Reason::Malfunction).await;
    let mut owner = day.database.owner().await;
    let number = done.card_number;
    for (change, rule) in [
        ("reason = 'found'", "card_acts_allowed"),
        ("way = 'telephone'", "card_acts_allowed"),
        ("act = 'suspend'", "card_acts_allowed"),
        ("reason = 'theft'", "card_acts_proof"),
        ("document_number = NULL", "card_acts_person_was_seen"),
        ("reauthentication_id = NULL", "card_acts_reauthenticated"),
        ("asked_by = NULL", "card_acts_somebody_asked"),
        ("newer_card = '80380001100000000014'", "card_acts_newer_card"),
        ("audit_row_id = NULL", "audit_row_id"),
    ] {
        let sql = format!("UPDATE card_acts SET {change} WHERE card_number = '{number}'");
        let said = diesel::sql_query(&sql).execute(&mut owner).await.unwrap_err().to_string();
        assert!(said.contains(rule), "{change}: {said}");
    }
    let after_the_end = "INSERT INTO card_acts (reference, card_number, holder_id, counter_id, act, reason, way, \
                         newer_card, audit_row_id, asked_at, next_attempt_at) SELECT gen_random_uuid(), card_number, \
                         holder_id, counter_id, 'replace', 'superseded', 'newer_card', '80380001100000000014', \
                         gen_random_uuid(), now(), now() FROM card_acts";
    let said = diesel::sql_query(after_the_end).execute(&mut owner).await.unwrap_err().to_string();
    assert!(said.contains("come to its end"), "{said}");
}
