// SPDX-License-Identifier: AGPL-3.0-or-later
//! The short code that proves that somebody at the counter reads a mailbox. Here it exists in clear for a moment; what is
//! kept is a salted digest.

use crate::seal::Digits;
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// What is kept of a code.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeDigest {
    /// Random, of this code alone.
    pub salt: [u8; 32],
    /// SHA-256 over a label, the salt, the address and the code: a code proves the address it was sent to and no other.
    pub digest: [u8; 32],
}

/// Draws a code of so many digits for an address.
///
/// # Panics
/// When the operating system has no randomness to give.
#[must_use]
#[expect(clippy::expect_used, reason = "a machine without randomness must not go on")]
pub fn draw(digits: usize, address: &str) -> (Digits, CodeDigest) {
    let mut salt = [0; 32];
    SysRng.try_fill_bytes(&mut salt).expect("the operating system gives randomness");
    let mut code = Zeroizing::new(String::with_capacity(digits));
    let mut byte = [0; 1];
    while code.len() < digits {
        SysRng.try_fill_bytes(&mut byte).expect("the operating system gives randomness");
        // 250 is the largest multiple of ten in a byte: above it, the lower digits would come more often
        if byte[0] < 250 {
            code.push(char::from(b'0' + byte[0] % 10));
        }
    }
    let digest = digest(&salt, address, &code);
    (Digits::new(code).expect("digits alone"), CodeDigest { salt, digest })
}

impl CodeDigest {
    /// Whether this is the code that was sent to the address. Blanks that people put between digits do not matter; takes the
    /// same time wherever codes differ.
    #[must_use]
    pub fn fits(&self, address: &str, typed: &str) -> bool {
        let typed: Zeroizing<String> = Zeroizing::new(typed.chars().filter(|c| !c.is_whitespace()).collect());
        digest(&self.salt, address, &typed).ct_eq(&self.digest).into()
    }
}

fn digest(salt: &[u8; 32], address: &str, code: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"sportello ownership code\0")
        .chain_update(salt)
        .chain_update(address.to_ascii_lowercase())
        .chain_update([0])
        .chain_update(code)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_proves_the_address_that_it_was_sent_to_and_no_other() {
        let (code, kept) = draw(6, "Mario@example.org");
        let typed = format!(" {} {} ", &code.reveal()[..3], &code.reveal()[3..]);
        assert_eq!(code.reveal().len(), 6);
        assert!(kept.fits("mario@example.org", &typed));
        assert!(!kept.fits("maria@example.org", &typed));
        assert!(!kept.fits("mario@example.org", "12345"));
        assert!(!kept.fits("mario@example.org", ""));
    }

    #[test]
    fn two_codes_have_salts_of_their_own_and_every_digit_occurs() {
        let drawn: Vec<_> = (0..200).map(|_| draw(6, "m@example.org")).collect();
        assert!(drawn.windows(2).all(|pair| pair[0].1.salt != pair[1].1.salt));
        let all: String = drawn.iter().map(|(code, _)| code.reveal()).collect();
        assert!(('0'..='9').all(|digit| all.contains(digit)));
    }
}
