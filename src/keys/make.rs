// SPDX-License-Identifier: AGPL-3.0-or-later
//! Making keys, and newer ones beside the old.

use super::{CODES, EVIDENCE, MAIL, SHEET, WEB, WORKER};
use crate::audit::{self, AuditKey};
use crate::authority::{self, Administration, keys::AuthorityKeyError};
use crate::config::Process;
use crate::register::CheckpointKey;
use crate::seal::{KeyFileError, PrivateKey, SecretBox};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};

/// Why keys were not made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// A key file could not be written.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// The audit or the checkpoint key could not be written.
    #[error(transparent)]
    Signing(#[from] audit::KeyFileError),
    /// A key of the authority could not be made.
    #[error(transparent)]
    Authority(#[from] AuthorityKeyError),
    /// Only `serve`, `work` and `authority` have keys to rotate.
    #[error("`{0}` has no keys of this kind: name serve, work or authority.")]
    NoKeys(Process),
}

/// Makes all keys of a process in its empty folder. Answers the public parts that others must be told: the sheet's or
/// the mail's `.pub` file. The authority's certificate names the administration.
///
/// # Errors
/// Where the folder cannot be written, or holds an audit key already.
pub fn generate(
    folder: &Path,
    process: Process,
    administration: &Administration,
    now: DateTime<Utc>,
) -> Result<Vec<PathBuf>, MakeError> {
    if matches!(process, Process::Serve | Process::Work | Process::Migrate) {
        AuditKey::generate().save(folder)?;
    }
    match process {
        Process::Migrate => Ok(Vec::new()),
        Process::Sequence => {
            CheckpointKey::generate().save(folder)?;
            Ok(Vec::new())
        }
        Process::Authority => {
            authority::keys::generate(folder, administration, now)?;
            Ok(Vec::new())
        }
        _ => rotate(folder, process, now),
    }
}

/// Makes newer sealing keys beside the old ones, which still open what was sealed to them. The audit key stays: rows
/// that it signed must be checked for years.
///
/// # Errors
/// Where the folder cannot be written, or the process has no such keys.
pub fn rotate(folder: &Path, process: Process, now: DateTime<Utc>) -> Result<Vec<PathBuf>, MakeError> {
    match process {
        Process::Serve => {
            SecretBox::generate(WEB, now).write(folder)?;
            SecretBox::generate(EVIDENCE, now).write(folder)?;
            Ok(vec![PrivateKey::generate(SHEET, now).write(folder)?])
        }
        Process::Work => {
            SecretBox::generate(WORKER, now).write(folder)?;
            Ok(vec![PrivateKey::generate(MAIL, now).write(folder)?])
        }
        Process::Authority => {
            PrivateKey::generate(CODES, now).write(folder)?;
            Ok(Vec::new())
        }
        Process::Sequence | Process::Migrate | Process::Demo => Err(MakeError::NoKeys(process)),
    }
}
