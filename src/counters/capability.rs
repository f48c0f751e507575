// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a counter may handle beside the ordinary work.

use std::fmt;
use std::str::FromStr;

/// Letters of the longest name.
const LONGEST: usize = 40;

/// The name of a capability, as the policy's rules ask for it: small letters and underscores, 40 at most, such as `wards`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Capability(String);

/// Anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a capability is a word of small letters and underscores, such as wards")]
pub struct CapabilityError;

impl FromStr for Capability {
    type Err = CapabilityError;

    fn from_str(text: &str) -> Result<Self, CapabilityError> {
        let fits = text.len() <= LONGEST
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if fits { Ok(Self(text.to_owned())) } else { Err(CapabilityError) }
    }
}

impl Capability {
    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capability_is_a_word_of_small_letters() {
        for word in ["wards", "foreign_cards", "a"] {
            assert_eq!(word.parse::<Capability>().unwrap().as_str(), word);
        }
        for odd in ["", "Wards", "_wards", "wards 2", "tutela'", &"w".repeat(LONGEST + 1)] {
            assert!(odd.parse::<Capability>().is_err(), "{odd}");
        }
    }
}
