// SPDX-License-Identifier: AGPL-3.0-or-later
//! An Ed25519 key that signs for years, as PKCS#8 PEM in the key folder of the one process that has it.

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It is not there or cannot be read or written.
    #[error("the {kind} key {path}: {source}")]
    File {
        /// What it signs: `audit` or `checkpoint`.
        kind: &'static str,
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is there and is no Ed25519 key.
    #[error("the {kind} key {path} is not an Ed25519 key in PKCS#8 PEM")]
    Unreadable {
        /// What it signs.
        kind: &'static str,
        /// Where it is.
        path: PathBuf,
    },
}

/// The key of one kind: its file is `KIND.pem`, its name `KIND-` and 16 digits of its public half's SHA-256. It is never printed.
pub(crate) struct Signing {
    kind: &'static str,
    key: SigningKey,
    id: String,
}

impl Signing {
    /// Draws a new key.
    pub fn generate(kind: &'static str) -> Self {
        Self::of(kind, SigningKey::from_bytes(&super::canonical::random()))
    }

    fn of(kind: &'static str, key: SigningKey) -> Self {
        let id = hex::encode(&Sha256::digest(key.verifying_key().as_bytes())[..8]);
        Self { kind, key, id: format!("{kind}-{id}") }
    }

    /// Reads the key of a folder.
    pub fn load(kind: &'static str, folder: &Path) -> Result<Self, KeyFileError> {
        let path = folder.join(kind).with_extension("pem");
        let pem = fs::read_to_string(&path).map_err(|source| KeyFileError::File {
            kind,
            path: path.clone(),
            source,
        })?;
        let pem = zeroize::Zeroizing::new(pem);
        let key = SigningKey::from_pkcs8_pem(&pem).map_err(|_| KeyFileError::Unreadable { kind, path })?;
        Ok(Self::of(kind, key))
    }

    /// Writes the key into a folder, readable by its owner alone; an existing key is never overwritten.
    pub fn save(&self, folder: &Path) -> Result<(), KeyFileError> {
        let (kind, path) = (self.kind, folder.join(self.kind).with_extension("pem"));
        let told = |source| KeyFileError::File { kind, path: path.clone(), source };
        let pem = self.key.to_pkcs8_pem(LineEnding::LF);
        let pem = pem.map_err(|_| KeyFileError::Unreadable { kind, path: path.clone() })?;
        let mut file =
            fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(told)?;
        file.write_all(pem.as_bytes()).and_then(|()| file.sync_all()).map_err(told)
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_file_and_is_never_overwritten() {
        let folder = std::env::temp_dir().join(format!("signing-key-{}", uuid::Uuid::now_v7()));
        fs::create_dir(&folder).unwrap();
        for kind in ["audit", "checkpoint"] {
            let key = Signing::generate(kind);
            key.save(&folder).unwrap();
            let file = folder.join(format!("{kind}.pem"));
            assert_eq!(Signing::load(kind, &folder).unwrap().id(), key.id());
            assert!(key.id().starts_with(&format!("{kind}-")) && file.exists());
            let refused = Signing::generate(kind).save(&folder).unwrap_err().to_string();
            assert!(refused.starts_with(&format!("the {kind} key ")), "{refused}");
            fs::write(file, "-----BEGIN").unwrap();
            assert!(matches!(Signing::load(kind, &folder), Err(KeyFileError::Unreadable { .. })));
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
