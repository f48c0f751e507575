// SPDX-License-Identifier: AGPL-3.0-or-later
//! A root in words that can be read aloud and compared on paper: the Italian list of BIP 39, whose 2048 words differ in their
//! first four letters. The last word carries a checksum, so that a word read wrongly is noticed.

use super::tree::Hash;
use bip39::{Language, Mnemonic};

/// The 24 words of a root: 256 bits and eight of their SHA-256, eleven bits a word.
#[must_use]
pub fn root_words(root: &Hash) -> Vec<&'static str> {
    Mnemonic::from_entropy_in(Language::Italian, root)
        .map_or_else(|_| Vec::new(), |words| words.words().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_has_24_words_and_they_lead_back_to_it() {
        let root: Hash = std::array::from_fn(|at| u8::try_from(at * 7).unwrap_or(255));
        let words = root_words(&root);
        assert_eq!(words.len(), 24);
        let back = Mnemonic::parse_in_normalized(Language::Italian, &words.join(" ")).unwrap();
        assert_eq!(back.to_entropy_array().0[..32], root);
        let mut wrong = words.clone();
        wrong[0] = if wrong[0] == "abaco" { "zuppa" } else { "abaco" };
        assert!(
            Mnemonic::parse_in_normalized(Language::Italian, &wrong.join(" ")).is_err(),
            "a wrong word is noticed"
        );
    }

    #[test]
    fn the_words_are_those_of_the_published_list() {
        // the list begins with "abaco" and ends with "zuppa"; the checksum of 32 zeros is 0x66
        assert_eq!(root_words(&[0; 32])[..23], ["abaco"; 23]);
        assert_eq!(Language::Italian.word_list()[0x66], root_words(&[0; 32])[23]);
        assert_eq!(Language::Italian.word_list()[2047], root_words(&[255; 32])[0]);
    }
}
