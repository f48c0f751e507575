// SPDX-License-Identifier: AGPL-3.0-or-later
//! Mails that wait because the server stands still: how fast the worker sends them when it goes on, beside `smtp-source` of Postfix,
//! which does nothing but send.

use super::demo::{Demo, Person};
use super::sink::Sink;
use super::visit;
use rustix::process::Signal;
use sportello::operators::Role;
use std::collections::VecDeque;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Second halves that wait.
pub const MAILS: usize = 800;

/// Mails that `smtp-source` sends, and over how many connections: as many as the worker has.
const THEIRS: u64 = 2_000;
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
    let before = sink.taken();
    sink.signal(Signal::STOP);
    for (visitor, sheet) in staff.iter_mut().zip(sheets) {
        visit::hand_over(visitor, sheet, "holder").await;
    }
    let began = Instant::now();
    sink.signal(Signal::CONT);
    sink.wait_for(before + MAILS as u64, Duration::from_secs(60)).await;
    let ours = MAILS as f64 / began.elapsed().as_secs_f64();
    let theirs = smtp_source(sink).await;
    eprintln!("  the worker {}, smtp-source {} a second", super::round(ours), super::round(theirs?));
    theirs.map(|theirs| ours / theirs)
}

/// Mails a second of the same length to the same server.
async fn smtp_source(sink: &Sink) -> Option<f64> {
    let (mails, connections) = (THEIRS.to_string(), CONNECTIONS.to_string());
    let (length, before) = (sink.mean_length().to_string(), sink.taken());
    let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("smtp-source");
    command.args(["-m", &mails, "-s", &connections, "-l", &length, "-d"]);
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
    sink.wait_for(before + THEIRS, Duration::from_secs(120)).await;
    let rate = THEIRS as f64 / began.elapsed().as_secs_f64();
    child.wait().expect("smtp-source ends");
    Some(rate)
}
