// SPDX-License-Identifier: AGPL-3.0-or-later
//! Timed jobs: what is not needed any more goes, under a lease and with a row in the register.

use crate::support::database;
use crate::support::mail::{Desk, PostRoom, Sink, row};
use chrono::{TimeDelta, Utc};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use sportello::db;
use sportello::work;

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

async fn count(desk: &mut Desk, what: &str) -> i64 {
    diesel::sql_query(format!("SELECT count(*) AS n FROM {what}"))
        .get_result::<Count>(&mut desk.owner)
        .await
        .unwrap()
        .n
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_half_is_erased_when_the_resend_window_has_passed() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, "maria@example.org", now).await;
    let worker = room.worker(&sink.url()).await;
    work::drain(&worker, now).await.unwrap();
    work::run_jobs(&worker, now + TimeDelta::days(7) - TimeDelta::minutes(2)).await.unwrap();
    assert!(row(&mut desk.owner, letter).await.has_payload, "the window is still open");
    work::run_jobs(&worker, now + TimeDelta::days(7)).await.unwrap();
    let row = row(&mut desk.owner, letter).await;
    assert!(!row.has_payload);
    assert_eq!((row.state.as_str(), row.acts.as_str()), ("accepted", "mail.accept mail.erase"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_nobody_handed_over_is_withdrawn_with_both_halves() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.release(&database, &room.mail_key, "maria@example.org", now).await;
    let worker = room.worker(&sink.url()).await;
    work::run_jobs(&worker, now + TimeDelta::days(2) - TimeDelta::minutes(2)).await.unwrap();
    assert_eq!(count(&mut desk, "waiting_second_halves").await, 1, "it may still be handed over");
    work::run_jobs(&worker, now + TimeDelta::days(2)).await.unwrap();
    assert_eq!(count(&mut desk, "waiting_second_halves").await, 0);
    assert_eq!(count(&mut desk, "sheets WHERE first_half IS NULL AND withdrawn_at IS NOT NULL").await, 1);
    assert_eq!(count(&mut desk, "releases WHERE ending = 'withdrawn'").await, 1);
    assert_eq!(
        count(&mut desk, "audit_rows WHERE act = 'release.withdraw' AND case_id IS NOT NULL").await,
        1
    );
    work::run_jobs(&worker, now + TimeDelta::days(3)).await.unwrap();
    assert_eq!(count(&mut desk, "audit_rows WHERE act = 'release.withdraw'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_was_handed_over_is_never_withdrawn() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.second_half(&database, &room.mail_key, "maria@example.org", now).await;
    work::run_jobs(&room.worker(&sink.url()).await, now + TimeDelta::days(30)).await.unwrap();
    assert_eq!(count(&mut desk, "releases WHERE ended_at IS NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_parked_and_old_sessions_go_but_not_what_an_act_stands_on() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.release(&database, &room.mail_key, "maria@example.org", now).await;
    desk.owner
        .batch_execute(
            "INSERT INTO sessions SELECT gen_random_uuid(), decode(repeat('09', 32), 'hex'), operator_id, step, counter_id, NULL,
               address, began_at, seen_at FROM sessions;
             INSERT INTO parked_forms SELECT gen_random_uuid(), id, '/x', 'sealed', now(), now() + interval '30 minutes' FROM operators;
             INSERT INTO totp_uses SELECT id, 2, now() FROM operators;
             INSERT INTO look_ups SELECT gen_random_uuid(), opened_by, counter_id, 'present', NULL, 'RSSMRA80A01H501U', now() FROM cases;
             INSERT INTO sign_in_failures VALUES ('op', '::1', 'password', 3, now(), NULL);
             INSERT INTO ownership_codes SELECT gen_random_uuid(), id, 1, 'maria@example.org', decode(repeat('08', 32), 'hex'),
               decode(repeat('07', 32), 'hex'), now(), opened_by, now() + interval '15 minutes' FROM cases",
        )
        .await
        .unwrap();
    let worker = room.worker(&sink.url()).await;
    work::run_jobs(&worker, now).await.unwrap();
    for (what, n) in
        [("sessions", 2), ("parked_forms", 1), ("totp_uses", 2), ("sign_in_failures", 1), ("look_ups", 1)]
    {
        assert_eq!(count(&mut desk, what).await, n, "{what} are still needed");
    }
    work::run_jobs(&worker, now + TimeDelta::days(32)).await.unwrap();
    for (what, n) in
        [("sessions", 1), ("parked_forms", 0), ("totp_uses", 1), ("sign_in_failures", 0), ("look_ups", 0)]
    {
        assert_eq!(count(&mut desk, what).await, n, "{what}");
    }
    assert_eq!(
        count(&mut desk, "ownership_codes WHERE salt = digest AND digest = decode(repeat('00', 32), 'hex')")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_runs_once_in_its_time_and_tells_how_it_went() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let (one, other) = (room.worker(&sink.url()).await, room.worker(&sink.url()).await);
    let (first, second) = tokio::join!(work::run_jobs(&one, now), work::run_jobs(&other, now));
    assert_eq!(first.unwrap() + second.unwrap(), 7, "each job has one worker");
    assert_eq!(work::run_jobs(&one, now + TimeDelta::seconds(30)).await.unwrap(), 0);
    assert_eq!(work::run_jobs(&one, now + TimeDelta::seconds(60)).await.unwrap(), 3);

    let pool = database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let runs = work::last_runs(&mut web).await.unwrap();
    let names: Vec<_> = runs.iter().map(|run| run.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "draw_samples",
            "erase_second_halves",
            "expire_cards",
            "expire_codes",
            "expire_exports",
            "tidy_sessions",
            "withdraw_releases"
        ]
    );
    assert!(
        runs.iter().all(|run| run.result.as_deref() == Some("done: 0") && run.ended_at.is_some()),
        "{runs:?}"
    );
}
