// SPDX-License-Identifier: AGPL-3.0-or-later
//! The date of birth inside the code: two digits of a year, a month letter, a day raised by 40 for women.

use super::{CodiceFiscaleError, check_letter::digit_of};
use crate::holders::sex::Sex;

const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";

/// Month letter of a month from 1 to 12.
pub(super) fn month_letter(month: u32) -> u8 {
    MONTHS[(month.clamp(1, 12) - 1) as usize]
}

/// Month from 1 to 12 of a month letter.
pub(super) fn month_of(letter: u8) -> Option<u8> {
    MONTHS.iter().position(|&month| month == letter).map(|at| at as u8 + 1)
}

/// What the code tells of the birth: never a century.
#[derive(Clone, Copy)]
pub(super) struct Birth {
    pub(super) year: u8,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) sex: Sex,
}

impl Birth {
    /// Reads positions 7 to 11 of a code whose shape is right.
    pub(super) fn read(code: &[u8; 16]) -> Result<Self, CodiceFiscaleError> {
        let digit = |at: usize| digit_of(code[at]).unwrap_or_default();
        let (year, written) = (digit(6) * 10 + digit(7), digit(9) * 10 + digit(10));
        let month = month_of(code[8]).unwrap_or_default();
        let (day, sex) = if written > 40 { (written - 40, Sex::Female) } else { (written, Sex::Male) };
        if day == 0 || day > longest(month, year) {
            return Err(CodiceFiscaleError::ImpossibleDate { day, month });
        }
        Ok(Self { year, month, day, sex })
    }
}

/// Days of the month in the century that gives it most: a year divisible by four is a leap year in one of them.
fn longest(month: u8, year: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 31,
    }
}
