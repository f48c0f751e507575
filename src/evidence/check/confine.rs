// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the process that looks at files takes from itself before it reads the first byte: descriptors, memory, time, files,
//! processes, and by a kernel filter every call but those that reckoning with memory needs.

use super::Bounds;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
use std::collections::BTreeMap;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Calls that are left: reading and writing what is open, memory, and the end.
const LEFT: [i64; 27] = [
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_clock_gettime,
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_getrandom,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Starts this program over, under the limit of memory, unless it stands already: the allocator takes an address space of its own with
/// the first byte that a program asks for, and what it has then a later limit does not take back.
///
/// # Errors
/// Where the limit cannot be set or the program not be started.
pub(super) fn start_over(bounds: &Bounds) -> std::io::Result<()> {
    if getrlimit(Resource::As).maximum.is_some_and(|most| most <= bounds.memory) {
        return Ok(());
    }
    limit(Resource::As, bounds.memory)?;
    limit(Resource::Core, 0)?;
    Err(Command::new("/proc/self/exe").arg0("sportello").args(std::env::args_os().skip(1)).env_clear().exec())
}

fn limit(resource: Resource, most: u64) -> std::io::Result<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
}

/// Takes everything from this process that looking at a file does not need. Answers whether the kernel's filter is on: some
/// kernels and containers have none, and then limits and the empty surroundings must do.
///
/// # Errors
/// Where a limit cannot be set, which is never so for a lower one.
pub(super) fn confine(bounds: &Bounds) -> std::io::Result<bool> {
    close_all_but_three();
    let cpu = u64::from(bounds.cpu_seconds);
    for (resource, most) in
        [(Resource::Cpu, cpu), (Resource::Fsize, 0), (Resource::Nproc, 0), (Resource::Nofile, 3)]
    {
        limit(resource, most)?;
    }
    Ok(filter().is_ok_and(|program| seccompiler::apply_filter(&program).is_ok()))
}

/// Whatever the parent may have left open: a database connection, a key file, a listener.
fn close_all_but_three() {
    // SAFETY: this process has one thread and uses no descriptor above 2, so that none of its own objects loses its own.
    #[allow(unsafe_code)] // no library offers this call as safe, because in a larger program it is not
    unsafe {
        libc::close_range(3, libc::c_uint::MAX, 0);
    }
}

fn filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let arch = std::env::consts::ARCH.try_into()?;
    let left: BTreeMap<i64, _> = LEFT.iter().map(|call| (*call, Vec::new())).collect();
    // a call that is refused, and not a killed process: what a library asks for by the way is answered with no
    let no = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    SeccompFilter::new(left, no, SeccompAction::Allow, arch)?.try_into()
}
