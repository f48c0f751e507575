// SPDX-License-Identifier: AGPL-3.0-or-later
//! Names in the twenty-six letters of the codice fiscale.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How a letter with a diacritic is written without it. The tax agency's circular 34/E of 2011 spells ä, ö, ü and
/// their like out (`oe`); most registers and many codes in use just drop the mark. Both are met on cards.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// ö becomes `OE`.
    SpelledOut,
    /// ö becomes `O`.
    Bare,
}

/// The upper-case letters A to Z of a text, everything else left out.
pub(super) fn letters(text: &str, style: Style) -> String {
    // Most names are plain, and the table of places has thousands.
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_uppercase) {
        match special(letter, style) {
            Some(spelled) => out.push_str(spelled),
            None => out.extend(
                std::iter::once(letter).nfd().filter(|c| !is_combining_mark(*c) && c.is_ascii_uppercase()),
            ),
        }
    }
    out
}

/// Letters that do not fall into a base letter and a mark, or that are spelled out.
fn special(letter: char, style: Style) -> Option<&'static str> {
    let spelled_out = style == Style::SpelledOut;
    Some(match letter {
        'Ä' | 'Æ' | 'Ǽ' if spelled_out || letter != 'Ä' => "AE",
        'Ö' if spelled_out => "OE",
        'Ü' if spelled_out => "UE",
        'Å' if spelled_out => "AA",
        'Ø' | 'Ǿ' => {
            if spelled_out {
                "OE"
            } else {
                "O"
            }
        }
        'Œ' => "OE",
        'ẞ' => "SS",
        'Þ' => "TH",
        'Ð' | 'Đ' => "D",
        'Ħ' => "H",
        'Ł' => "L",
        'Ŋ' => "N",
        'Ŧ' => "T",
        _ => return None,
    })
}
