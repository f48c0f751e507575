// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{Book, noon, said};
use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_signed_by_a_clock_that_was_set_back_and_rows_still_get_their_numbers() {
    let book = Book::new().await;
    book.signed(&[3], noon()).await;
    let back = noon() - TimeDelta::hours(1);
    book.rows(2, back).await;
    let mut conn = book.connection().await;
    let step = book.sequencer.step(&mut conn, back + TimeDelta::seconds(10)).await.unwrap();
    assert_eq!((step.numbered, step.signed), (2, None));
    assert_eq!(step.clock_back, Some(noon() + TimeDelta::seconds(50)));
    assert_eq!(book.step(noon() + TimeDelta::minutes(2)).await, Some(5), "once the clock has caught up");
    let told = said(&book.verified().await);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("CLOCK WENT BACK: row ")
            && told[0].ends_with(
                "(number 3) is of 2026-11-22 10:00:00 UTC, what came before it of 2026-11-22 11:00:02 UTC."
            ),
        "{told:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_takes_no_checkpoint_of_an_earlier_time_or_a_smaller_tree() {
    let book = Book::new().await;
    book.signed(&[3, 5], noon()).await;
    let mut conn = book.connection().await;
    let next = |size: &str, at: &str| {
        format!(
            "INSERT INTO register_checkpoints SELECT number + 1, {size}, register_root({size}), {at}, NULL, key_id,
               E'x\\n' || {size} || E'\\n' || encode(register_root({size}), 'base64') || E'\\n'
             FROM register_checkpoints ORDER BY number DESC LIMIT 1"
        )
    };
    for (size, at) in [("5", "at - interval '1 hour'"), ("5", "at"), ("4", "at + interval '1 hour'")] {
        let refused = conn.batch_execute(&next(size, at)).await.unwrap_err().to_string();
        assert!(refused.contains("neither the tree nor the time goes back"), "{size} {at}: {refused}");
    }
    assert!(conn.batch_execute(&next("5", "at + interval '1 hour'")).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_checkpoint_after_romes_midnight_closes_the_day() {
    let book = Book::new().await;
    book.signed(&[3], noon()).await;
    let midnight = "2026-11-22T23:00:00Z".parse().unwrap();
    assert_eq!(book.step(midnight - TimeDelta::seconds(1)).await, None);
    assert_eq!(book.step(midnight).await, Some(3), "although no row came");
    assert_eq!(book.step(midnight + TimeDelta::seconds(2)).await, None, "once");
    let last = book.notes().pop().unwrap();
    assert_eq!(last.checkpoint.day_end, Some("2026-11-22".parse().unwrap()));
    assert!(last.text.contains("\nday-end 2026-11-22\n"), "{}", last.text);
    assert!(book.verified().await.is_clean());
}
