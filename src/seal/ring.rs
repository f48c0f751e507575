// SPDX-License-Identifier: AGPL-3.0-or-later
//! The private keys that one process holds.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::file::{self, KeyFileError, Kind};
use super::keys::{KeyId, PrivateKey, PublicKey};

/// Private keys by name: the newest, and older ones for as long as something sealed to them is left.
pub struct KeyRing {
    keys: BTreeMap<KeyId, PrivateKey>,
}

impl KeyRing {
    /// A ring of these keys; later rings replace earlier keys of the same name.
    #[must_use]
    pub fn of(keys: impl IntoIterator<Item = PrivateKey>) -> Self {
        Self { keys: keys.into_iter().map(|key| (key.id().clone(), key)).collect() }
    }

    /// Reads every `<role>-….key` of a folder.
    ///
    /// # Errors
    /// When the folder can't be read, holds no such key, or one of the files is unfit.
    pub fn load(folder: &Path, role: &str) -> Result<Self, KeyFileError> {
        let files = file::list(folder, Kind::Private, role)?;
        files.iter().map(|path| PrivateKey::read(path)).collect::<Result<Vec<_>, _>>().map(Self::of)
    }

    /// The key of this name, if it has not been deleted.
    #[must_use]
    pub fn get(&self, id: &KeyId) -> Option<&PrivateKey> {
        self.keys.get(id)
    }

    /// The public part of the key made last: what new things are sealed to. None for an empty ring.
    #[must_use]
    pub fn newest(&self) -> Option<PublicKey> {
        self.keys.values().max_by_key(|key| key.made()).map(PrivateKey::public)
    }

    /// Name of the key made last, and when. None for an empty ring.
    #[must_use]
    pub fn newest_made(&self) -> Option<(KeyId, DateTime<Utc>)> {
        self.keys.values().max_by_key(|key| key.made()).map(|key| (key.id().clone(), key.made()))
    }

    /// The names, in their order.
    pub fn ids(&self) -> impl Iterator<Item = &KeyId> {
        self.keys.keys()
    }
}
