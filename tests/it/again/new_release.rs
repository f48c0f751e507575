// SPDX-License-Identifier: AGPL-3.0-or-later
//! Codes released anew for a card that is active already.

use super::{FIRST, SECOND, moment, read};
use crate::releases::{CounterDay, Worker};
use crate::support::mail::Faulty;
use chrono::Duration;
use sportello::cards::check::CardOutcome;
use sportello::cases::{self, Acting, OpenRefused, Opened, Reasons, Service};
use sportello::db;
use sportello::ids::CaseId;
use sportello::operators::Role;
use sportello::releases::{self, Ending, NotRequested, Requested, State};
use sportello::work;

async fn turn(day: &CounterDay, worker: &Worker, case: CaseId) -> Result<Service, cases::TurnRefused> {
    let operator = worker.operator();
    let acting = Acting { operator: &operator, key: &day.audit_key, now: day.now() };
    let mut conn = db::connection(&day.pool).await.unwrap();
    cases::turn(&mut conn, &acting, case).await
}

#[tokio::test(flavor = "multi_thread")]
async fn already_active_leads_on_and_the_former_release_makes_room() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let before = day.visit(&anna, card).await;
    assert_eq!((day.second_halves().await, day.letters(FIRST, "waiting").await), (1, 1));

    let case = day.case_with_card(&anna, Service::Activation, card).await;
    assert_eq!(turn(&day, &anna, case).await.unwrap(), Service::NewRelease);
    assert_eq!(turn(&day, &anna, case).await.unwrap(), Service::NewRelease, "a second click");
    assert_eq!(day.audited("case.turn", "done").await, 1);
    day.sign_after_the_card(&anna, case, 5, FIRST, &Reasons::new()).await;
    day.ask_and_get(&anna, case, false).await;

    assert_eq!(day.ended("superseded").await, 1);
    assert!(matches!(day.state(before).await, State::Ended { how: Ending::Superseded, .. }));
    assert_eq!(day.letters(FIRST, "stopped").await, 1, "the unsent letter was stopped");
    assert_eq!((day.second_halves().await, day.first_halves().await), (1, 1), "of the new release alone");
    assert_eq!(day.count("authority_requests WHERE kind = 'activate'").await, 1, "no second activation");
    assert_eq!(day.audited("release.supersede", "done").await, 1);

    let paper = day.serve(&anna, case, "").await.unwrap();
    assert!(paper.starts_with("duplicate: true"), "{paper}");
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    let server = Faulty::start([]).await;
    work::drain(&day.post(&server.url()).await, moment(&day)).await.unwrap();
    let [mail] = &read(&server)[..] else { panic!("one mail of one release") };
    assert!(mail.contains("Cambi subito il PIN"), "{mail}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_mail_does_not_speak_of_an_old_sheet() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    day.visit(&anna, day.card()).await;
    let server = Faulty::start([]).await;
    work::drain(&day.post(&server.url()).await, moment(&day)).await.unwrap();
    assert!(!read(&server)[0].contains("Cambi subito il PIN"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_somebody_else_activated_gets_its_codes_as_a_duplicate() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let code = crate::support::authority::case(&day.lot, "already_active").codice_fiscale;
    let card = day.lot.cards.iter().find(|card| card.codice_fiscale == code).unwrap();
    let case = day.after(&anna, Service::NewRelease, card, FIRST).await;
    day.ask_and_get(&anna, case, false).await;
    assert!(day.serve(&anna, case, "").await.unwrap().starts_with("duplicate: true"));
    assert_eq!(day.count("activations").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_nobody_took_is_followed_at_another_counter() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let case = day.signed_case_of(&anna, card, FIRST, &Reasons::new()).await;
    day.release_codes(&anna, case).await;
    let paolo = day.worker("paolo", Role::Operator, "PU02").await;
    let operator = paolo.operator();
    let mut conn = db::connection(&day.pool).await.unwrap();
    let open = async |conn: &mut db::Connection| {
        let acting = Acting { operator: &operator, key: &day.audit_key, now: day.now() };
        let policy = day.policy();
        cases::open_for(conn, &acting, policy, Service::NewRelease, &card.codice_fiscale).await
    };
    let Err(OpenRefused::Elsewhere(there)) = open(&mut conn).await else { panic!("it is open at AN01") };
    assert!(there.releasing, "its release lives: it is not closed from here");
    day.later(Duration::days(7));
    work::run_jobs(&day.post("smtp://127.0.0.1:1").await, moment(&day)).await.unwrap();
    assert_eq!(
        (day.ended("withdrawn").await, day.second_halves().await, day.first_halves().await),
        (1, 0, 0)
    );
    let paolo = day.worker("piero", Role::Operator, "PU02").await;
    let operator = paolo.operator();
    let acting = Acting { operator: &operator, key: &day.audit_key, now: day.now() };
    cases::close_elsewhere(&mut conn, &acting, case, "è venuta qui").await.unwrap();
    let next = day.after(&paolo, Service::NewRelease, card, FIRST).await;
    day.ask_and_get(&paolo, next, false).await;
    assert!(matches!(day.state(next).await, State::Ready(_)));
    assert!(
        day.serve(&paolo, next, "").await.unwrap().starts_with("duplicate: false"),
        "no sheet was printed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_operators_at_once_make_one_new_release() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let card = day.card();
    day.visit(&anna, card).await;
    let case = day.after(&anna, Service::NewRelease, card, FIRST).await;
    let (first, second) = (day.code(&anna), day.code(&bruno));
    let outcomes = tokio::join!(
        day.ask_with(&anna, case, false, &first),
        day.ask_with(&bruno, case, false, &second),
        day.ask_with(&anna, case, false, &first),
        day.ask_with(&bruno, case, false, &second)
    );
    let mut new = 0;
    for outcome in [outcomes.0, outcomes.1, outcomes.2, outcomes.3] {
        if let Requested::New(ask) = outcome.unwrap() {
            new += 1;
            releases::carry_on(&day.desk(), *ask).await.unwrap();
        }
    }
    assert_eq!((new, day.ended("superseded").await), (1, 1));
    assert_eq!(day.count("releases WHERE ended_at IS NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_has_one_open_case_that_gives_codes() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    day.visit(&anna, card).await;
    let operator = anna.operator();
    let open = async |service| {
        let acting = Acting { operator: &operator, key: &day.audit_key, now: day.now() };
        let mut conn = db::connection(&day.pool).await.unwrap();
        cases::open_for(&mut conn, &acting, day.policy(), service, &card.codice_fiscale).await.unwrap()
    };
    let opened =
        tokio::join!(open(Service::NewRelease), open(Service::CorrectedAddress), open(Service::Activation));
    let new = [opened.0, opened.1, opened.2].iter().filter(|o| matches!(o, Opened::New(_))).count();
    assert_eq!((new, day.count("cases WHERE closed_at IS NULL").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_codes_without_the_authoritys_word_and_none_for_a_card_that_is_not_active() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let case = day.case_with_card(&anna, Service::NewRelease, card).await;
    let mut conn = db::connection(&day.pool).await.unwrap();
    let loaded = cases::find(&mut conn, &anna.operator(), case).await.unwrap();
    assert_eq!(loaded.card.as_ref().unwrap().outcome.key(), "activatable");
    assert!(!loaded.progress().card);
    assert_eq!(day.count("case_refusals WHERE rule = 'activatable'").await, 1);
    assert!(!Service::NewRelease.lets_on(CardOutcome::Away));
    let refused = day.ask(&anna, case, false).await;
    assert!(matches!(refused, Err(NotRequested::NotSigned)));
    assert_eq!(turn(&day, &anna, case).await.unwrap(), Service::Activation);
    day.sign_after_the_card(&anna, case, 5, SECOND, &Reasons::new()).await;
    day.ask_and_get(&anna, case, false).await;
    assert_eq!(day.count("activations").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_turns_no_case_that_is_closed_and_none_into_a_correction() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let done = day.visit(&anna, day.card()).await;
    let open = day.signed_case(&anna).await;
    let mut conn = db::connection(&day.pool).await.unwrap();
    for (case, service) in [(done, "new_release"), (open, "corrected_address")] {
        let turned = format!("UPDATE cases SET service = '{service}' WHERE id = '{case}'");
        let said = diesel_async::SimpleAsyncConnection::batch_execute(&mut *conn, &turned).await;
        assert!(said.unwrap_err().to_string().contains("does not become"), "{service}");
    }
}
