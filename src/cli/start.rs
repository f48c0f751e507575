// SPDX-License-Identifier: AGPL-3.0-or-later
//! What every process does first.

use super::Failure;
use crate::config::{ConfigError, Environment, Log, LogFormat, Process};
use crate::demo;
use crate::policy::{Policy, PolicyBook, rome_date};
use rustix::fs::Mode;
use std::path::Path;
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// The runtime: several threads, because migrations ask for them.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::failed(format!("no runtime: {error}.")))
}

/// A runtime of one thread, for a command that reads much of the database: of several, one would take from the line what another
/// waits for, and wake it for every eight kilobytes.
pub(super) fn one_thread() -> Result<Runtime, Failure> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::failed(format!("no runtime: {error}.")))
}

/// Log lines to standard output, as the settings say.
pub(super) fn logging(log: &Log) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&log.filter)
        .map_err(|error| ConfigError::Wrong { name: "SPORTELLO_LOG", why: error.to_string() })?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false);
    match log.format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}

/// The environment of a process, after the first two steps of each: files that it makes are for nobody else, and where a
/// supervisor started it, it ends with the supervisor. The authority's socket is for its group too.
pub(super) fn environment(process: Process) -> Result<Environment, Failure> {
    let others = if process == Process::Authority { Mode::RWXO } else { Mode::RWXG | Mode::RWXO };
    rustix::process::umask(others);
    let environment = Environment::of(process);
    if let Some(parent) = environment.optional("SPORTELLO_PARENT")? {
        demo::end_with_parent(parent).map_err(Failure::failed)?;
    }
    Ok(environment)
}

/// The policy: a file's, or the embedded one.
pub(super) fn policy(file: Option<&Path>) -> Result<PolicyBook, Failure> {
    match file {
        None => Ok(PolicyBook::embedded().clone()),
        Some(file) => {
            PolicyBook::read(file).map_err(|errors| Failure { sentence: errors.to_string(), code: 2 })
        }
    }
}

/// The rules of today.
pub(super) fn in_force(book: &PolicyBook) -> Result<&Policy, Failure> {
    let today = rome_date(chrono::Utc::now());
    book.on(today)
        .ok_or_else(|| Failure::failed(format!("the policy of {} has no rules for {today}.", book.name())))
}

/// Comes true when the process is asked to end: SIGTERM or Ctrl-C.
pub(super) fn told_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    let told = |error| Failure::failed(format!("signals cannot be watched: {error}."));
    let mut terminate = signal(SignalKind::terminate()).map_err(told)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(told)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
