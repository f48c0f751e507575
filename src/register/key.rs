// SPDX-License-Identifier: AGPL-3.0-or-later
//! The key that checkpoints are signed with, in the sequencer's key folder and nowhere else.

use super::note::{self, Checkpoint, Origin};
use crate::audit::{KeyFileError, Signing};
use std::path::Path;

/// What the key's file and name begin with.
const KIND: &str = "checkpoint";

/// The signing key. It is never printed.
pub struct CheckpointKey(Signing);

impl CheckpointKey {
    /// Draws a new key.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    pub fn generate() -> Self {
        Self(Signing::generate(KIND))
    }

    /// Reads `checkpoint.pem` of a key folder.
    ///
    /// # Errors
    /// When the file is missing or is not such a key.
    pub fn load(folder: &Path) -> Result<Self, KeyFileError> {
        Signing::load(KIND, folder).map(Self)
    }

    /// Writes the key as `checkpoint.pem`, readable by its owner alone; an existing key is never overwritten.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), KeyFileError> {
        self.0.save(folder)
    }

    /// The key's name in the database, derived from its public half.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.id()
    }

    /// The public half, 32 bytes.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.public()
    }

    /// The public half as verifiers of notes take it.
    #[must_use]
    pub fn verifier_key(&self, origin: &Origin) -> String {
        note::verifier_key(origin.as_str(), &self.public())
    }

    /// The checkpoint as a signed note.
    #[must_use]
    pub fn sign(&self, checkpoint: &Checkpoint) -> String {
        let body = checkpoint.body();
        let signature = self.0.sign(body.as_bytes());
        note::signed(&body, &checkpoint.origin, &self.public(), &signature)
    }
}
