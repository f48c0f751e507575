// SPDX-License-Identifier: AGPL-3.0-or-later
//! Newer keys: stored codes move to them at once, halves wait, and older keys go when nothing is sealed to them.

use super::{asked, run};
use crate::support::authority::TestAuthority;
use crate::support::database;
use crate::support::mail::{Desk, PostRoom};
use chrono::{TimeDelta, Utc};
use diesel_async::SimpleAsyncConnection;
use sportello::authority::engine::Engine;
use sportello::config::Process;
use sportello::keys::{self, Pruned};
use sportello::seal::PrivateKey;

#[tokio::test(flavor = "multi_thread")]
async fn the_authoritys_codes_move_to_the_newer_key_and_then_the_older_one_goes() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let folder = authority.config.keys.clone();
    let chips = lot.cards.iter().filter(|card| card.chip_serial.is_some()).count();
    let newer = PrivateKey::generate("codes", Utc::now() + TimeDelta::days(1));
    newer.write(&folder).unwrap();
    let mut owner = database.owner().await;
    let before = keys::prune(&mut owner, &folder, Process::Authority).await.unwrap();
    assert!(matches!(&before[..], [Pruned::Kept(_, count)] if *count == chips as i64), "{before:?}");

    let engine = Engine::open(&authority.config, Utc::now()).await.unwrap();
    let mut told = Vec::new();
    assert_eq!(engine.reseal(|done, all| told.push((done, all))).await.unwrap(), chips as i64);
    assert_eq!(told.last(), Some(&(chips as i64, chips as i64)));
    assert_eq!(engine.reseal(|_, _| panic!("nothing is left")).await.unwrap(), 0);
    assert_eq!(keys::sealed_to(&mut owner, "codes").await.unwrap(), [(newer.id().to_string(), chips as i64)]);
    let after = keys::prune(&mut owner, &folder, Process::Authority).await.unwrap();
    assert!(matches!(&after[..], [Pruned::Deleted(_)]), "{after:?}");
    assert_eq!(keys::prune(&mut owner, &folder, Process::Authority).await.unwrap(), []);
    let alone = Engine::open(&authority.config, Utc::now()).await.unwrap();
    // every card's codes open with the newer key alone
    let newest = PrivateKey::generate("codes", Utc::now() + TimeDelta::days(2));
    newest.write(&folder).unwrap();
    drop(alone);
    let again = Engine::open(&authority.config, Utc::now()).await.unwrap();
    assert_eq!(again.reseal(|_, _| ()).await.unwrap(), chips as i64);
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_sealed_to_a_lost_key_stop_the_run_with_its_name() {
    let database = database().await;
    let (authority, _) = TestAuthority::with_lot(&database).await;
    let folder = authority.config.keys.clone();
    for entry in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap()) {
        if entry.file_name().to_str().unwrap().starts_with("codes-") {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    PrivateKey::generate("codes", Utc::now()).write(&folder).unwrap();
    let engine = Engine::open(&authority.config, Utc::now()).await.unwrap();
    let error = engine.reseal(|_, _| ()).await.unwrap_err().to_string();
    assert!(error.contains("sealed to key codes-") && error.contains("not held here"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_key_stays_while_a_half_waits_under_it() {
    let (database, now) = (database().await, Utc::now());
    let room = PostRoom::new(&database);
    let folder = room.folder().display().to_string();
    std::fs::set_permissions(room.folder(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let mut desk = Desk::open(&database).await;
    desk.release(&database, &room.mail_key, "maria@example.org", now).await;
    let prune = || run(&database.url(), &["keys", "prune", "work", &folder]);
    let (done, said) = prune();
    assert!(done && said.contains("There is no older key"), "{said}");
    PrivateKey::generate("mail", now + TimeDelta::days(1)).write(room.folder()).unwrap();
    let (done, said) = prune();
    assert!(!done && said.contains("stays: 1 values are sealed to it"), "{said}");
    let older = room.folder().join(format!("{}.key", room.mail_key.id()));
    assert!(older.exists());
    let (_, checked) = run(&database.url(), &["check"]);
    assert!(checked.contains(&format!("mail: 1 to {}", room.mail_key.id())), "{checked}");
    desk.owner.batch_execute("DELETE FROM waiting_second_halves").await.unwrap();
    let (done, said) = prune();
    assert!(done && said.contains("is deleted"), "{said}");
    assert!(!older.exists() && !older.with_extension("pub").exists());
    assert_eq!(asked(&database.url(), "SELECT count(*) FROM audit_rows WHERE act = 'key.prune'"), "1");
}
