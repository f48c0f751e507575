// SPDX-License-Identifier: AGPL-3.0-or-later
//! Keeping a child running: start, note, watch, start again, end.
//!
//! The kernel tells a child of its parent's death when the *thread* that started it ends. All starts therefore happen
//! on the supervisor's main thread, as local tasks.

use super::child::Child;
use super::error::DemoError;
use super::leftovers;
use super::place::Place;
use crate::terminal::say;
use rustix::process::{Pid, kill_process};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::sync::{oneshot, watch};
use tokio::task::{JoinHandle, spawn_local};

/// How long a child may take to end before it is killed.
const PATIENCE: Duration = Duration::from_secs(15);
/// So many ends before it is ready, and it will not be.
const HOPELESS: u32 = 3;
/// A log that is longer is put aside at the next start.
const LONG_LOG: u64 = 8 << 20;

/// A child under watch.
pub(super) struct Kept {
    name: &'static str,
    probe: super::child::Probe,
    stop: oneshot::Sender<()>,
    ended: watch::Receiver<u32>,
    task: JoinHandle<()>,
}

/// Starts a child and keeps it running from now on.
pub(super) fn keep(place: &Rc<Place>, child: Child) -> Kept {
    let (stop, stopped) = oneshot::channel();
    let (count, ended) = watch::channel(0);
    let (name, probe) = (child.name, child.probe.clone());
    let task = spawn_local(watch_over(Rc::clone(place), child, stopped, count));
    Kept { name, probe, stop, ended, task }
}

impl Kept {
    /// Waits until the child is ready. One that ends three times meanwhile will not be.
    pub async fn ready(&self, place: &Place) -> Result<(), DemoError> {
        for _ in 0..1_500 {
            if *self.ended.borrow() >= HOPELESS {
                break;
            }
            if self.probe.answers().await {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err(DemoError::NotReady { name: self.name, log: place.log(self.name) })
    }

    /// Ends the child and waits until it has.
    pub async fn end(self) {
        let _gone = self.stop.send(());
        let _ended = self.task.await;
    }
}

async fn watch_over(
    place: Rc<Place>,
    child: Child,
    mut stop: oneshot::Receiver<()>,
    ended: watch::Sender<u32>,
) {
    let log = place.log(child.name);
    if log.metadata().is_ok_and(|about| about.len() > LONG_LOG) {
        let _moved = std::fs::rename(&log, log.with_extension("log.1"));
    }
    let mut pause = Duration::from_millis(200);
    loop {
        let began = Instant::now();
        let why = match start(&place, &child, &log) {
            Ok(mut running) => tokio::select! {
                status = running.wait() => match status {
                    Ok(status) => {
                        // a wrong configuration will be wrong again
                        ended.send_modify(|count| *count += if status.code() == Some(2) { HOPELESS } else { 1 });
                        status.to_string()
                    }
                    Err(error) => error.to_string(),
                },
                _ = &mut stop => return finish(&place, &child, &mut running).await,
            },
            Err(error) => {
                ended.send_modify(|count| *count += 1);
                error.to_string()
            }
        };
        say(&format!("{} ended ({why}); it is started again", child.name));
        if began.elapsed() > Duration::from_secs(30) {
            pause = Duration::from_millis(200);
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = &mut stop => return,
        }
        pause = (pause * 2).min(Duration::from_secs(10));
    }
}

fn start(place: &Place, child: &Child, log: &Path) -> Result<tokio::process::Child, DemoError> {
    let mut command = tokio::process::Command::from((child.command)());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    // Ctrl-C at the terminal is for the supervisor alone, which ends the children in order
    command.process_group(0);
    let mut running = command.spawn().map_err(DemoError::step("starting a process"))?;
    if let Some(pid) = running.id() {
        leftovers::note(&place.pid(child.name), pid)?;
    }
    let open = || File::options().create(true).append(true).open(log).map_err(DemoError::file(log));
    if let Some(out) = running.stdout.take() {
        spawn_local(copy(out, open()?, child.name, Show::Warnings));
    }
    if let Some(err) = running.stderr.take() {
        spawn_local(copy(err, open()?, child.name, if child.speaks { Show::All } else { Show::Nothing }));
    }
    Ok(running)
}

/// What of a child's words is also for the terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Warnings,
    Nothing,
}

async fn copy(from: impl AsyncRead + Unpin, mut log: File, name: &'static str, show: Show) {
    let mut lines = BufReader::new(from).split(b'\n');
    while let Ok(Some(line)) = lines.next_segment().await {
        let _full_disk = log.write_all(&line).and_then(|()| log.write_all(b"\n"));
        let line = String::from_utf8_lossy(&line);
        if show == Show::All
            || (show == Show::Warnings && [" WARN ", " ERROR "].iter().any(|word| line.contains(word)))
        {
            say(&format!("{name}: {line}"));
        }
    }
}

async fn finish(place: &Place, child: &Child, running: &mut tokio::process::Child) {
    let pid = running.id().and_then(|pid| i32::try_from(pid).ok()).and_then(Pid::from_raw);
    if let Some(pid) = pid {
        let _gone = kill_process(pid, child.polite);
    }
    if tokio::time::timeout(PATIENCE, running.wait()).await.is_err() {
        say(&format!("{} does not end; it is killed", child.name));
        let _gone = running.kill().await;
    }
    let _kept = std::fs::remove_file(place.pid(child.name));
}
