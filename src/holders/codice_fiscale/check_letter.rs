// SPDX-License-Identifier: AGPL-3.0-or-later
//! The check letter and the letters that stand for digits ("omocodia").

/// Positions, from 0, where a digit may be written as a letter so that two people do not share a code.
pub(super) const SUBSTITUTABLE: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];

/// Letters that stand for the digits 0 to 9 at [`SUBSTITUTABLE`] positions.
const DIGIT_LETTERS: &[u8; 10] = b"LMNPQRSTUV";

/// Values of 0 to 9 and of A to Z at the odd positions, counted from 1 (DM 13813/1976).
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// The digit that a character stands for, written as such or as its omocodia letter.
pub(super) fn digit_of(character: u8) -> Option<u8> {
    if character.is_ascii_digit() {
        return Some(character - b'0');
    }
    DIGIT_LETTERS.iter().position(|&letter| letter == character).map(|digit| digit as u8)
}

/// The letter that stands for a digit from 0 to 9.
pub(super) fn letter_for(digit: u8) -> u8 {
    DIGIT_LETTERS[usize::from(digit % 10)]
}

/// The check letter of fifteen upper-case letters and digits.
pub(super) fn check_letter(code: &[u8]) -> u8 {
    let sum: u32 = code.iter().take(15).enumerate().map(|(at, &character)| value(at, character)).sum();
    b'A' + (sum % 26) as u8
}

fn value(at: usize, character: u8) -> u32 {
    let plain = match character {
        b'0'..=b'9' => character - b'0',
        b'A'..=b'Z' => character - b'A',
        _ => 0,
    };
    if at.is_multiple_of(2) { ODD[usize::from(plain)] } else { plain.into() }
}
