// SPDX-License-Identifier: AGPL-3.0-or-later
//! Key folders: which process may hold which private key, and how the files are called.

use super::{ConfigError, Process};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The private keys there are. A file is called `KIND-ID.key`; what stands in it is its owner's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Opens first halves (X25519).
    Sheet,
    /// Opens second halves (X25519).
    Mail,
    /// Opens the authority's stored codes.
    Codes,
    /// Signs certificates and CRLs.
    Certificates,
    /// Signs the audit rows of its process (Ed25519).
    Audit,
    /// Seals what the web process alone reads again: TOTP secrets, parked forms.
    Store,
    /// Makes the digests and MACs of its process.
    Digest,
}

impl KeyKind {
    const ALL: [Self; 7] =
        [Self::Sheet, Self::Mail, Self::Codes, Self::Certificates, Self::Audit, Self::Store, Self::Digest];

    /// The first part of the file's name.
    #[must_use]
    pub fn stem(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Mail => "mail",
            Self::Codes => "codes",
            Self::Certificates => "certificates",
            Self::Audit => "audit",
            Self::Store => "store",
            Self::Digest => "digest",
        }
    }

    /// The key in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Sheet => "the sheet's private key",
            Self::Mail => "the mail's private key",
            Self::Codes => "the authority's key to stored codes",
            Self::Certificates => "the authority's signing key",
            Self::Audit => "an audit signing key",
            Self::Store => "the web process's storage key",
            Self::Digest => "a digest key",
        }
    }

    /// Whether `process` may hold it. No process but the keeper's commands may hold both halves' keys.
    #[must_use]
    pub fn allowed(self, process: Process) -> bool {
        match process {
            Process::Serve => matches!(self, Self::Sheet | Self::Audit | Self::Store | Self::Digest),
            Process::Work => matches!(self, Self::Mail | Self::Audit | Self::Digest),
            Process::Authority => {
                matches!(self, Self::Codes | Self::Certificates | Self::Audit | Self::Digest)
            }
            Process::Migrate => matches!(self, Self::Audit | Self::Store | Self::Digest),
            Process::Demo => false,
        }
    }

    fn of_file(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".key")?.split('-').next()?;
        Self::ALL.into_iter().find(|kind| kind.stem() == stem)
    }
}

/// The folder with the private keys of one process, looked through at start.
#[derive(Debug, Clone)]
pub struct KeyFolder(PathBuf);

impl KeyFolder {
    /// Takes the folder for `process`.
    ///
    /// # Errors
    /// Where it cannot be read, others may read it, or it holds a key that is not this process's.
    pub fn open(folder: PathBuf, process: Process) -> Result<Self, ConfigError> {
        let wrong = |why: String| ConfigError::Folder { folder: folder.display().to_string(), why };
        let about = std::fs::metadata(&folder).map_err(|error| wrong(format!("cannot be read: {error}")))?;
        if !about.is_dir() {
            return Err(wrong("is not a folder".into()));
        }
        if about.mode() & 0o077 != 0 {
            return Err(wrong("may be entered by others than its owner: chmod 700".into()));
        }
        let entries =
            std::fs::read_dir(&folder).map_err(|error| wrong(format!("cannot be read: {error}")))?;
        for entry in entries.flatten() {
            let Some(kind) = KeyKind::of_file(&entry.file_name().to_string_lossy()) else { continue };
            if !kind.allowed(process) {
                let at = entry.path().display().to_string();
                return Err(ConfigError::ForeignKey { process, at, what: kind.words() });
            }
        }
        Ok(Self(folder))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file of a key of that kind and id.
    #[must_use]
    pub fn file(&self, kind: KeyKind, id: &str) -> PathBuf {
        self.0.join(format!("{}-{id}.key", kind.stem()))
    }

    /// Ids and files of all keys of that kind, the newest file first.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn files(&self, kind: KeyKind) -> std::io::Result<Vec<(String, PathBuf)>> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&self.0)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let id =
                name.strip_suffix(".key").and_then(|name| name.strip_prefix(kind.stem())?.strip_prefix('-'));
            if let Some(id) = id {
                found.push((entry.metadata()?.modified()?, id.to_owned(), entry.path()));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.cmp(&a.1)));
        Ok(found.into_iter().map(|(_, id, path)| (id, path)).collect())
    }
}
