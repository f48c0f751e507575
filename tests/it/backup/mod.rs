// SPDX-License-Identifier: AGPL-3.0-or-later
//! Backup, restore, and what holds after an older state came back.

mod cluster;
mod disk;
mod keys;
mod older;
mod processes;
mod reseal;
mod scans;
mod setup;
mod whole;

use crate::support::Database;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of this test alone.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("backup-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// A keeper's command on the database at `url`.
fn command(url: &str, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
    command.args(words).env_clear().env("PATH", "/usr/bin:/bin").env("DATABASE_URL", url);
    command.stdin(Stdio::null());
    command
}

/// What a command said and whether it did its work.
fn run(url: &str, words: &[&str]) -> (bool, String) {
    told(&command(url, words).output().unwrap())
}

fn told(output: &Output) -> (bool, String) {
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

/// A database without anything in it, in the tests' cluster.
struct Empty {
    cluster: String,
    name: String,
}

impl Empty {
    async fn beside(database: &Database) -> Self {
        use diesel_async::RunQueryDsl;
        let name = format!("empty_{}", uuid::Uuid::now_v7().simple());
        let sql = format!("CREATE DATABASE {name}");
        diesel::sql_query(sql).execute(&mut database.beside().await).await.unwrap();
        Self { cluster: std::env::var("SPORTELLO_TEST_CLUSTER").unwrap(), name }
    }

    fn url(&self) -> String {
        format!("{} dbname={}", self.cluster, self.name)
    }
}

impl Drop for Empty {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let _ended = Command::new("psql").args(["-q", &self.cluster, "-c", &drop]).status();
    }
}

/// Tables, rights and rows as SQL, without what tells how new the state is.
fn dump(url: &str) -> Vec<String> {
    let asked =
        Command::new("pg_dump").args(["--no-owner", "--exclude-table-data=starts", url]).output().unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let text = String::from_utf8_lossy(&asked.stdout).into_owned();
    // newer versions of pg_dump guard their scripts with a random word; PostgreSQL drops needless parentheses of conditions that it
    // reads a second time
    text.lines().filter(|line| !line.starts_with('\\')).map(|line| line.replace(['(', ')'], "")).collect()
}

/// Whether two dumps are the same; says where they differ.
fn same(left: &[String], right: &[String]) {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|line| !those.contains(line)).take(10).cloned().collect()
    };
    assert!(left == right, "only left: {:#?}\nonly right: {:#?}", only(left, right), only(right, left));
}

/// The first column of the first row.
fn asked(url: &str, sql: &str) -> String {
    let output = Command::new("psql").args(["-qAtX", url, "-c", sql]).output().unwrap();
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A keeper's key folder that the database knows.
fn keeper(url: &str, folder: &Path) -> String {
    let path = folder.join("keeper").display().to_string();
    let serve = folder.join("serve").display().to_string();
    for (owner, path) in [("keeper", &path), ("serve", &serve)] {
        let (done, said) = run(url, &["keys", "generate", owner, path]);
        assert!(done, "{said}");
    }
    for file in std::fs::read_dir(&serve).unwrap().map(|entry| entry.unwrap()) {
        if file.file_name().to_str().unwrap().starts_with("web-") {
            std::fs::copy(file.path(), Path::new(&path).join(file.file_name())).unwrap();
        }
    }
    let (done, said) = run(url, &["keys", "register", "keeper", &path]);
    assert!(done, "{said}");
    path
}
