// SPDX-License-Identifier: AGPL-3.0-or-later
//! The command line: the first word chooses the process or the keeper's command.

mod audit;
mod audit_archive;
mod authority;
mod backup;
mod cards;
mod check;
mod commands;
mod counter_import;
mod demo;
mod keeper;
mod keys;
mod mail;
mod migrate;
mod people;
mod policy;
mod scan;
mod sequence;
mod serve;
mod start;
mod work;

use crate::terminal::{complain, say};
use clap::Parser;
use commands::{Command, Line};
use std::process::ExitCode;

/// Reads the command line and becomes the process that it names. Exit codes: 0 done, 1 failed, 2 the command line or
/// the configuration is wrong. `tidy` gives memory back that the start of a long-running process has left behind.
#[must_use]
pub fn main(tidy: fn()) -> ExitCode {
    let done = match Line::parse().command {
        Command::Serve => serve::run(tidy),
        Command::Work => work::run(),
        Command::Authority => authority::run(),
        Command::Sequence => sequence::run(),
        Command::Audit(command) => audit::run(command),
        Command::Demo { reset, cards } => demo::run(reset, cards),
        Command::Migrate => migrate::run(),
        Command::Check { process } => check::run(process),
        Command::Keys(command) => keys::run(command),
        Command::Cards(command) => cards::run(command),
        Command::Operator(command) => keeper::operator(command),
        Command::Counter(command) => keeper::counter(command),
        Command::Policy(command) => policy::run(command),
        Command::Mail(command) => mail::run(command),
        Command::Backup { file } => backup::backup(&file),
        Command::Restore { file, replace } => backup::restore(&file, replace),
        Command::CheckScan { words } => scan::check(&words),
        Command::Resume => backup::resume(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure.sentence);
            ExitCode::from(failure.code)
        }
    }
}

/// Why a command ends early: one sentence, and the exit code.
struct Failure {
    sentence: String,
    code: u8,
}

impl Failure {
    /// The command could not do its work.
    fn failed(sentence: impl ToString) -> Self {
        Self { sentence: sentence.to_string(), code: 1 }
    }
}

impl From<crate::config::ConfigError> for Failure {
    fn from(error: crate::config::ConfigError) -> Self {
        Self { sentence: error.to_string(), code: 2 }
    }
}
