// SPDX-License-Identifier: AGPL-3.0-or-later
//! Mails that wait because the worker stands still: how fast it sends them when it goes on, beside `smtp-source` of Postfix, which does
//! nothing but send.

use super::demo::{Demo, Person};
use super::measure;
use super::sink::Sink;
use super::visit;
use rustix::process::Signal;
use sportello::operators::Role;
use std::collections::{BTreeMap, VecDeque};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Second halves that wait each time, and mails that `smtp-source` sends then.
const WAITING: usize = 600;

/// In turns, so that what slows the machine down slows both; the first one is not counted.
const TURNS: usize = 4;

/// All second halves.
pub const MAILS: usize = WAITING * TURNS;

/// Over how many connections it sends them: as many as the worker has.
const CONNECTIONS: u64 = 8;

/// The worker's rate over that of `smtp-source`; none where it is not installed.
pub async fn run(demo: &Demo, sink: &Sink, people: &mut VecDeque<Person>) -> Option<f64> {
    let people: Vec<Person> = people.drain(..MAILS).collect();
    let mut staff = demo.signed_in(Role::Operator, MAILS).await;
    let mut sheets = Vec::new();
    for (visitor, person) in staff.iter_mut().zip(&people) {
        let signed = visit::up_to_the_signature(visitor, person, None).await;
        let form = visit::release_form(visitor, &signed).await;
        sheets.push(visit::release(visitor, form).await);
    }
    let mut waiting = staff.iter_mut().zip(sheets);
    let (mut ours, mut theirs, mut spent) = (Duration::ZERO, Duration::ZERO, BTreeMap::new());
    for turn in 0..TURNS {
        let before = sink.taken();
        demo.signal("work", Signal::STOP);
        for (visitor, sheet) in waiting.by_ref().take(WAITING) {
            visit::hand_over(visitor, sheet, "holder").await;
        }
        // what the hand-overs left to others to do is done
        measure::quiet(demo).await;
        let (began, threads) = (Instant::now(), demo.threads());
        demo.signal("work", Signal::CONT);
        sink.wait_for(before + WAITING as u64, Duration::from_secs(60)).await;
        let (took, used) = (began.elapsed(), measure::spent(&threads, &demo.threads()));
        measure::quiet(demo).await;
        let beside = smtp_source(sink).await?;
        if turn > 0 {
            (ours, theirs) = (ours + took, theirs + beside);
            used.into_iter().for_each(|(name, cpu)| *spent.entry(name).or_default() += cpu);
        }
    }
    let counted = WAITING * (TURNS - 1);
    eprintln!("  a mail by the worker: {}", super::shares(&BTreeMap::new(), &spent, counted));
    let each = |time: Duration| super::round(counted as f64 / time.as_secs_f64());
    eprintln!("  the worker {}, smtp-source {} a second", each(ours), each(theirs));
    Some(theirs.as_secs_f64() / ours.as_secs_f64())
}

/// How long it takes to send as many mails of the same text to the same server.
async fn smtp_source(sink: &Sink) -> Option<Duration> {
    let (mails, connections) = (WAITING.to_string(), CONNECTIONS.to_string());
    let (mail, before) = (sink.newest().await, sink.taken());
    let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("smtp-source");
    command.args(["-m", &mails, "-s", &connections, "-d", "-F"]).arg(mail);
    command.args([
        "-f",
        "sportello@example.org",
        "-t",
        "someone@posta.example",
        &format!("inet:{}", sink.address()),
    ]);
    let began = Instant::now();
    let Ok(mut child) = command.env("PATH", path).stdout(Stdio::null()).spawn() else {
        eprintln!("  smtp-source is not installed (Debian: postfix): nothing to compare with");
        return None;
    };
    sink.wait_for(before + WAITING as u64, Duration::from_secs(60)).await;
    let took = began.elapsed();
    child.wait().expect("smtp-source ends");
    Some(took)
}
