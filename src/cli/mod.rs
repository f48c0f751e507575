// SPDX-License-Identifier: AGPL-3.0-or-later
//! The command line.

use std::process::ExitCode;

/// Reads the command line and becomes the process that it names.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
