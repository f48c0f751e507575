// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is measured on a data set, small or large.

use super::super::demo::Demo;
use super::super::measure;
use super::super::visitor::Visitor;
use super::visits::{self, Model};
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Look-ups of each kind.
const LOOK_UPS: u32 = 100;

/// Runs of each report, and before them those that warm it up.
const RUNS: usize = 20;
const WARM: usize = 3;

/// The time below which that share of these lies, in milliseconds.
pub fn at(share: f64, mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0
}

/// `sportello audit verify` against the checkpoints outside the database, which spare the signatures of rows that were numbered more than
/// a month ago: rows a second by the clock, and a second of its own processor time. The clock went back `back` times.
pub async fn verify(demo: &Demo, rows: u64, back: usize) -> (f64, f64) {
    let began = Instant::now();
    let mut command = demo.keepers(&["audit", "verify", "--checkpoint"]);
    command.arg(demo.checkpoints()).arg("--checkpoint").arg(demo.old_checkpoints());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the release build");
    let mut cpu = Duration::ZERO;
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("a child") {
            break ended;
        }
        cpu = measure::tree(child.id()).iter().map(|process| process.cpu).sum::<Duration>().max(cpu);
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let wall = began.elapsed();
    let said = std::io::read_to_string(child.stdout.take().expect("its output")).expect("text");
    // each part of the data set is numbered after rows of the demonstration, which are of today
    let wrong: Vec<&str> = said.lines().take_while(|line| !line.contains(" rows with a number")).collect();
    let expected = wrong.len() == back && wrong.iter().all(|line| line.starts_with("CLOCK WENT BACK"));
    assert!(expected && ended.code() == Some(1), "nothing else is wrong with the register: {ended}\n{said}");
    assert!(said.contains("The signatures of "), "old rows are proved by the tree:\n{said}");
    (rows as f64 / wall.as_secs_f64(), rows as f64 / cpu.as_secs_f64())
}

/// Each report of this month, warm: the 95th percentile of its page in milliseconds.
pub async fn reports(supervisor: &mut Visitor) -> BTreeMap<String, f64> {
    let list = supervisor.get("/reports").await.text();
    let links = Selector::parse("main li a[href^='/reports/']").expect("a selector");
    let paths: Vec<String> = Html::parse_document(&list)
        .select(&links)
        .map(|link| link.value().attr("href").expect("it has one").to_owned())
        .collect();
    assert!(!paths.is_empty(), "a supervisor has reports:\n{list}");
    let mut found = BTreeMap::new();
    for path in paths {
        let mut times = Vec::new();
        for _ in 0..WARM + RUNS {
            let began = Instant::now();
            let page = supervisor.get(&path).await;
            times.push(began.elapsed());
            assert!(page.status.is_success(), "{path}: {}", page.status);
        }
        found.insert(path.trim_start_matches("/reports/").to_owned(), at(0.95, times.split_off(WARM)));
    }
    found
}

/// Look-ups by codice fiscale, card and protocol number among the first `visits`: the 99th percentile in milliseconds.
pub async fn look_ups(operator: &mut Visitor, model: &Model, visits: u32) -> f64 {
    let mut times = Vec::new();
    for turn in 0..LOOK_UPS {
        // of the operator's own counter, spread over all years
        let n = (turn.wrapping_mul(2_654_435_761) % visits) & !1;
        for sought in [visits::codice_fiscale(n), visits::card_number(n), model.protocol(n)] {
            let home = operator.get("/").await;
            let form = home.form("/look-ups").with("sought", sought).with("reason", "present");
            times.push(operator.post(form).await.1);
        }
    }
    at(0.99, times)
}

/// All activations of the counter as a CSV file made in the background: rows a second from the wish to the last byte, and the most
/// memory of the worker meanwhile, in MB.
pub async fn export(demo: &Demo, supervisor: &mut Visitor, model: &Model) -> (f64, f64) {
    let (first, last) = (model.at(0).date_naive(), chrono::Utc::now().date_naive());
    let list = supervisor.get(&format!("/reports/activations/facts?from={first}&to={last}")).await;
    let began = Instant::now();
    let (place, _) = supervisor.post(list.form("/exports").with("format", "csv")).await;
    let file = format!("{place}/file");
    let (mut memory, end) = (0.0_f64, format!("href=\"{file}\""));
    while !supervisor.get(&place).await.text().contains(&end) {
        assert!(began.elapsed() < Duration::from_secs(600), "the file is not ready after ten minutes");
        memory = memory.max(demo.resident("work"));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let file = supervisor.get(&file).await;
    let rows = file.body.iter().filter(|byte| **byte == b'\n').count() - 1;
    (rows as f64 / began.elapsed().as_secs_f64(), memory)
}
