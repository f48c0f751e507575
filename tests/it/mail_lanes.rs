// SPDX-License-Identifier: AGPL-3.0-or-later
//! The running worker: a thousand letters, and the one code that somebody waits for.

use crate::support::database;
use crate::support::mail::{Act, Desk, Faulty, PostRoom, Sink, row};
use chrono::{TimeDelta, Utc};
use diesel_async::RunQueryDsl;
use sportello::work;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_out_within_two_seconds_although_a_thousand_letters_wait() {
    let (database, now) = (database().await, Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    // a server that thinks for 50 ms over each mail
    let slow = Faulty::start(vec![Act::Take(Duration::from_millis(50)); 2_000]).await;
    desk.post_notices(&database, &room.mail_key, 1_000, now).await;
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(work::run(room.config(&slow.url()), async { drop(stopped.await) }));
    while slow.read().len() < 20 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let began = Instant::now();
    let code = desk.ownership_code("maria@example.org", Utc::now());
    let code = desk.post(&database, &room.mail_key, code, Utc::now()).await;
    while row(&mut desk.owner, code).await.state == "waiting" {
        assert!(began.elapsed() < Duration::from_secs(2), "the code is still waiting");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(slow.read().iter().any(|mail| mail.contains("To: maria@example.org")));
    assert!(slow.read().len() < 900, "letters were still waiting");
    drop(stop);
    running.await.unwrap().unwrap();
    let unsettled: i64 =
        count(&mut desk, "SELECT count(*) AS n FROM mail_attempts WHERE ended_at IS NULL").await;
    assert_eq!(unsettled, 0, "what was being sent at the end was settled");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_send_each_letter_once() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.post_notices(&database, &room.mail_key, 60, now).await;
    let (one, other) = (room.worker(&sink.url()).await, room.worker(&sink.url()).await);
    let (first, second) = tokio::join!(work::drain(&one, now), work::drain(&other, now));
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(first + second, 60);
    assert!(first > 0 && second > 0, "both worked: {first} and {second}");
    let recipients: std::collections::HashSet<_> =
        sink.taken().into_iter().map(|taken| taken.recipients).collect();
    assert_eq!((recipients.len(), sink.taken().len()), (60, 60));
    let sure = "SELECT count(*) AS n FROM outbox WHERE state = 'accepted'";
    assert_eq!(count(&mut desk, sure).await, 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_held_while_it_waits_for_a_line_does_not_go() {
    let (database, now) = (database().await, Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let server = Faulty::start(vec![Act::Take(Duration::from_secs(7)); 4]).await;
    for number in 0..4 {
        let code = desk.ownership_code(&format!("n{number}@example.org"), now);
        desk.post(&database, &room.mail_key, code, now).await;
    }
    let worker = room.worker(&server.url()).await;
    let hold = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        diesel::sql_query("UPDATE outbox SET held_at = now()").execute(&mut desk.owner).await.unwrap();
    };
    let (attempts, ()) = tokio::join!(work::drain(&worker, now), hold);
    assert_eq!((attempts.unwrap(), server.read().len()), (4, 2), "two had a line, two waited for one");
    let outcomes = |outcome| format!("SELECT count(*) AS n FROM mail_attempts WHERE outcome = '{outcome}'");
    assert_eq!(count(&mut desk, &outcomes("accepted")).await, 2);
    assert_eq!(count(&mut desk, &outcomes("temporary")).await, 2);
    assert_eq!(count(&mut desk, "SELECT count(*) AS n FROM outbox WHERE state = 'waiting'").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_cannot_be_settled_holds_up_no_other() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.post_notices(&database, &room.mail_key, 4, now).await;
    let refusing = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$; \
        CREATE TRIGGER refuse BEFORE UPDATE OF state ON outbox FOR EACH ROW WHEN (NEW.recipient = 'n2@example.org') \
        EXECUTE FUNCTION refuse(); GRANT EXECUTE ON FUNCTION refuse TO sportello_worker";
    diesel_async::SimpleAsyncConnection::batch_execute(&mut desk.owner, refusing).await.unwrap();
    let worker = room.worker(&sink.url()).await;
    assert!(work::drain(&worker, now).await.is_err(), "it is said that one is not settled");
    assert_eq!(sink.taken().len(), 4);
    assert_eq!(count(&mut desk, "SELECT count(*) AS n FROM outbox WHERE state = 'accepted'").await, 3);
    let audited = "SELECT count(*) AS n FROM audit_rows WHERE act = 'mail.accept'";
    assert_eq!(count(&mut desk, audited).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_thinks_long_keeps_the_letter_with_its_worker() {
    let (database, now) = (database().await, Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.post_notices(&database, &room.mail_key, 1, now).await;
    let slow = Faulty::start([Act::Take(Duration::from_secs(7))]).await;
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(work::run(room.config(&slow.url()), async { drop(stopped.await) }));
    tokio::time::sleep(Duration::from_secs(6)).await;
    let renewed =
        "outbox JOIN mail_attempts ON id = outbox_id WHERE leased_until > began_at + interval '34 seconds'";
    assert_eq!(count(&mut desk, &format!("SELECT count(*) AS n FROM {renewed}")).await, 1);
    drop(stop);
    running.await.unwrap().unwrap();
    let taken = "SELECT count(*) AS n FROM outbox WHERE state = 'accepted' AND leased_until IS NULL";
    assert_eq!(count(&mut desk, taken).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_past_its_time_is_never_sent() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let code = desk.ownership_code("maria@example.org", now);
    let code = desk.post(&database, &room.mail_key, code, now).await;
    let late = now + TimeDelta::minutes(15);
    let worker = room.worker(&sink.url()).await;
    assert_eq!(work::drain(&worker, late).await.unwrap(), 0);
    work::run_jobs(&worker, late).await.unwrap();
    let row = row(&mut desk.owner, code).await;
    assert_eq!((row.state.as_str(), row.reason.as_str(), row.has_payload), ("given_up", "expired", false));
    assert_eq!(row.acts, "mail.give_up");
    assert!(sink.taken().is_empty());
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

async fn count(desk: &mut Desk, sql: &str) -> i64 {
    diesel::sql_query(sql).get_result::<Count>(&mut desk.owner).await.unwrap().n
}
