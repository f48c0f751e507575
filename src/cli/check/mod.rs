// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello check`: what is wrong, where, and how to mend it.
//!
//! `check serve`, `check work`, `check authority` and `check sequence` look at a process's own settings, keys and surroundings, and are run
//! as that process is; `check` alone looks at the database as its owner.

mod database;
mod processes;
mod register;
mod report;
mod roles;
mod scans;

use super::commands::Checked;
use super::{Failure, start};
use report::Report;

pub(super) fn run(which: Option<Checked>) -> Result<(), Failure> {
    let report = start::runtime()?.block_on(async {
        match which {
            None => database::check().await,
            Some(Checked::Serve) => processes::serve().await,
            Some(Checked::Work) => processes::work().await,
            Some(Checked::Authority) => processes::authority().await,
            Some(Checked::Sequence) => register::sequence().await,
        }
    })?;
    report.tell()
}
