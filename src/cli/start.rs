// SPDX-License-Identifier: AGPL-3.0-or-later
//! What every process does first.

use super::Failure;
use crate::config::{ConfigError, Log, LogFormat};
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

/// The runtime: several threads, because migrations ask for them.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::failed(format!("no runtime: {error}.")))
}

/// Log lines to standard output, as the settings say.
pub(super) fn logging(log: &Log) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&log.filter)
        .map_err(|error| ConfigError::Wrong { name: "SPORTELLO_LOG", why: error.to_string() })?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false);
    match log.format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}
