// SPDX-License-Identifier: AGPL-3.0-or-later
//! Key files: PEM armour with two headers, `Key-Id` and `Made` (Unix seconds).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use pem::{EncodeConfig, LineEnding, Pem};
use zeroize::Zeroizing;

use super::{Wiped, keys::KeyId};

/// Why a key file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The operating system refused.
    #[error("key file {path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Others than the owner may read it.
    #[error("key file {path} has mode {mode:04o} and can be read by others: chmod 600 it and make a new key")]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The content is not what its place promises.
    #[error("file {path} holds no key of the kind needed here, or its Key-Id does not fit the key")]
    NotAKey {
        /// The file.
        path: PathBuf,
    },
    /// A folder without any key of the role asked for.
    #[error("folder {path} holds no {role} key: make one with `sportello keys generate`")]
    NoKey {
        /// The folder.
        path: PathBuf,
        /// First word of the name looked for.
        role: String,
    },
}

impl KeyFileError {
    pub(crate) fn not_a_key(path: &Path) -> Self {
        Self::NotAKey { path: path.to_owned() }
    }

    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// What a key file holds; decides label, ending and mode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Seals; everybody may know it.
    Public,
    /// Opens.
    Private,
    /// Seals and opens.
    Secret,
    /// Signs.
    Signing,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Public => "SPORTELLO PUBLIC KEY",
            Self::Private => "SPORTELLO PRIVATE KEY",
            Self::Secret => "SPORTELLO SECRET KEY",
            Self::Signing => "SPORTELLO SIGNING KEY",
        }
    }

    /// Ending of the file's name, with its dot.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Public => ".pub",
            Self::Private | Self::Secret | Self::Signing => ".key",
        }
    }
}

/// A key file as read.
pub(crate) struct KeyFile {
    pub id: KeyId,
    pub made: DateTime<Utc>,
    pub content: Wiped,
}

/// Writes a new file; never over an old one, because what is sealed to the old key would be lost.
pub(crate) fn write(
    folder: &Path,
    kind: Kind,
    id: &KeyId,
    made: DateTime<Utc>,
    key: &[u8],
) -> Result<PathBuf, KeyFileError> {
    let path = folder.join(format!("{id}{}", kind.ending()));
    let mut armour = Pem::new(kind.label(), key);
    for (name, value) in [("Key-Id", id.to_string()), ("Made", made.timestamp().to_string())] {
        armour.headers_mut().add(name, &value).map_err(|_| KeyFileError::not_a_key(&path))?;
    }
    let text =
        Zeroizing::new(pem::encode_config(&armour, EncodeConfig::new().set_line_ending(LineEnding::LF)));
    zeroize::Zeroize::zeroize(&mut armour.into_contents());
    let mode = if kind == Kind::Public { 0o644 } else { 0o600 };
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(&path)
        .map_err(KeyFileError::io(&path))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(KeyFileError::io(&path))?;
    Ok(path)
}

/// Reads a file back. The mode is taken from the open file, so that it can't be swapped in between.
pub(crate) fn read(path: &Path, kind: Kind) -> Result<KeyFile, KeyFileError> {
    let mut file = File::open(path).map_err(KeyFileError::io(path))?;
    let mode = file.metadata().map_err(KeyFileError::io(path))?.mode() & 0o7777;
    if kind != Kind::Public && mode & 0o077 != 0 {
        return Err(KeyFileError::TooOpen { path: path.to_owned(), mode });
    }
    // Key files are a few hundred bytes: the buffer never grows, so that no copy of a key stays behind.
    let mut text = Zeroizing::new(Vec::with_capacity(4096));
    Read::by_ref(&mut file).take(4096).read_to_end(&mut text).map_err(KeyFileError::io(path))?;
    let parsed = pem::parse(&*text).map_err(|_| KeyFileError::not_a_key(path))?;
    let id = parsed.headers().get("Key-Id").and_then(KeyId::parse);
    let made = parsed
        .headers()
        .get("Made")
        .and_then(|seconds| seconds.parse().ok())
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let label_fits = parsed.tag() == kind.label();
    let content = Zeroizing::new(parsed.into_contents());
    match (id, made) {
        (Some(id), Some(made)) if label_fits => Ok(KeyFile { id, made, content }),
        _ => Err(KeyFileError::not_a_key(path)),
    }
}

/// Files in `folder` of this kind whose key has this role, in the order of their names.
pub(crate) fn list(folder: &Path, kind: Kind, role: &str) -> Result<Vec<PathBuf>, KeyFileError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(KeyFileError::io(folder))? {
        let path = entry.map_err(KeyFileError::io(folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let id = name.strip_suffix(kind.ending()).and_then(KeyId::parse);
        if id.is_some_and(|id| id.role() == role) {
            found.push(path);
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(KeyFileError::NoKey { path: folder.to_owned(), role: role.to_owned() });
    }
    Ok(found)
}
