// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why an administrator's act is not done.

use crate::db::Breakage;
use crate::operators::ReauthenticationError;

/// Why an account is not changed.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// There is no such account, duty or change.
    #[error("there is no such account")]
    Unknown,
    /// The username is taken.
    #[error("the username is taken")]
    UsernameTaken,
    /// The username is not one.
    #[error("a username has 2 to 63 small letters, digits, dots, dashes and underscores")]
    BadUsername,
    /// The person has a living account already: nobody is administrator and operator or supervisor at once.
    #[error("this person has an account already")]
    PersonHasAccount,
    /// No such counter, or it is closed.
    #[error("there is no such open counter")]
    NoCounter,
    /// The end is before the beginning, or has passed.
    #[error("the days do not fit")]
    BadPeriod,
    /// Nobody changes the own account, by codice fiscale.
    #[error("an administrator does not change the own account")]
    OwnAccount,
    /// Somebody else decides on what one has asked for.
    #[error("a second administrator decides")]
    OwnRequest,
    /// Without an administrator nobody could make one.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// An administrator holds no duty, and who ever held one is no administrator with the same account.
    #[error("nobody is administrator and operator or supervisor at once")]
    NeverBoth,
    /// The duty is held already for days of these.
    #[error("the duty is held already")]
    HeldAlready,
    /// The same was asked for and waits.
    #[error("the same waits for its confirmation already")]
    AskedAlready,
    /// The account is no longer as the page showed it.
    #[error("the account has changed meanwhile")]
    Changed,
    /// The one-time code was refused.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// Something broke.
    #[error(transparent)]
    Broken(Breakage),
}

/// A word of one of the database's own rules, and what it means here.
type Rule = (&'static str, fn() -> StaffError);

const RULES: [Rule; 9] = [
    ("operators_keep_one_administrator", || StaffError::LastAdministrator),
    ("operators_one_account_per_person", || StaffError::PersonHasAccount),
    ("operators_username_key", || StaffError::UsernameTaken),
    ("operators_username_check", || StaffError::BadUsername),
    ("duties_operator_id_administrator_fkey", || StaffError::NeverBoth),
    ("duties_one_at_a_time", || StaffError::HeldAlready),
    ("duties_open_once", || StaffError::HeldAlready),
    ("staff_changes_asked_once", || StaffError::AskedAlready),
    ("duties_end_after_they_begin", || StaffError::BadPeriod),
];

impl From<Breakage> for StaffError {
    /// A rule that the database keeps too says no where two acts met.
    fn from(breakage: Breakage) -> Self {
        let said = breakage.to_string();
        let rule = RULES.iter().find(|(word, _)| said.contains(word));
        rule.map_or(Self::Broken(breakage), |(_, error)| error())
    }
}

impl StaffError {
    /// The rule's name in the register; none for what is no rule, or is there already.
    pub(super) fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unknown => "unknown_account",
            Self::UsernameTaken => "username_taken",
            Self::BadUsername => "bad_username",
            Self::PersonHasAccount => "person_has_account",
            Self::NoCounter => "no_counter",
            Self::BadPeriod => "bad_period",
            Self::OwnAccount => "own_account",
            Self::OwnRequest => "own_request",
            Self::LastAdministrator => "last_administrator",
            Self::NeverBoth => "never_both",
            Self::HeldAlready => "held_already",
            Self::AskedAlready => "asked_already",
            Self::Changed => "changed",
            Self::Code(_) | Self::Broken(_) => return None,
        })
    }
}
