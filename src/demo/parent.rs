// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a child knows of the supervisor that started it.

use rustix::process::{Pid, Signal, getppid, set_parent_process_death_signal};

/// Whether the process that started this one is `sportello demo`, going by the kernel's table and not by what the
/// environment says.
#[must_use]
pub fn is_parent() -> bool {
    let Some(parent) = getppid() else { return false };
    let words = std::fs::read(format!("/proc/{parent}/cmdline")).unwrap_or_default();
    let mut words = words.split(|byte| *byte == 0);
    words.next().is_some_and(|binary| binary.ends_with(b"sportello")) && words.next() == Some(b"demo")
}

/// Makes this process end when the supervisor `parent` does, even by `kill -9`.
///
/// # Errors
/// Where the supervisor is already gone.
pub fn end_with_parent(parent: i32) -> Result<(), &'static str> {
    set_parent_process_death_signal(Some(Signal::TERM))
        .map_err(|_| "the kernel refuses to watch the supervisor")?;
    // the supervisor may have died before the line above
    if getppid() == Pid::from_raw(parent) {
        Ok(())
    } else {
        Err("the supervisor that started this process is gone")
    }
}
