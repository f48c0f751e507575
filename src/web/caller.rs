// SPDX-License-Identifier: AGPL-3.0-or-later
//! The question about the CIP on a page: `components/caller.html`, and what is typed into it.

use super::form::{FieldErrors, invalid};
use crate::callers::Caller;
use serde::Serialize;
use validator::ValidationError;

/// A question as its page shows it.
#[derive(Serialize)]
pub(super) struct CallerView {
    /// The positions as they are read to the holder: `2, 5, 8`.
    pub(super) positions: String,
    /// How many digits the CIP has.
    pub(super) length: i32,
    /// Whether the digits were right already.
    pub(super) known: bool,
}

impl CallerView {
    pub(super) fn of(caller: &Caller) -> Self {
        let positions: Vec<String> = caller.positions.iter().map(u8::to_string).collect();
        Self { positions: positions.join(", "), length: caller.length, known: is_right(caller) }
    }

    #[cfg(test)]
    pub(super) fn sample(known: bool) -> Self {
        Self { positions: "2, 5, 8".to_owned(), length: 8, known }
    }
}

/// Whether the digits were right.
pub(super) fn is_right(caller: &Caller) -> bool {
    caller.answered.as_ref().is_some_and(|(_, word)| word == "right")
}

/// Whether they were said, and not right: this question is over.
pub(super) fn is_over(caller: &Caller) -> bool {
    caller.answered.is_some() && !is_right(caller)
}

/// Digits as they are typed along: blanks between them do no harm.
pub(super) fn digits_of(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Three digits, as a check of a form's field.
pub(super) fn three_digits(text: &str) -> Result<(), ValidationError> {
    let digits = digits_of(text);
    let fits = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(()) } else { Err(invalid("card-life-digits-shape")) }
}

/// The digits are never shown again: a form that comes back for another field asks for them once more, and first.
pub(super) fn once_more(errors: FieldErrors) -> FieldErrors {
    let complained = errors.fields().any(|field| field == "digits");
    if complained { errors } else { FieldErrors::of("digits", "card-life-digits-again").and(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_comes_back_asks_for_the_digits_first() {
        let errors = once_more(FieldErrors::of("reason", "card-life-reason-needed"));
        assert_eq!(errors.fields().collect::<Vec<_>>(), ["digits", "reason"]);
        let shape = FieldErrors::of("digits", "card-life-digits-shape");
        assert_eq!(once_more(shape.clone()), shape);
    }

    #[test]
    fn three_digits_are_taken_with_blanks_between_them() {
        assert!(three_digits("1 2 3").is_ok() && three_digits("123").is_ok());
        for odd in ["", "12", "1234", "12a", "１２３"] {
            assert!(three_digits(odd).is_err(), "{odd}");
        }
    }
}
