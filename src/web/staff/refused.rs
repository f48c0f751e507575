// SPDX-License-Identifier: AGPL-3.0-or-later
//! An act that was refused: an error at its field, or a page of its own where the account is no longer as it was shown.

use crate::operators::staff::StaffError;
use crate::web::error::PageError;
use crate::web::form::FieldErrors;
use crate::web::one_time_code;

/// What the form shows again: errors, and seconds to wait for the next code.
///
/// # Errors
/// The page that stands in the form's place.
pub(super) fn told(error: StaffError, back: String) -> Result<(FieldErrors, i64), PageError> {
    let at = |field: &str, key: &str| Ok((FieldErrors::of(field, key), 0));
    let page = |key| Err(PageError::refused(key, back));
    match error {
        StaffError::UsernameTaken => at("username", "staff-username-taken"),
        StaffError::BadUsername => at("username", "staff-username-wrong"),
        StaffError::PersonHasAccount => at("codice_fiscale", "staff-person-has-account"),
        StaffError::NoCounter => at("counter", "staff-counter-needed"),
        StaffError::BadPeriod => at("until", "staff-period-wrong"),
        StaffError::HeldAlready => at("counter", "staff-held-already"),
        StaffError::Code(error) => one_time_code::refused(error),
        StaffError::Unknown => Err(PageError::NotFound),
        StaffError::OwnAccount => page("staff-own-account"),
        StaffError::OwnRequest => page("staff-own-request"),
        StaffError::LastAdministrator => page("staff-last-administrator"),
        StaffError::NeverBoth => page("staff-never-both"),
        StaffError::AskedAlready => page("staff-asked-already"),
        StaffError::Changed => page("staff-changed"),
        StaffError::Broken(breakage) => Err(breakage.into()),
    }
}
