// SPDX-License-Identifier: AGPL-3.0-or-later
//! The key folder of one process, looked through before anything in it is used.

use super::{AUDIT, CERTIFICATES, CHECKPOINT, CODES, DIGEST, EVIDENCE, MAIL, SHEET, WEB, WORKER};
use crate::config::{ConfigError, Process};
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Endings of files that hold a private key.
const PRIVATE: [&str; 3] = ["key", "box", "pem"];

/// The folder with the private keys of one process.
#[derive(Debug, Clone)]
pub struct KeyFolder(PathBuf);

impl KeyFolder {
    /// Takes the folder for `process`. Each private key in it is looked at twice: at the name of its file and at the
    /// name that stands inside, so that a key that was copied under another name is found too.
    ///
    /// # Errors
    /// Where the folder cannot be read, others may enter it, or it holds a key that is not this process's.
    pub fn open(folder: PathBuf, process: Process) -> Result<Self, ConfigError> {
        let wrong = |why: String| ConfigError::Folder { folder: folder.display().to_string(), why };
        let unreadable = |error| wrong(format!("cannot be read: {error}"));
        let about = fs::metadata(&folder).map_err(unreadable)?;
        if !about.is_dir() {
            return Err(wrong("is not a folder".into()));
        }
        if about.mode() & 0o077 != 0 {
            return Err(wrong("may be entered by others than its owner: chmod 700".into()));
        }
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if !path.extension().is_some_and(|ending| PRIVATE.iter().any(|private| ending == *private)) {
                continue;
            }
            for role in [role_of_name(&path), role_inside(&path).map_err(unreadable)?].into_iter().flatten() {
                if !allowed(process).contains(&role.as_str()) {
                    let at = path.display().to_string();
                    return Err(ConfigError::ForeignKey { process, at, what: words(&role) });
                }
            }
        }
        Ok(Self(folder))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// The keys that a process may hold; nobody but an attacker needs those of two.
fn allowed(process: Process) -> &'static [&'static str] {
    match process {
        Process::Serve => &[SHEET, EVIDENCE, WEB, AUDIT],
        Process::Work => &[MAIL, WORKER, AUDIT],
        Process::Authority => &[CODES, CERTIFICATES, DIGEST],
        Process::Sequence => &[CHECKPOINT],
        // the keeper seals the one-time secret of a new operator for the web process
        Process::Migrate => &[WEB, AUDIT],
        Process::Demo => &[],
    }
}

fn words(role: &str) -> &'static str {
    match role {
        SHEET => "the sheet's private key",
        MAIL => "the mail's private key",
        CODES => "the authority's key to stored codes",
        CERTIFICATES => "the authority's signing key",
        DIGEST => "the authority's digest key",
        EVIDENCE => "the key to scans",
        WEB => "the web process's own key",
        WORKER => "the worker's own key",
        AUDIT => "an audit signing key",
        CHECKPOINT => "the key that signs checkpoints",
        _ => "a key that nobody here knows",
    }
}

fn role_of_name(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?;
    Some(name.split('-').next().unwrap_or(name).to_owned())
}

/// The first word of the `Key-Id` header; none where the file has no such header.
fn role_inside(path: &Path) -> std::io::Result<Option<String>> {
    let mut text = zeroize::Zeroizing::new(Vec::with_capacity(4_096));
    fs::File::open(path)?.take(4_096).read_to_end(&mut text)?;
    let line = text.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(b"Key-Id: "));
    Ok(line.map(|id| id.iter().take_while(|byte| **byte != b'-').map(|byte| char::from(*byte)).collect()))
}
