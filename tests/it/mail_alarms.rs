// SPDX-License-Identifier: AGPL-3.0-or-later
//! A row that was altered behind the seal's back, and workers that die.

use crate::support::database;
use crate::support::mail::{Act, Desk, Faulty, PostRoom, row};
use chrono::{TimeDelta, Utc};
use diesel_async::RunQueryDsl;
use sportello::db;
use sportello::outbox::{self, Posting};
use sportello::work;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_row_sends_nothing_and_raises_an_alarm() {
    // what is done to the row of a second half, and what the alarm says
    let alterations = [
        ("UPDATE outbox SET recipient = 'thief@example.org'", "recipient_differs"),
        (
            "UPDATE outbox SET recipient = E'maria@example.org\\r\\nBcc: thief@example.org'",
            "recipient_differs",
        ),
        ("UPDATE outbox SET payload = set_byte(payload, 90, get_byte(payload, 90) # 1)", "cannot_open"),
        ("UPDATE outbox SET payload = 'x'", "cannot_open"),
        ("UPDATE outbox SET kind = 'address_notice', release_id = NULL", "cannot_open"),
        (
            "UPDATE outbox SET id = '00000000-0000-7000-8000-00000000000f', kind = 'account_notice', release_id = NULL",
            "cannot_open",
        ),
    ];
    for (sql, reason) in alterations {
        let (database, now) = (database().await, Utc::now());
        let (room, server) = (PostRoom::new(&database), Faulty::start([]).await);
        let mut desk = Desk::open(&database).await;
        let mut letter = desk.second_half(&database, &room.mail_key, "maria@example.org", now).await;
        diesel::sql_query(sql).execute(&mut desk.owner).await.unwrap();
        if sql.contains("SET id") {
            letter = uuid::Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_000f).into();
        }
        let worker = room.worker(&server.url()).await;
        work::drain(&worker, now).await.unwrap();
        work::drain(&worker, now + TimeDelta::hours(1)).await.unwrap();
        let row = row(&mut desk.owner, letter).await;
        assert_eq!((row.state.as_str(), row.reason.as_str()), ("alarm", reason), "{sql}");
        assert_eq!((row.acts.as_str(), row.attempts), ("mail.alarm", 1), "{sql}");
        assert!(server.read().is_empty(), "{sql}");
        let pool = database.pool_of("sportello_web");
        let web = db::connection(&pool).await.unwrap();
        assert_eq!(outbox::troubles(&web, desk.counter).await.unwrap().len(), 1, "it is on the home page");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payload_moved_to_another_letter_does_not_open_there() {
    let (database, now) = (database().await, Utc::now());
    let (room, server) = (PostRoom::new(&database), Faulty::start([]).await);
    let mut desk = Desk::open(&database).await;
    for to in ["one@example.org", "two@example.org"] {
        let notice = desk.notice(to, now);
        desk.post(&database, &room.mail_key, notice, now).await;
    }
    diesel::sql_query(
        "UPDATE outbox a SET payload = b.payload, recipient = b.recipient FROM outbox b WHERE a.id <> b.id",
    )
    .execute(&mut desk.owner)
    .await
    .unwrap();
    assert_eq!(work::drain(&room.worker(&server.url()).await, now).await.unwrap(), 2);
    assert!(server.read().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_while_sending_loses_nothing_and_its_letter_is_perhaps_sent_twice() {
    let (database, now) = (database().await, Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, "maria@example.org", now).await;
    let server = Faulty::start([Act::SilentAt(".")]).await;
    let dying = room.worker(&server.url()).await;
    let sending = work::drain(&dying, now);
    assert!(
        tokio::time::timeout(Duration::from_millis(700), sending).await.is_err(),
        "killed while it waits"
    );
    drop(dying);
    assert_eq!(row(&mut desk.owner, letter).await.outcomes, "-");

    let other = room.worker(&server.url()).await;
    assert_eq!(work::drain(&other, now + TimeDelta::seconds(29)).await.unwrap(), 0, "it still has its lease");
    assert_eq!(work::drain(&other, now + TimeDelta::minutes(15)).await.unwrap(), 1);
    let row = row(&mut desk.owner, letter).await;
    assert_eq!((row.state.as_str(), row.outcomes.as_str()), ("perhaps_twice", "- accepted"));
    assert_eq!(server.read().len(), 2);
}

/// The future of an attempt is dropped at one point after the other, as kill -9 would stop it; afterwards another worker
/// goes on. Whatever the point: a code and two letters that are settled together, each accepted in the end, never lost, never
/// settled twice.
///
/// On one thread: an answer cannot be there before it was waited for, so every question to the database and to the mail
/// server is a point, however quick they are.
#[tokio::test]
async fn whenever_a_worker_is_killed_the_letters_are_taken_in_the_end() {
    let (database, mut now) = (database().await, Utc::now());
    let (room, server) = (PostRoom::new(&database), Faulty::start([]).await);
    let mut desk = Desk::open(&database).await;
    let mut killed = 0;
    for polls in 1..200 {
        let mut letters = Vec::new();
        for name in ["anna", "maria", "mario"] {
            let address = format!("{name}.{polls}@example.org");
            let posting = if name == "anna" {
                Posting { give_up_at: now + TimeDelta::hours(1), ..desk.ownership_code(&address, now) }
            } else {
                desk.notice(&address, now)
            };
            letters.push((desk.post(&database, &room.mail_key, posting, now).await, address));
        }
        let dying = room.worker(&server.url()).await;
        let finished = stopped_after(polls, work::drain(&dying, now)).await;
        drop(dying);
        killed += usize::from(!finished);
        buried(&mut desk, &server).await;
        now += TimeDelta::minutes(15);
        work::drain(&room.worker(&server.url()).await, now).await.unwrap();
        let mails = server.read();
        for (letter, address) in letters {
            let row = row(&mut desk.owner, letter).await;
            let sent = mails.iter().filter(|mail| mail.contains(&format!("To: {address}"))).count();
            assert!(matches!(row.state.as_str(), "accepted" | "perhaps_twice"), "{polls}: {row:?}");
            assert!((1..=2).contains(&sent), "{polls}: sent {sent} times");
            assert!(sent == 1 || row.state == "perhaps_twice", "{polls}: {row:?}");
            assert_eq!(row.acts, "mail.accept", "{polls}");
        }
        if finished {
            break;
        }
    }
    assert!(killed > 30, "killed at {killed} points");
}

/// The dead worker's transaction ends, and its mail is read to where it got, when PostgreSQL and the mail server see that
/// it is gone: after 20 ms at the earliest, on a busy machine later.
async fn buried(desk: &mut Desk, server: &Faulty) {
    let backends = "SELECT count(*) AS n FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'sportello_worker'";
    tokio::time::sleep(Duration::from_millis(20)).await;
    for _ in 0..1000 {
        let Count { n } = diesel::sql_query(backends).get_result(&mut desk.owner).await.unwrap();
        if n == 0 && server.open() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the dead worker still has a connection after ten seconds");
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// Polls a future so often and drops it; answers whether it had come to its end.
async fn stopped_after(polls: usize, future: impl Future) -> bool {
    let mut future = std::pin::pin!(future);
    let mut left = polls;
    std::future::poll_fn(|context| {
        if future.as_mut().poll(context).is_ready() {
            return std::task::Poll::Ready(true);
        }
        left -= 1;
        if left == 0 { std::task::Poll::Ready(false) } else { std::task::Poll::Pending }
    })
    .await
}
