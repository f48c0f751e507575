// SPDX-License-Identifier: AGPL-3.0-or-later
//! The key that a process signs its rows with.

use super::signing::{KeyFileError, Signing};
use std::path::Path;

/// What the key's file and name begin with.
const KIND: &str = "audit";

/// A process's signing key. It is never printed.
pub struct AuditKey(Signing);

impl AuditKey {
    /// Draws a new key.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    pub fn generate() -> Self {
        Self(Signing::generate(KIND))
    }

    /// Reads `audit.pem` of a key folder.
    ///
    /// # Errors
    /// When the file is missing or is not such a key.
    pub fn load(folder: &Path) -> Result<Self, KeyFileError> {
        Signing::load(KIND, folder).map(Self)
    }

    /// Writes the key as `audit.pem`, readable by its owner alone; an existing key is never overwritten.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), KeyFileError> {
        self.0.save(folder)
    }

    /// The key's name, derived from its public half.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.id()
    }

    /// The public half, 32 bytes.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.public()
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message)
    }
}
