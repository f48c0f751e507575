// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one binary; which process it becomes is the command's first word.

fn main() -> std::process::ExitCode {
    sportello::cli::main()
}
