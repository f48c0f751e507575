// SPDX-License-Identifier: AGPL-3.0-or-later
//! A sealed value, and the way in and out of it.

use base64::{Engine, prelude::BASE64_STANDARD};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use zeroize::Zeroizing;

use super::{KeyId, KeyRing, Purpose, Wiped, keys::PublicKey};

type Encapped = <X25519HkdfSha256 as Kem>::EncappedKey;

const VERSION: u8 = 1;
const ENCAPPED: usize = 32;

/// A sealed value. As bytes: version (1), length of the key's name (1), the name, the encapsulated key (32), the
/// ciphertext with its tag. In JSON the same bytes in base64. Safe to store and to print; says only whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    key_id: KeyId,
    /// Encapsulated key and ciphertext.
    body: Vec<u8>,
}

/// Sealing failed: the public key is no point of the curve that anything can be sealed to.
#[derive(Debug, thiserror::Error)]
#[error("the value can't be sealed to key {0}")]
pub struct SealError(KeyId);

/// Why a value stays sealed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No key of that name on the ring: rotated away, or another process's.
    #[error("sealed to key {0}, which is not held here")]
    UnknownKey(KeyId),
    /// Altered, or sealed for another purpose or with other associated data.
    #[error("altered, or sealed for another purpose or another row")]
    Damaged,
    /// Not the bytes of a sealed value, or the content is not what the purpose promises.
    #[error("not a sealed value of this kind")]
    Malformed,
}

impl Sealed {
    /// The key that opens it.
    #[must_use]
    pub fn key_id(&self) -> &KeyId {
        &self.key_id
    }

    /// The bytes to store.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = header(&self.key_id);
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// [`OpenError::Malformed`] when they are no sealed value of a known version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpenError> {
        let (&[version, length], rest) = bytes.split_first_chunk().ok_or(OpenError::Malformed)?;
        let (name, body) = rest.split_at_checked(length.into()).ok_or(OpenError::Malformed)?;
        let key_id = str::from_utf8(name).ok().and_then(KeyId::parse).ok_or(OpenError::Malformed)?;
        if version != VERSION || body.len() < ENCAPPED {
            return Err(OpenError::Malformed);
        }
        Ok(Self { key_id, body: body.to_vec() })
    }
}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64_STANDARD.encode(self.to_bytes()))
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64_STANDARD.decode(text).map_err(D::Error::custom)?;
        Self::from_bytes(&bytes).map_err(D::Error::custom)
    }
}

fn header(key_id: &KeyId) -> Vec<u8> {
    let name = key_id.as_str().as_bytes();
    // A name has at most 29 bytes, see KeyId::parse.
    let mut header = vec![VERSION, u8::try_from(name.len()).unwrap_or(u8::MAX)];
    header.extend_from_slice(name);
    header
}

/// The header is authenticated too: a value can't be relabelled as sealed to another key.
fn associated(key_id: &KeyId, aad: &[u8]) -> Vec<u8> {
    let mut all = header(key_id);
    all.extend_from_slice(aad);
    all
}

/// Seals `plaintext` for the holder of the private part, for one purpose, tied to `aad` (not secret, not stored).
///
/// # Errors
/// [`SealError`] when the public key is degenerate.
pub fn seal(key: &PublicKey, purpose: Purpose, aad: &[u8], plaintext: &[u8]) -> Result<Sealed, SealError> {
    let (encapped, ciphertext) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &key.key,
        purpose.info(),
        plaintext,
        &associated(key.id(), aad),
    )
    .map_err(|_| SealError(key.id().clone()))?;
    let mut body = encapped.to_bytes().to_vec();
    body.extend_from_slice(&ciphertext);
    Ok(Sealed { key_id: key.id().clone(), body })
}

/// Opens a sealed value with the key that it names.
///
/// # Errors
/// [`OpenError`], which never says more than that key, purpose, associated data and bytes do not go together.
pub fn open(ring: &KeyRing, purpose: Purpose, aad: &[u8], sealed: &Sealed) -> Result<Wiped, OpenError> {
    let key = ring.get(&sealed.key_id).ok_or_else(|| OpenError::UnknownKey(sealed.key_id.clone()))?;
    let (encapped, ciphertext) = sealed.body.split_at_checked(ENCAPPED).ok_or(OpenError::Malformed)?;
    let encapped = Encapped::from_bytes(encapped).map_err(|_| OpenError::Malformed)?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &key.key,
        &encapped,
        purpose.info(),
        ciphertext,
        &associated(&sealed.key_id, aad),
    )
    .map(Zeroizing::new)
    .map_err(|_| OpenError::Damaged)
}
