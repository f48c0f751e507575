// SPDX-License-Identifier: AGPL-3.0-or-later
//! The random key of a browser: its cookie. The database holds a hash of it, so a copy of the database opens no session.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// 256 bits that name a browser. Before sign-in it only ties forms to the browser that was given them.
pub struct SessionKey(Zeroizing<[u8; 32]>);

impl SessionKey {
    /// Draws a new key.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a machine without randomness must not go on")]
    pub fn generate() -> Self {
        let mut key = Zeroizing::new([0; 32]);
        rand::rngs::SysRng.try_fill_bytes(&mut *key).expect("the operating system gives randomness");
        Self(key)
    }

    /// Reads the value of a cookie; nothing where it is none of ours.
    #[must_use]
    pub fn parse(cookie: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(cookie).ok()?);
        Some(Self(Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).ok()?)))
    }

    /// The value of the cookie: 43 characters of base64url.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(*self.0))
    }

    /// What the database holds.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        self.derive(b"sportello session key")
    }

    /// The token of the forms that this browser is given, 64 hexadecimal digits. It goes with the key: a new key at a new
    /// step of the sign-in makes the older forms of the browser worthless.
    #[must_use]
    pub fn form_token(&self) -> String {
        hex::encode(self.derive(b"sportello form token"))
    }

    /// Whether a form brought the right token; takes the same time wherever they differ.
    #[must_use]
    pub fn token_fits(&self, token: &str) -> bool {
        self.form_token().as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// What a later session of this browser remembers of this key's token.
    pub(super) fn token_digest(&self) -> [u8; 32] {
        Self::digest_of(&self.form_token())
    }

    pub(super) fn digest_of(token: &str) -> [u8; 32] {
        Sha256::digest(token.as_bytes()).into()
    }

    fn derive(&self, label: &[u8]) -> [u8; 32] {
        Sha256::new().chain_update(label).chain_update([0]).chain_update(*self.0).finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_cookie_and_nothing_else_is_one() {
        let key = SessionKey::generate();
        let back = SessionKey::parse(&key.reveal()).unwrap();
        assert_eq!(back.hash(), key.hash());
        assert!(key.token_fits(&back.form_token()));
        assert_ne!(hex::encode(key.hash()), key.form_token());
        for odd in ["", "x", "é", &"A".repeat(42), &"A".repeat(44), "0000-0000"] {
            assert!(SessionKey::parse(odd).is_none(), "{odd}");
        }
        assert!(!key.token_fits(&SessionKey::generate().form_token()));
        assert!(!key.token_fits(""));
    }
}
