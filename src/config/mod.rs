// SPDX-License-Identifier: AGPL-3.0-or-later
//! Configuration: the environment, read once at start and parsed into one type per process.
//!
//! [`settings::SETTINGS`] is the one table of names, defaults and meanings: `sportello check` prints from it and the
//! README repeats it. A value that is missing or wrong is one sentence and exit code 2; nothing is read later.

mod authority;
mod common;
mod error;
mod keeper;
mod read;
mod security_contact;
mod sequence;
mod serve;
mod settings;
mod values;
mod work;

pub use authority::Authority;
pub use common::{Database, Log, Passwords};
pub use error::ConfigError;
pub use keeper::{Demo, Keeper, Migrate};
pub use read::Environment;
pub use security_contact::SecurityContact;
pub use sequence::Sequence;
pub use serve::{Links, Serve};
pub use settings::{Fallback, Process, SETTINGS, Setting, setting};
pub use values::{LogFormat, MailUrl, Network, SecretUrl, WebUrl};
pub use work::{Reports, Work};

#[cfg(test)]
mod tests;
