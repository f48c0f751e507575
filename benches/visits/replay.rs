// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the pages add to what PostgreSQL must do anyway: the statements of some releases, as its log has them, are run again by
//! `pgbench` on a copy of the database that was made before those releases.

use super::demo::{Demo, Person};
use super::measure;
use super::visit;
use super::visitor::{Answer, Form, Visitor};
use rustix::process::Signal;
use sportello::operators::Role;
use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Releases whose statements are taken, and as many that are timed.
const RELEASES: usize = 400;

/// Releases before those that are timed: each connection of the pages has planned its statements by then. `pgbench` plans once in a
/// hundred releases.
const WARM: usize = 40;

/// Citizens who come.
pub const COMERS: usize = RELEASES * 2 + WARM;

/// How many at once, of the pages and of pgbench.
const AT_ONCE: usize = 4;

/// An operator, and the page with the case that is to be released.
type Turn<'a> = (&'a mut Visitor, Answer);

/// Stands before each entry of the log.
const MARK: &str = "@sportello_web@";

/// Releases a second by the pages over those of pgbench with the same statements; none where pgbench is not installed.
pub async fn run(demo: &Demo, people: &mut VecDeque<Person>) -> Option<f64> {
    let pgbench = pgbench()?;
    let people: Vec<Person> = people.drain(..COMERS).collect();
    let mut staff = demo.signed_in(Role::Operator, COMERS).await;
    let mut signed = Vec::new();
    for (visitor, person) in staff.iter_mut().zip(&people) {
        signed.push(visit::up_to_the_signature(visitor, person, None).await);
    }
    let mut turns: Vec<Turn<'_>> = staff.iter_mut().zip(signed).collect();
    let (timed, warm) = (turns.split_off(RELEASES + WARM), turns.split_off(RELEASES));
    // nobody but the pages works meanwhile
    demo.signal("work", Signal::STOP);
    copy(demo).await;
    let scripts = taken(demo, turns).await;
    pages(warm).await;
    let before = demo.cpu_by(measure::name);
    let ours = pages(timed).await;
    eprintln!("  a release by the pages: {}", super::shares(&before, &demo.cpu_by(measure::name), RELEASES));
    demo.signal("work", Signal::CONT);
    let theirs = replayed(demo, &pgbench, &scripts);
    demo.client_of("postgres").await.batch_execute("DROP DATABASE replay").await.expect("it goes");
    eprintln!("  the pages {}, pgbench {} a second", super::round(ours), super::round(theirs));
    Some(ours / theirs)
}

/// Debian keeps it beside the server's programs.
fn pgbench() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let beside = versions.map(|version| version.path().join("bin/pgbench"));
    let found = beside.chain([PathBuf::from("/usr/bin/pgbench")]).find(|path| path.exists());
    if found.is_none() {
        eprintln!("  pgbench is not installed: nothing to compare with");
    }
    found
}

/// A database that is copied has nobody in it: all are sent away for a moment, and come back by themselves.
async fn copy(demo: &Demo) {
    let client = demo.client_of("postgres").await;
    for statement in [
        "ALTER DATABASE sportello ALLOW_CONNECTIONS false",
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'sportello'",
        "CREATE DATABASE replay TEMPLATE sportello",
        "ALTER DATABASE sportello ALLOW_CONNECTIONS true",
        "ALTER DATABASE replay ALLOW_CONNECTIONS true",
    ] {
        client.batch_execute(statement).await.unwrap_or_else(|error| panic!("{statement}: {error:?}"));
    }
}

/// Releases one by one with the log on; the statements of each in their order.
async fn taken(demo: &Demo, turns: Vec<Turn<'_>>) -> Vec<Vec<String>> {
    let client = demo.client_of("postgres").await;
    for statement in [
        "ALTER SYSTEM SET log_statement = 'all'",
        "ALTER SYSTEM SET log_line_prefix = '@%u@'",
        // what is longer PostgreSQL writes in pieces, between which others write: a revocation list
        "ALTER SYSTEM SET log_parameter_max_length = '16kB'",
        "SELECT pg_reload_conf()",
    ] {
        client.batch_execute(statement).await.expect("a superuser");
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let mut log = std::fs::File::open(demo.log()).expect("the log");
    log.seek(SeekFrom::End(0)).expect("its end");
    let mut taken = Vec::new();
    for (visitor, signed) in turns {
        let form = visit::release_form(visitor, &signed).await;
        visitor.post(form).await;
        tokio::time::sleep(Duration::from_millis(50)).await; // until the log is written
        let mut text = String::new();
        log.read_to_string(&mut text).expect("the log is text");
        taken.push(statements(&text));
    }
    for statement in [
        "ALTER SYSTEM RESET log_statement",
        "ALTER SYSTEM RESET log_line_prefix",
        "ALTER SYSTEM RESET log_parameter_max_length",
        "SELECT pg_reload_conf()",
    ] {
        client.batch_execute(statement).await.expect("a superuser");
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(taken.iter().all(|script| script.len() > 5), "the log has the statements: {taken:?}");
    taken
}

/// Releases a second by the pages.
async fn pages(turns: Vec<Turn<'_>>) -> f64 {
    let count = turns.len();
    let mut lanes: Vec<Vec<(&mut Visitor, Form)>> = (0..AT_ONCE).map(|_| Vec::new()).collect();
    for (number, (visitor, signed)) in turns.into_iter().enumerate() {
        let form = visit::release_form(visitor, &signed).await;
        lanes[number % AT_ONCE].push((visitor, form));
    }
    let began = Instant::now();
    futures_util::future::join_all(lanes.into_iter().map(|lane| async move {
        for (visitor, form) in lane {
            visitor.post(form).await;
        }
    }))
    .await;
    count as f64 / began.elapsed().as_secs_f64()
}

/// The statements of the pages in a part of the log: their text, a line break, and what stood for `$1`, `$2` and so on.
fn statements(log: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in log.lines() {
        match line.strip_prefix('\t') {
            Some(more) => entries.last_mut().into_iter().for_each(|entry| entry.extend(["\n", more])),
            None => entries.push(line.to_owned()),
        }
    }
    let mut found: Vec<String> = Vec::new();
    for entry in &entries {
        let Some(entry) = entry.strip_prefix(MARK) else { continue };
        if let Some(parameters) = entry.strip_prefix("DETAIL:  parameters: ") {
            let statement = found.last_mut().expect("parameters follow a statement");
            statement.push('\u{0}');
            statement.push_str(parameters);
        } else if let Some(said) = entry.strip_prefix("LOG:  ") {
            let statement = said.strip_prefix("statement: ").or_else(|| {
                said.strip_prefix("execute ")
                    .and_then(|rest| rest.split_once(": "))
                    .map(|(_, statement)| statement)
            });
            found.extend(statement.map(str::to_owned));
        }
    }
    found
}

/// `$1 = 'it''s', $2 = NULL` as the values of an `EXECUTE`: quotes stay as they are.
fn values(parameters: &str) -> String {
    let (mut values, mut rest) = (String::new(), parameters);
    while let Some((_, value)) = rest.split_once(" = ") {
        let mut quoted = false;
        let end = value.find(|c| {
            quoted ^= c == '\'';
            c == ',' && !quoted
        });
        let (value, after) = value.split_at(end.unwrap_or(value.len()));
        values.push_str(if values.is_empty() { "" } else { ", " });
        values.push_str(value);
        rest = after;
    }
    values
}

/// Releases a second by pgbench, which prepares each statement once, as the pages do.
fn replayed(demo: &Demo, pgbench: &PathBuf, releases: &[Vec<String>]) -> f64 {
    let scripts: Vec<String> =
        (0..AT_ONCE).map(|lane| script(releases.iter().skip(lane).step_by(AT_ONCE))).collect();
    let url = format!("{} dbname=replay", demo.superuser());
    let running: Vec<_> = (scripts.into_iter().enumerate())
        .map(|(lane, script)| {
            let file =
                std::env::temp_dir().join(format!("sportello-replay-{}-{lane}.sql", std::process::id()));
            std::fs::write(&file, script).expect("a script");
            let mut command = Command::new(pgbench);
            command.args(["--no-vacuum", "--client=1", "--transactions=1", "--file"]).arg(&file).arg(&url);
            let child =
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("pgbench starts");
            (file, child)
        })
        .collect();
    let mut longest: f64 = 0.0;
    for (file, child) in running {
        let ended = child.wait_with_output().expect("pgbench ends");
        let said = String::from_utf8_lossy(&ended.stdout).into_owned();
        assert!(ended.status.success(), "{said}{}", String::from_utf8_lossy(&ended.stderr));
        let latency = said.lines().find_map(|line| line.strip_prefix("latency average = "));
        let ms: f64 = latency.and_then(|text| text.split(' ').next()?.parse().ok()).expect("a latency");
        longest = longest.max(ms / 1000.0);
        let _gone = std::fs::remove_file(file);
    }
    releases.len() as f64 / longest
}

fn script<'a>(releases: impl Iterator<Item = &'a Vec<String>>) -> String {
    // as the pages' own connections
    let mut script =
        "SET plan_cache_mode = force_generic_plan;\nSET jit = off;\nSET random_page_cost = 1;\n".to_owned();
    script.push_str("SET ROLE sportello_web;\n");
    let (mut names, mut work) = (HashMap::new(), String::new());
    for statement in releases.flatten() {
        let Some((text, parameters)) = statement.split_once('\u{0}') else {
            let _written = writeln!(work, "{};", statement.trim_end_matches(';'));
            continue;
        };
        let next = names.len();
        let name = *names.entry(text.to_owned()).or_insert_with(|| {
            // the pages say what the register's lists are; the log does not
            let typed =
                text.replace("unnest($16, $17, $18)", "unnest($16::text[], $17::text[], $18::bytea[])");
            let _written = writeln!(script, "PREPARE s{next} AS {typed};");
            next
        });
        let _written = writeln!(work, "EXECUTE s{name}({});", values(parameters));
    }
    script + &work
}
