// SPDX-License-Identifier: AGPL-3.0-or-later
//! A backup is put back: the register goes on under another name, or not at all. Two checkpoints of one name never disagree.

use super::database::count;
use super::{Book, noon, said};
use crate::support::process::sportello;
use chrono::TimeDelta;
use sportello::register::verify::{self, Given, Report};
use sportello::register::{CheckpointKey, SequenceError, Sequencer};
use std::path::PathBuf;
use std::time::Duration;

/// A register of which eight rows were signed, as it was when it had four; the file of checkpoints remembers all.
async fn restored() -> Book {
    let book = Book::new().await;
    book.signed(&[4], noon()).await;
    let backup = book.folder.join("backup").display().to_string();
    let run = |words: &[&str]| {
        let done = sportello(words, &[("DATABASE_URL", book.database.url())]).output().unwrap();
        (done.status.success(), String::from_utf8(done.stderr).unwrap())
    };
    let (done, told) = run(&["backup", &backup]);
    assert!(done, "{told}");
    book.rows(4, noon() + TimeDelta::minutes(1)).await;
    assert_eq!(book.step(noon() + TimeDelta::minutes(2)).await, Some(8));
    for turn in 0.. {
        // connections that were just closed
        let (done, told) = run(&["restore", "--replace", &backup]);
        if done {
            break;
        }
        assert!(turn < 50, "{told}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    book
}

impl Book {
    /// The same register under another name, with another file.
    fn renamed(&self, origin: &str, file: PathBuf) -> Sequencer {
        Sequencer::new(CheckpointKey::load(&self.folder).unwrap(), origin.parse().unwrap(), file)
    }

    async fn verified_against(&self, file: PathBuf) -> Report {
        let given = Given { checkpoints: vec![file], ..Given::default() };
        verify::database(&self.database.url(), &given).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_register_is_never_signed_over_other_rows_under_its_old_name() {
    let book = restored().await;
    let now = noon() + TimeDelta::minutes(9);
    // more and other rows than those that the lost time had
    for already in [0, 6] {
        book.rows(6, noon() + TimeDelta::minutes(5)).await;
        let refused = book.sequencer.step(&mut book.connection().await, now).await.unwrap_err();
        assert!(matches!(refused, SequenceError::Smaller { signed: 8, found: 4 }), "{refused}");
        let waiting = count(&mut book.database.owner().await, "register_queue").await;
        assert_eq!(waiting, already + 6, "they wait, and none gets a number of the lost time");
    }
    assert_eq!(book.notes().last().unwrap().checkpoint.size, 8, "what the world was told stays told");
    let told = said(&book.verified().await);
    assert!(told[0].starts_with("TAIL CUT: the last rows, 4 of them, are gone"), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_register_goes_on_under_a_new_name_that_everybody_sees() {
    let (book, now) = (restored().await, noon() + TimeDelta::minutes(9));
    let (name, file) = ("register.example.it/sportello/2", book.folder.join("checkpoints-2"));
    let mut conn = book.connection().await;
    let refused = book.renamed(name, book.file()).step(&mut conn, now).await.unwrap_err();
    assert!(matches!(refused, SequenceError::OtherLog(_)), "another name goes into another file: {refused}");

    let renamed = book.renamed(name, file.clone());
    for second in 0..3 {
        // nothing to sign yet: no checkpoint of the old name gets into the file of the new one
        let step = renamed.step(&mut conn, now + TimeDelta::seconds(second)).await.unwrap();
        assert!(step.signed.is_none());
    }
    book.rows(6, now).await;
    let signed = renamed.step(&mut conn, now + TimeDelta::seconds(9)).await.unwrap().signed.unwrap();
    assert_eq!((signed.checkpoint.size, signed.checkpoint.origin.as_str()), (10, name));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("{}\n", signed.text), "of this name alone");

    let report = book.verified_against(file).await;
    assert!(report.is_clean() && report.anchored.unwrap().0 == 10, "{:?}", said(&report));
    let told = said(&book.verified_against(book.file()).await);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("the rows from number 4 to 7"),
        "the old file proves that there were others: {told:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_name_in_a_new_file_is_a_split_view_that_the_old_file_proves() {
    let (book, now) = (restored().await, noon() + TimeDelta::minutes(9));
    book.rows(6, now).await;
    let split = book.renamed(super::ORIGIN, book.folder.join("checkpoints-2"));
    // nothing in the database knows of the lost time: docs/audit.md says so
    assert!(
        split.step(&mut book.connection().await, now + TimeDelta::seconds(9)).await.unwrap().signed.is_some()
    );
    let told = said(&book.verified_against(book.file()).await);
    assert!(told.len() == 1 && told[0].contains("the rows from number 4 to 7"), "{told:?}");
}
