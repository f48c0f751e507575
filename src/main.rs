// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one binary; which process it becomes is the command's first word.

/// Gives memory back: the system's allocator keeps the 19 MiB of a password check in each thread that ever did one.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    sportello::cli::main()
}
