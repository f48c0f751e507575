// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a message says, apart from its words.

use super::CounterFigures;
use crate::seal::Digits;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The kinds of message, as the database knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The second half of a release's codes, sealed by the authority.
    SecondHalf,
    /// The six digits that prove who reads an address.
    OwnershipCode,
    /// Tells an earlier address of a holder that another one was given. Holds no code.
    AddressNotice,
    /// Tells an operator that something happened to their account. Holds no code.
    AccountNotice,
    /// The one-time link with which somebody who works here sets password and second factor.
    Invitation,
    /// A month of a supervisor's counters in figures. Names nobody.
    MonthlyReport,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::SecondHalf,
        Self::OwnershipCode,
        Self::AddressNotice,
        Self::AccountNotice,
        Self::Invitation,
        Self::MonthlyReport,
    ];

    /// The word in the database, and the end of text keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SecondHalf => "second_half",
            Self::OwnershipCode => "ownership_code",
            Self::AddressNotice => "address_notice",
            Self::AccountNotice => "account_notice",
            Self::Invitation => "invitation",
            Self::MonthlyReport => "monthly_report",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The Fluent key of its name: `mail-kind-second_half` …
    #[must_use]
    pub fn text_key(self) -> String {
        format!("mail-kind-{}", self.word())
    }
}

/// What `serve` may write. A second half is not among them: only the authority has one to seal.
pub enum Message {
    /// A code that proves who reads the address, told back at the counter.
    OwnershipCode {
        /// Six digits.
        code: Digits,
        /// For how many minutes from its posting it can be told back.
        minutes: u32,
        /// Who reads it, and so whom they tell it.
        reader: Reader,
    },
    /// Another address was given for a card of the same holder.
    AddressNotice {
        /// Name of the counter where it was given.
        counter: String,
        /// Its telephone, or nothing.
        telephone: String,
        /// When it was given.
        given_at: DateTime<Utc>,
        /// Whether somebody who acts for the holder gave it. Nobody is named: who reads that mailbox today is not known.
        acting: bool,
    },
    /// Something happened to the account of the operator who reads this address.
    AccountNotice {
        /// The account's name.
        username: String,
        /// What.
        event: AccountEvent,
        /// When.
        at: DateTime<Utc>,
        /// The role that was given or ended; none for all else.
        role: Option<ToldRole>,
    },
    /// A one-time link to an account.
    Invitation {
        /// The account's name.
        username: String,
        /// The whole address; as secret as what it opens.
        link: Zeroizing<String>,
        /// Until when it can be used.
        expires_at: DateTime<Utc>,
        /// Whether it is for a first password; else for a new second factor.
        first: bool,
    },
    /// A month in figures.
    MonthlyReport {
        /// The month's first day.
        month: NaiveDate,
        /// The supervisor's counters, by code.
        counters: Vec<CounterFigures>,
        /// The page with the same month.
        link: String,
    },
}

/// A role as its person is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRole {
    /// `operator`, `supervisor` or `administrator`.
    pub role: String,
    /// Code and name of the counter; empty for administrators.
    pub counter: String,
}

/// Who reads the mailbox that a code goes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// The person at the counter.
    #[default]
    AtCounter,
    /// Somebody whom the holder trusts, who tells it to the holder at the counter.
    Trusted,
    /// The holder, or somebody whom the holder trusts, while somebody acts for the holder at the counter.
    Away,
}

/// What an operator is told about an own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountEvent {
    /// It was made.
    Added,
    /// A keeper set a new password.
    PasswordReset,
    /// A keeper set a new secret of the one-use codes.
    TotpReset,
    /// Wrong passwords or codes locked it for a time.
    Locked,
    /// The person has set password and second factor.
    Ready,
    /// The person has set a new second factor.
    SecondFactorSet,
    /// A recovery code was used at the sign-in.
    RecoveryCodeUsed,
    /// A role was given.
    RoleGiven,
    /// A role was ended.
    RoleEnded,
    /// It was suspended.
    Suspended,
    /// It was let back.
    Restored,
    /// It was ended for good.
    Ended,
}

impl AccountEvent {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Added,
        Self::PasswordReset,
        Self::TotpReset,
        Self::Locked,
        Self::Ready,
        Self::SecondFactorSet,
        Self::RecoveryCodeUsed,
        Self::RoleGiven,
        Self::RoleEnded,
        Self::Suspended,
        Self::Restored,
        Self::Ended,
    ];

    /// The end of its text keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::PasswordReset => "password_reset",
            Self::TotpReset => "totp_reset",
            Self::Locked => "locked",
            Self::Ready => "ready",
            Self::SecondFactorSet => "second_factor_set",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::RoleGiven => "role_given",
            Self::RoleEnded => "role_ended",
            Self::Suspended => "suspended",
            Self::Restored => "restored",
            Self::Ended => "ended",
        }
    }
}

impl Message {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::OwnershipCode { .. } => Kind::OwnershipCode,
            Self::AddressNotice { .. } => Kind::AddressNotice,
            Self::AccountNotice { .. } => Kind::AccountNotice,
            Self::Invitation { .. } => Kind::Invitation,
            Self::MonthlyReport { .. } => Kind::MonthlyReport,
        }
    }

    /// 0 where somebody waits at the counter for it, else 1.
    pub(super) const fn lane(&self) -> i16 {
        match self {
            Self::OwnershipCode { .. } => 0,
            Self::AddressNotice { .. }
            | Self::AccountNotice { .. }
            | Self::Invitation { .. }
            | Self::MonthlyReport { .. } => 1,
        }
    }
}
