// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the operating system says of our processes and PostgreSQL's: processor time and resident memory.

use super::demo::Demo;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

/// `/proc` counts processor time in hundredths of a second on every Linux (`USER_HZ`).
const TICKS_PER_SECOND: u64 = 100;

/// One process as `/proc/PID/stat` describes it.
pub struct Process {
    pub pid: u32,
    pub parent: u32,
    /// User and system time, that of its ended children included.
    pub cpu: Duration,
}

/// Every process below `root`, itself included.
pub fn tree(root: u32) -> Vec<Process> {
    let all: Vec<Process> = fs::read_dir("/proc")
        .expect("/proc is there")
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(read)
        .collect();
    let mut wanted = vec![root];
    let mut at = 0;
    while at < wanted.len() {
        let parent = wanted[at];
        wanted.extend(all.iter().filter(|process| process.parent == parent).map(|process| process.pid));
        at += 1;
    }
    all.into_iter().filter(|process| wanted.contains(&process.pid)).collect()
}

fn read(pid: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // the name, in brackets, may hold blanks
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    let sum = ticks(11)? + ticks(12)? + ticks(13)? + ticks(14)?;
    Some(Process { pid, parent: ticks(1)? as u32, cpu: Duration::from_millis(sum * 1000 / TICKS_PER_SECOND) })
}

/// What a process is in the demo: `serve`, `work`, `authority`, `demo` or `postgres`.
pub fn role(pid: u32) -> String {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let words: Vec<String> =
        line.split(|byte| *byte == 0).map(|w| String::from_utf8_lossy(w).into_owned()).collect();
    let is_ours = words.first().is_some_and(|word| word.ends_with("sportello"));
    match words.get(1) {
        Some(role) if is_ours => role.clone(),
        _ => "postgres".to_owned(),
    }
}

/// What a process is in the demo, and of PostgreSQL's which of them: `postgres sportello_web`, `postgres checkpointer`; its parent,
/// with all that have ended, by its command line.
pub fn name(pid: u32) -> String {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    match String::from_utf8_lossy(&line).strip_prefix("postgres: ") {
        Some(title) => format!("postgres {}", title.split([' ', '\u{0}']).next().unwrap_or_default()),
        None => role(pid),
    }
}

/// Resident memory in MB, pages shared with others counted in proportion where the kernel tells.
pub fn resident(pid: u32) -> f64 {
    let kb = |file: &str, key: &str| {
        let text = fs::read_to_string(format!("/proc/{pid}/{file}")).ok()?;
        let line = text.lines().find(|line| line.starts_with(key))?.to_owned();
        line.split_whitespace().nth(1)?.parse::<f64>().ok()
    };
    kb("smaps_rollup", "Pss:").or_else(|| kb("status", "VmRSS:")).unwrap_or(0.0) / 1024.0
}

/// Processor time by [`role`] or [`name`].
pub fn by(word: impl Fn(u32) -> String, processes: &[Process]) -> BTreeMap<String, Duration> {
    let mut sums = BTreeMap::new();
    for process in processes {
        *sums.entry(word(process.pid)).or_default() += process.cpu;
    }
    sums
}

/// Processor time of threads so far, by process and thread.
pub type Threads = BTreeMap<(u32, u32), Duration>;

/// What every thread of the processes below `root` has used, to the nanosecond: [`Process::cpu`] says hundredths of a second.
pub fn threads(root: u32) -> Threads {
    let mut found = BTreeMap::new();
    for process in tree(root) {
        let tasks = fs::read_dir(format!("/proc/{}/task", process.pid)).into_iter().flatten().flatten();
        for thread in tasks.filter_map(|task| task.file_name().to_str()?.parse::<u32>().ok()) {
            // one that has ended meanwhile has no file any more
            let Ok(said) = fs::read_to_string(format!("/proc/{}/task/{thread}/schedstat", process.pid))
            else {
                continue;
            };
            let spent =
                said.split(' ').next().and_then(|word| word.parse().ok()).expect("nanoseconds come first");
            found.insert((process.pid, thread), Duration::from_nanos(spent));
        }
    }
    assert!(
        !found.is_empty(),
        "this kernel does not count the processor time of threads (CONFIG_SCHED_INFO)"
    );
    found
}

/// What was used between two looks, by what its process is.
pub fn spent(before: &Threads, after: &Threads) -> BTreeMap<String, Duration> {
    let mut sums: BTreeMap<String, Duration> = BTreeMap::new();
    for (thread, used) in after {
        let earlier = before.get(thread).copied().unwrap_or_default();
        *sums.entry(name(thread.0)).or_default() += used.saturating_sub(earlier);
    }
    sums
}

/// What all processes together need in two seconds to look whether there is something to do.
const IDLE: Duration = Duration::from_millis(100);

/// Waits until nobody works any more: what comes after it is measured alone.
pub async fn quiet(demo: &Demo) {
    let (began, mut before) = (Instant::now(), demo.cpu());
    while began.elapsed() < Duration::from_secs(120) {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let now = demo.cpu();
        if now.saturating_sub(before) <= IDLE {
            return;
        }
        before = now;
    }
    eprintln!("  the processes did not come to rest");
}

/// The most memory seen.
#[derive(Default)]
pub struct Peak {
    pub serve: f64,
    pub all: f64,
}

impl Peak {
    /// Looks now.
    pub fn see(&mut self, demo: &Demo) {
        self.serve = self.serve.max(demo.resident("serve"));
        self.all = self.all.max(demo.resident_of_all());
    }
}
