// SPDX-License-Identifier: AGPL-3.0-or-later
//! Letters on bad days.

use crate::support::mail::{Act, Desk, Faulty, PostRoom, row};
use crate::support::{Database, database};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use sportello::db;
use sportello::ids::OutboxId;
use sportello::outbox::{self, LetterState, Reason};
use sportello::work;

struct Day {
    database: Database,
    room: PostRoom,
    desk: Desk,
    letter: OutboxId,
    now: DateTime<Utc>,
}

/// A second half waits to be sent.
async fn a_day() -> Day {
    let (database, now) = (database().await, Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, "maria@example.org", now).await;
    Day { database, room, desk, letter, now }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_refused_for_good_is_work_for_the_counter_at_once() {
    let mut day = a_day().await;
    let server = Faulty::start([Act::AnswerRecipient("550 5.1.1 no such user")]).await;
    work::drain(&day.room.worker(&server.url()).await, day.now).await.unwrap();
    let row = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((row.state.as_str(), row.reason.as_str(), row.attempts), ("given_up", "address_refused", 1));
    assert_eq!((row.acts.as_str(), row.reply.as_str()), ("mail.give_up", "550 5.1.1 no such user"));

    let pool = day.database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let troubles = outbox::troubles(&web, day.desk.counter).await.unwrap();
    assert_eq!(troubles.len(), 1);
    assert_eq!(troubles[0].protocol, "AN01-2026-000001");
    assert!(matches!(troubles[0].letter.state, LetterState::GivenUp { reason: Reason::AddressRefused, .. }));
    assert!(outbox::take_note(&mut web, day.letter, day.desk.case, day.now).await.unwrap());
    assert!(!outbox::take_note(&mut web, day.letter, day.desk.case, day.now).await.unwrap());
    assert!(outbox::troubles(&web, day.desk.counter).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_asked_to_come_again_comes_again_and_is_taken() {
    let mut day = a_day().await;
    let server = Faulty::start([Act::AnswerRecipient("451 4.7.1 greylisted")]).await;
    let worker = day.room.worker(&server.url()).await;
    work::drain(&worker, day.now).await.unwrap();
    let waiting = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((waiting.state.as_str(), waiting.reason.as_str()), ("waiting", "try_later"));
    let pause = waiting.next_attempt_at - day.now;
    assert!((TimeDelta::seconds(22)..TimeDelta::seconds(38)).contains(&pause), "{pause}");
    assert_eq!(
        work::drain(&worker, day.now + TimeDelta::seconds(20)).await.unwrap(),
        0,
        "not before its time"
    );
    assert_eq!(work::drain(&worker, waiting.next_attempt_at).await.unwrap(), 1);
    let row = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((row.state.as_str(), row.outcomes.as_str()), ("accepted", "temporary accepted"));
    assert_eq!(server.read().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_down_for_two_days_makes_the_letter_given_up() {
    let mut day = a_day().await;
    let worker = day.room.worker("smtp://127.0.0.1:1").await;
    let (mut now, mut attempts) = (day.now, 0);
    loop {
        attempts += work::drain(&worker, now).await.unwrap();
        let row = row(&mut day.desk.owner, day.letter).await;
        if row.state != "waiting" {
            assert_eq!((row.state.as_str(), row.reason.as_str()), ("given_up", "expired"));
            let end = (day.now + TimeDelta::hours(48)).trunc_subsecs(6); // as PostgreSQL keeps it
            assert_eq!(now, end, "the last attempt is at the end");
            break;
        }
        assert_eq!(row.reason, "server_away");
        assert!(row.next_attempt_at > now);
        now = row.next_attempt_at;
    }
    assert!((45..70).contains(&attempts), "{attempts} attempts in 48 hours");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_cut_off_before_its_answer_goes_out_again_as_the_same_mail() {
    let mut day = a_day().await;
    let server = Faulty::start([Act::CutAfterData]).await;
    let worker = day.room.worker(&server.url()).await;
    work::drain(&worker, day.now).await.unwrap();
    let lost = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((lost.state.as_str(), lost.reason.as_str()), ("waiting", "unknown"));
    work::drain(&worker, lost.next_attempt_at).await.unwrap();
    let row = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((row.state.as_str(), row.outcomes.as_str()), ("perhaps_twice", "unknown accepted"));
    assert_eq!(row.acts, "mail.lose_answer mail.accept");
    let ids: Vec<String> = server
        .read()
        .iter()
        .map(|mail| mail.lines().find(|line| line.starts_with("Message-ID: ")).unwrap().to_owned())
        .collect();
    assert_eq!(ids, vec![format!("Message-ID: <{}@example.it>", day.letter); 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_us_does_not_cost_the_citizen_the_letter() {
    let mut day = a_day().await;
    let server = Faulty::start([Act::RefuseSender, Act::CutAtRecipient]).await;
    let worker = day.room.worker(&server.url()).await;
    work::drain(&worker, day.now).await.unwrap();
    let refused = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((refused.state.as_str(), refused.reason.as_str()), ("waiting", "server_refuses_us"));
    work::drain(&worker, refused.next_attempt_at).await.unwrap();
    let cut = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((cut.state.as_str(), cut.reason.as_str()), ("waiting", "server_away"));
    work::drain(&worker, cut.next_attempt_at).await.unwrap();
    assert_eq!(row(&mut day.desk.owner, day.letter).await.outcomes, "temporary temporary accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_quotes_of_a_refused_mail_is_not_kept() {
    let mut day = a_day().await;
    let server = Faulty::start([Act::AnswerContent("554 5.6.0 refused: 'PIN: ..347'")]).await;
    work::drain(&day.room.worker(&server.url()).await, day.now).await.unwrap();
    let row = row(&mut day.desk.owner, day.letter).await;
    assert_eq!((row.reason.as_str(), row.reply.as_str()), ("content_refused", "554 5.6.0"));
}
