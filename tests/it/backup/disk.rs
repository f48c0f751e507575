// SPDX-License-Identifier: AGPL-3.0-or-later
//! A disk that is full before the backup is whole.

use super::{Folder, run};
use crate::support::database;
use diesel_async::SimpleAsyncConnection;
use std::path::PathBuf;
use std::process::Command;

/// A file system of this size in memory; none where nobody may mount one.
struct Small(PathBuf);

impl Small {
    fn mount(folder: &Folder, kib: u64) -> Option<Self> {
        let path = folder.0.join("small");
        std::fs::create_dir(&path).unwrap();
        let size = format!("size={kib}k,mode=700");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&path).status();
        mounted.is_ok_and(|status| status.success()).then_some(Self(path))
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg(&self.0).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_keeps_the_earlier_backup_and_no_half_of_the_new_one() {
    let (database, folder) = (database().await, Folder::new());
    let url = database.url();
    let first = folder.file("measure");
    assert!(run(&url, &["backup", &first]).0);
    let kib = std::fs::metadata(&first).unwrap().len().div_ceil(1024);
    // room for one and a half
    let Some(disk) = Small::mount(&folder, kib * 3 / 2 + 8) else {
        eprintln!("nobody may mount here: `a_full_disk_is_one_sentence_and_no_half_file` has the other way");
        return;
    };
    let monday = disk.0.join("monday").display().to_string();
    let (made, said) = run(&url, &["backup", &monday]);
    assert!(made, "{said}");
    let before = std::fs::read(&monday).unwrap();
    let tuesday = disk.0.join("tuesday").display().to_string();
    for _ in 0..2 {
        let (made, said) = run(&url, &["backup", &tuesday]);
        assert!(!made && said.contains("No space left on device"), "{said}");
        assert!(said.contains("tuesday") && said.contains("no backup was made"), "{said}");
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        assert_eq!(disk.names(), ["monday"], "nothing half under any name");
        assert!(std::fs::read(&monday).unwrap() == before, "the earlier one is untouched");
    }
    // it is still whole, and once there is room the next one is made
    let (_, said) = run(&url, &["restore", &monday]);
    assert!(said.contains("the database is not empty"), "it was read to its end and believed: {said}");
    std::fs::rename(&monday, folder.file("elsewhere")).unwrap_or_else(|_| {
        std::fs::copy(&monday, folder.file("elsewhere")).unwrap();
        std::fs::remove_file(&monday).unwrap();
    });
    assert!(run(&url, &["backup", &tuesday]).0);
    drop(disk);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_goes_away_during_a_backup_leaves_no_file() {
    let (database, folder) = (database().await, Folder::new());
    let mut owner = database.owner().await;
    owner.batch_execute("BEGIN; LOCK TABLE audit_rows IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let file = folder.file("b");
    let child = super::command(&database.url(), &["backup", &file])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let began = std::time::Instant::now();
    while folder.names() != ["b.part"] {
        assert!(began.elapsed().as_secs() < 20);
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let cut = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND application_name = 'sportello backup'",
        database.name()
    );
    let mut beside = database.beside().await;
    let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
    while !output.is_finished() {
        beside.batch_execute(&cut).await.unwrap();
        assert!(began.elapsed().as_secs() < 40);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let (made, said) = super::told(&output.await.unwrap());
    assert!(!made && said.contains("pg_dump did not succeed"), "{said}");
    assert!(folder.names().is_empty(), "{:?}", folder.names());
    drop(owner);
}
