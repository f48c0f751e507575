// SPDX-License-Identifier: AGPL-3.0-or-later
//! Each way of changing the register behind everybody's back, with superuser rights, and what is said of it.

use super::{Book, noon, said};
use chrono::TimeDelta;
use sportello::register::CheckpointKey;
use sportello::register::verify::{self, Given};

/// A book of 12 rows under three checkpoints. The first eight are so old that a checkpoint from outside spares their signatures.
async fn book() -> Book {
    let book = Book::new().await;
    book.signed(&[4, 8], noon() - TimeDelta::days(40)).await;
    book.rows(4, noon() + TimeDelta::minutes(2)).await;
    assert_eq!(book.step(noon() + TimeDelta::seconds(170)).await, Some(12));
    let report = book.verified().await;
    assert_eq!((report.unsigned, book.verified_by(true).await.unsigned), (8, 0));
    assert!(report.is_clean(), "{:?}", said(&report));
    assert_eq!((report.numbered, report.checkpoints, report.outside), (12, 3, 3));
    assert_eq!(report.anchored, Some((12, noon() + TimeDelta::seconds(170))));
    book
}

/// Does it, and looks for the message in both verifications: of the database and of an export.
async fn tampered(sql: &str, message: &str) {
    let book = book().await;
    book.tamper(sql).await;
    let report = book.verified().await;
    assert!(said(&report).iter().any(|line| line.starts_with(message)), "{sql}: {:#?}", said(&report));
    assert_eq!(said(&report), said(&book.verified_by(true).await), "{sql}: the same with every signature");
    let path = book.folder.join("export");
    sportello::register::export(&book.database.url(), &path).await.unwrap();
    let given = Given { checkpoints: vec![book.file()], ..Given::default() };
    let exported = verify::file(&path, &given).unwrap();
    let of_columns = sql.contains("audit_values") || sql.contains("SET act");
    let expected = if of_columns { Vec::new() } else { said(&report) };
    assert_eq!(said(&exported), expected, "{sql}: an export has all that was signed and nothing else");
}

const NUMBER_5: &str = "(SELECT row_id FROM register_leaves WHERE index = 5)";

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_row_is_found_whatever_was_edited_of_it() {
    for (set, message) in [
        (
            "canonical = replace(convert_from(canonical, 'UTF8'), 'case.open', 'case.look')::bytea",
            "(number 5): it is not what its writer signed",
        ),
        ("signature = decode(repeat('07', 64), 'hex')", "(number 5): it is not what its writer signed"),
    ] {
        let book = book().await;
        book.tamper(&format!("UPDATE audit_rows SET {set} WHERE id = {NUMBER_5}")).await;
        let said = said(&book.verified().await);
        assert!(
            said.len() == 1 && said[0].starts_with("EDITED: row ") && said[0].contains(message),
            "{said:?}"
        );
    }
    tampered(
        &format!("UPDATE audit_rows SET canonical = canonical || ' ' WHERE id = {NUMBER_5}"),
        "EDITED: row ",
    )
    .await;
    tampered(&format!("UPDATE audit_rows SET act = 'case.look' WHERE id = {NUMBER_5}"), "EDITED: row ").await;
    tampered(&format!("UPDATE audit_values SET value = 'Rossi' WHERE row_id = {NUMBER_5}"), "EDITED: row ")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_edited_together_with_its_leaf_and_tree_does_not_fit_what_was_signed() {
    let book = book().await;
    book.tamper(&format!(
        "UPDATE audit_rows SET canonical = canonical || ' ' WHERE id = {NUMBER_5};
         UPDATE register_leaves l SET leaf_hash = sha256('\\x00'::bytea || r.canonical || r.signature)
         FROM audit_rows r WHERE r.id = l.row_id"
    ))
    .await;
    let said = said(&book.verified().await);
    assert!(said[0].contains("(number 5): no writer of this register signed it"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_row_is_found_with_its_number() {
    tampered(
        &format!("DELETE FROM audit_rows WHERE id = {NUMBER_5}"),
        "DELETED: the row of number 5 is gone.",
    )
    .await;
    let both =
        "DELETE FROM audit_rows WHERE id IN (SELECT row_id FROM register_leaves WHERE index IN (5, 6));
        DELETE FROM register_leaves WHERE index IN (5, 6)";
    tampered(both, "DELETED: the 2 rows from number 5 to 6 are gone.").await;
    let renumbered = format!(
        "DELETE FROM audit_rows WHERE id = {NUMBER_5}; DELETE FROM register_leaves WHERE index = 5;
         UPDATE register_leaves SET index = index + 1000 WHERE index > 5;
         UPDATE register_leaves SET index = index - 1001 WHERE index > 5"
    );
    tampered(
        &renumbered,
        "DELETED: 1 of the rows from number 4 on are gone and what came behind was numbered anew",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inserted_row_is_found_by_its_missing_number_or_its_signature() {
    let columns = "version, at, nonce, act, outcome, operator_id, address, counter_id, holder_id, case_id";
    let copy = |number: &str, signature: &str| {
        format!(
            "INSERT INTO audit_rows (id, {columns}, canonical, key_id, signature)
             SELECT gen_random_uuid(), {columns}, canonical, key_id, {signature} FROM audit_rows WHERE id = {number};"
        )
    };
    let wrong = "decode(repeat('07', 64), 'hex')";
    tampered(&copy(NUMBER_5, "signature"), "INSERTED: row ").await;
    // the same by the front door, so that it gets a number as every row does
    let book = book().await;
    let mut owner = book.database.owner().await;
    let number_9 = NUMBER_5.replace('5', "9");
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, &copy(&number_9, wrong)).await.unwrap();
    assert_eq!(book.step(noon() + TimeDelta::minutes(9)).await, Some(13));
    let said = said(&book.verified().await);
    assert!(
        said.len() == 1 && said[0].contains("(number 12): no writer of this register signed it"),
        "{said:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_put_in_before_it_was_numbered_is_found_within_a_month_and_by_every_signature() {
    let (book, old) = (Book::new().await, noon() - TimeDelta::days(40));
    book.rows(3, old).await;
    let forged = "UPDATE audit_rows SET signature = decode(repeat('07', 64), 'hex') WHERE id = (SELECT max(id::text)::uuid FROM audit_rows);
        UPDATE register_queue q SET leaf_hash = sha256('\\x00'::bytea || r.canonical || r.signature)
        FROM audit_rows r WHERE r.id = q.row_id";
    book.tamper(forged).await;
    assert_eq!(book.step(old + TimeDelta::seconds(9)).await, Some(3));
    let told = said(&book.verified().await);
    assert!(told.len() == 1 && told[0].starts_with("INSERTED: row "), "it is new: {told:?}");
    book.rows(2, noon()).await;
    assert_eq!(book.step(noon() + TimeDelta::seconds(9)).await, Some(5));
    let report = book.verified().await;
    assert!(report.is_clean() && report.unsigned == 3, "{:?}", said(&report));
    assert!(
        report.lines().iter().any(|line| line.contains("`--signatures` checks all")),
        "{:?}",
        report.lines()
    );
    assert_eq!(said(&book.verified_by(true).await), told);
}

#[tokio::test(flavor = "multi_thread")]
async fn swapped_rows_are_found_whether_or_not_their_leaves_were_swapped_too() {
    let swapped = "UPDATE register_leaves SET index = index + 1000 WHERE index IN (5, 6);
        UPDATE register_leaves SET index = 11 - (index - 1000) WHERE index > 1000";
    tampered(swapped, "REORDERED: the rows from number 4 to 7 are genuine, but not in the order").await;
    let ids = "UPDATE register_leaves l SET row_id = gen_random_uuid() WHERE index IN (5, 6);
        UPDATE register_leaves SET row_id = (SELECT id FROM audit_rows ORDER BY id OFFSET 6 LIMIT 1) WHERE index = 5;
        UPDATE register_leaves SET row_id = (SELECT id FROM audit_rows ORDER BY id OFFSET 5 LIMIT 1) WHERE index = 6";
    tampered(ids, "REORDERED: at number 5 stands row ").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_head_is_found() {
    let rows = "DELETE FROM audit_rows WHERE id IN (SELECT row_id FROM register_leaves WHERE index < 3)";
    tampered(rows, "HEAD CUT: the first rows, 3 of them, are gone.").await;
    let leaves = format!("{rows}; DELETE FROM register_leaves WHERE index < 3");
    tampered(&leaves, "HEAD CUT: the first rows, 3 of them, are gone.").await;
    let renumbered = format!(
        "{leaves}; UPDATE register_leaves SET index = index + 1000; UPDATE register_leaves SET index = index - 1003"
    );
    tampered(&renumbered, "HEAD CUT: the first rows, 3 of them, are gone.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_tail_is_found_by_a_checkpoint_from_outside_alone() {
    let rows = "DELETE FROM audit_rows WHERE id IN (SELECT row_id FROM register_leaves WHERE index >= 8);";
    tampered(
        rows,
        "TAIL CUT: the last rows, 4 of them, are gone: 8 are left of the 12 that the list of numbers",
    )
    .await;
    let whole = format!(
        "{rows} DELETE FROM register_leaves WHERE index >= 8; DELETE FROM register_checkpoints WHERE size > 8"
    );
    tampered(
        &whole,
        "TAIL CUT: the last rows, 4 of them, are gone: 8 are left of the 12 that checkpoint the one over 12",
    )
    .await;
    let book = book().await;
    book.tamper(&whole).await;
    let alone = book.verified_alone().await;
    assert!(alone.is_clean(), "nothing in the database tells: {:?}", said(&alone));
    assert!(alone.lines().last().unwrap().contains("a cut tail cannot be seen"), "{:?}", alone.lines());
    let mut owner = book.connection().await;
    let refused =
        book.sequencer.step(&mut owner, noon() + TimeDelta::hours(1)).await.unwrap_err().to_string();
    assert!(refused.contains("nothing is signed over a smaller register"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_signed_with_another_key_or_changed_is_forged() {
    let another = CheckpointKey::generate();
    let book = book().await;
    let forged = another.sign(&book.notes()[1].checkpoint);
    book.tamper(&format!("UPDATE register_checkpoints SET note = '{forged}' WHERE number = 1")).await;
    let told = said(&book.verified().await);
    assert_eq!(told, ["CHECKPOINT FORGED: number 1 over 8 rows: no key of this register signed it."]);
    // the forger also exchanges the key: a checkpoint or a key from outside tells
    let exchange = format!(
        "UPDATE register_keys SET public_key = decode('{}', 'hex');
         UPDATE register_checkpoints SET note = '{}' WHERE number = 0; UPDATE register_checkpoints SET note = '{}' WHERE number = 2",
        hex::encode(another.public()),
        another.sign(&book.notes()[0].checkpoint),
        another.sign(&book.notes()[2].checkpoint)
    );
    book.tamper(&exchange).await;
    assert!(book.verified_alone().await.is_clean(), "the database agrees with itself");
    assert_eq!(said(&book.verified().await).len(), 3, "the key that was noted outside");
    let given = Given { checkpoints: vec![book.file()], ..Given::default() };
    let report = verify::database(&book.database.url(), &given).await.unwrap();
    assert!(
        said(&report)[0].contains("or the key that the database names was exchanged"),
        "{:?}",
        said(&report)
    );
    tampered(
        "UPDATE register_checkpoints SET at = at - interval '1 second' WHERE number = 1",
        "CHECKPOINT FORGED: number 1",
    )
    .await;
    tampered("DELETE FROM register_checkpoints WHERE number = 1", "CHECKPOINT DELETED: number 1 is gone.")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_deleted_while_it_waits_is_found_unless_its_place_in_the_queue_goes_too() {
    let book = book().await;
    book.rows(2, noon() + TimeDelta::minutes(5)).await;
    let report = book.verified().await;
    assert!(report.is_clean() && report.waiting == 2, "{:?}", said(&report));
    book.tamper(
        "DELETE FROM audit_rows WHERE id = (SELECT row_id FROM register_queue ORDER BY row_id LIMIT 1)",
    )
    .await;
    let told = said(&book.verified().await);
    assert!(
        told.len() == 1 && told[0].starts_with("DELETED: row ") && told[0].contains("waited"),
        "{told:?}"
    );
    // the gap that docs/audit.md speaks of
    book.tamper("DELETE FROM register_queue WHERE row_id NOT IN (SELECT id FROM audit_rows)").await;
    assert!(book.verified().await.is_clean());
}
