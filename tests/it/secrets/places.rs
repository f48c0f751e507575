// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is searched for, and every place that is searched.

use super::halves;
use super::said::SaidDigits;
use crate::support::process::sportello;
use crate::support::running_demo::{RunningDemo, mails, metrics};
use crate::support::search::{self, Wanted};
use crate::support::visit::{Shown, words_of};
use diesel_async::SimpleAsyncConnection;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Halves as the citizens have them, codes as nobody has them, and what the caller said.
pub(super) async fn wanted(
    demo: &RunningDemo,
    sheets: &[String],
    codes: &[Vec<String>],
    said: [&SaidDigits; 2],
) -> Vec<Wanted> {
    let first: BTreeSet<String> = sheets.iter().flat_map(|sheet| halves(sheet)).collect();
    let letters = mails(&demo.folder.join("mail"));
    let second: BTreeSet<String> = letters.iter().flat_map(|letter| halves(letter)).collect();
    assert_eq!((first.len(), second.len()), (6, 6), "PIN, PUK and CIP of two cards, each in two halves");
    let whole = codes.iter().flatten();
    first
        .iter()
        .map(|half| Wanted::new("a first half", half))
        .chain(second.iter().map(|half| Wanted::new("a second half", half)))
        .chain(whole.map(|code| Wanted::new("a whole code", code)))
        .chain(said[0].wanted("the right digits"))
        .chain(said[1].wanted("the wrong digits"))
        .collect()
}

/// Database, its WAL and dump, a backup, logs, maildir, keys, metrics, pages with their addresses, and papers. Ends the
/// demonstration.
pub(super) async fn everywhere(
    demo: &mut RunningDemo,
    shown: &Shown,
    wanted: &[Wanted],
    mailbox: &Path,
) -> Vec<String> {
    let dump = || {
        let dump = Command::new("pg_dump").arg(demo.superuser()).output().unwrap();
        assert!(dump.status.success() && dump.stdout.len() > 100_000);
        dump.stdout
    };
    let backup = |name: &str| -> PathBuf {
        let file = demo.folder.join(name);
        let owner = fs::read_to_string(demo.folder.join("keys/keeper/database")).unwrap();
        let owner = [("DATABASE_URL", owner.trim().to_owned())];
        let made = sportello(&["backup", file.to_str().unwrap()], &owner).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        file
    };
    let mut found = search::in_bytes("dump", &dump(), wanted);
    found.extend(search::in_backup(&backup("backup"), wanted));
    found.extend(search::in_bytes("metrics", metrics(demo).await.as_bytes(), wanted));
    for (path, bytes) in &shown.0 {
        found.extend(search::in_bytes(&format!("address {path}"), path.as_bytes(), wanted));
        found.extend(search::in_bytes(&format!("page {path}"), bytes, wanted));
        if bytes.starts_with(b"%PDF") {
            found.extend(search::in_bytes(&format!("words of {path}"), words_of(bytes).as_bytes(), wanted));
        }
    }

    // each new kind of place, with a secret planted in it: a row, and with it the WAL, the dump and the backup; a report; a log
    let planted = "8350172946608153";
    let sql = format!(
        "CREATE TABLE planted AS SELECT repeat('x', 50000) || '{planted}' AS text, convert_to('{planted}', 'UTF8') AS bytes"
    );
    demo.database().await.batch_execute(&sql).await.unwrap();
    demo.database().await.batch_execute("GRANT SELECT ON planted TO PUBLIC").await.unwrap();
    fs::write(demo.folder.join("reports/unread/planted"), format!("PIN {planted}")).unwrap();
    let said = SaidDigits::of("123", &[1, 2, 3]);
    let body = format!("POST /callers/x digits={} DEBUG body", said.encoded());
    fs::write(demo.folder.join("logs/planted.log"), body).unwrap();
    let mut plants = said.wanted("planted digits");
    plants.push(Wanted::new("planted", planted));
    assert!(!search::in_bytes("dump", &dump(), &plants).is_empty(), "the dump is not searched");
    let seen = search::in_backup(&backup("backup-planted"), &plants);
    assert!(seen.iter().any(|place| place.starts_with("the backup, unpacked: planted")), "{seen:#?}");
    demo.end(); // everything is on the disk now, the last log line too
    let seen = search::search(&demo.folder, &plants, &|_| false);
    for place in ["/pg_wal/", "/reports/unread/planted", "/logs/planted.log"] {
        assert!(seen.iter().any(|found| found.contains(place)), "{place} is not searched: {seen:#?}");
    }
    found.extend(search::search(&demo.folder, wanted, &|file: &Path| file.starts_with(mailbox)));
    found
}
