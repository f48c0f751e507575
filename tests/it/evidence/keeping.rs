// SPDX-License-Identifier: AGPL-3.0-or-later
//! How long scans are kept, what is swept away, rotation, and what the database refuses by itself.

use super::{Counter, counter, document, open};
use crate::support::mail::PostRoom;
use chrono::{Duration, Utc};
use diesel_async::RunQueryDsl;
use sportello::config::Process;
use sportello::db;
use sportello::evidence::{Folder, Why, expire, reseal, sweep};
use sportello::keys;
use sportello::seal::SecretBox;
use sportello::work::{self, WorkConfig, Worker};
use std::time::SystemTime;

/// A worker that keeps the same folder.
async fn worker(counter: &Counter, room: &PostRoom) -> Worker {
    let evidence = Some(counter.desk.house.evidence.clone());
    WorkConfig { evidence, ..room.config("smtp://127.0.0.1:9") }.open().await.unwrap()
}

async fn sql(counter: &Counter, sql: &str) -> Result<usize, diesel::result::Error> {
    let mut owner = counter.desk.house.database.owner().await;
    diesel::sql_query(sql).execute(&mut owner).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_goes_when_its_keeping_after_the_case_is_over_and_the_fact_stays() {
    let mut counter = counter().await;
    counter.upload(&[("a.pdf", &document(1, "a"))]).await;
    let (case, scan) = (counter.case.clone(), counter.scans().await.remove(0));
    assert_eq!(open(&mut counter.anna, &case, &scan.id.to_string()).await.status, 200);
    let room = PostRoom::new(&counter.desk.house.database);
    let worker = worker(&counter, &room).await;
    let kept = Duration::days(scan.keep_days.into());
    let later = counter.desk.house.now() + kept * 2;
    let (pool, folder) =
        (counter.desk.house.database.pool_of("sportello_worker"), &counter.desk.house.evidence);
    let folder = Folder::open(folder.clone()).unwrap();
    let gone = expire(&pool, &folder, &counter.desk.house.audit_key, later).await.unwrap();
    assert_eq!((gone, counter.files().len()), (0, 1), "the case is open: it is kept however old it is");
    counter.anna.open(&format!("{case}/closure")).await;
    counter.anna.press("Chiudi la pratica", &[("reason", "il titolare torna un altro giorno")]).await;
    let closed = counter.desk.house.now();
    work::run_jobs(&worker, closed + kept - Duration::hours(1)).await.unwrap();
    assert_eq!(counter.files().len(), 1, "until its day");
    work::run_jobs(&worker, closed + kept + Duration::hours(1)).await.unwrap();
    assert!(counter.files().is_empty());
    let after = counter.scans().await.remove(0);
    assert_eq!(after.deleted.unwrap().why, Why::Retention);
    assert_eq!(after.sha256, scan.sha256, "the digest stays");
    let mut owner = counter.desk.house.database.owner().await;
    assert_eq!(sportello::evidence::views(&mut owner, scan.case).await.unwrap().len(), 1, "and who looked");
    assert_eq!(keys::sealed_to(&mut owner, keys::EVIDENCE).await.unwrap(), [], "the key is gone");
    assert_eq!(counter.desk.house.audited("scan.expire", "done").await, 1);
    let mut anna = counter.desk.at_work().await;
    let answer = open(&mut anna, &case, &scan.id.to_string()).await;
    assert!(
        answer.status == 409 && answer.text().contains("alla fine della conservazione"),
        "{}",
        answer.text()
    );
}

/// What a process that was killed between the file's name and the row leaves behind.
#[tokio::test(flavor = "multi_thread")]
async fn files_without_row_are_swept_and_rows_without_file_are_told() {
    let mut counter = counter().await;
    counter
        .upload(&[("a.pdf", &document(1, "a")), ("b.pdf", &document(1, "b")), ("c.pdf", &document(1, "c"))])
        .await;
    let house = &counter.desk.house;
    let folder = Folder::open(house.evidence.clone()).unwrap();
    let pool = house.database.pool_of("sportello_worker");
    let orphan = |ending: &str, age: u64| {
        let path = house.evidence.join(format!("{}.{ending}", uuid::Uuid::now_v7()));
        let file = std::fs::File::create(&path).unwrap();
        file.set_modified(SystemTime::now() - std::time::Duration::from_secs(age)).unwrap();
        path
    };
    let (old, young) = (orphan("scan", 4_000), orphan("scan", 60));
    let (cut, writing) = (orphan("part", 4_000), orphan("part", 60));
    let foreign = house.evidence.join("README");
    std::fs::write(&foreign, "").unwrap();
    let swept = sweep(&pool, &folder, Utc::now()).await.unwrap();
    assert_eq!((swept.files, swept.missing.len()), (2, 0));
    assert!(!old.exists() && !cut.exists(), "older than an hour and without row");
    assert!(young.exists() && writing.exists() && foreign.exists());
    let scans = counter.scans().await;
    // deleted by its fact, its file left behind
    let deletion = format!(
        "INSERT INTO scan_deletions SELECT id, 'removed', now(), uploaded_by FROM scans WHERE id = '{}'",
        scans[0].id
    );
    sql(&counter, &deletion).await.unwrap();
    std::fs::remove_file(counter.desk.house.evidence.join(format!("{}.scan", scans[1].id))).unwrap();
    let swept = sweep(&pool, &folder, Utc::now()).await.unwrap();
    assert_eq!((swept.files, swept.missing), (1, vec![scans[1].id]));
    assert!(counter.desk.house.evidence.join(format!("{}.scan", scans[2].id)).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_key_is_pruned_once_all_scans_are_sealed_to_the_newer() {
    let mut counter = counter().await;
    counter.upload(&[("a.pdf", &document(1, "a")), ("b.pdf", &document(1, "b"))]).await;
    let house = &counter.desk.house;
    let mut web = db::connection(&house.database.pool_of("sportello_web")).await.unwrap();
    let mut owner = house.database.owner().await;
    let before = keys::sealed_to(&mut owner, keys::EVIDENCE).await.unwrap();
    assert_eq!(before.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [2]);
    // a ring without the key that sealed them opens nothing and changes nothing
    let stranger = SecretBox::generate(keys::EVIDENCE, Utc::now());
    assert!(reseal(&mut web, &stranger, &house.audit_key, Utc::now()).await.is_err());
    assert_eq!(keys::sealed_to(&mut owner, keys::EVIDENCE).await.unwrap(), before);

    let folder = std::env::temp_dir().join(format!("rotation-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    house.evidence_key().write(&folder).unwrap();
    let newer = Utc::now() + Duration::seconds(5);
    keys::rotate(&folder, Process::Serve, newer).unwrap();
    let pruned = keys::prune(&mut owner, &folder, Process::Serve).await.unwrap();
    assert!(pruned.iter().all(|key| key.deleted().is_none()), "two scans are sealed to it: {pruned:?}");
    let ring = SecretBox::load(&folder, keys::EVIDENCE).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(reseal(&mut web, &ring, &house.audit_key, Utc::now()).await.unwrap(), 2);
    assert_eq!(reseal(&mut web, &ring, &house.audit_key, Utc::now()).await.unwrap(), 0);
    let after = keys::sealed_to(&mut owner, keys::EVIDENCE).await.unwrap();
    assert_eq!(after, [(ring.key_id().to_string(), 2)]);
    let pruned = keys::prune(&mut owner, &folder, Process::Serve).await.unwrap();
    assert_eq!(pruned.iter().filter(|key| key.deleted().is_some()).count(), 1);
    assert!(SecretBox::load(&folder, keys::EVIDENCE).is_ok_and(|ring| ring.older_ids().count() == 0));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_the_rules_of_scans_by_itself() {
    let mut counter = counter().await;
    counter.upload(&[("a.pdf", &document(1, "a"))]).await;
    let scan = counter.scans().await.remove(0).id;
    let copy = "SELECT gen_random_uuid(), case_id, ordinal + 1, item, media, bytes, pages, width, height, sha256, retention, keep_days, uploaded_at, uploaded_by FROM scans";
    for (statement, said) in [
        (
            format!(
                "INSERT INTO scan_deletions VALUES ('{scan}', 'retention', now() + interval '99 years', NULL)"
            ),
            "kept until its day",
        ),
        (format!("INSERT INTO scan_deletions VALUES ('{scan}', 'removed', now(), NULL)"), "check constraint"),
        (
            format!("INSERT INTO scans {}", copy.replace("ordinal + 1", "ordinal")),
            "scans_case_id_ordinal_key",
        ),
        (format!("INSERT INTO scans {}", copy.replace("item", "'../../x'")), "scans_item_check"),
        (format!("INSERT INTO scans {}", copy.replace("media", "'html'")), "check constraint"),
        (format!("INSERT INTO scans {}", copy.replace("width", "7")), "check constraint"),
    ] {
        let told = sql(&counter, &statement).await.unwrap_err().to_string();
        assert!(told.contains(said), "{statement}: {told}");
    }
    sql(&counter, &format!("INSERT INTO scans {copy}")).await.unwrap();
    sql(&counter, &format!("INSERT INTO scan_deletions SELECT id, 'removed', now(), uploaded_by FROM scans WHERE id = '{scan}'")).await.unwrap();
    let told =
        sql(&counter, &format!("INSERT INTO scan_keys VALUES ('{scan}', decode(repeat('00', 70), 'hex'))"))
            .await;
    assert!(told.unwrap_err().to_string().contains("a deleted scan has no key"));
    let close = "UPDATE cases SET closed_at = now(), closed_by = opened_by, closure = 'abandoned', closure_reason = 'x'";
    sql(&counter, close).await.unwrap();
    for (statement, said) in [
        (format!("INSERT INTO scans {}", copy.replace("ordinal + 1", "ordinal + 5")), "a closed case takes no scan"),
        ("INSERT INTO scan_deletions SELECT id, 'removed', now(), uploaded_by FROM scans WHERE ordinal = 2".to_owned(), "is not removed"),
    ] {
        let told = sql(&counter, &statement).await.unwrap_err().to_string();
        assert!(told.contains(said), "{statement}: {told}");
    }
}
