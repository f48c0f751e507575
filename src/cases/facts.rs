// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the steps of a case record: facts with who and when.

use crate::contacts::email::EmailAddress;
use crate::contacts::phone::PhoneNumber;
use crate::contacts::recipient::Recipient;
use crate::contacts::trusted::TrustedPerson;
use crate::ids::OperatorId;
use crate::texts::Language;
use chrono::{DateTime, Utc};
use std::ops::Deref;

/// A fact of a case as recorded. Reads through to the fact.
#[derive(Debug, Clone)]
pub struct Recorded<T> {
    /// What was recorded.
    pub value: T,
    /// The version of the case that it made.
    pub version: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: OperatorId,
}

impl<T> Deref for Recorded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// How the ownership of the e-mail address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ownership {
    /// Neither proven nor skipped.
    Open,
    /// Not asked for; the reason is recorded.
    Skipped,
    /// Somebody at the counter read a code there.
    Proven,
    /// The half goes by letter: there is no mailbox to prove.
    NoMailbox,
}

/// How the citizen is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Where the second half goes.
    pub to: Recipient,
    /// Whose mailbox it is, where it is not the holder's own; never with a letter.
    pub trusted: Option<TrustedPerson>,
    /// Telephone, where given.
    pub phone: Option<PhoneNumber>,
    /// Language of papers and mails beside Italian.
    pub language: Language,
}

impl Contact {
    /// A holder's own mailbox.
    #[must_use]
    pub const fn by_email(email: EmailAddress, phone: Option<PhoneNumber>, language: Language) -> Self {
        Self { to: Recipient::Email(email), trusted: None, phone, language }
    }

    /// The mailbox, where there is one.
    #[must_use]
    pub const fn email(&self) -> Option<&EmailAddress> {
        self.to.email()
    }

    /// For the counter's eyes: where it goes, and to whom where that is a trusted person.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.trusted {
            Some(trusted) => format!("{}, {}", self.to.shown(), trusted.in_one_line()),
            None => self.to.shown(),
        }
    }
}
