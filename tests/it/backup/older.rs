// SPDX-License-Identifier: AGPL-3.0-or-later
//! Yesterday's database with today's keys, today's database with yesterday's keys.

use super::{Folder, asked, keeper, run};
use crate::support::authority::TestAuthority;
use crate::support::mail::{Desk, PostRoom, Sink, row};
use crate::support::{Plan, database, house_with};
use chrono::{TimeDelta, Utc};
use diesel_async::SimpleAsyncConnection;
use hyper::Method;
use sportello::operators::Role;
use sportello::seal::PrivateKey;
use sportello::starts::{self, Halted, Why};
use sportello::work;
use std::path::Path;

#[tokio::test(flavor = "multi_thread")]
async fn yesterdays_database_sends_and_withdraws_nothing_until_somebody_resumes() {
    let (database, sink, folder, now) = (database().await, Sink::start(), Folder::new(), Utc::now());
    let url = database.url();
    let keeper = keeper(&url, &folder.0);
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, "maria@example.org", now).await;
    drop(room.worker(&sink.url()).await);
    let file = folder.file("yesterday");
    assert!(run(&url, &["backup", &file]).0);
    // the day goes on: the mail goes out, and the worker starts anew
    let worker = room.worker(&sink.url()).await;
    assert_eq!(work::drain(&worker, now).await.unwrap(), 1);
    drop(worker);
    let today = std::fs::read_to_string(room.folder().join("start-number")).unwrap();
    while !run(&url, &["restore", "--replace", &file]).0 {}
    assert!(asked(&url, "SELECT number FROM starts").parse::<i64>().unwrap() < today.trim().parse().unwrap());
    // somebody who put the state back by other means than ours
    asked(&url, "UPDATE starts SET halted_at = NULL, halted_why = NULL");

    let worker = room.worker(&sink.url()).await;
    assert!(worker.is_halted(), "its own file tells");
    assert_eq!(work::drain(&worker, now + TimeDelta::hours(1)).await.unwrap(), 0);
    assert_eq!(
        work::run_jobs(&worker, now + TimeDelta::days(30)).await.unwrap(),
        0,
        "nothing is erased either"
    );
    assert_eq!(sink.taken().len(), 1, "the citizen has it once");
    assert_eq!(starts::state(&mut desk.owner).await.unwrap().halted.unwrap().1, Why::OlderDatabase);
    let (_, checked) = run(&url, &["check"]);
    assert!(checked.contains("a process remembers a newer state"), "{checked}");

    let resume = |words: &[&str]| {
        let mut command = super::command(&url, words);
        super::told(&command.env("SPORTELLO_KEYS", &keeper).output().unwrap())
    };
    let (done, said) = resume(&["resume"]);
    assert!(done && said.contains("1 unsent mails wait"), "{said}");
    let (done, said) = resume(&["resume"]);
    assert!(done && said.contains("Nothing is halted"), "{said}");
    // a process that compared before the resume, and asks for its halt only now
    asked(&url, "SELECT halt('older_keys', 0, now(), NULL)");
    assert_eq!(asked(&url, "SELECT halted_at IS NULL FROM starts"), "t", "the resume stands");
    let worker = room.worker(&sink.url()).await;
    assert!(!worker.is_halted());
    assert_eq!(work::drain(&worker, now + TimeDelta::hours(1)).await.unwrap(), 0);
    let row = row(&mut desk.owner, letter).await;
    assert_eq!(
        (row.state.as_str(), row.reason.as_str(), row.acts.as_str()),
        ("given_up", "restored", "mail.give_up")
    );
    assert!(row.has_payload, "a person may still decide to send it");
    assert_eq!(asked(&url, "SELECT count(*) FROM audit_rows WHERE act = 'database.resume'"), "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_was_not_handed_over_is_void_after_a_resume() {
    let (database, folder, now) = (database().await, Folder::new(), Utc::now());
    let url = database.url();
    let keeper = keeper(&url, &folder.0);
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    desk.release(&database, &room.mail_key, "maria@example.org", now).await;
    let file = folder.file("b");
    assert!(run(&url, &["backup", &file]).0);
    while !run(&url, &["restore", "--replace", &file]).0 {}
    let mut command = super::command(&url, &["resume"]);
    let (done, said) = super::told(&command.env("SPORTELLO_KEYS", &keeper).output().unwrap());
    assert!(done && said.contains("1 releases ended"), "{said}");
    for (what, count) in [
        ("sheets WHERE first_half IS NULL AND withdrawn_at IS NOT NULL", "1"),
        ("waiting_second_halves", "0"),
        ("releases WHERE ending = 'withdrawn' AND ended_by IS NULL", "1"),
        ("audit_rows WHERE act = 'release.withdraw' AND case_id IS NOT NULL", "1"),
    ] {
        assert_eq!(asked(&url, &format!("SELECT count(*) FROM {what}")), count, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn yesterdays_keys_halt_todays_database_and_a_newer_key_does_not() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    assert!(!room.worker(&sink.url()).await.is_halted());
    let newer = PrivateKey::generate("mail", now + TimeDelta::days(1));
    let file = newer.write(room.folder()).unwrap().with_extension("key");
    assert!(!room.worker(&sink.url()).await.is_halted(), "keys are rotated in the folder first");
    std::fs::rename(&file, file.with_extension("away")).unwrap();
    assert!(room.worker(&sink.url()).await.is_halted(), "the folder of yesterday lacks it");
    std::fs::rename(file.with_extension("away"), &file).unwrap();
    assert!(room.worker(&sink.url()).await.is_halted(), "until a person has looked at it");
    let mut owner = database.owner().await;
    assert_eq!(starts::state(&mut owner).await.unwrap().halted.unwrap().1, Why::OlderKeys);
    let resumed = starts::resume(&mut owner, &database.worker_key, now).await.unwrap().unwrap();
    assert_eq!((resumed.releases, resumed.mails), (0, 0));
    assert!(!room.worker(&sink.url()).await.is_halted());
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_resume_no_revocation_list_has_a_number_of_the_lost_time() {
    let (database, now) = (database().await, Utc::now());
    let (authority, _) = TestAuthority::with_lot(&database).await;
    authority.engine.sign_due_lists(now).await.unwrap();
    let before = authority.engine.crl_parts();
    assert!(!before.is_empty() && before.iter().all(|part| part.number < 1_000));
    let mut owner = database.owner().await;
    owner.batch_execute("SELECT halt('restored', 0, now(), NULL)").await.unwrap();
    starts::resume(&mut owner, &database.worker_key, now).await.unwrap().unwrap();
    let signed = authority.engine.sign_due_lists(now).await.unwrap();
    assert_eq!(signed.len(), before.len(), "all parts are signed anew");
    assert!(authority.engine.crl_parts().iter().all(|part| part.number > now.timestamp()));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_process_may_end_a_halt_by_itself() {
    let database = database().await;
    for role in ["sportello_web", "sportello_worker"] {
        let pool = database.pool_of(role);
        let mut conn = sportello::db::connection(&pool).await.unwrap();
        conn.batch_execute("SELECT halt('restored', 7, now(), NULL)").await.unwrap();
        for sql in ["UPDATE starts SET halted_at = NULL, halted_why = NULL", "DELETE FROM starts"] {
            let said = conn.batch_execute(sql).await.unwrap_err().to_string();
            assert!(said.contains("permission denied"), "{role}: {said}");
        }
    }
    assert_eq!(
        asked(&database.url(), "SELECT raise_start(5), number FROM starts").split('|').next(),
        Some("8")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_read_and_nothing_is_done_while_the_state_is_older() {
    let halted = Halted::default();
    let house = house_with(Plan { halted: halted.clone(), ..Plan::default() }).await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut browser = house.signed_in(&anna).await;
    browser.open("/").await;
    assert!(!browser.text().contains("Sola lettura"));
    let (path, fields) = browser.form("Cerca", &[("sought", "RSSMRA80A01H501U")]);
    halted.set(true);
    browser.open("/").await;
    assert!(browser.status() == 200 && browser.text().contains("Sola lettura"), "{}", browser.text());
    let rows = "SELECT count(*) FROM look_ups";
    let answer = browser.send(Method::POST, &path, &crate::support::encode(&fields)).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("Non è stato fatto nulla"), "{}", answer.text());
    assert_eq!(asked(&house.database.url(), rows), "0");
    let mut other = house.signed_in(&anna).await;
    other.open("/").await;
    assert!(other.text().contains("Sola lettura"), "signing in goes on");
    halted.set(false);
    let answer = browser.send(Method::POST, &path, &crate::support::encode(&fields)).await;
    assert_eq!(answer.status, 303);
    assert_eq!(asked(&house.database.url(), rows), "1");
}

#[test]
fn a_folder_that_cannot_keep_the_number_is_told_in_one_sentence() {
    let folder = Folder::new();
    std::fs::create_dir(folder.0.join("start-number")).unwrap();
    let ring = sportello::seal::KeyRing::of([PrivateKey::generate("mail", Utc::now())]);
    let error = starts::Starts::begin(Path::new(&folder.0), "mail", &ring).err().unwrap().to_string();
    assert!(error.contains("start-number") && error.contains("how new its database is"), "{error}");
}
