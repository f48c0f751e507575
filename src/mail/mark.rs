// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mark in the envelope sender of each mail, `local+id-mac@domain`, by which a report finds its letter.
//!
//! Id (16 bytes) and the first 8 bytes of HMAC-SHA256 over it under the worker's key, both in RFC 4648 base 32 without
//! padding, in small letters because mail servers may change case.

use crate::ids::OutboxId;
use crate::keys;
use crate::seal::{KeyFileError, SecretBox};
use std::path::Path;
use uuid::Uuid;

/// `+`, 26 characters of id, `-`, 13 of the MAC.
pub(super) const LENGTH: usize = 1 + ID + 1 + MAC;

const ID: usize = 26;
const MAC: usize = 13;
const MAC_BYTES: usize = 8;
const LABEL: &str = "bounce";
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Makes and reads marks. Holds the worker's key; not printable.
pub struct Marks(SecretBox);

/// What an address says about the mail that it was the sender of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// This letter's, proven by its MAC.
    Letter(OutboxId),
    /// It looks like a mark of ours and its MAC is wrong.
    Forged,
    /// It has no mark.
    No,
}

impl Marks {
    /// Marks under these keys; older keys of the box still prove older marks.
    pub(super) fn new(keys: SecretBox) -> Self {
        Self(keys)
    }

    /// Marks under the worker's keys in `folder`.
    ///
    /// # Errors
    /// Where the folder holds no such key.
    pub fn load(folder: &Path) -> Result<Self, KeyFileError> {
        SecretBox::load(folder, keys::WORKER).map(Self)
    }

    /// The mark of a letter, `+id-mac`.
    pub(super) fn of(&self, id: OutboxId) -> String {
        let mac = self.0.digest(LABEL, &[id.uuid().as_bytes()]);
        format!("+{}-{}", base32(id.uuid().as_bytes()), base32(&mac[..MAC_BYTES]))
    }

    /// What `address` says. Takes the same time for every wrong MAC.
    #[must_use]
    pub fn read(&self, address: &str) -> Marked {
        let Some((id, mac)) = parts(address) else { return Marked::No };
        if self.0.digest_begins(LABEL, &[&id], &mac) {
            Marked::Letter(Uuid::from_bytes(id).into())
        } else {
            Marked::Forged
        }
    }
}

/// Id and MAC that stand between the last `+` and the `@`.
fn parts(address: &str) -> Option<([u8; 16], [u8; MAC_BYTES])> {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
    let (id, mac) = local.rsplit_once('+')?.1.split_once('-')?;
    let fits = id.len() == ID && mac.len() == MAC;
    let id = unbase32(id).filter(|_| fits)?.try_into().ok()?;
    Some((id, unbase32(mac)?.try_into().ok()?))
}

fn base32(bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8) & 1));
    (0..bytes.len() * 8)
        .step_by(5)
        .map(|from| char::from(ALPHABET[(from..from + 5).fold(0, |value, at| value << 1 | bit(at))]))
        .collect()
}

/// Undoes [`base32`] in either case; the bits that fill up the last character are dropped.
fn unbase32(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(16), 0_u32, 0);
    for letter in text.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter.to_ascii_lowercase())?;
        held = held << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;

    #[test]
    fn a_mark_is_read_back_in_either_case_and_no_other_is_believed() {
        let marks = Marks(SecretBox::generate("worker", Utc::now()));
        let stranger = Marks(SecretBox::generate("worker", Utc::now()));
        for _ in 0..200 {
            let id = OutboxId::from(Uuid::from_u128(rand::random()));
            let address = format!("bounces{}@example.it", marks.of(id));
            assert_eq!(marks.of(id).len(), LENGTH);
            assert_eq!(marks.read(&address), Marked::Letter(id));
            assert_eq!(marks.read(&address.to_uppercase()), Marked::Letter(id));
            assert_eq!(stranger.read(&address), Marked::Forged);
            let other = OutboxId::from(Uuid::from_u128(rand::random()));
            let mixed = format!("{}{}", &marks.of(other)[..=ID], &marks.of(id)[1 + ID..]);
            assert_eq!(marks.read(&format!("bounces{mixed}@example.it")), Marked::Forged);
        }
        for no in ["", "bounces@example.it", "a+b-c@example.it", "bounces+-@x", "+aaaa-bbbb", "à+è-ì@x"] {
            assert_eq!(marks.read(no), Marked::No, "{no}");
        }
    }

    #[test]
    fn base32_is_that_of_the_rfc_in_small_letters() {
        for (bytes, text) in
            [("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foobar", "mzxw6ytboi")]
        {
            assert_eq!(base32(bytes.as_bytes()), text);
            assert_eq!(unbase32(text).unwrap(), bytes.as_bytes());
        }
    }
}
