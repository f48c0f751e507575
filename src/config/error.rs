// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is wrong with a configuration, each in one sentence.

use super::Process;

/// Why a process does not start. `Display` is one sentence for the keeper; it never repeats a secret's value.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A setting without default is not there.
    #[error("{name} is not set: {meaning}.")]
    Missing {
        /// The variable's name.
        name: &'static str,
        /// What it should hold.
        meaning: &'static str,
    },
    /// A value cannot be read.
    #[error("{name} is wrong: {why}.")]
    Wrong {
        /// The variable's name.
        name: &'static str,
        /// What does not fit, in words.
        why: String,
    },
    /// A key that only another process may hold.
    #[error(
        "`{process}` does not start: {at} holds {what}, which `{process}` must never be able to open; move it to the \
         process that it belongs to."
    )]
    ForeignKey {
        /// The process that was asked to start.
        process: Process,
        /// Where the key was found: a file or a variable.
        at: String,
        /// The key, in words.
        what: &'static str,
    },
    /// The key folder cannot be used.
    #[error("the key folder {folder} {why}.")]
    Folder {
        /// Its path.
        folder: String,
        /// What is wrong with it.
        why: String,
    },
}
