// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans go into a backup as they lie in their folder, and come back.

use super::{Empty, Folder, command, run, told};
use crate::support::database;
use diesel_async::RunQueryDsl;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

fn evidence(folder: &Folder, name: &str) -> PathBuf {
    let path = PathBuf::from(folder.file(name));
    std::fs::create_dir(&path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    path
}

fn with(url: &str, words: &[&str], evidence: &Path) -> (bool, String) {
    told(&command(url, words).env("SPORTELLO_EVIDENCE_FOLDER", evidence).output().unwrap())
}

fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn scans_are_in_a_backup_and_come_back() {
    let (database, folder) = (database().await, Folder::new());
    let here = evidence(&folder, "here");
    for (name, length) in [("a", 10), ("b", 3_000_000), ("c", 1)] {
        let bytes: Vec<u8> = (0..length).map(|at| (at * 7 % 251) as u8).collect();
        std::fs::write(here.join(format!("{}.scan", uuid::Uuid::now_v7())), bytes).unwrap();
        std::fs::write(here.join(format!("{name}.txt")), "not ours").unwrap();
    }
    std::fs::write(here.join(format!("{}.part", uuid::Uuid::now_v7())), "unfinished").unwrap();
    let file = folder.file("today.backup");
    let (made, said) = with(&database.url(), &["backup", &file], &here);
    assert!(made, "{said}");
    let empty = Empty::beside(&database).await;
    let (done, said) = run(&empty.url(), &["restore", &file]);
    assert!(!done && said.contains("SPORTELLO_EVIDENCE_FOLDER"), "{said}");
    let there = evidence(&folder, "there");
    let (done, said) = with(&empty.url(), &["restore", &file], &there);
    assert!(done, "{said}");
    let whole: Vec<_> = content(&here).into_iter().filter(|(name, _)| name.ends_with(".scan")).collect();
    assert_eq!(whole.len(), 3);
    assert!(content(&there) == whole, "each as it was, and nothing else");
    for entry in std::fs::read_dir(&there).unwrap() {
        assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    // a backup with a scan that was altered is not believed
    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes.len() - 1_000_000;
    bytes[at] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let (done, said) = with(&empty.url(), &["restore", "--replace", &file], &there);
    assert!(!done && said.contains("its checksum does not fit"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_would_lack_the_scans_is_not_made() {
    let (database, folder) = (database().await, Folder::new());
    let mut owner = database.owner().await;
    // a key without the rows around it: the owner may, and the backup asks for keys alone
    for sql in [
        "ALTER TABLE scan_keys DROP CONSTRAINT scan_keys_scan_id_fkey",
        "INSERT INTO scan_keys VALUES (gen_random_uuid(), decode(repeat('00', 70), 'hex'))",
    ] {
        diesel::sql_query(sql).execute(&mut owner).await.unwrap();
    }
    drop(owner);
    let file = folder.file("b");
    let (made, said) = run(&database.url(), &["backup", &file]);
    assert!(!made && said.contains("SPORTELLO_EVIDENCE_FOLDER"), "{said}");
    assert!(folder.names().is_empty());
}
