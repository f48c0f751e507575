// SPDX-License-Identifier: AGPL-3.0-or-later
//! The digits of codes, whole or in part.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Which code of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    /// Opens the card's key; three tries.
    Pin,
    /// Unblocks the PIN; three tries, then the card is dead.
    Puk,
    /// Identifies the caller who wants a suspension or revocation; optional.
    Cip,
}

/// Digits that nobody may see: no `Debug`, `Clone` or `Serialize`; wiped when dropped.
pub struct Digits(Zeroizing<String>);

impl Digits {
    /// Takes digits over. None if there is anything else among them, or nothing at all.
    #[must_use]
    pub fn new(digits: Zeroizing<String>) -> Option<Self> {
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Self(digits))
    }

    /// The digits themselves: for the paper, the mail, and the next sealing.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// How many there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "digits are never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// A run of digits of one code, and where it stands in it.
pub struct CodePart {
    /// Which code.
    pub kind: CodeKind,
    /// Length of the whole code.
    pub total: u8,
    /// Position of the first digit of this part, counted from 0.
    from: u8,
    digits: Digits,
}

impl CodePart {
    /// A part of a code of `total` digits that begins at position `from` (counted from 0). None if it does not fit.
    #[must_use]
    pub fn new(kind: CodeKind, total: u8, from: u8, digits: Digits) -> Option<Self> {
        let fits = usize::from(from) + digits.len() <= usize::from(total);
        fits.then_some(Self { kind, total, from, digits })
    }

    /// The digits of this part.
    #[must_use]
    pub fn digits(&self) -> &Digits {
        &self.digits
    }

    /// The positions that this part holds, counted from 1 as people count.
    #[must_use]
    pub fn positions(&self) -> RangeInclusive<u8> {
        // The length fits: `new` compared it with `total`.
        let length = u8::try_from(self.digits.len()).unwrap_or(u8::MAX);
        self.from + 1..=self.from + length
    }

    /// Position of the first digit, counted from 0.
    #[must_use]
    pub fn offset(&self) -> u8 {
        self.from
    }

    /// The part in its place, other positions as dots: `12•••` or `••345`. As secret as the digits.
    #[must_use]
    pub fn reveal_masked(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(usize::from(self.total) * '•'.len_utf8()));
        let held = self.positions();
        (1..*held.start()).for_each(|_| text.push('•'));
        text.push_str(self.digits.reveal());
        (*held.end()..self.total).for_each(|_| text.push('•'));
        text
    }
}
