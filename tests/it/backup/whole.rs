// SPDX-License-Identifier: AGPL-3.0-or-later
//! A backup is whole or there is none; so is a restore.

use super::cluster::Cluster;
use super::{Empty, Folder, asked, command, dump, run, same, told};
use crate::support::database;
use crate::support::mail::{Desk, PostRoom};
use chrono::Utc;
use diesel_async::SimpleAsyncConnection;
use std::process::Command;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_restored_into_a_cluster_that_nobody_has_used() {
    let (database, folder) = (database().await, Folder::new());
    let (authority, _) = crate::support::authority::TestAuthority::with_lot(&database).await;
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.second_half(&database, &room.mail_key, "maria@example.org", Utc::now()).await;
    drop(authority);
    let file = folder.file("today.backup");
    let (made, said) = run(&database.url(), &["backup", &file]);
    assert!(made && said.contains("start number"), "{said}");
    assert_eq!(folder.names(), ["today.backup"]);
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let (again, said) = run(&database.url(), &["backup", &file]);
    assert!(!again && said.contains("never replaces another"), "{said}");

    let cluster = Cluster::start();
    let (restored, said) = run(&cluster.url(), &["restore", &file]);
    assert!(restored && said.contains("until `sportello resume`"), "{said}");
    same(&dump(&cluster.url()), &dump(&database.url()));
    assert_ne!(asked(&cluster.url(), "SELECT count(*) FROM authority.chips"), "0");
    assert_eq!(asked(&cluster.url(), "SELECT halted_why FROM starts"), "restored");
    let (_, checked) = run(&cluster.url(), &["check"]);
    assert!(checked.contains("forbidden acts are refused"), "{checked}");
    assert!(checked.contains("ok     migrations: all done"), "{checked}");
    assert!(checked.contains("WRONG  state: halted since"), "{checked}");
    assert_eq!(
        asked(&cluster.url(), "SELECT has_database_privilege('sportello_web', 'postgres', 'CONNECT')"),
        "t"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_touches_nothing_before_everything_was_looked_at() {
    let (database, folder) = (database().await, Folder::new());
    let empty = Empty::beside(&database).await;
    let file = folder.file("b");
    assert!(run(&database.url(), &["backup", &file]).0);
    let before = dump(&database.url());
    let refused = |url: &str, words: &[&str], why: &str| {
        let (done, said) = run(url, words);
        assert!(!done && said.contains(why) && said.contains("nothing was changed"), "{why}: {said}");
    };
    refused(&database.url(), &["restore", &file], "the database is not empty");
    let pool = database.pool_of("sportello_web");
    let working = sportello::db::connection(&pool).await.unwrap();
    refused(&database.url(), &["restore", "--replace", &file], "connections of serve, work or authority");
    drop((working, pool));
    refused(&empty.url(), &["restore", &folder.file("none")], "No such file");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(folder.file("flipped"), &bytes).unwrap();
    std::fs::write(folder.file("cut"), &bytes[..middle]).unwrap();
    std::fs::write(folder.file("other"), "PK").unwrap();
    for name in ["flipped", "cut", "other"] {
        refused(&empty.url(), &["restore", &folder.file(name)], "no whole backup");
        refused(&database.url(), &["restore", "--replace", &folder.file(name)], "no whole backup");
    }
    same(&dump(&database.url()), &before);
    assert_eq!(asked(&empty.url(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");

    database
        .owner()
        .await
        .batch_execute("DROP TABLE mail_attempts; CREATE TABLE stray (x int)")
        .await
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    // the pool's connections are closed in a moment
    while !run(&database.url(), &["restore", "--replace", &file]).0 {
        assert!(Instant::now() < deadline, "the restore is refused");
    }
    same(&dump(&database.url()), &before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_one_sentence_and_no_half_file() {
    let (database, folder) = (database().await, Folder::new());
    let file = folder.file("b");
    // a limit on the size of files is what a full disk is to a program that writes
    let limited = "trap '' XFSZ; ulimit -f 40; exec \"$0\" backup \"$1\"";
    let mut sh = Command::new("sh");
    sh.args(["-c", limited, env!("CARGO_BIN_EXE_sportello"), &file]).env("DATABASE_URL", database.url());
    let (done, said) = told(&sh.output().unwrap());
    assert!(!done && said.contains("no backup was made"), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(folder.names().is_empty(), "{:?}", folder.names());
    let (done, said) = run(&database.url(), &["backup", &folder.file("nowhere/b")]);
    assert!(!done && said.contains("No such file") && said.contains("no backup was made"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_killed_leaves_nothing_that_looks_like_one() {
    let (database, folder) = (database().await, Folder::new());
    let file = folder.file("b");
    let mut owner = database.owner().await;
    owner.batch_execute("BEGIN; LOCK TABLE audit_rows IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let mut child = command(&database.url(), &["backup", &file]).spawn().unwrap();
    let began = Instant::now();
    while folder.names().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(folder.names(), ["b.part"]);
    owner.batch_execute("ROLLBACK").await.unwrap();
    assert!(run(&database.url(), &["backup", &file]).0);
    assert_eq!(folder.names(), ["b"]);
    let empty = Empty::beside(&database).await;
    assert!(run(&empty.url(), &["restore", &file]).0, "it is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_is_killed_leaves_the_database_as_it_was() {
    let (database, folder) = (database().await, Folder::new());
    let file = folder.file("b");
    let ballast =
        "CREATE TABLE ballast AS SELECT g, repeat(md5(g::text), 20) AS t FROM generate_series(1, 30000) g";
    database.owner().await.batch_execute(ballast).await.unwrap();
    assert!(run(&database.url(), &["backup", &file]).0);
    let empty = Empty::beside(&database).await;
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'authority')";
    let mut caught = 0;
    for pause in [0, 30, 100, 250, 500] {
        let mut child = command(&empty.url(), &["restore", "--replace", &file]).spawn().unwrap();
        let psql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sportello backup'";
        while asked(&empty.url(), psql) == "0" && child.try_wait().unwrap().is_none() {}
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        let killed = !child.wait().unwrap().success();
        while asked(&empty.url(), psql) != "0" {
            std::thread::sleep(Duration::from_millis(20));
        }
        let whole = asked(&empty.url(), tables) != "0";
        if whole {
            assert_eq!(asked(&empty.url(), "SELECT count(*) FROM ballast"), "30000");
            assert_eq!(asked(&empty.url(), "SELECT halted_why FROM starts"), "restored");
            break;
        }
        caught += usize::from(killed);
    }
    assert!(caught > 0, "it was killed in the middle");
    assert!(run(&empty.url(), &["restore", "--replace", &file]).0);
    same(&dump(&empty.url()), &dump(&database.url()));
}
