// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files come in.

use super::{BOUNDARY, Counter, ITEM, counter, counter_with, document, multipart, picture, send, token};
use crate::support::Plan;
use hyper::Method;
use sportello::evidence::{Checker, Media};
use sportello::operators::Role;
use sportello::policy::PolicyBook;
use tokio::io::AsyncWriteExt;

/// The policy of Marche with a smaller number in a line of `[version.scans]`.
fn policy(line: &str, smaller: &str) -> PolicyBook {
    let text = include_str!("../../../policies/marche.toml");
    assert!(text.contains(line));
    let path = std::env::temp_dir().join(format!("scans-{}.toml", uuid::Uuid::now_v7()));
    std::fs::write(&path, text.replace(line, smaller)).unwrap();
    let book = PolicyBook::read(&path).ok().unwrap();
    std::fs::remove_file(path).unwrap();
    book
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_come_in_at_once_and_their_names_do_not_matter() {
    let mut counter = counter().await;
    let files: [(&str, &[u8]); 4] = [
        ("../../x", &document(2, "delega")),
        ("delega.exe", &picture(60, image::ImageFormat::Jpeg)),
        ("/etc/passwd", &picture(50, image::ImageFormat::Png)),
        ("", b""),
    ];
    let answer = counter.upload(&files).await;
    assert_eq!((answer.status, answer.header("location")), (303, format!("{}/scans", counter.case).as_str()));
    let scans = counter.scans().await;
    let kinds: Vec<_> = scans.iter().map(|scan| (scan.ordinal, scan.media)).collect();
    assert_eq!(kinds, [(1, Media::Pdf), (2, Media::Jpeg), (3, Media::Png)]);
    assert!(scans.iter().all(|scan| scan.item == ITEM && scan.keep_days > 0));
    let mut names: Vec<_> = counter.files().iter().map(|path| path.file_name().unwrap().to_owned()).collect();
    let mut wanted: Vec<std::ffi::OsString> =
        scans.iter().map(|scan| format!("{}.scan", scan.id).into()).collect();
    names.sort();
    wanted.sort();
    assert_eq!(names, wanted, "named by the scan alone");
    for path in counter.files() {
        let bytes = std::fs::read(path).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"%PDF-" || part == b"delega"), "in clear");
    }
    counter.anna.open(&format!("{}/scans", counter.case)).await.says("Delega firmata dal titolare");
    counter.anna.says("PDF, 2 pag.");
    assert_eq!(counter.desk.house.audited("scan.add", "done").await, 3);
    // the same file once more is the one that is there
    counter.upload(&[("again.pdf", files[0].1)]).await;
    assert_eq!(counter.scans().await.len(), 3);
    assert_eq!(counter.files().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_file_is_said_in_words_and_the_others_are_taken() {
    let mut counter = counter().await;
    let active = document(1, "x");
    let active =
        String::from_utf8_lossy(&active).replace("/Type/Catalog", "/Type/Catalog/AA<<>>").into_bytes();
    let polyglot = [b"<html>", &document(1, "y")[..]].concat();
    let files: [(&str, &[u8]); 4] = [
        ("<b>virus.pdf", &active),
        ("pagina.pdf", &polyglot),
        ("buono.pdf", &document(1, "z")),
        ("grande.png", &vec![0; 10_000_001]),
    ];
    let answer = counter.upload(&files).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    for words in [
        "File 1 (bvirus.pdf): contiene script",
        "File 2 (pagina.pdf): non è un PDF",
        "File 4 (grande.png): supera 10 MB",
    ] {
        assert!(page.contains(words), "{words} is not on the page:\n{page}");
    }
    assert_eq!((counter.scans().await.len(), counter.files().len()), (1, 1));
    assert_eq!(counter.desk.house.audited("scan.add", "refused").await, 2);
    let nothing = counter.upload(&[("", b"")]).await;
    assert!(nothing.status == 422 && nothing.text().contains("Scegli almeno un file"));
    let token = token(&mut counter.anna).await;
    for item in ["", "../../x", "identification", "<b>"] {
        let body = multipart(&token, item, &[("a.pdf", &document(1, "a"))]);
        let answer = send(&mut counter.anna, &counter.case, &body).await;
        assert!(answer.status == 422 && answer.text().contains("Scegli che cosa mostrano"), "{item}");
    }
    assert_eq!(counter.scans().await.len(), 1, "nothing that the policy does not name");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_uploads_at_once_never_pass_the_limit() {
    let policies = policy("per_case = 20", "per_case = 3");
    let mut counter = counter_with(Plan { policies, ..Plan::default() }).await;
    let token = token(&mut counter.anna).await;
    let mut others = Vec::new();
    for number in 0..6 {
        let mut browser = counter.desk.house.browser();
        browser.jar = counter.anna.jar.clone();
        let (case, file) = (counter.case.clone(), document(1, &format!("race {number}")));
        let body = multipart(&token, ITEM, &[("a.pdf", &file)]);
        others.push(tokio::spawn(async move { send(&mut browser, &case, &body).await.status }));
    }
    let mut taken = 0;
    for other in others {
        match other.await.unwrap() {
            303 => taken += 1,
            status => assert_eq!(status, 422),
        }
    }
    assert_eq!(taken, 3);
    assert_eq!((counter.scans().await.len(), counter.files().len()), (3, 3), "nothing is left of the others");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_cut_leaves_nothing() {
    let mut counter = counter().await;
    let token = token(&mut counter.anna).await;
    let body = multipart(
        &token,
        ITEM,
        &[("a.pdf", &document(1, "whole")), ("b.png", &picture(300, image::ImageFormat::Png))],
    );
    let cookies: Vec<String> =
        counter.anna.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
    for cut in [body.len() - 1_000, body.len() / 2, 400, body.len() - 3] {
        let mut line = tokio::net::TcpStream::connect(counter.desk.house.address).await.unwrap();
        let head = format!(
            "POST {}/scans HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\n\r\n",
            counter.case,
            counter.desk.house.address,
            cookies.join("; "),
            body.len()
        );
        line.write_all(head.as_bytes()).await.unwrap();
        line.write_all(&body[..cut]).await.unwrap();
        line.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let _cut = tokio::io::AsyncReadExt::read_to_end(&mut line, &mut answer).await;
    }
    let scans = counter.scans().await;
    assert!(scans.iter().all(|scan| scan.media == Media::Pdf), "the picture never came whole");
    assert!(scans.len() <= 1 && counter.files().len() == scans.len(), "files and rows are the same");
}

/// A file system of 64 KiB, which only root can mount; elsewhere `/dev/full` in the cipher's own test stands for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_in_words_and_leaves_nothing() {
    let mut counter = counter().await;
    let folder = counter.desk.house.evidence.clone();
    let mut mount = std::process::Command::new("mount");
    let mounted = mount.args(["-t", "tmpfs", "-o", "size=64k,mode=0700", "none"]).arg(&folder).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("not mounted: nothing was tried here");
        return;
    }
    let answer = counter
        .upload(&[
            ("piccolo.pdf", &document(1, "small")),
            ("grande.png", &picture(300, image::ImageFormat::Png)),
        ])
        .await;
    let (scans, files) = (counter.scans().await.len(), counter.files().len());
    assert!(std::process::Command::new("umount").arg("-l").arg(&folder).status().unwrap().success());
    assert!(answer.status == 422 && answer.text().contains("il disco è pieno"), "{}", answer.text());
    assert_eq!((scans, files), (1, 1), "the small file is there, and nothing of the large one");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_from_a_page_of_this_session_alone() {
    let mut counter = counter().await;
    let file = document(1, "x");
    for token in ["", "wrong"] {
        let body = multipart(token, ITEM, &[("a.pdf", &file)]);
        assert_eq!(send(&mut counter.anna, &counter.case, &body).await.status, 403);
    }
    let mut stranger = counter.desk.house.browser();
    stranger.open("/sign-in").await;
    let token = stranger.form("Continua", &[]).1.remove(0).1;
    let answer = send(&mut stranger, &counter.case, &multipart(&token, ITEM, &[("a.pdf", &file)])).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/sign-in"));
    // the session ends while the page is open: no file is taken or parked, and the way is to sign in
    let body = multipart(&super::token(&mut counter.anna).await, ITEM, &[("a.pdf", &file)]);
    counter.desk.house.later(chrono::Duration::minutes(16));
    let answer = send(&mut counter.anna, &counter.case, &body).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/sign-in"));
    assert_eq!((counter.scans().await.len(), counter.files().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_counters_case_takes_no_file() {
    let counter = counter().await;
    let bruno = counter.desk.house.hire("bruno", Role::Operator, &["PU02"]).await;
    let mut bruno = counter.desk.house.signed_in(&bruno).await;
    let token = token(&mut bruno).await;
    let body = multipart(&token, ITEM, &[("a.pdf", &document(1, "x"))]);
    assert_eq!(send(&mut bruno, &counter.case, &body).await.status, 404);
    assert_eq!((counter.scans().await.len(), counter.files().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_nobody_could_look_at_is_not_taken() {
    let checker = Checker::new("/bin/false".into());
    let mut counter: Counter = counter_with(Plan { checker, ..Plan::default() }).await;
    let answer = counter.upload(&[("a.pdf", &document(1, "x"))]).await;
    assert!(answer.status == 422 && answer.text().contains("non è stato possibile esaminarlo"));
    assert_eq!((counter.scans().await.len(), counter.files().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_taken_back_until_the_request_is_signed() {
    let mut counter = counter().await;
    let case = counter.case.clone();
    counter.upload(&[("a.pdf", &document(1, "a")), ("b.pdf", &document(1, "b"))]).await;
    counter.anna.open(&format!("{case}/scans")).await;
    let first = counter.scans().await[0].id;
    let (action, fields) = counter.anna.form("Togli 1, Delega firmata dal titolare", &[]);
    assert_eq!(action, format!("{case}/scans/{first}/removal"));
    let body = crate::support::encode(&fields);
    let answer = counter.anna.send(Method::POST, &action, &body).await;
    assert_eq!(answer.status, 303);
    let scans = counter.scans().await;
    assert!(scans[0].deleted.is_some() && scans[1].deleted.is_none());
    assert_eq!(counter.files().len(), 1);
    counter.anna.open(&format!("{case}/scans")).await.says("Restano l’impronta del file");
    assert_eq!(counter.anna.send(Method::POST, &action, &body).await.status, 409, "once");
    let card = counter.desk.card("ready");
    counter.desk.holder(&mut counter.anna, &case, card).await;
    counter.desk.hand_in(&mut counter.anna, &case, card.card_number.as_str(), card.expires).await;
    counter.desk.identify(&mut counter.anna, &case).await;
    counter.desk.contact(&mut counter.anna, &case, "ready@example.org").await;
    counter.desk.sign(&mut counter.anna, &case).await;
    let second = format!("{case}/scans/{}/removal", scans[1].id);
    let answer = counter.anna.send(Method::POST, &second, &body).await;
    assert!(answer.status == 409 && answer.text().contains("La richiesta è firmata"), "{}", answer.text());
    assert_eq!(counter.files().len(), 1);
}
