// SPDX-License-Identifier: AGPL-3.0-or-later
//! The benchmark: whole cases over everything that a counter needs, and a look-up page under a steady load.
//!
//! `bin/bench` builds it and runs it. It starts `sportello demo` of the release build with `fsync` on and a real SMTP server
//! on loopback, signs in as many operators as the one-use codes of the run need, and prints one JSON object.

mod account;
mod delegate;
mod demo;
mod mails;
mod measure;
mod page;
mod replay;
mod scale;
mod sink;
mod visit;
mod visitor;

use serde_json::{Map, Value, json};
use sportello::operators::Role;
use std::collections::VecDeque;
use std::time::Duration;

/// Operators at work at the same time.
const CONCURRENT: [usize; 3] = [1, 4, 16];

/// Cases of each measured run: enough for some seconds, and for the slow to show.
const CASES: [usize; 3] = [40, 120, 240];

/// Cases in which somebody acts for the holder and brings two scans, and how many at the same time.
const DELEGATIONS: usize = 24;
const DELEGATIONS_AT_ONCE: usize = 2;

/// Cases of a warm-up that is not counted.
const WARM: usize = 8;

/// The steady load of the look-up page.
const PAGES_PER_SECOND: u32 = 100;

/// How long it lasts.
const PAGE_SPAN: Duration = Duration::from_secs(20);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // `cargo bench -- --list` and the like ask for nothing of this
    if std::env::args().any(|word| word == "--list" || word == "--test") {
        return;
    }
    let result = run().await;
    #[expect(clippy::print_stdout, reason = "the result is all that standard output is for")]
    {
        println!("{result}");
    }
}

/// Parts of the run; words on the command line choose among them.
struct Parts {
    cases: bool,
    releases: bool,
    mails: bool,
    scale: u32,
}

impl Parts {
    fn asked() -> Self {
        let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
        let asked = |part: &str| words.is_empty() || words.iter().any(|word| word == part);
        let scale = if asked("scale") { scale::visits() } else { 0 };
        Self { cases: asked("cases"), releases: asked("releases"), mails: asked("mails"), scale }
    }

    /// Citizens who come in each part.
    fn people(&self) -> [usize; 4] {
        let cases = CASES.iter().sum::<usize>() + 2 * DELEGATIONS;
        let scale = scale::COMERS * 2;
        [
            if self.cases { cases } else { 0 },
            if self.releases { replay::COMERS } else { 0 },
            if self.mails { mails::MAILS } else { 0 },
            if self.scale > 0 { scale } else { 0 },
        ]
    }
}

async fn run() -> Value {
    let parts = Parts::asked();
    let sink = sink::Sink::start().await;
    let comers: usize = parts.people().iter().sum();
    let mut demo = demo::Demo::start(&sink, "bench", WARM + comers + 50).await;
    let idle = demo.resident("serve");
    let mut people = demo.people(WARM + comers);
    let mut staff = demo.signed_in(Role::Operator, WARM.div_ceil(2)).await;
    eprintln!("warming up: {WARM} cases");
    visit::run(&mut staff, people.drain(..WARM).map(alone), 2).await;
    let mut found = Map::new();
    if parts.cases {
        let comers: VecDeque<_> = people.drain(..parts.people()[0]).collect();
        found = cases(&mut demo, &sink, comers).await;
        found.insert("rss_serve_idle_mb".to_owned(), json!(round(idle)));
    }
    if parts.releases {
        eprintln!("a release's statements, by the pages and by pgbench");
        let ratio = replay::run(&demo, &mut people).await;
        found.insert("release_over_pgbench".to_owned(), json!(ratio.map(round)));
    }
    if parts.mails {
        eprintln!("mails that wait for a server, by the worker and by smtp-source");
        let ratio = mails::run(&demo, &sink, &mut people).await;
        found.insert("mails_over_smtp_source".to_owned(), json!(ratio.map(round)));
    }
    if parts.scale > 0 {
        let mut empty = demo::Demo::start(&sink, "bench-empty", scale::COMERS * 2 + 50).await;
        found.extend(scale::run(&demo, &mut empty, &mut people, parts.scale).await);
    }
    Value::Object(found)
}

/// Whole cases, a look-up page under a steady load, cases of a delegation, the second start, and memory.
async fn cases(
    demo: &mut demo::Demo,
    sink: &sink::Sink,
    people: VecDeque<demo::Person>,
) -> Map<String, Value> {
    let total = CASES.iter().sum::<usize>() + DELEGATIONS;
    let mut staff = demo.signed_in(Role::Operator, total.div_ceil(2)).await;
    let mut people = people.into_iter();
    let mut cases = Map::new();
    let mut peak = measure::Peak::default();
    for (concurrent, count) in CONCURRENT.into_iter().zip(CASES) {
        eprintln!("{count} cases, {concurrent} at a time");
        let comers: Vec<_> = people.by_ref().take(count).map(alone).collect();
        cases.insert(concurrent.to_string(), measured(demo, sink, &mut staff, comers, concurrent).await);
        peak.see(demo);
    }
    eprintln!("look-up page: {PAGES_PER_SECOND} requests a second for {PAGE_SPAN:?}");
    let page = page::load(demo, &mut staff, PAGES_PER_SECOND, PAGE_SPAN).await;
    peak.see(demo);
    // after the look-up page: its figures go on meaning what they meant before these cases were measured
    eprintln!("{DELEGATIONS} cases of a delegation with two scans, {DELEGATIONS_AT_ONCE} at a time");
    let page_of_paper = std::sync::Arc::new(delegate::scanned_page());
    let mut comers = Vec::new();
    while let (Some(holder), Some(person)) = (people.next(), people.next()) {
        let delegate = delegate::Delegate { person, page: std::sync::Arc::clone(&page_of_paper) };
        comers.push(visit::Comer { holder, delegate: Some(delegate) });
    }
    let mut delegation = measured(demo, sink, &mut staff, comers, DELEGATIONS_AT_ONCE).await;
    delegation["scan_kb"] = json!(page_of_paper.len() / 1024);
    let ready = demo.stop_and_start_again().await;
    let found = json!({
        "cases": cases,
        "delegation_case": delegation,
        "page_p50_ms": round(page.p50),
        "page_p99_ms": round(page.p99),
        "ready_s": round(ready.as_secs_f64()),
        "rss_serve_loaded_mb": round(peak.serve),
        "rss_all_loaded_mb": round(peak.all),
    });
    match found {
        Value::Object(found) => found,
        _ => Map::new(),
    }
}

/// A holder in person.
fn alone(holder: demo::Person) -> visit::Comer {
    visit::Comer { holder, delegate: None }
}

/// Serves these people and waits for the last mail; cases a second, and processor time of each.
async fn measured(
    demo: &demo::Demo,
    sink: &sink::Sink,
    staff: &mut [visitor::Visitor],
    people: Vec<visit::Comer>,
    concurrent: usize,
) -> Value {
    let count = people.len();
    let before = (demo.cpu(), sink.taken(), std::time::Instant::now(), demo.cpu_by(measure::role));
    visit::run(staff, people, concurrent).await;
    sink.wait_for(before.1 + count as u64, Duration::from_secs(30)).await;
    let wall = before.2.elapsed().as_secs_f64();
    let cpu = demo.cpu() - before.0;
    let figures = json!({
        "per_s": round(count as f64 / wall),
        "cpu_ms": round(cpu.as_secs_f64() * 1000.0 / count as f64),
    });
    eprintln!("  {figures}, of it: {}", shares(&before.3, &demo.cpu_by(measure::role), count));
    figures
}

/// Processor milliseconds a case, by process.
pub fn shares(before: &Roles, after: &Roles, count: usize) -> String {
    let share = |(role, cpu): (&String, &Duration)| {
        let spent = cpu.saturating_sub(before.get(role).copied().unwrap_or_default());
        format!("{role} {}", round(spent.as_secs_f64() * 1000.0 / count as f64))
    };
    after.iter().map(share).filter(|said| !said.ends_with(" 0")).collect::<Vec<_>>().join(", ")
}

type Roles = std::collections::BTreeMap<String, Duration>;

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
