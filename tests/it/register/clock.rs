// SPDX-License-Identifier: AGPL-3.0-or-later
//! A clock that is set back: what is signed then, and what a verification makes of it.

use super::{Book, noon, said};
use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection;
use sportello::register::{Checkpoint, CheckpointKey};

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

/// Five rows of more than a month ago, two of them by a clock that was an hour late, and two of today.
async fn late() -> Book {
    let (book, old) = (Book::new().await, noon() - TimeDelta::days(40));
    book.signed(&[3], old).await;
    book.rows(2, old - TimeDelta::hours(1)).await;
    assert_eq!(book.step(old + TimeDelta::minutes(2)).await, Some(5));
    book.rows(2, noon()).await;
    assert_eq!(book.step(noon() + TimeDelta::seconds(9)).await, Some(7));
    book
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_went_back_is_told_and_does_not_cost_every_signature_for_ever() {
    let book = late().await;
    let report = book.verified().await;
    assert!(report.found == 1 && said(&report)[0].starts_with("CLOCK WENT BACK"), "{:?}", said(&report));
    assert_eq!(
        (report.unsigned, report.anchored.unwrap().0),
        (5, 7),
        "a checkpoint stands for them all the same"
    );
    assert_eq!(report.spared, 2, "the older checkpoint, beside the rows and in the file: its root is theirs");
    let whole = book.verified_by(true).await;
    assert_eq!((said(&whole), whole.unsigned, whole.spared), (said(&report), 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_checkpoint_is_spared_its_signature_where_its_root_is_that_of_the_rows_alone() {
    let book = late().await;
    let another = CheckpointKey::generate();
    let mut checkpoint = book.notes()[0].checkpoint.clone();
    let signed = |checkpoint: &Checkpoint| {
        format!(
            "UPDATE register_checkpoints SET note = '{}', root = decode('{}', 'hex') WHERE number = 0",
            another.sign(checkpoint),
            hex::encode(checkpoint.root)
        )
    };
    book.tamper(&signed(&checkpoint)).await;
    let forged = "CHECKPOINT FORGED: number 0 over 3 rows: no key of this register signed it.";
    let told = said(&book.verified().await);
    assert!(!told.iter().any(|line| line == forged), "it says what the rows say: {told:?}");
    assert!(said(&book.verified_by(true).await).iter().any(|line| line == forged));
    checkpoint.root[0] ^= 1;
    book.tamper(&signed(&checkpoint)).await;
    assert!(said(&book.verified().await).iter().any(|line| line == forged), "another root wants a signature");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_went_back_hides_nothing_else() {
    let swapped = "UPDATE register_leaves SET index = index + 1000 WHERE index IN (0, 1);
        UPDATE register_leaves SET index = 1 - (index - 1000) WHERE index > 900";
    let forged = "UPDATE audit_rows SET signature = decode(repeat('07', 64), 'hex') WHERE id = (SELECT row_id FROM register_leaves WHERE index = 1);
        UPDATE register_leaves l SET leaf_hash = sha256('\\x00'::bytea || r.canonical || r.signature) FROM audit_rows r WHERE r.id = l.row_id";
    for (sql, message) in [(swapped, "REORDERED: the rows from number 0 to 2"), (forged, "INSERTED: row ")] {
        let book = late().await;
        book.tamper(sql).await;
        let told = said(&book.verified().await);
        assert!(told.iter().any(|line| line.starts_with("CLOCK WENT BACK")), "{told:?}");
        assert!(told.iter().any(|line| line.starts_with(message)), "{told:?}");
        assert_eq!(told, said(&book.verified_by(true).await));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_put_in_today_that_says_it_is_old_is_found_by_its_signature() {
    let book = Book::new().await;
    book.signed(&[3], noon() - TimeDelta::days(40)).await;
    // it waits for its number with those of today, before them by its own time: no clock seems to go back
    book.rows(1, noon() - TimeDelta::days(35)).await;
    book.tamper(
        "UPDATE audit_rows r SET signature = decode(repeat('07', 64), 'hex') FROM register_queue q WHERE q.row_id = r.id;
         UPDATE register_queue q SET leaf_hash = sha256('\\x00'::bytea || r.canonical || r.signature)
         FROM audit_rows r WHERE r.id = q.row_id",
    )
    .await;
    book.rows(2, noon()).await;
    assert_eq!(book.step(noon() + TimeDelta::seconds(9)).await, Some(6));
    let told = said(&book.verified().await);
    assert!(
        told.len() == 1 && told[0].contains("(number 3): no writer of this register signed it"),
        "{told:?}"
    );
}
