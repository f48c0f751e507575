// SPDX-License-Identifier: AGPL-3.0-or-later
//! Looks at scans: how they are answered, who may, and what a damaged file gets.

use super::{Counter, counter, document, open, picture};
use crate::support::Browser;
use futures_util::StreamExt;
use hyper::Method;
use sportello::evidence::{self, Cabinet, Checker, Folder, ScanDesk};
use sportello::operators::{CounterStaff, Role};
use std::sync::Arc;

async fn with_files(files: &[(&str, &[u8])]) -> (Counter, Vec<String>) {
    let mut counter = counter().await;
    assert_eq!(counter.upload(files).await.status, 303);
    let ids = counter.scans().await.iter().map(|scan| scan.id.to_string()).collect();
    (counter, ids)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_answered_as_a_file_that_is_kept_and_not_shown() {
    // several chunks, the last of them short
    let (file, png) = (document(20, &"lunga ".repeat(3_000)), picture(120, image::ImageFormat::Png));
    assert!(file.len() > 200_000);
    let (mut counter, ids) = Box::pin(with_files(&[("Rossi Maria.pdf", &file), ("b.png", &png)])).await;
    let case = counter.case.clone();
    let answer = open(&mut counter.anna, &case, &ids[0]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body == file, "as it came");
    for (header, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment; filename=\"scansione-1.pdf\""),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(header), value);
    }
    assert_eq!(answer.header("content-length"), file.len().to_string());
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("sandbox; default-src 'none'") && !policy.contains("allow-"), "{policy}");
    let answer = open(&mut counter.anna, &case, &ids[1]).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"scansione-2.png\"");
    assert!(answer.header("content-security-policy").starts_with("sandbox"));
    // a browser that fetches ahead asks with GET
    let ahead = counter.anna.send(Method::GET, &format!("{case}/scans/{}", ids[0]), b"").await;
    assert_eq!(ahead.status, 405);
    assert_eq!(counter.desk.house.audited("scan.view", "done").await, 2);
    let mut owner = counter.desk.house.database.owner().await;
    let views = evidence::views(&mut owner, case.rsplit('/').next().unwrap().parse().unwrap()).await.unwrap();
    assert_eq!(views.len(), 2);
    assert!(views.iter().all(|view| view.by_name == "ANNA Rossi"));
    counter.anna.open(&format!("{case}/scans")).await.says("aperto una volta");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_shown_to_its_counter_and_under_its_own_case_alone() {
    let (mut counter, ids) = Box::pin(with_files(&[("a.pdf", &document(1, "a"))])).await;
    let (house, case) = (&counter.desk.house, counter.case.clone());
    let look = async |name: &str, role, at: &str, case: &str| {
        let person = house.hire(name, role, &[at]).await;
        let mut browser: Browser = house.signed_in(&person).await;
        open(&mut browser, case, &ids[0]).await.status
    };
    assert_eq!(look("sara", Role::Supervisor, "AN01", &case).await, 200, "the counter's supervisor");
    assert_eq!(look("bruno", Role::Operator, "PU02", &case).await, 404);
    assert_eq!(look("carla", Role::Supervisor, "PU02", &case).await, 404);
    assert_eq!(house.audited("scan.view", "refused").await, 2);
    let other = counter.desk.card("accents");
    let other = counter.desk.open(&mut counter.anna, other.codice_fiscale.as_str()).await;
    assert_ne!(other, case);
    assert_eq!(open(&mut counter.anna, &other, &ids[0]).await.status, 404, "another case's scan");
    assert_eq!(open(&mut counter.anna, &case, &uuid::Uuid::now_v7().to_string()).await.status, 404);
    assert_eq!(open(&mut counter.anna, &case, "..%2f..%2fx").await.status, 404);
    assert_eq!(counter.desk.house.audited("scan.view", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_altered_cut_swapped_or_lost_is_not_shown() {
    let (one, two) = (document(20, &"uno ".repeat(4_000)), document(20, &"due ".repeat(4_000)));
    let (mut counter, ids) = Box::pin(with_files(&[("a.pdf", &one), ("b.pdf", &two)])).await;
    let case = counter.case.clone();
    let path = |id: &str| counter.desk.house.evidence.join(format!("{id}.scan"));
    let (path, other) = (path(&ids[0]), path(&ids[1]));
    let whole = std::fs::read(&path).unwrap();
    let mut altered = whole.clone();
    altered[150_000] ^= 1;
    let chunk = 65_536 + 16;
    let moved =
        [&whole[..27], &whole[27 + chunk..27 + 2 * chunk], &whole[27..27 + chunk], &whole[27 + 2 * chunk..]]
            .concat();
    let swapped = std::fs::read(other).unwrap();
    for bytes in
        [altered, whole[..whole.len() - 1].to_vec(), whole[..27 + chunk].to_vec(), moved, swapped, Vec::new()]
    {
        std::fs::write(&path, bytes).unwrap();
        let answer = open(&mut counter.anna, &case, &ids[0]).await;
        assert_eq!(answer.status, 409);
        assert!(
            answer.text().contains("non viene mostrato") && answer.header("content-disposition").is_empty()
        );
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(open(&mut counter.anna, &case, &ids[0]).await.status, 409);
    assert_eq!(counter.desk.house.audited("scan.view", "refused").await, 7);
    std::fs::write(&path, whole).unwrap();
    assert!(open(&mut counter.anna, &case, &ids[0]).await.body == one, "put back it is shown again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_deleted_while_it_is_looked_at_comes_whole_and_then_not_at_all() {
    for by_retention in [false, true] {
        Box::pin(looked_at(by_retention)).await;
    }
}

async fn looked_at(by_retention: bool) {
    let file = document(20, &"lunga ".repeat(3_000));
    let mut counter = counter().await;
    let house = &counter.desk.house;
    let pool = house.database.pool_of("sportello_web");
    let cabinet = Cabinet {
        folder: Folder::open(house.evidence.clone()).unwrap(),
        keys: sportello::seal::SecretBox::generate("evidence", chrono::Utc::now()),
        checker: Checker::new(env!("CARGO_BIN_EXE_sportello").into()),
    };
    let desk = ScanDesk { pool: &pool, cabinet: &cabinet, key: &house.audit_key, now: house.now() };
    let session = Arc::new(house.session(&counter.anna).await.unwrap());
    let staff = CounterStaff::of(&session).unwrap();
    let operator = sportello::operators::Operator::of(&session).unwrap();
    let policy = sportello::policy::PolicyBook::embedded();
    let today = sportello::policy::rome_date(desk.now);
    let policy = policy.on(today).unwrap();
    let shown = evidence::Shown::by_key(policy, today, super::ITEM).unwrap();
    let case = counter.case.rsplit('/').next().unwrap().parse().unwrap();
    let scan = evidence::receive(&desk, &operator, policy.scans(), case, &shown, &file).await.unwrap();
    let opened = evidence::view(&desk, &staff, case, scan.id).await.unwrap();
    if by_retention {
        let path = counter.case.clone();
        counter.anna.open(&format!("{path}/closure")).await;
        counter.anna.press("Chiudi la pratica", &[("reason", "il titolare torna un altro giorno")]).await;
        let later = desk.now + chrono::Duration::days(i64::from(scan.keep_days) + 1);
        let worker = house.database.pool_of("sportello_worker");
        let deleted = evidence::expire(&worker, &cabinet.folder, &house.audit_key, later).await.unwrap();
        assert_eq!(deleted, 1);
    } else {
        sportello::cases::remove_scan(&desk, &operator, policy, case, scan.id).await.unwrap();
    }
    assert!(counter.files().is_empty(), "the file is gone");
    let mut chunks = Box::pin(opened.chunks().unwrap());
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next().await {
        all.extend(chunk.unwrap());
    }
    assert!(all == file, "whoever was looking sees it to its end");
    let says = if by_retention { "alla fine della conservazione" } else { "Questo file è stato tolto il" };
    let case = counter.case.clone();
    let answer = open(&mut counter.anna, &case, &scan.id.to_string()).await;
    assert!(answer.status == 409 && answer.text().contains(says), "{}", answer.text());
}
