// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello audit archive` as the keeper runs it, and `kill -9` at each of its steps: a lock in the database holds it there.

use super::{Book, archived::count, said};
use crate::support::process::{Running, sportello};
use chrono::{TimeDelta, Utc};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use sportello::audit::{self, AuditKey};
use sportello::register::verify::Report;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

const FILE: &str = "register-0-8.archive";

/// A register with eight rows of more than ten years ago and four of today, and a keeper.
struct Keeper {
    book: Book,
    keys: PathBuf,
    archives: PathBuf,
}

impl Keeper {
    async fn new() -> Self {
        let book = Book::new().await;
        book.signed(&[4, 8], Utc::now() - TimeDelta::days(11 * 365)).await;
        book.rows(4, Utc::now() - TimeDelta::minutes(1)).await;
        assert_eq!(book.step(Utc::now()).await, Some(12));
        let [keys, archives] = ["keeper", "archives"].map(|name| book.folder.join(name));
        for folder in [&keys, &archives] {
            fs::create_dir(folder).unwrap();
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
        }
        let key = AuditKey::generate();
        key.save(&keys).unwrap();
        audit::register_key(&mut book.database.owner().await, &key, "keeper", Utc::now()).await.unwrap();
        Self { book, keys, archives }
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![("DATABASE_URL", self.book.database.url()), ("SPORTELLO_KEYS", self.keys.display().to_string())]
    }

    /// Runs a command to its end; answers its code and its words.
    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        let done = sportello(words, &self.settings()).output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.code(), String::from_utf8(said).unwrap())
    }

    fn archive(&self) -> (Option<i32>, String) {
        self.run(&["audit", "archive", self.archives.to_str().unwrap()])
    }

    /// Starts the command, kills it where it waits for what `lock` holds, and buries its work under way.
    async fn killed(&self, lock: &str) {
        let database = &self.book.database;
        let (mut holder, mut other) = (database.owner().await, database.owner().await);
        holder.batch_execute(&format!("BEGIN; {lock}")).await.unwrap();
        let words = ["audit", "archive", self.archives.to_str().unwrap()];
        let mut command = Running::start("archive", &words, &self.settings());
        let waits = "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        for turn in 0.. {
            if count(&mut other, waits).await == 1 {
                break;
            }
            assert!(turn < 3_000, "{lock}: it does not come there:\n{}", command.log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        command.kill();
        other.batch_execute(&format!("SELECT pg_terminate_backend(pid) FROM {waits}")).await.unwrap();
        for _ in 0..1_000 {
            if count(&mut other, waits).await == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        holder.batch_execute("ROLLBACK").await.unwrap();
    }

    /// What lies in the folder, and how many rows and archives the database has.
    async fn state(&self) -> (Vec<String>, i64, i64) {
        let names = fs::read_dir(&self.archives).unwrap();
        let mut names: Vec<String> =
            names.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let owner: &mut AsyncPgConnection = &mut self.book.database.owner().await;
        (names, count(owner, "audit_rows").await, count(owner, "audit_archives").await)
    }

    /// Nothing is wrong with the register: no row is lost.
    async fn whole(&self, at: &str) -> Report {
        let report = self.book.verified().await;
        assert!(report.is_clean(), "{at}: {:?}", said(&report));
        report
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_command_killed_at_any_step_loses_nothing_and_the_next_one_ends_its_work() {
    let keeper = Keeper::new().await;
    let part = FILE.replace(".archive", ".part");

    keeper.killed("LOCK TABLE register_keys IN ACCESS EXCLUSIVE MODE").await;
    assert_eq!(keeper.state().await, (names(&[&part]), 12, 0), "while it writes the file");
    keeper.whole("while it writes the file").await;

    keeper.killed("LOCK TABLE register_nodes IN ACCESS EXCLUSIVE MODE").await;
    assert_eq!(keeper.state().await, (names(&[FILE]), 12, 0), "the file has its name");
    keeper.whole("the file has its name").await;

    keeper.killed("LOCK TABLE audit_archives IN SHARE MODE").await;
    assert_eq!(keeper.state().await, (names(&[FILE]), 12, 0), "the row about it was never committed");
    keeper.whole("the row about it was never committed").await;

    keeper.killed("LOCK TABLE releases IN ACCESS EXCLUSIVE MODE").await;
    assert_eq!(keeper.state().await, (names(&[FILE]), 13, 1), "it is kept, and no row has gone");
    keeper.whole("it is kept, and no row has gone").await;
    let kept = fs::read(keeper.archives.join(FILE)).unwrap();

    let fifth =
        "SELECT FROM audit_rows WHERE id = (SELECT row_id FROM register_leaves WHERE index = 5) FOR UPDATE";
    keeper.killed(fifth).await;
    assert_eq!(keeper.state().await, (names(&[FILE]), 13, 1), "in the middle of removing rows");
    keeper.whole("in the middle of removing rows").await;

    let (code, told) = keeper.archive();
    assert!(code == Some(0) && told.contains("holds the rows from number 0 to 7"), "{told}");
    assert!(told.contains("8 rows left the database."), "{told}");
    assert_eq!(keeper.state().await, (names(&[FILE]), 5, 1));
    assert_eq!(fs::read(keeper.archives.join(FILE)).unwrap(), kept, "the file that was signed for");
    assert_eq!(fs::metadata(keeper.archives.join(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
    let report = keeper.whole("afterwards").await;
    assert_eq!((report.numbered, report.waiting), (12, 1), "nothing was written twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_command_says_what_it_did_and_verify_works_across_the_border() {
    let keeper = Keeper::new().await;
    let (code, told) = keeper.archive();
    let path = keeper.archives.join(FILE);
    let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(fs::read(&path).unwrap()));
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(
        told.lines().collect::<Vec<_>>(),
        [
            format!("{} holds the rows from number 0 to 7.", path.display()),
            format!("sha256 {digest}"),
            "8 rows left the database. Keep the file: nothing else has them.".to_owned()
        ]
    );
    let (code, told) = keeper.archive();
    assert!(code == Some(0) && told.contains("nothing was archived"), "{told}");

    assert_eq!(keeper.book.step(Utc::now() + TimeDelta::seconds(3)).await, Some(13));
    let (checkpoints, path) = (keeper.book.file(), path.to_str().unwrap());
    let verify = ["audit", "verify", "--checkpoint", checkpoints.to_str().unwrap()];
    let (code, told) = keeper.run(&verify);
    assert!(code == Some(0) && told.contains("8 of them are proved by the tree, and not read"), "{told}");
    let (code, told) = keeper.run(&[&verify[..], &["--archive", path, "--signatures"]].concat());
    assert!(code == Some(0) && told.contains("13 rows with a number"), "{told}");
    assert!(!told.contains("were archived in"), "each row was read: {told}");
    // one row on either side of the border
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, text.replacen("\"index\":7", "\"index\":8", 1)).unwrap();
    let (code, told) = keeper.run(&[&verify[..], &["--archive", path]].concat());
    assert!(code == Some(1) && told.contains("its digest is another"), "{told}");
    fs::write(path, text).unwrap();
    keeper
        .book
        .tamper("DELETE FROM audit_rows WHERE id = (SELECT row_id FROM register_leaves WHERE index = 8)")
        .await;
    let (code, told) = keeper.run(&[&verify[..], &["--archive", path]].concat());
    assert!(code == Some(1) && told.contains("DELETED: the row of number 8 is gone."), "{told}");

    let stranger = keeper.book.folder.join("stranger");
    fs::create_dir(&stranger).unwrap();
    fs::set_permissions(&stranger, fs::Permissions::from_mode(0o700)).unwrap();
    AuditKey::generate().save(&stranger).unwrap();
    let settings =
        [("DATABASE_URL", keeper.book.database.url()), ("SPORTELLO_KEYS", stranger.display().to_string())];
    let words = ["audit", "archive", keeper.archives.to_str().unwrap()];
    let refused = sportello(&words, &settings).output().unwrap();
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && told.contains("does not know the keeper's key"), "{told}");
}
