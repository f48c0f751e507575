// SPDX-License-Identifier: AGPL-3.0-or-later
//! `kill -9` of `serve` while it takes files in: no row without its file, nothing recorded that was not answered, what is left of a
//! file is swept, and the case goes on.

use crate::support::Browser;
use crate::support::delegated::{COPY, guardians_step};
use crate::support::files::{document, headers, picture};
use crate::support::running_demo::RunningDemo;
use crate::support::visit::{Shown, holders};
use diesel_async::RunQueryDsl;
use sportello::db;
use sportello::evidence::{Folder, sweep};
use std::time::Duration;
use tokio::io::AsyncWriteExt;

async fn count(demo: &RunningDemo, of: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        rows: i64,
    }
    let counted = diesel::sql_query(format!("SELECT count(*) AS rows FROM {of}"));
    counted.get_result::<Count>(&mut demo.database().await).await.unwrap().rows
}

/// Files of the evidence folder with that ending.
fn files(demo: &RunningDemo, ending: &str) -> usize {
    let entries = std::fs::read_dir(demo.folder.join("evidence")).unwrap();
    entries
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|end| end == ending))
        .count()
}

/// Sends so much of a body, waits, and kills the web process; waits until it is back.
async fn cut(demo: &RunningDemo, browser: &Browser, action: &str, body: &[u8], sent: usize, after: u64) {
    let cookies: Vec<String> = browser.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let [(site, origin), (kind, form)] = headers();
    let head = format!(
        "POST {action} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n{site}: {origin}\r\n{kind}: {form}\r\nContent-Length: {}\r\n\r\n",
        demo.address,
        cookies.join("; "),
        body.len()
    );
    let mut line = tokio::net::TcpStream::connect(demo.address).await.unwrap();
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&body[..sent]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(after)).await;
    let former = demo.pid("serve");
    demo.kill("serve");
    demo.wait_for_another("serve", &former).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_process_killed_while_files_come_in_leaves_no_row_and_the_case_goes_on() {
    let demo = RunningDemo::start("uploads", &[]).await;
    let ready = holders(&demo, "s.state = 'on_hold' AND c.expires > now() + interval '1 day'").await;
    let mut clerk = demo.clerk(1).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    let case = guardians_step(&mut browser, &ready[0], &ready[1], &mut Shown::default()).await;
    let pool = db::pool(&demo.superuser(), 1).unwrap();
    let folder = || Folder::open(demo.folder.join("evidence")).unwrap();
    let noise = picture(600, image::ImageFormat::Png);
    // all of the first file and half of the second; then the whole of it, killed at one moment after the other
    let moments = [(0.5, 150), (1.0, 3), (1.0, 12), (1.0, 25), (1.0, 45), (1.0, 80), (1.0, 140)];
    for (number, (part, after)) in moments.into_iter().enumerate() {
        browser.open(&format!("{case}/delegation?open=holder_copy")).await;
        let file = document(1, &format!("copia {number}"));
        let files_sent: [(&str, &[u8]); 2] = [("a.pdf", &file), ("b.png", &noise)];
        let (action, body) = browser.with_files("Registra e continua", &COPY, &files_sent);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share"
        )]
        let sent = (body.len() as f64 * part) as usize;
        cut(&demo, &browser, &action, &body, sent, after).await;
        let rows = count(&demo, "scans").await;
        assert!(i64::try_from(files(&demo, "scan")).unwrap() >= rows, "{after}: a row has its file");
        let evidence = count(&demo, "delegation_evidence WHERE way = 'scanned'").await;
        assert!(
            evidence <= 1 && (part >= 1.0 || evidence == 0),
            "{after}: nothing is recorded of half a form"
        );
        let links = count(&demo, "delegation_evidence_scans").await;
        assert_eq!(links > 0, evidence == 1, "{after}: a piece with its scans or none");
        let swept = sweep(&pool, &folder(), chrono::Utc::now() + chrono::TimeDelta::hours(2)).await.unwrap();
        assert!(swept.missing.is_empty(), "{after}: {swept:?}");
        assert_eq!(files(&demo, "part"), 0, "{after}: what was being written is swept");
        assert_eq!(i64::try_from(files(&demo, "scan")).unwrap(), rows, "{after}: and what has no row");
    }
    // the operator is signed in still, and the case goes on
    browser.open(&format!("{case}/delegation?open=holder_copy")).await;
    let file = document(1, "copia buona");
    browser.attach("Registra e continua", &COPY, &[("a.pdf", &file)]).await;
    assert_eq!(count(&demo, "delegation_evidence WHERE way = 'scanned'").await, 1, "{}", browser.text());
    browser.open(&format!("{case}/delegation")).await;
    let scans = browser.count(".evidence-list ol.scans li");
    assert!(scans >= 1, "{}", browser.text());
}
