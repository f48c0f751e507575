// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{activation, count, order, refusal};
use crate::support::authority::{TestAuthority, case};
use crate::support::database;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use sportello::authority::client::CardAuthority;
use sportello::authority::contract::{CipAnswerRequest, CipOutcome, CipQuestionRequest, Refusal};
use sportello::authority::lot::{Lot, LotCase};
use sportello::seal::{CodeKind, FirstHalf, SecondHalf};
use uuid::Uuid;

fn question(case: &LotCase) -> CipQuestionRequest {
    CipQuestionRequest {
        reference: Uuid::now_v7(),
        card_number: case.card_number.to_string(),
        codice_fiscale: case.codice_fiscale.as_str().into(),
        operator: "operator-1".into(),
    }
}

fn answer(asked: &CipQuestionRequest, digits: &str) -> CipAnswerRequest {
    CipAnswerRequest {
        reference: asked.reference,
        card_number: asked.card_number.clone(),
        digits: digits.into(),
        operator: "operator-1".into(),
    }
}

/// The whole CIP, joined from sheet and mail as the citizen does.
async fn cip(authority: &TestAuthority, lot: &Lot) -> String {
    let card = case(lot, "ready");
    let now = Utc::now();
    authority.engine.activate(&activation(card), now).await.unwrap();
    let order = order(card);
    let halves = authority.engine.codes(&order, now).await.unwrap();
    let first = FirstHalf::open(&authority.sheet, order.release_id, &halves.first).unwrap();
    let second = SecondHalf::open(&authority.mail, order.release_id, &halves.second).unwrap();
    let part = |codes: &[sportello::seal::CodePart]| {
        codes.iter().find(|code| code.kind == CodeKind::Cip).unwrap().digits().reveal().to_owned()
    };
    part(&first.codes) + &part(&second.codes)
}

fn said(cip: &str, positions: &[u8]) -> String {
    positions.iter().map(|position| cip.as_bytes()[usize::from(position - 1)] as char).collect()
}

fn other(digits: &str) -> String {
    digits.bytes().map(|b| char::from(b'0' + (b - b'0' + 1) % 10)).collect()
}

async fn ask(authority: &TestAuthority, request: &CipAnswerRequest, now: DateTime<Utc>) -> CipOutcome {
    authority.engine.cip_answer(request, now).await.unwrap().outcome
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_who_says_the_digits_asked_for_is_known_and_the_positions_change_afterwards() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let cip = cip(&authority, &lot).await;
    let now = Utc::now();
    let mut drawn = std::collections::BTreeSet::new();
    for nth in 0..12 {
        let now = now + TimeDelta::seconds(nth);
        let asked = question(case(&lot, "ready"));
        let found = authority.engine.cip_question(&asked, now).await.unwrap();
        assert_eq!((found.positions.len(), found.length), (3, 8));
        let in_first = found.positions.iter().filter(|&&position| position <= 4).count();
        assert!((1..3).contains(&in_first), "both halves are needed: {:?}", found.positions);
        assert_eq!(authority.engine.cip_question(&asked, now).await.unwrap(), found, "asked again");
        let right = answer(&asked, &said(&cip, &found.positions));
        assert_eq!(ask(&authority, &right, now).await, CipOutcome::Right);
        assert_eq!(ask(&authority, &right, now).await, CipOutcome::Right, "the answer again");
        let second_try = answer(&asked, &other(&said(&cip, &found.positions)));
        assert_eq!(refusal(authority.engine.cip_answer(&second_try, now).await), Refusal::ReferenceReused);
        drawn.insert(found.positions);
    }
    assert!(drawn.len() > 2, "{drawn:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_wrong_answers_lock_a_card_for_a_day_and_asking_anew_does_not_change_the_positions() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let cip = cip(&authority, &lot).await;
    let now = Utc::now();
    let card = case(&lot, "ready");
    let mut positions = Vec::new();
    for nth in 0..3 {
        let asked = question(card);
        let found = authority.engine.cip_question(&asked, now + TimeDelta::seconds(nth)).await.unwrap();
        positions.push(found.positions.clone());
        let wrong = answer(&asked, &other(&said(&cip, &found.positions)));
        assert_eq!(ask(&authority, &wrong, now).await, CipOutcome::Wrong);
        assert_eq!(ask(&authority, &wrong, now).await, CipOutcome::Wrong, "a repetition is no second try");
    }
    positions.dedup();
    assert_eq!(positions.len(), 1, "{positions:?}");
    assert_eq!(refusal(authority.engine.cip_question(&question(card), now).await), Refusal::CipLocked);
    let next_day = now + TimeDelta::hours(25);
    let asked = question(card);
    let found = authority.engine.cip_question(&asked, next_day).await.unwrap();
    assert_eq!(found.positions, positions[0]);
    let right = answer(&asked, &said(&cip, &found.positions));
    assert_eq!(ask(&authority, &right, next_day).await, CipOutcome::Right);
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_wrong_answers_at_once_are_three_tries_and_then_the_right_one_is_not_looked_at() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let cip = cip(&authority, &lot).await;
    let now = Utc::now();
    let mut asked = Vec::new();
    let mut positions = Vec::new();
    for _ in 0..9 {
        let request = question(case(&lot, "ready"));
        positions = authority.engine.cip_question(&request, now).await.unwrap().positions;
        asked.push(request);
    }
    let right = said(&cip, &positions);
    let wrong: Vec<_> = asked[..8].iter().map(|asked| answer(asked, &other(&right))).collect();
    let outcomes = join_all(wrong.iter().map(|wrong| ask(&authority, wrong, now))).await;
    assert_eq!(outcomes.iter().filter(|&&outcome| outcome == CipOutcome::Wrong).count(), 3);
    assert_eq!(outcomes.iter().filter(|&&outcome| outcome == CipOutcome::Locked).count(), 5);
    assert_eq!(ask(&authority, &answer(&asked[8], &right), now).await, CipOutcome::Locked);
    let wrong = "SELECT count(*) FROM authority.cip_questions WHERE outcome = 'wrong'";
    assert_eq!(count(&mut database.owner().await, wrong).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_name_card_and_holder_gets_no_positions() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let now = Utc::now();
    for (key, wanted) in [
        ("unknown", Refusal::Unknown),
        ("no_chip", Refusal::NoChip),
        ("expired", Refusal::Expired),
        ("another_holder", Refusal::AnotherHolder),
    ] {
        let refused = refusal(authority.engine.cip_question(&question(case(&lot, key)), now).await);
        assert_eq!(refused, wanted, "{key}");
    }
    let asked = question(case(&lot, "ready"));
    let unfit = refusal(authority.engine.cip_answer(&answer(&asked, "12a"), now).await);
    assert_eq!(unfit, Refusal::Invalid);
    let no_such = refusal(authority.engine.cip_answer(&answer(&asked, "123"), now).await);
    assert_eq!(no_such, Refusal::Unknown);
    let positions = authority.engine.cip_question(&asked, now).await.unwrap().positions;
    assert_eq!(positions.len(), 3);
    let mut of_another = answer(&asked, "123");
    of_another.card_number = case(&lot, "accents").card_number.to_string();
    assert_eq!(refusal(authority.engine.cip_answer(&of_another, now).await), Refusal::Unknown);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_without_a_cip_says_so() {
    let database = database().await;
    let authority = TestAuthority::with(&database, |config| config.code_lengths.cip = None).await;
    let region = "110".parse().unwrap();
    let lot = sportello::authority::lot::demo_lot(0, region, crate::support::authority::today(), 7);
    authority.engine.import_lot(&lot, Utc::now()).await.unwrap();
    let asked = question(case(&lot, "ready"));
    assert_eq!(refusal(authority.engine.cip_question(&asked, Utc::now()).await), Refusal::NoCip);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_socket_asks_and_answers_like_the_engine() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let cip = cip(&authority, &lot).await;
    let _running = authority.serve();
    let client = authority.client();
    let asked = question(case(&lot, "ready"));
    let found = client.cip_question(&asked).await.unwrap();
    let wrong = client.cip_answer(&answer(&asked, &other(&said(&cip, &found.positions)))).await.unwrap();
    assert_eq!(wrong.outcome, CipOutcome::Wrong);
}
