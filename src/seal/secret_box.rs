// SPDX-License-Identifier: AGPL-3.0-or-later
//! What one process keeps for itself: XChaCha20-Poly1305 and keyed digests under keys of its own folder.

use std::path::{Path, PathBuf};

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, Generate, KeyInit, Payload},
};
use chrono::{DateTime, Datelike, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::file::{self, KeyFileError, Kind};
use super::{KeyId, OpenError, Purpose, Wiped};

const VERSION: u8 = 1;
const NONCE: usize = 24;

/// Symmetric keys of one process, newest first. It can't be printed, copied or serialised; keys are wiped when
/// dropped.
pub struct SecretBox {
    keys: Vec<SymmetricKey>,
}

struct SymmetricKey {
    id: KeyId,
    made: DateTime<Utc>,
    key: Zeroizing<[u8; 32]>,
}

impl SecretBox {
    /// A box with one new key from the operating system's generator; `role` is the first word of its name.
    #[must_use]
    pub fn generate(role: &str, now: DateTime<Utc>) -> Self {
        let key = Zeroizing::new(<[u8; 32]>::generate());
        let id = KeyId::derive(role, now.year(), &*key);
        Self { keys: vec![SymmetricKey { id, made: now, key }] }
    }

    /// Writes the newest key as `<id>.key` (mode 0600) into `folder`.
    ///
    /// # Errors
    /// When a file of that name is there already or can't be written.
    pub fn write(&self, folder: &Path) -> Result<PathBuf, KeyFileError> {
        let newest = self.newest();
        file::write(folder, Kind::Secret, &newest.id, newest.made, &*newest.key)
    }

    /// Reads every `<role>-….key` of a folder.
    ///
    /// # Errors
    /// When the folder can't be read, holds no such key, or one of the files is unfit.
    pub fn load(folder: &Path, role: &str) -> Result<Self, KeyFileError> {
        let mut keys = Vec::new();
        for path in file::list(folder, Kind::Secret, role)? {
            let found = file::read(&path, Kind::Secret)?;
            let key = <[u8; 32]>::try_from(found.content.as_slice())
                .map(Zeroizing::new)
                .map_err(|_| KeyFileError::not_a_key(&path))?;
            if !found.id.fits(&*key) {
                return Err(KeyFileError::not_a_key(&path));
            }
            keys.push(SymmetricKey { id: found.id, made: found.made, key });
        }
        keys.sort_by_key(|key| std::cmp::Reverse(key.made));
        Ok(Self { keys })
    }

    /// Name of the key that seals.
    #[must_use]
    pub fn key_id(&self) -> &KeyId {
        &self.newest().id
    }

    /// Names of the keys that only open, newest first.
    pub fn older_ids(&self) -> impl Iterator<Item = &KeyId> {
        self.keys.iter().skip(1).map(|key| &key.id)
    }

    /// Whether `sealed` names the key that seals now.
    #[must_use]
    pub fn is_sealed_to_newest(&self, sealed: &[u8]) -> bool {
        sealed.starts_with(&header(self.key_id()))
    }

    fn newest(&self) -> &SymmetricKey {
        self.keys.first().expect("a box is made of at least one key")
    }

    /// Seals with the newest key. Bytes: version (1), length of the key's name (1), the name, nonce (24), ciphertext
    /// with its tag.
    #[must_use]
    pub fn seal(&self, purpose: Purpose, aad: &[u8], plaintext: &[u8]) -> Vec<u8> {
        let SymmetricKey { id, key, .. } = self.newest();
        let nonce = XNonce::generate();
        let mut bytes = header(id);
        let aad = associated(&bytes, purpose, aad);
        let ciphertext = XChaCha20Poly1305::new((&**key).into())
            .encrypt(&nonce, Payload { msg: plaintext, aad: &aad })
            .expect("XChaCha20-Poly1305 takes any message shorter than 256 GiB");
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&ciphertext);
        bytes
    }

    /// Opens what [`seal`](Self::seal) made, with whichever key of the box it names.
    ///
    /// # Errors
    /// [`OpenError`] as for [`super::open`].
    pub fn open(&self, purpose: Purpose, aad: &[u8], sealed: &[u8]) -> Result<Wiped, OpenError> {
        let (&[version, length], rest) = sealed.split_first_chunk().ok_or(OpenError::Malformed)?;
        let (name, body) = rest.split_at_checked(length.into()).ok_or(OpenError::Malformed)?;
        let id = str::from_utf8(name).ok().and_then(KeyId::parse).ok_or(OpenError::Malformed)?;
        let (nonce, ciphertext) = body.split_first_chunk::<NONCE>().ok_or(OpenError::Malformed)?;
        if version != VERSION {
            return Err(OpenError::Malformed);
        }
        let held = self.keys.iter().find(|key| key.id == id);
        let key = &held.ok_or_else(|| OpenError::UnknownKey(id.clone()))?.key;
        let aad = associated(&header(&id), purpose, aad);
        XChaCha20Poly1305::new((&**key).into())
            .decrypt(nonce.into(), Payload { msg: ciphertext, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| OpenError::Damaged)
    }

    /// Keyed digest (HMAC-SHA256) with the newest key: for values that must be compared but not be guessed by who
    /// holds a copy of the database. `label` keeps digests for different uses apart.
    #[must_use]
    pub fn digest(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        keyed(&self.newest().key, label, parts)
    }

    /// Whether a stored digest is of these parts, under any key of the box; takes the same time wherever they differ.
    #[must_use]
    pub fn digest_fits(&self, label: &str, parts: &[&[u8]], stored: &[u8]) -> bool {
        use subtle::ConstantTimeEq;
        self.keys.iter().any(|held| keyed(&held.key, label, parts).ct_eq(stored).into())
    }

    /// Whether `start` begins a digest of these parts under any key of the box, for digests that were cut. Takes the same
    /// time wherever they differ; at least eight bytes, or it is never so.
    #[must_use]
    pub fn digest_begins(&self, label: &str, parts: &[&[u8]], start: &[u8]) -> bool {
        use subtle::ConstantTimeEq;
        let enough = (8..=32).contains(&start.len());
        let begins = |held: &SymmetricKey| keyed(&held.key, label, parts)[..start.len()].ct_eq(start).into();
        enough && self.keys.iter().any(begins)
    }
}

fn header(id: &KeyId) -> Vec<u8> {
    let name = id.as_str().as_bytes();
    // A name has at most 29 bytes, see KeyId::parse.
    let mut header = vec![VERSION, u8::try_from(name.len()).unwrap_or(u8::MAX)];
    header.extend_from_slice(name);
    header
}

fn associated(header: &[u8], purpose: Purpose, aad: &[u8]) -> Vec<u8> {
    let info = purpose.info();
    let mut all = header.to_vec();
    all.push(u8::try_from(info.len()).unwrap_or(u8::MAX));
    all.extend_from_slice(info);
    all.extend_from_slice(aad);
    all
}

/// Each part is preceded by its length, so that no two lists of parts give the same input.
fn keyed(key: &[u8; 32], label: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in std::iter::once(&label.as_bytes()).chain(parts) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
