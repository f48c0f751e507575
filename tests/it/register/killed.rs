// SPDX-License-Identifier: AGPL-3.0-or-later
//! The sequencer cut off anywhere, and two of it.

use super::database::count;
use super::{Book, noon, said};
use crate::support::database;
use chrono::TimeDelta;
use diesel_async::AsyncPgConnection;
use std::time::Duration;

/// On one thread, so that a poll is one step: between two of them the sequencer waits for PostgreSQL.
#[test]
fn a_sequencer_killed_between_two_steps_loses_nothing_and_does_nothing_twice() {
    let elsewhere = || tokio::runtime::Runtime::new().unwrap();
    let book = elsewhere().block_on(async { Book::of(database().await).await });
    let one = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut points, mut rows) = (0, 0);
    for polls in 1..500 {
        let now = noon() + TimeDelta::seconds(3 * i64::from(polls));
        let finished = one.block_on(async {
            book.rows(5, now).await;
            rows += 5;
            let mut conn = book.connection().await;
            let step = std::pin::pin!(book.sequencer.step(&mut conn, now));
            stopped_after(polls, step).await
        });
        one.block_on(async {
            buried(&mut book.database.owner().await).await;
            // the next start goes on where the other was
            let mut conn = book.connection().await;
            let step = book.sequencer.step(&mut conn, now + TimeDelta::milliseconds(1_500)).await.unwrap();
            let signed = book.notes().pop().unwrap().checkpoint.size;
            assert!(signed == rows || step.signed.is_none(), "{polls}: {signed} of {rows}");
            let owner = &mut book.database.owner().await;
            assert_eq!(count(owner, "register_queue").await, 0, "{polls}");
            assert_eq!(u64::try_from(count(owner, "register_leaves").await).unwrap(), rows, "{polls}");
        });
        points += 1;
        if finished {
            break;
        }
    }
    assert!(points > 15, "killed at {points} points");
    one.block_on(async {
        book.step(noon() + TimeDelta::hours(2)).await;
        let report = book.verified().await;
        assert!(report.is_clean(), "{:?}", said(&report));
        let stored = count(&mut book.database.owner().await, "register_checkpoints").await;
        assert_eq!(book.notes().len(), usize::try_from(stored).unwrap(), "each is in the file, once");
        assert_eq!(report.anchored.unwrap().0, rows);
    });
}

/// The dead sequencer's transaction has ended.
async fn buried(owner: &mut AsyncPgConnection) {
    let backends = "pg_stat_activity WHERE datname = current_database() AND usename = 'sportello_sequencer'";
    for _ in 0..1_000 {
        if count(owner, backends).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the dead sequencer still has a connection");
}

/// Polls a future so often and drops it; answers whether it had come to its end.
async fn stopped_after<T>(polls: u32, mut future: std::pin::Pin<&mut impl Future<Output = T>>) -> bool {
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

#[tokio::test(flavor = "multi_thread")]
async fn two_sequencers_at_once_give_no_row_two_numbers() {
    let book = Book::new().await;
    for round in 0..10 {
        let now = noon() + TimeDelta::seconds(5 * round);
        book.rows(7, now).await;
        let (mut one, mut other) = (book.connection().await, book.connection().await);
        let both = tokio::join!(book.sequencer.step(&mut one, now), book.sequencer.step(&mut other, now));
        assert!(both.0.is_ok() || both.1.is_ok(), "one of them gets through");
        book.step(now + TimeDelta::seconds(2)).await;
    }
    let report = book.verified().await;
    assert!(report.is_clean() && report.numbered == 70, "{:?}", said(&report));
    let twice = "(SELECT row_id FROM register_leaves GROUP BY row_id HAVING count(*) > 1) t";
    assert_eq!(count(&mut book.database.owner().await, twice).await, 0);
    assert_eq!(count(&mut book.database.owner().await, "register_queue").await, 0);
}
