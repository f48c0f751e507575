// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a stripe reader or scanner sends, and how a number came in.

use serde::{Deserialize, Serialize};

use super::{CardNumber, CardNumberError};

/// How a card number came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// By a reader: the stripe's or scanner's framing was there.
    Scanner,
    /// By hand, or by a reader that sends digits alone.
    Keyboard,
}

impl Entry {
    /// Stable name, for rows and texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Scanner => "scanner",
            Self::Keyboard => "keyboard",
        }
    }
}

impl CardNumber {
    /// Reads a number with or without framing: track 2 (`;` digits `?`, also behind track 1), or `*` on both sides. A reader
    /// set to an American keyboard types `ò`, `_` and `(` for these where the computer has an Italian one.
    ///
    /// # Errors
    /// As its `FromStr`.
    pub fn parse_scan(text: &str) -> Result<(Self, Entry), CardNumberError> {
        let text = text.trim();
        match framed(text) {
            Some(inner) => Ok((inner.parse()?, Entry::Scanner)),
            None => Ok((text.parse()?, Entry::Keyboard)),
        }
    }
}

fn framed(text: &str) -> Option<&str> {
    for (start, end) in [(';', '?'), ('ò', '_')] {
        if let Some((_, track)) = text.split_once(start) {
            return track.split_once(end).map(|(digits, _)| digits);
        }
    }
    ['*', '('].iter().find_map(|&frame| text.strip_prefix(frame)?.strip_suffix(frame))
}
