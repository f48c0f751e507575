// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one binary; which process it becomes is the command's first word.

/// Gives memory back: the system's allocator keeps the 19 MiB of a password check in each thread that ever did one. Without huge
/// pages, of which a process of this size leaves half of each empty.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(unsafe_code)] // a call of the allocator above, which no library offers as safe; it takes no pointer
unsafe extern "C" {
    safe fn mi_collect(force: bool);
}

/// Gives back at once what only the start needed: a process that nobody asks anything would keep it.
fn tidy() {
    mi_collect(true);
}

fn main() -> std::process::ExitCode {
    sportello::cli::main(tidy)
}
