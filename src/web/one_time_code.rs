// SPDX-License-Identifier: AGPL-3.0-or-later
//! The field `totp`: one-time codes at the sign-in and for an act. Pages show it with the component `field.totp`.

use super::error::PageError;
use super::form::{FieldErrors, invalid};
use crate::operators::ReauthenticationError;
use validator::ValidationError;

/// The check of the field: six digits, as an app shows them (`123 456`).
///
/// # Errors
/// `sign-in-code-shape`.
pub(super) fn six_digits(text: &str) -> Result<(), ValidationError> {
    let digits = text.chars().filter(|c| !c.is_whitespace());
    let fits = digits.clone().count() == 6 && digits.clone().all(|c| c.is_ascii_digit());
    if fits { Ok(()) } else { Err(invalid("sign-in-code-shape")) }
}

/// What the page of an act shows again when the code was refused: the error of the field, and the seconds to wait for the
/// next code (the component's `wait`), 0 where there is nothing to wait for.
///
/// # Errors
/// Where there is no page to show again: the session has ended, or something broke.
pub(super) fn refused(error: ReauthenticationError) -> Result<(FieldErrors, i64), PageError> {
    let mut errors = FieldErrors::default();
    match error {
        ReauthenticationError::Wrong { left } => {
            errors.add_with("totp", "sign-in-code-wrong", vec![("left".into(), left.to_string())]);
            Ok((errors, 0))
        }
        ReauthenticationError::UsedWait { seconds } => {
            errors.add("totp", "sign-in-code-used");
            Ok((errors, seconds))
        }
        ReauthenticationError::SessionEnded => Err(PageError::SignInFirst),
        ReauthenticationError::Broken(breakage) => Err(breakage.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_digits_with_or_without_a_blank() {
        for code in ["123456", "123 456", " 000000 "] {
            assert!(six_digits(code).is_ok(), "{code}");
        }
        for odd in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert!(six_digits(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_used_code_makes_the_page_wait_and_an_ended_session_leaves_it() {
        let (errors, wait) = refused(ReauthenticationError::UsedWait { seconds: 7 }).unwrap();
        assert_eq!((errors.fields().collect::<Vec<_>>(), wait), (vec!["totp"], 7));
        assert!(matches!(refused(ReauthenticationError::SessionEnded), Err(PageError::SignInFirst)));
    }
}
