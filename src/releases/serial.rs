// SPDX-License-Identifier: AGPL-3.0-or-later
//! The number of a sheet: twelve characters that nobody mistakes for each other, the last one a check.

use rand::TryRng;
use rand::rngs::SysRng;
use std::fmt;
use std::str::FromStr;

/// No `0 O`, no `1 I L`, no `5 S`, no `U V` pair: 29 characters, a prime, so that the check finds every single wrong
/// character and every swap of two.
const ALPHABET: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRTVWXYZ";
const DRAWN: usize = 11;
const LENGTH: usize = DRAWN + 1;
/// How many characters are enough where no scanner is at hand.
const ENDING: usize = 4;

/// A sheet's serial, as printed and as its Code 128 says it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Serial(String);

/// What was typed is no serial: wrong length, a character of no serial, or the check does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the serial of a sheet")]
pub struct NotASerial;

impl Serial {
    /// Draws a new serial.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a machine without randomness must not go on")]
    pub fn draw() -> Self {
        let mut drawn = [0; DRAWN];
        let mut filled = 0;
        let mut byte = [0; 1];
        while filled < DRAWN {
            SysRng.try_fill_bytes(&mut byte).expect("the operating system gives randomness");
            // 232 is the largest multiple of 29 in a byte: above it, the first characters would come more often
            if byte[0] < 232 {
                drawn[filled] = byte[0] % 29;
                filled += 1;
            }
        }
        let check = check(&drawn);
        Self(drawn.iter().chain([&check]).map(|value| char::from(ALPHABET[usize::from(*value)])).collect())
    }

    /// The twelve characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The four characters to type where no scanner is at hand.
    #[must_use]
    pub fn ending(&self) -> &str {
        &self.0[LENGTH - ENDING..]
    }

    /// In groups of four, for eyes.
    #[must_use]
    pub fn grouped(&self) -> String {
        [&self.0[..4], &self.0[4..8], &self.0[8..]].join(" ")
    }

    /// Whether `typed` means this sheet: the whole serial as scanned, or its last four characters. Blanks, dashes and
    /// small letters do not matter.
    #[must_use]
    pub fn is_meant_by(&self, typed: &str) -> bool {
        let typed = plain(typed);
        typed == self.0 || typed == self.ending()
    }

    /// The serial as the database has it.
    pub(super) fn stored(serial: String) -> Self {
        Self(serial)
    }
}

/// Sum of value times position, modulo 29. Positions run from 1 to 11 and 29 is prime.
fn check(values: &[u8; DRAWN]) -> u8 {
    let sum: u32 = values.iter().zip(1..).map(|(value, weight)| u32::from(*value) * weight).sum();
    u8::try_from(sum % 29).unwrap_or_default()
}

fn plain(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect()
}

impl FromStr for Serial {
    type Err = NotASerial;

    fn from_str(typed: &str) -> Result<Self, NotASerial> {
        let text = plain(typed);
        let values: Vec<u8> = text
            .bytes()
            .map(|c| ALPHABET.iter().position(|known| *known == c).and_then(|at| u8::try_from(at).ok()))
            .collect::<Option<_>>()
            .ok_or(NotASerial)?;
        let (last, drawn) = values.split_last().ok_or(NotASerial)?;
        let drawn: &[u8; DRAWN] = drawn.try_into().map_err(|_| NotASerial)?;
        if check(drawn) == *last { Ok(Self(text)) } else { Err(NotASerial) }
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_comes_back_however_it_is_typed() {
        let serial = Serial::draw();
        assert_eq!(serial.as_str().len(), LENGTH);
        for typed in [serial.to_string(), serial.grouped().to_lowercase(), serial.grouped().replace(' ', "-")]
        {
            assert_eq!(typed.parse(), Ok(serial.clone()), "{typed}");
            assert!(serial.is_meant_by(&typed));
        }
        assert!(serial.is_meant_by(&format!(" {}\r", serial.ending().to_lowercase())));
        assert!(!serial.is_meant_by(&serial.as_str()[..11]));
        assert!(!serial.is_meant_by(""));
    }

    #[test]
    fn each_wrong_character_and_each_swap_is_found() {
        let serial = Serial::draw();
        let good = serial.as_str().as_bytes();
        for at in 0..LENGTH {
            for other in ALPHABET.iter().filter(|other| **other != good[at]) {
                let mut wrong = good.to_vec();
                wrong[at] = *other;
                assert_eq!(String::from_utf8(wrong).unwrap().parse::<Serial>(), Err(NotASerial));
            }
            for with in (0..DRAWN).filter(|with| at < DRAWN && good[*with] != good[at]) {
                let mut wrong = good.to_vec();
                wrong.swap(at, with);
                assert_eq!(String::from_utf8(wrong).unwrap().parse::<Serial>(), Err(NotASerial));
            }
        }
        for bad in ["", "AAAA", "O00000000000", "ÀÀÀÀÀÀÀÀÀÀÀÀ", "2222222222222"] {
            assert_eq!(bad.parse::<Serial>(), Err(NotASerial), "{bad}");
        }
    }

    #[test]
    fn no_two_characters_look_alike() {
        for pair in ["0O", "1I", "1L", "IL", "5S", "UV"] {
            assert!(pair.bytes().any(|c| !ALPHABET.contains(&c)), "{pair}");
        }
    }
}
