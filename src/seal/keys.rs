// SPDX-License-Identifier: AGPL-3.0-or-later
//! Key pairs and their names.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Utc};
use hpke::{Deserializable, Kem, Serializable, kem::X25519HkdfSha256};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::file::{self, KeyFile, KeyFileError, Kind};

pub(super) type HpkePublic = <X25519HkdfSha256 as Kem>::PublicKey;
pub(super) type HpkePrivate = <X25519HkdfSha256 as Kem>::PrivateKey;

/// Name of a key, such as `sheet-2026a1b2c3d4`: what it opens, the year it was made, and the first four bytes of
/// the SHA-256 of its public part in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

impl KeyId {
    /// Name of a key with this public part (or, for a symmetric key, of the key itself).
    pub(crate) fn derive(role: &str, year: i32, public: &[u8]) -> Self {
        Self(format!("{role}-{year:04}{}", hex::encode(&Sha256::digest(public)[..4])))
    }

    /// Reads a name: a role of small letters, a dash, four digits and eight hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (role, rest) = text.split_once('-')?;
        let role_fits = (1..=16).contains(&role.len()) && role.bytes().all(|b| b.is_ascii_lowercase());
        let rest_fits = rest.len() == 12
            && rest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
            && rest[..4].bytes().all(|b| b.is_ascii_digit());
        (role_fits && rest_fits).then(|| Self(text.to_owned()))
    }

    /// What the key opens: `sheet`, `mail`, `authority` …
    #[must_use]
    pub fn role(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the name belongs to this public part (or, for a symmetric key, to the key itself).
    pub(crate) fn fits(&self, public: &[u8]) -> bool {
        self.0.ends_with(&hex::encode(&Sha256::digest(public)[..4]))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The part of a key pair that seals; known to everybody.
#[derive(Clone)]
pub struct PublicKey {
    id: KeyId,
    pub(super) key: HpkePublic,
}

impl PublicKey {
    /// Name of the key.
    #[must_use]
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// Reads a `.pub` file.
    ///
    /// # Errors
    /// When the file can't be read, is no public key, or its name does not fit the key in it.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let found = file::read(path, Kind::Public)?;
        let key = HpkePublic::from_bytes(&found.content).map_err(|_| KeyFileError::not_a_key(path))?;
        if !found.id.fits(&found.content) {
            return Err(KeyFileError::not_a_key(path));
        }
        Ok(Self { id: found.id, key })
    }
}

/// The part of a key pair that opens. It can't be printed, copied or serialised, and is wiped when dropped.
pub struct PrivateKey {
    id: KeyId,
    made: DateTime<Utc>,
    pub(super) key: HpkePrivate,
}

impl PrivateKey {
    /// Draws a new pair from the operating system's generator. `role` becomes the first word of its name.
    #[must_use]
    pub fn generate(role: &str, now: DateTime<Utc>) -> Self {
        let (key, public) = X25519HkdfSha256::gen_keypair();
        Self { id: KeyId::derive(role, now.year(), &public.to_bytes()), made: now, key }
    }

    /// Name of the key.
    #[must_use]
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// When the pair was drawn, to the second.
    #[must_use]
    pub fn made(&self) -> DateTime<Utc> {
        self.made
    }

    /// The other part.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey { id: self.id.clone(), key: X25519HkdfSha256::sk_to_pk(&self.key) }
    }

    /// Writes `<id>.key` (mode 0600) and `<id>.pub` (0644) into `folder`; answers the path of the public part.
    ///
    /// # Errors
    /// When a file of that name is there already or can't be written.
    pub fn write(&self, folder: &Path) -> Result<PathBuf, KeyFileError> {
        let private = Zeroizing::new(<[u8; 32]>::from(self.key.to_bytes()));
        let public = self.public().key.to_bytes();
        file::write(folder, Kind::Private, &self.id, self.made, &*private)?;
        file::write(folder, Kind::Public, &self.id, self.made, &public)
    }

    /// Reads a `.key` file.
    ///
    /// # Errors
    /// When the file can't be read, is readable by others than its owner, is no private key, or its name does
    /// not fit the key in it.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let KeyFile { id, made, content } = file::read(path, Kind::Private)?;
        let key = HpkePrivate::from_bytes(&content).map_err(|_| KeyFileError::not_a_key(path))?;
        if !id.fits(&X25519HkdfSha256::sk_to_pk(&key).to_bytes()) {
            return Err(KeyFileError::not_a_key(path));
        }
        Ok(Self { id, made, key })
    }
}
