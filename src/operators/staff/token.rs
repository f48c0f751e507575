// SPDX-License-Identifier: AGPL-3.0-or-later
//! The token of a one-time link: 256 random bits. The database holds a hash of it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng;
use sha2::{Digest, Sha256};
use std::str::FromStr;
use zeroize::Zeroizing;

/// What opens an invitation. It cannot be printed, and is wiped when dropped.
pub struct Token(Zeroizing<[u8; 32]>);

/// Not a token of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a token is 43 characters of base64url")]
pub struct TokenError;

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).map_err(|_| TokenError)?);
        Ok(Self(Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| TokenError)?)))
    }
}

impl Token {
    /// Draws a new token.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[expect(clippy::expect_used, reason = "a machine without randomness must not go on")]
    pub(super) fn generate() -> Self {
        let mut token = Zeroizing::new([0; 32]);
        rand::rngs::SysRng.try_fill_bytes(&mut *token).expect("the operating system gives randomness");
        Self(token)
    }

    /// The link's last part: 43 characters of base64url.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(*self.0))
    }

    /// What the database holds. The token is random, so that nobody can guess what a plain hash is of.
    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(b"sportello invitation\0").chain_update(*self.0).finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_its_link_and_nothing_else_is_one() {
        let token = Token::generate();
        assert_eq!(token.reveal().parse::<Token>().ok().unwrap().hash(), token.hash());
        assert_ne!(Token::generate().hash(), token.hash());
        for odd in ["", "x", "é", &"A".repeat(42), &"A".repeat(44)] {
            assert!(odd.parse::<Token>().is_err(), "{odd}");
        }
    }
}
