// SPDX-License-Identifier: AGPL-3.0-or-later
//! The card authority: what it is asked (`contract`), how it is asked (`client`), and the embedded one (`engine`,
//! `server`), which a regional authority can replace by speaking the same contract.

pub mod client;
pub mod contract;
pub mod engine;
pub mod import;
pub mod keys;
pub mod lot;
pub mod server;

mod config;

pub use config::{Administration, AuthorityConfig, CodeLengths};
