// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello demo`

use super::{Failure, start};
use crate::config::{Demo, Environment, Process};
use crate::demo::{self, Options};

pub(super) fn run(reset: bool, cards: Option<u32>) -> Result<(), Failure> {
    let config = Demo::from_env(&Environment::of(Process::Demo))?;
    let runtime = start::runtime()?;
    tokio::task::LocalSet::new()
        .block_on(&runtime, demo::run(config, Options { reset, cards }))
        .map_err(Failure::failed)
}
