// SPDX-License-Identifier: AGPL-3.0-or-later
//! Passwords of a demonstration.

use rand::TryRng;
use rand::rngs::SysRng;
use zeroize::Zeroizing;

/// A password that can be read out and typed: `bafoli-rumeto-sakina-vedopu`, 72 bits.
pub(super) fn readable() -> Zeroizing<String> {
    const CONSONANTS: &[u8; 16] = b"bcdfgklmnprstvzh";
    const VOWELS: &[u8; 4] = b"aeio";
    let mut bytes = Zeroizing::new([0_u8; 12]);
    draw(&mut *bytes);
    let mut word = Zeroizing::new(String::with_capacity(28));
    for (at, byte) in bytes.iter().enumerate() {
        if at > 0 && at % 3 == 0 {
            word.push('-');
        }
        word.push(CONSONANTS[usize::from(byte >> 4)].into());
        word.push(VOWELS[usize::from(byte & 3)].into());
    }
    word
}

/// A password that only programs read: 128 bits in hexadecimal.
pub(super) fn long() -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0_u8; 16]);
    draw(&mut *bytes);
    Zeroizing::new(hex::encode(*bytes))
}

fn draw(bytes: &mut [u8]) {
    // without randomness nothing here may go on
    SysRng.try_fill_bytes(bytes).expect("the operating system gives randomness");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_passwords_differ_and_can_be_read_out() {
        let (one, other) = (readable(), readable());
        assert_ne!(*one, *other);
        assert_eq!(one.len(), 27);
        assert!(one.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", *one);
        assert_eq!(long().len(), 32);
    }
}
