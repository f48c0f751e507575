// SPDX-License-Identifier: AGPL-3.0-or-later
//! What can be typed after `sportello`.

use super::people::{Counter, Operator};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Back-office of the registration counters that activate the TS-CNS.
#[derive(Parser)]
#[command(
    name = "sportello",
    version,
    after_help = "Settings come from the environment; the README has the table."
)]
pub(super) struct Line {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// The web process
    Serve,
    /// Mail and timed jobs
    Work,
    /// The embedded card authority
    Authority,
    /// Number the rows of the register and sign checkpoints
    Sequence,
    /// Run everything on this machine, with invented cards and accounts
    Demo {
        /// Delete the demonstration and start over
        #[arg(long)]
        reset: bool,
        /// Add so many cards
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
        cards: Option<u32>,
    },
    /// Bring the database to this version, as its owner
    Migrate,
    /// Say what is wrong, where, and how to mend it
    Check {
        /// A process, looked at with its own settings; without it the database, as its owner
        process: Option<Checked>,
    },
    /// Private keys of the processes
    #[command(subcommand)]
    Keys(Keys),
    /// The authority's register of cards, as the authority
    #[command(subcommand)]
    Cards(Cards),
    /// Accounts of the people who work here
    #[command(subcommand)]
    Operator(Operator),
    /// Offices
    #[command(subcommand, visible_alias = "counters")]
    Counter(Counter),
    /// Dated rules
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Write the whole database to a new file; never private keys
    Backup {
        /// The file
        file: PathBuf,
    },
    /// Put a backup into an empty database; serve and work then only read until `resume`
    Restore {
        /// The file
        file: PathBuf,
        /// Delete what is in the database
        #[arg(long)]
        replace: bool,
    },
    /// Work again after an older state came back: open releases end, unsent mails wait for a person
    Resume,
    /// What the register proves, as the owner or with any role that may read
    #[command(subcommand)]
    Audit(Audit),
    /// Look at one scan, for `serve` alone
    #[command(hide = true)]
    CheckScan {
        /// Bounds and rules, as numbers
        words: Vec<String>,
    },
    /// What comes back to the sender of our mails, as the worker
    #[command(subcommand)]
    Mail(MailCommand),
}

#[derive(Subcommand)]
pub(super) enum Audit {
    /// Say what was changed in the register behind everybody's back
    Verify {
        /// A file of `audit export` in place of the database
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
        /// Checkpoints that were kept outside the database, in the order in which they were signed
        #[arg(long = "checkpoint", value_name = "FILE")]
        checkpoints: Vec<PathBuf>,
        /// The public key of checkpoints (`name+hash+key`) in place of those that the database names
        #[arg(long = "key", value_name = "KEY")]
        keys: Vec<String>,
        /// An archive of rows that left the database
        #[arg(long = "archive", value_name = "FILE")]
        archives: Vec<PathBuf>,
        /// Check every writer's signature, also of rows older than a month that a checkpoint from outside covers
        #[arg(long)]
        signatures: bool,
    },
    /// Write the whole register without personal values to a new file
    Export {
        /// The file
        file: PathBuf,
    },
    /// Move rows past their retention into a new file of a folder, as the keeper; their proofs still hold
    Archive {
        /// The folder
        folder: PathBuf,
    },
    /// Prove, as JSON, that the rows of a case are under the newest checkpoint
    Prove {
        /// The case, by protocol number or id
        case: String,
    },
}

#[derive(Subcommand)]
pub(super) enum MailCommand {
    /// Take a report about a mail that did not arrive from standard input, for a mail server's pipe
    Bounce {
        /// The address that it came to; without it its headers tell
        recipient: Option<String>,
    },
}

#[derive(Subcommand)]
pub(super) enum PolicyCommand {
    /// Read a policy file and name file, line and key of what is wrong
    Check {
        /// The file; without it the one of SPORTELLO_POLICY, or the embedded one
        file: Option<PathBuf>,
    },
    /// Print the rules in force on a day
    Show {
        /// The day, as 2026-12-31; without it today
        #[arg(long, value_name = "DATE")]
        on: Option<chrono::NaiveDate>,
    },
}

#[derive(Subcommand)]
pub(super) enum Keys {
    /// Make all keys of a process in a new folder
    Generate {
        /// Whose keys
        process: KeyOwner,
        /// The folder, new or empty
        folder: PathBuf,
    },
    /// Tell the register a process's audit key, as the database's owner
    Register {
        /// Whose key
        process: KeyOwner,
        /// The folder it lies in
        folder: PathBuf,
    },
    /// Seal again to the newest key: the stored codes of all cards as the authority, the keys of all scans as `serve`
    Reseal {
        /// Whose key; without it the authority's
        process: Option<KeyOwner>,
    },
    /// Delete older keys that nothing is sealed to any more
    Prune {
        /// Whose keys
        process: KeyOwner,
        /// The folder
        folder: PathBuf,
    },
    /// Make newer keys beside those of a process
    Rotate {
        /// Whose keys
        process: KeyOwner,
        /// The folder
        folder: PathBuf,
    },
}

/// Who has keys.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum KeyOwner {
    /// The web process
    Serve,
    /// Mail and timed jobs
    Work,
    /// The card authority
    Authority,
    /// The register's sequencer
    Sequence,
    /// The keeper's commands
    Keeper,
}

/// What can be checked.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Checked {
    /// The web process
    Serve,
    /// Mail and timed jobs
    Work,
    /// The card authority
    Authority,
    /// The register's sequencer
    Sequence,
}

#[derive(Subcommand)]
pub(super) enum Cards {
    /// Take a lot of cards over: UTF-8 CSV, its header as in the README
    Import {
        /// The file
        file: PathBuf,
        /// One refused line leaves the register as it was
        #[arg(long)]
        all_or_nothing: bool,
    },
    /// Invent cards, for `sportello demo` alone
    #[command(hide = true)]
    Invent {
        /// Cards without anything odd about them
        #[arg(long)]
        ordinary: usize,
        /// Also one for each odd thing that can happen
        #[arg(long)]
        odd: bool,
        /// The day that dates are counted from
        #[arg(long)]
        day: chrono::NaiveDate,
        /// The same seed and day give the same cards
        #[arg(long)]
        seed: u64,
    },
}
