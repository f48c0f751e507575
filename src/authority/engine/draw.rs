// SPDX-License-Identifier: AGPL-3.0-or-later
//! Drawing codes from the operating system's generator.

use rand::{TryRng, rngs::SysRng};
use zeroize::Zeroizing;

use crate::authority::CodeLengths;
use crate::seal::{CodePart, Digits, WholeCodes};

/// The codes of a new card.
pub(super) fn codes(lengths: CodeLengths) -> WholeCodes {
    let codes = lengths.each().filter_map(|(kind, length)| CodePart::new(kind, length, 0, code(length)));
    WholeCodes { codes: codes.collect() }
}

/// A code that is not trivial; `length` is at least four, so that few draws are.
fn code(length: u8) -> Digits {
    loop {
        let drawn = digits(length);
        if !is_trivial(drawn.as_bytes()) {
            return Digits::new(drawn).expect("digits were drawn, and at least one");
        }
    }
}

/// So many different positions of a code of `length` digits, counted from 1, ascending.
pub(super) fn positions(count: usize, length: u8) -> Vec<u8> {
    let mut drawn = Vec::with_capacity(count);
    let mut byte = [0_u8; 1];
    // bytes above the greatest multiple of `length` are thrown away
    let fair = u8::MAX - u8::MAX % length;
    while drawn.len() < count.min(length.into()) {
        SysRng.try_fill_bytes(&mut byte).expect("the operating system's generator works");
        let position = byte[0] % length + 1;
        if byte[0] < fair && !drawn.contains(&position) {
            drawn.push(position);
        }
    }
    drawn.sort_unstable();
    drawn
}

/// Uniform digits: bytes from 250 on are thrown away, because 256 is no multiple of ten.
fn digits(length: u8) -> Zeroizing<String> {
    let wanted = usize::from(length.max(1));
    let mut drawn = Zeroizing::new(String::with_capacity(wanted));
    let mut byte = Zeroizing::new([0_u8; 1]);
    while drawn.len() < wanted {
        SysRng.try_fill_bytes(&mut *byte).expect("the operating system's generator works");
        if byte[0] < 250 {
            drawn.push(char::from(b'0' + byte[0] % 10));
        }
    }
    drawn
}

/// All equal, or a straight run up or down, also across nine and zero.
fn is_trivial(digits: &[u8]) -> bool {
    let step = |pair: &[u8]| (pair[1] + 10 - pair[0]) % 10;
    let mut steps = digits.windows(2).map(step);
    let first = steps.next();
    matches!(first, Some(0 | 1 | 9)) && steps.all(|step| Some(step) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_thief_tries_first_is_trivial() {
        for trivial in ["00000", "11111111", "12345", "54321", "67890", "21098765"] {
            assert!(is_trivial(trivial.as_bytes()), "{trivial}");
        }
        for fine in ["11112", "12346", "13579", "90210", "12321", "24680"] {
            assert!(!is_trivial(fine.as_bytes()), "{fine}");
        }
    }

    /// Chi-squared over each position of 5,000 codes; a fair draw fails it once in ten million runs.
    #[test]
    fn every_digit_is_as_likely_at_every_position() {
        const DRAWS: usize = 5_000;
        let mut counts = [[0_usize; 10]; 8];
        for _ in 0..DRAWS {
            for (at, digit) in code(8).reveal().bytes().enumerate() {
                counts[at][usize::from(digit - b'0')] += 1;
            }
        }
        let expected = DRAWS as f64 / 10.0;
        for (at, counted) in counts.iter().enumerate() {
            let deviation = |&n: &usize| (n as f64 - expected).powi(2) / expected;
            let chi_squared: f64 = counted.iter().map(deviation).sum();
            assert!(chi_squared < 50.0, "position {at}: {counted:?} gives {chi_squared}");
        }
    }

    #[test]
    fn positions_are_different_ascending_and_reach_every_place() {
        let mut seen = [0_usize; 8];
        for _ in 0..400 {
            let drawn = positions(3, 8);
            assert!(drawn.len() == 3 && drawn.is_sorted_by(|a, b| a < b), "{drawn:?}");
            drawn.into_iter().for_each(|position| seen[usize::from(position - 1)] += 1);
        }
        assert!(seen.iter().all(|&times| times > 60), "{seen:?}");
    }

    #[test]
    fn codes_have_their_lengths_and_differ() {
        let drawn = codes(CodeLengths { pin: 5, puk: 8, cip: None });
        assert_eq!(drawn.codes.iter().map(|code| code.digits().len()).collect::<Vec<_>>(), [5, 8]);
        assert!(code(32).reveal() != code(32).reveal());
    }
}
