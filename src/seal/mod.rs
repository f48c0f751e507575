// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sealing: what is written for one process alone can be opened by that process alone.
//!
//! [`seal`] and [`open`] are HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and ChaCha20-Poly1305.
//! Every sealed value says what it is for: the [`Purpose`] is HPKE's `info`, so that a first half can never
//! be passed off as a parked form, and the associated data ties it to one release or one row.
//! [`SecretBox`] is the symmetric sibling for what one process keeps for itself.
//!
//! Secrets have no `Debug`, `Serialize` or `Clone`; they are wiped when dropped and leave through `reveal()` alone.

mod digits;
pub(crate) mod file;
mod halves;
mod keys;
mod purpose;
mod ring;
mod sealed;
mod secret_box;

pub use digits::{CodeKind, CodePart, Digits};
pub use file::KeyFileError;
pub use halves::{FirstHalf, SecondHalf, WholeCodes};
pub use keys::{KeyId, PrivateKey, PublicKey};
pub use purpose::Purpose;
pub use ring::KeyRing;
pub use sealed::{OpenError, SealError, Sealed, open, seal};
pub use secret_box::SecretBox;

/// Bytes that are wiped when dropped.
pub type Wiped = zeroize::Zeroizing<Vec<u8>>;

#[cfg(test)]
mod tests;
