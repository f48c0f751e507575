// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rows past their retention leave into archives, and their proofs still hold.

use super::{Book, noon, said};
use chrono::TimeDelta;
use diesel::sql_types::BigInt;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use sportello::register::verify::{self, Given, Report};
use sportello::register::{self, ArchiveError, Archived};

/// Eight rows of more than a month ago under two checkpoints, and four of today under a third.
async fn book() -> Book {
    let book = Book::new().await;
    book.signed(&[4, 8], noon() - TimeDelta::days(40)).await;
    book.rows(4, noon()).await;
    assert_eq!(book.step(noon() + TimeDelta::seconds(30)).await, Some(12));
    book
}

impl Book {
    async fn archive(&self) -> Result<Vec<Archived>, ArchiveError> {
        let (key, now) = (&self.database.web_key, noon() + TimeDelta::minutes(1));
        let before = noon() - TimeDelta::days(31);
        register::archive(&mut self.database.owner().await, key, &self.folder, before, now).await
    }

    async fn verified_with(&self, archived: &[Archived]) -> Report {
        let archives = archived.iter().map(|it| it.path.clone()).collect();
        let given = Given { checkpoints: vec![self.file()], archives, ..Given::default() };
        verify::database(&self.database.url(), &given).await.unwrap()
    }
}

pub async fn count(owner: &mut AsyncPgConnection, of: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        it: i64,
    }
    let found: Count =
        diesel::sql_query(format!("SELECT count(*) AS it FROM {of}")).get_result(owner).await.unwrap();
    found.it
}

#[tokio::test(flavor = "multi_thread")]
async fn archived_rows_are_proved_with_their_file_and_named_without_it() {
    let book = book().await;
    let mut owner = book.database.owner().await;
    let archived = book.archive().await.unwrap();
    assert_eq!(archived.iter().map(|it| (it.first, it.size, it.removed)).collect::<Vec<_>>(), [(0, 8, 8)]);
    assert_eq!(count(&mut owner, "audit_rows").await, 5, "four, and the row about the archive");
    assert_eq!(count(&mut owner, "audit_values").await, 4);
    let written = std::fs::read_to_string(&archived[0].path).unwrap();
    assert!(!written.contains("D'Al"), "no personal value");
    assert!(book.verified().await.is_clean(), "before the row about it has a number");
    assert_eq!(book.step(noon() + TimeDelta::minutes(2)).await, Some(13));

    let alone = book.verified().await;
    assert!(alone.is_clean() && alone.numbered == 13, "{:?}", said(&alone));
    let digest = hex::encode(archived[0].sha256);
    let line = format!(
        "The rows from number 0 to 7 were archived in register-0-8.archive with digest {digest}: 8 of them"
    );
    assert!(alone.lines().iter().any(|it| it.starts_with(&line)), "{:#?}", alone.lines());
    let whole = book.verified_with(&archived).await;
    assert!(whole.is_clean() && whole.archived.is_empty() && whole.numbered == 13, "{:?}", said(&whole));
    assert_eq!(book.archive().await.unwrap(), [], "nothing is old any more");

    let export = book.folder.join("export");
    register::export(&book.database.url(), &export).await.unwrap();
    for archives in [vec![], vec![archived[0].path.clone()]] {
        let given = Given { checkpoints: vec![book.file()], archives, signatures: true, ..Given::default() };
        let report = verify::file(&export, &given).unwrap();
        assert!(report.is_clean() && report.numbered == 13, "{:?}", said(&report));
    }

    // what comes behind the border is found as before
    book.tamper("DELETE FROM audit_rows WHERE id = (SELECT row_id FROM register_leaves WHERE index = 9)")
        .await;
    assert_eq!(said(&book.verified_with(&archived).await), ["DELETED: the row of number 9 is gone."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_archive_and_one_that_nobody_signed_for_are_found() {
    let book = book().await;
    let archived = book.archive().await.unwrap();
    assert_eq!(book.step(noon() + TimeDelta::minutes(2)).await, Some(13));
    let path = &archived[0].path;
    let whole = std::fs::read_to_string(path).unwrap();
    let fifth = whole.lines().position(|line| line.contains("\"index\":5")).unwrap();
    let without: Vec<&str> =
        whole.lines().enumerate().filter(|(at, _)| *at != fifth).map(|(_, line)| line).collect();
    std::fs::write(path, without.join("\n") + "\n").unwrap();
    let told = said(&book.verified_with(&archived).await);
    assert!(told.len() == 1 && told[0].contains("its digest is another"), "{told:?}");
    // the digest in the database is exchanged too
    let digest = register::tree::leaf_hash(&[b"another"]);
    book.tamper(&format!("UPDATE audit_archives SET sha256 = decode('{}', 'hex')", hex::encode(digest)))
        .await;
    let told = said(&book.verified().await);
    assert_eq!(
        told,
        [
            "DELETED: the rows from number 0 to 7 are said to be in the archive register-0-8.archive, and no signed row says so."
        ]
    );
    book.tamper("DELETE FROM audit_archives").await;
    let told = said(&book.verified().await);
    assert!(told[0].starts_with("HEAD CUT: the first rows, 8 of them, are gone"), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_was_cut_off_anywhere_loses_nothing_and_does_nothing_twice() {
    let book = book().await;
    let mut owner = book.database.owner().await;
    let path = book.folder.join("register-0-8.archive");
    std::fs::write(book.folder.join("register-0-8.part"), "half a line").unwrap();
    // it ends after the file was written
    owner.batch_execute("ALTER TABLE audit_archives RENAME TO away").await.unwrap();
    book.archive().await.unwrap_err();
    owner.batch_execute("ALTER TABLE away RENAME TO audit_archives").await.unwrap();
    assert_eq!(count(&mut owner, "audit_rows").await, 12);
    std::fs::write(&path, "what a kill may leave").unwrap();
    // it ends before the first row is removed
    owner.batch_execute("ALTER FUNCTION remove_archived_rows RENAME TO away").await.unwrap();
    book.archive().await.unwrap_err();
    owner.batch_execute("ALTER FUNCTION away RENAME TO remove_archived_rows").await.unwrap();
    assert_eq!((count(&mut owner, "audit_archives").await, count(&mut owner, "audit_rows").await), (1, 13));
    assert!(book.verified().await.is_clean());
    // some rows are gone already
    owner.batch_execute("SELECT remove_archived_rows(0, 3)").await.unwrap();
    assert!(book.verified().await.is_clean());
    let whole = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(book.archive().await.unwrap_err(), ArchiveError::File(_)));
    std::fs::write(&path, [&whole[..], b"\n"].concat()).unwrap();
    assert!(matches!(book.archive().await.unwrap_err(), ArchiveError::Another(_)));
    assert_eq!(count(&mut owner, "audit_rows").await, 10, "without the file nothing is removed");
    std::fs::write(&path, &whole).unwrap();
    let archived = book.archive().await.unwrap();
    assert_eq!(archived.iter().map(|it| (it.size, it.removed)).collect::<Vec<_>>(), [(8, 5)]);
    assert_eq!((count(&mut owner, "audit_archives").await, count(&mut owner, "audit_rows").await), (1, 5));
    let report = book.verified_with(&archived).await;
    assert!(report.is_clean() && report.archived.is_empty(), "{:?}", said(&report));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_lets_no_row_go_that_no_archive_holds() {
    let book = book().await;
    let mut owner = book.database.owner().await;
    let deleted = "DELETE FROM audit_values; DELETE FROM audit_rows";
    let refused = owner.batch_execute(deleted).await.unwrap_err().to_string();
    assert!(refused.contains("a row leaves the register into an archive alone"), "{refused}");
    let root = "(SELECT root FROM register_checkpoints WHERE size = 8)";
    for (number, first, size, root, why) in [
        (1, 0, 8, root, "archives follow each other without gaps"),
        (0, 1, 8, root, "archives follow each other without gaps"),
        (0, 0, 7, root, "an archive ends where a checkpoint was signed"),
        (0, 0, 8, "sha256('x')", "an archive ends where a checkpoint was signed"),
        (
            0,
            0,
            12,
            "(SELECT root FROM register_checkpoints WHERE size = 12)",
            "a row is too young for an archive",
        ),
        (0, 0, 8, root, "no row of the register names this file"),
    ] {
        let sql = format!(
            "INSERT INTO audit_archives SELECT {number}, {first}, {size}, {root}, 'a', sha256('f'), '2026-11-01', id FROM audit_rows LIMIT 1"
        );
        let refused = owner.batch_execute(&sql).await.unwrap_err().to_string();
        assert!(refused.contains(why), "{sql}: {refused}");
    }
    let archived = book.archive().await.unwrap();
    assert_eq!(archived[0].removed, 8);
    for sql in
        ["UPDATE audit_archives SET file = 'b'", "DELETE FROM audit_archives", "TRUNCATE audit_archives"]
    {
        let refused = owner.batch_execute(sql).await.unwrap_err().to_string();
        assert!(refused.contains("audit_archives is append-only"), "{sql}: {refused}");
    }
    let sql = "DELETE FROM audit_values; DELETE FROM audit_rows WHERE act = 'register.archive'";
    assert!(owner.batch_execute(sql).await.is_err());
}
