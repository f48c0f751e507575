// SPDX-License-Identifier: AGPL-3.0-or-later
//! The key that checkpoints are signed with: Ed25519, as PKCS#8 PEM in the sequencer's key folder and nowhere else.

use super::note::{self, Checkpoint, Origin};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The name of the key's file in a key folder.
const FILE: &str = "checkpoint.pem";

/// The signing key. It is never printed.
pub struct CheckpointKey {
    key: SigningKey,
    id: String,
}

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It is not there or cannot be read or written.
    #[error("the checkpoint key {path}: {source}")]
    File {
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is there and is no Ed25519 key.
    #[error("the checkpoint key {0} is not an Ed25519 key in PKCS#8 PEM")]
    Unreadable(PathBuf),
}

impl CheckpointKey {
    /// Draws a new key.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    pub fn generate() -> Self {
        Self::of(SigningKey::from_bytes(&crate::audit::random()))
    }

    fn of(key: SigningKey) -> Self {
        let id = hex::encode(&Sha256::digest(key.verifying_key().as_bytes())[..8]);
        Self { key, id: format!("checkpoint-{id}") }
    }

    /// Reads `checkpoint.pem` of a key folder.
    ///
    /// # Errors
    /// When the file is missing or is not such a key.
    pub fn load(folder: &Path) -> Result<Self, KeyFileError> {
        let path = folder.join(FILE);
        let pem =
            fs::read_to_string(&path).map_err(|source| KeyFileError::File { path: path.clone(), source })?;
        let pem = zeroize::Zeroizing::new(pem);
        SigningKey::from_pkcs8_pem(&pem).map(Self::of).map_err(|_| KeyFileError::Unreadable(path))
    }

    /// Writes the key as `checkpoint.pem`, readable by its owner alone; an existing key is never overwritten.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), KeyFileError> {
        let path = folder.join(FILE);
        let told = |source| KeyFileError::File { path: path.clone(), source };
        let pem =
            self.key.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyFileError::Unreadable(path.clone()))?;
        let mut file =
            fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(told)?;
        file.write_all(pem.as_bytes()).and_then(|()| file.sync_all()).map_err(told)
    }

    /// The key's name in the database, derived from its public half.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The public half, 32 bytes.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
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
        let signature = self.key.sign(body.as_bytes()).to_bytes();
        note::signed(&body, &checkpoint.origin, &self.public(), &signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_file_and_is_never_overwritten() {
        let folder = std::env::temp_dir().join(format!("checkpoint-key-{}", uuid::Uuid::now_v7()));
        fs::create_dir(&folder).unwrap();
        let key = CheckpointKey::generate();
        key.save(&folder).unwrap();
        assert_eq!(CheckpointKey::load(&folder).unwrap().id(), key.id());
        assert!(CheckpointKey::generate().save(&folder).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
