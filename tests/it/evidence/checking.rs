// SPDX-License-Identifier: AGPL-3.0-or-later
//! The process that looks at files: what it cannot reach, and what becomes of a file when it dies, hangs or lies.

use super::{document, picture};
use sportello::evidence::{Asked, Bounds, Checker, Media, Told, Unfit};
use sportello::policy::ScanRules;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn real() -> Checker {
    Checker::new(env!("CARGO_BIN_EXE_sportello").into())
}

/// A process that does something else in its place.
fn other(script: &str) -> (Checker, PathBuf) {
    let path = std::env::temp_dir().join(format!("checker-{}", uuid::Uuid::now_v7().simple()));
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut checker = Checker::new(path.clone());
    checker.patience = Duration::from_secs(5);
    (checker, path)
}

#[tokio::test]
async fn a_process_that_looks_at_files_reaches_nothing_else() {
    let told = real().prove().await.unwrap();
    let everything =
        Told { filtered: true, no_files: true, no_network: true, no_processes: true, no_environment: true };
    assert_eq!(told, everything);
}

#[tokio::test]
async fn a_file_is_looked_at_and_comes_back() {
    let (checker, rules) = (real(), ScanRules::default());
    let file = document(3, "stato di famiglia");
    let clean = checker.check(&file, &rules).await.ok().unwrap();
    assert!(clean.bytes == file && clean.media == Media::Pdf && clean.pages == 3);
    for (format, media) in [(image::ImageFormat::Png, Media::Png), (image::ImageFormat::Jpeg, Media::Jpeg)] {
        let clean = checker.check(&picture(200, format), &rules).await.ok().unwrap();
        assert!(clean.media == media && clean.size == Some((200, 200)));
    }
    assert_eq!(checker.check(b"MZ", &rules).await.err(), Some(Unfit::UnknownKind));
    let small = ScanRules { bytes: 1_000, ..rules };
    assert_eq!(
        checker.check(&picture(200, image::ImageFormat::Png), &small).await.err(),
        Some(Unfit::TooLarge)
    );
}

#[tokio::test]
async fn a_process_that_dies_is_a_refusal() {
    for script in ["kill -9 $$", "exit 0", "exit 1", "printf 'SPORTELLO SCAN 1 unfit active\\n'; exit 3"] {
        let (checker, path) = other(script);
        let told = checker.check(&document(1, "x"), &ScanRules::default()).await;
        assert_eq!(told.err(), Some(Unfit::NotChecked), "{script}");
        std::fs::remove_file(path).unwrap();
    }
    let nobody = Checker::new("/nonexistent/sportello".into());
    assert_eq!(nobody.check(b"%PDF-1.7", &ScanRules::default()).await.err(), Some(Unfit::NotChecked));
}

#[tokio::test]
async fn a_process_that_says_something_odd_is_a_refusal() {
    for script in [
        "cat",
        "cat >/dev/null; printf 'SPORTELLO SCAN 1 pdf 1 - 99\\n%%PDF-1.7'",
        "cat >/dev/null; printf 'SPORTELLO SCAN 1 png 1 3x3 6\\n<html>'",
        "cat >/dev/null; yes",
        "head -c 50000000 /dev/zero",
    ] {
        let (checker, path) = other(script);
        let rules = ScanRules { bytes: 1_000_000, ..ScanRules::default() };
        let told = checker.check(&document(1, "x"), &rules).await;
        assert_eq!(told.err(), Some(Unfit::NotChecked), "{script}");
        std::fs::remove_file(path).unwrap();
    }
}

#[tokio::test]
async fn a_process_that_hangs_is_killed_and_is_a_refusal() {
    let (mut checker, path) = other("echo $$ > $0.pid; exec sleep 600");
    checker.patience = Duration::from_millis(700);
    let began = Instant::now();
    let told = checker.check(&document(1, "x"), &ScanRules::default()).await;
    assert_eq!(told.err(), Some(Unfit::NotChecked));
    assert!(began.elapsed() < Duration::from_secs(10));
    let noted = PathBuf::from(format!("{}.pid", path.display()));
    let pid = std::fs::read_to_string(&noted).unwrap().trim().to_owned();
    let alive = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    assert!(alive.is_empty() || alive.contains(") Z "), "it still runs: {alive}");
    std::fs::remove_file(path).unwrap();
    std::fs::remove_file(noted).unwrap();
}

#[tokio::test]
async fn a_file_that_eats_memory_is_a_refusal() {
    let mut checker = real();
    checker.bounds = Bounds { memory: 400 << 20, ..Bounds::default() };
    let rules = ScanRules::default();
    assert!(checker.check(&picture(200, image::ImageFormat::Png), &rules).await.is_ok(), "so much is enough");
    let mut large = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgba16(6_000, 6_000).write_to(&mut large, image::ImageFormat::Png).unwrap();
    assert!(checker.check(large.get_ref(), &rules).await.is_err());
    checker.bounds = Bounds::default();
    assert!(
        checker.check(large.get_ref(), &rules).await.is_ok(),
        "within the bounds it is a picture like others"
    );
}

/// Looked at from outside while it waits for its first byte.
#[tokio::test]
async fn a_process_has_confined_itself_before_it_reads() {
    let asked = Asked::Look(Bounds { memory: 500_000_000, cpu_seconds: 7 }, ScanRules::default());
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_sportello"))
        .arg("check-scan")
        .args(asked.words())
        .env_clear()
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let about = |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap();
    let began = Instant::now();
    while !about("status").contains("Seccomp:\t2") {
        assert!(began.elapsed() < Duration::from_secs(20), "no filter: {}", about("status"));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let limits: Vec<String> =
        about("limits").lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for limit in [
        "Max address space 500000000 500000000 bytes",
        "Max cpu time 7 7 seconds",
        "Max file size 0 0 bytes",
        "Max core file size 0 0 bytes",
        "Max processes 0 0 processes",
        "Max open files 3 3 files",
    ] {
        assert!(limits.iter().any(|line| line == limit), "{limit} is not among {limits:#?}");
    }
    assert!(about("status").contains("NoNewPrivs:\t1"));
    let open = std::fs::read_dir(format!("/proc/{}/fd", child.id())).unwrap().count();
    assert_eq!(open, 3, "standard input, output and errors");
    child.kill().unwrap();
    child.wait().unwrap();
}
