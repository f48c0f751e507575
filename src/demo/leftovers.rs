// SPDX-License-Identifier: AGPL-3.0-or-later
//! Children of a supervisor that was killed: found by process number *and* start time, so that a stranger who got the
//! same number is left alone.

use super::error::DemoError;
use super::place::Place;
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Notes a running child.
pub(super) fn note(file: &Path, pid: u32) -> Result<(), DemoError> {
    let Some(started) = started(pid) else { return Ok(()) }; // it is gone already
    fs::write(file, format!("{pid} {started}\n")).map_err(DemoError::file(file))
}

/// Ends what an earlier supervisor left running: politely, and after three seconds not.
pub(super) async fn end(place: &Place) -> Result<(), DemoError> {
    let folder = place.state.join("pids");
    let Ok(entries) = fs::read_dir(&folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let path = entry.path();
        if let Some(pid) = fs::read_to_string(&path).ok().and_then(|text| living(&text)) {
            // PostgreSQL takes SIGINT for a fast shutdown; the others end on SIGTERM
            let polite = if entry.file_name() == "postgres" { Signal::INT } else { Signal::TERM };
            end_one(pid, polite).await;
        }
        fs::remove_file(&path).map_err(DemoError::file(&path))?;
    }
    Ok(())
}

async fn end_one(pid: Pid, polite: Signal) {
    let number = pid.as_raw_nonzero().get().unsigned_abs();
    let was = started(number);
    for signal in [polite, Signal::KILL] {
        // an error says that it has ended in this moment
        let _sent = kill_process(pid, signal);
        for _ in 0..60 {
            if started(number) != was || is_zombie(number) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// The process of a note, where it still is the same one.
fn living(note: &str) -> Option<Pid> {
    let (pid, start) = note.trim().split_once(' ')?;
    let pid: u32 = pid.parse().ok()?;
    (started(pid)? == start.parse::<u64>().ok()? && !is_zombie(pid))
        .then(|| i32::try_from(pid).ok().and_then(Pid::from_raw))
        .flatten()
}

/// When a process started, in clock ticks since the machine did: field 22 of its `stat`.
fn started(pid: u32) -> Option<u64> {
    stat(pid)?.split(' ').nth(19)?.parse().ok()
}

fn is_zombie(pid: u32) -> bool {
    stat(pid).is_none_or(|fields| fields.starts_with('Z'))
}

/// The fields after the name, which may hold blanks and brackets itself.
fn stat(pid: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(stat[stat.rfind(')')? + 2..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_the_same_only_with_its_start_time() {
        let me = std::process::id();
        let start = started(me).unwrap();
        assert!(living(&format!("{me} {start}\n")).is_some());
        assert!(living(&format!("{me} {}\n", start + 1)).is_none());
        assert!(living("nonsense").is_none());
    }
}
