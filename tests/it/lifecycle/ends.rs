// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card that comes to its end takes its halves and letters with it, wherever they stand.

use super::acts::first_ordinary;
use crate::releases::CounterDay;
use crate::releases::look::{READY, Tally};
use crate::support::authority::today;
use crate::support::mail::{PostRoom, Sink};
use chrono::{TimeDelta, Utc};
use diesel_async::RunQueryDsl;
use sportello::authority::contract::CertificateState;
use sportello::authority::lot::demo_lot;
use sportello::lifecycle::{self, CardAct, Reason};
use sportello::operators::Role;
use sportello::releases::{self, Ending, State, Void};
use sportello::work;

const OVER: Tally =
    Tally { activations: 1, live_releases: 0, sheets_with_half: 0, waiting_halves: 0, letters: 0 };

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_cards_halves_are_erased_wherever_they_stand_and_its_mail_is_stopped() {
    for stage in ["ready", "served", "missing", "handed over"] {
        let day = CounterDay::new().await;
        let anna = day.worker("anna", Role::Operator, "AN01").await;
        let card = &day.lot.cards[first_ordinary(&day)];
        let case = day.signed_case(&anna).await;
        day.release_codes(&anna, case).await;
        if stage != "ready" {
            day.serve(&anna, case, "").await.unwrap();
        }
        if stage == "missing" {
            let State::Served { sheet, .. } = day.state(case).await else { panic!("served") };
            let code = day.code(&anna);
            let words =
                Void { serial: &sheet.serial, reason: "sparito", paper_destroyed: false, code: &code };
            releases::void(&day.desk(), &anna.operator(), case, &words).await.unwrap();
        }
        if stage == "handed over" {
            let ending = day.ending(case).await;
            day.hand_over(&anna, case, &ending).await.unwrap();
        }
        day.done(&anna, card, CardAct::Revoke, Reason::PukBlocked).await;
        let letters = i64::from(stage == "handed over");
        assert_eq!(day.tally(case).await, Tally { letters, ..OVER }, "{stage}");
        assert_eq!(day.count("outbox WHERE payload IS NOT NULL").await, 0, "{stage}");
        let stopped = day.count("outbox WHERE state = 'stopped' AND reason = 'release_ended'").await;
        assert_eq!(stopped, letters, "{stage}");
        match (stage, day.state(case).await) {
            ("handed over", State::HandedOver { .. }) => {}
            (_, State::Ended { how: Ending::CardEnded, .. }) => {}
            (_, state) => panic!("{stage}: {state:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_card_of_the_same_holder_revokes_the_former_as_superseded() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let former = day.card();
    let mut more = demo_lot(0, "110".parse().unwrap(), today(), 8);
    let odd: Vec<_> = more.cases.iter().map(|case| case.card_number).collect();
    let newer = more.cards.iter_mut().rev().find(|card| !odd.contains(&card.card_number)).unwrap();
    newer.codice_fiscale = former.codice_fiscale;
    newer.holder = former.holder.clone();
    newer.issued = former.issued;
    let newer = newer.clone();
    let report = day.authority.engine.import_lot(&more, Utc::now()).await.unwrap();
    assert_eq!(report.refused.len(), 0);

    let case = day.signed_case_of(&anna, former, "uno@posta.example", &[].into()).await;
    day.release_codes(&anna, case).await;
    day.serve(&anna, case, "").await.unwrap();
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    assert_eq!(
        lifecycle::replace_former(&day.desk(), TimeDelta::hours(1)).await.unwrap(),
        0,
        "there is no newer one yet"
    );
    let case = day.signed_case_of(&anna, &newer, "uno@posta.example", &[].into()).await;
    day.release_codes(&anna, case).await;
    assert_eq!(lifecycle::replace_former(&day.desk(), TimeDelta::hours(1)).await.unwrap(), 1);
    assert_eq!(day.stands(former).await, Some(CertificateState::Revoked));
    assert_eq!(day.stands(&newer).await, Some(CertificateState::Active));
    assert_eq!(lifecycle::replace_former(&day.desk(), TimeDelta::hours(1)).await.unwrap(), 0, "once");
    let recorded =
        "card_acts WHERE act = 'replace' AND reason = 'superseded' AND answer = 'done' AND asked_by IS NULL";
    assert_eq!(day.count(recorded).await, 1);
    assert_eq!(day.count("authority.certificates WHERE state = 'revoked' AND reason = 4").await, 1);
    assert_eq!(day.tally(case).await, READY, "the newer card's codes go on");
    assert_eq!(day.audited("card.replace", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_card_is_written_down_once_and_its_halves_go() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.served_case(&anna).await;
    let (room, sink) = (PostRoom::new(&day.database), Sink::start());
    let worker = room.worker(&sink.url()).await;
    work::run_jobs(&worker, Utc::now()).await.unwrap();
    assert_eq!(day.count("card_acts").await, 0, "its last day is still to come");
    let mut owner = day.database.owner().await;
    let yesterday = "UPDATE case_card_checks SET expires = current_date - 2";
    diesel::sql_query(yesterday).execute(&mut owner).await.unwrap();
    for minutes in [11, 22] {
        work::run_jobs(&worker, Utc::now() + chrono::Duration::minutes(minutes)).await.unwrap();
        assert_eq!(day.count("card_acts WHERE act = 'expire' AND answer = 'done'").await, 1);
        assert_eq!(day.audited("card.expire", "done").await, 1);
    }
    assert_eq!(day.tally(case).await, OVER);
    assert!(matches!(day.state(case).await, State::Ended { how: Ending::CardEnded, .. }));
}
