// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mail room's folder: what lies in it, and what happens when it takes nothing.

use crate::support::database;
use crate::support::mail::{Desk, PostRoom, row};
use crate::support::visit::words_of;
use chrono::{TimeDelta, Utc};
use diesel_async::RunQueryDsl;
use sportello::db;
use sportello::outbox;
use sportello::work::{self, WorkConfig, Worker};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const HOME: &str = "post:Maria Lucìa D'Amico|Via Roma 1|60121|Ancona|AN";

/// A folder of a mail room; it goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("letters-{}", uuid::Uuid::now_v7()));
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

async fn worker(room: &PostRoom, folder: Option<&Path>) -> Worker {
    // no mail server answers there: a letter by post needs none
    let config = room.config("smtp://127.0.0.1:9");
    WorkConfig { letters: folder.map(Path::to_path_buf), ..config }.open().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_lies_in_the_print_folder_once_and_nowhere_else() {
    let (database, now, folder) = (database().await, Utc::now(), Folder::new());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, HOME, now).await;
    let worker = worker(&room, Some(&folder.0)).await;
    assert_eq!(work::drain(&worker, now).await.unwrap(), 1);
    assert_eq!(work::drain(&worker, now + TimeDelta::days(1)).await.unwrap(), 0, "it is rendered once");
    assert_eq!(folder.names(), [format!("{letter}.pdf")]);
    let paper = fs::read(folder.0.join(format!("{letter}.pdf"))).unwrap();
    let words = words_of(&paper).replace('\n', " ");
    for said in [
        "Maria Lucìa D'Amico",
        "Via Roma 1",
        "60121 Ancona AN",
        "R-000001",
        "Second half of the codes",
        "071 000000",
    ] {
        assert!(words.contains(said), "{said}\n{words}");
    }
    assert!(words.replace(' ', "").contains("••347"), "{words}");
    let row = row(&mut desk.owner, letter).await;
    assert_eq!((row.state.as_str(), row.acts.as_str()), ("accepted", "mail.accept"));
    let pool = database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let told = outbox::letters_of_case(&mut web, desk.case).await.unwrap().pop().unwrap();
    assert_eq!(told.state.text_key(), "mail-state-printed");
    assert_eq!(told.shown(), "Maria Lucìa D'Amico, Via Roma 1, 60121 Ancona (AN)");
    // in the database nothing of the paper
    let dump = Command::new("pg_dump").arg(database.url()).output().unwrap();
    assert!(dump.status.success() && !String::from_utf8_lossy(&dump.stdout).contains("%PDF"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_missing_unset_or_open_keeps_the_letter_waiting_until_it_is_mended() {
    let (database, now, folder) = (database().await, Utc::now(), Folder::new());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, HOME, now).await;
    work::drain(&worker(&room, None).await, now).await.unwrap();
    let waiting = row(&mut desk.owner, letter).await;
    assert_eq!((waiting.state.as_str(), waiting.reason.as_str()), ("waiting", "server_away"));
    assert_eq!(waiting.reply, "there is no print folder");
    let worker = worker(&room, Some(&folder.0)).await;
    let away = folder.0.with_extension("away");
    fs::rename(&folder.0, &away).unwrap();
    work::drain(&worker, now + TimeDelta::hours(2)).await.unwrap();
    assert_eq!(row(&mut desk.owner, letter).await.state, "waiting");
    fs::rename(&away, &folder.0).unwrap();
    fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o770)).unwrap();
    work::drain(&worker, now + TimeDelta::hours(4)).await.unwrap();
    let waiting = row(&mut desk.owner, letter).await;
    assert_eq!((waiting.state.as_str(), waiting.attempts), ("waiting", 3));
    assert!(folder.names().is_empty(), "where others may read nothing is written");
    let pool = database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let told = outbox::letters_of_case(&mut web, desk.case).await.unwrap().pop().unwrap();
    assert_eq!(told.reason_key(outbox::Reason::ServerAway), "mail-reason-print_folder");
    fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o700)).unwrap();
    work::drain(&worker, now + TimeDelta::hours(6)).await.unwrap();
    assert_eq!(row(&mut desk.owner, letter).await.state, "accepted");
    assert_eq!(folder.names(), [format!("{letter}.pdf")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_leaves_no_half_a_letter_and_the_letter_waits() {
    let (database, now, folder) = (database().await, Utc::now(), Folder::new());
    let small = ["-t", "tmpfs", "-o", "size=8k,mode=0700", "none"];
    let mounted = Command::new("mount").args(small).arg(&folder.0).status().unwrap().success();
    if !mounted {
        eprintln!("only root may mount a small disk: not tried");
        return;
    }
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, HOME, now).await;
    let worker = worker(&room, Some(&folder.0)).await;
    work::drain(&worker, now).await.unwrap();
    let (waiting, names) = (row(&mut desk.owner, letter).await, folder.names());
    let larger = Command::new("mount").args(["-o", "remount,size=1m"]).arg(&folder.0).status().unwrap();
    work::drain(&worker, now + TimeDelta::hours(2)).await.unwrap();
    let after = (row(&mut desk.owner, letter).await, folder.names());
    Command::new("umount").arg(&folder.0).status().unwrap();
    assert_eq!((waiting.state.as_str(), names.len()), ("waiting", 0), "{waiting:?} {names:?}");
    assert!(larger.success());
    assert_eq!((after.0.state.as_str(), after.1), ("accepted", vec![format!("{letter}.pdf")]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_altered_beside_the_seal_prints_nothing() {
    let thief = "post:Maria Lucìa D'Amico|Via del Ladro 1|60121|Ancona|AN";
    for recipient in [thief, "thief@example.org"] {
        let (database, now, folder) = (database().await, Utc::now(), Folder::new());
        let room = PostRoom::new(&database);
        let mut desk = Desk::open(&database).await;
        let letter = desk.second_half(&database, &room.mail_key, HOME, now).await;
        let alter = diesel::sql_query("UPDATE outbox SET recipient = $1");
        alter.bind::<diesel::sql_types::Text, _>(recipient).execute(&mut desk.owner).await.unwrap();
        work::drain(&worker(&room, Some(&folder.0)).await, now).await.unwrap();
        let row = row(&mut desk.owner, letter).await;
        assert_eq!((row.state.as_str(), row.reason.as_str()), ("alarm", "recipient_differs"));
        assert!(folder.names().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_does_not_start_with_a_folder_that_others_may_read() {
    let (database, folder) = (database().await, Folder::new());
    let room = PostRoom::new(&database);
    fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o755)).unwrap();
    let config = WorkConfig { letters: Some(folder.0.clone()), ..room.config("smtp://127.0.0.1:9") };
    let error = config.open().await.err().unwrap().to_string();
    assert!(error.contains("SPORTELLO_LETTER_FOLDER") && error.contains("0700"), "{error}");
}
