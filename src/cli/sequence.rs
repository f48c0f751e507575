// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello sequence`: the sequencer, put together.

use super::{Failure, start};
use crate::config::{Process, Sequence};
use crate::register::{self, CheckpointKey, SequenceConfig, Sequencer, WitnessCa};
use zeroize::Zeroizing;

pub(super) fn run() -> Result<(), Failure> {
    let config = Sequence::from_env(&start::environment(Process::Sequence)?)?;
    start::logging(&config.log)?;
    let key = CheckpointKey::load(config.keys.path()).map_err(Failure::failed)?;
    tracing::info!(key = key.verifier_key(&config.origin), "checkpoints are signed with this key");
    let config = SequenceConfig {
        database_url: Zeroizing::new(config.database.reveal().to_owned()),
        sequencer: Sequencer::new(key, config.origin, config.file),
        witnesses: config.witnesses,
        witness_ca: WitnessCa::load(config.witness_ca.as_deref()).map_err(Failure::failed)?,
    };
    start::runtime()?.block_on(async {
        register::run(config, start::told_to_stop()?).await;
        Ok(())
    })
}
