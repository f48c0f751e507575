// SPDX-License-Identifier: AGPL-3.0-or-later
//! Where a second half goes: a mailbox, or the citizen's letter box.

use std::{fmt, str::FromStr};

use super::email::{EmailAddress, EmailError};
use super::post::{PostalAddress, PostalError};

/// Where a second half goes. Its text form, an e-mail address or `post:…`, is what the authority seals with the half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// By mail.
    Email(EmailAddress),
    /// By a sealed letter, which the worker renders for the mail room.
    Post(PostalAddress),
}

/// Why a text is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipientError {
    /// Not an e-mail address.
    #[error(transparent)]
    Email(#[from] EmailError),
    /// Not a postal address.
    #[error(transparent)]
    Post(#[from] PostalError),
}

impl Recipient {
    /// The mailbox, where it is one.
    #[must_use]
    pub const fn email(&self) -> Option<&EmailAddress> {
        match self {
            Self::Email(email) => Some(email),
            Self::Post(_) => None,
        }
    }

    /// The letter box, where it is one.
    #[must_use]
    pub const fn post(&self) -> Option<&PostalAddress> {
        match self {
            Self::Post(post) => Some(post),
            Self::Email(_) => None,
        }
    }

    /// For comparing: letter case does not matter.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Email(email) => email.key(),
            Self::Post(post) => post.key(),
        }
    }

    /// For the counter's eyes.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Email(email) => email.to_string(),
            Self::Post(post) => post.in_one_line(),
        }
    }

    /// For papers that others may see.
    #[must_use]
    pub fn masked(&self) -> String {
        match self {
            Self::Email(email) => email.masked(),
            Self::Post(post) => post.masked(),
        }
    }
}

/// A stored text form for the counter's eyes; what cannot be read is shown as it stands.
#[must_use]
pub fn shown(text: &str) -> String {
    text.parse::<PostalAddress>().map_or_else(|_| text.to_owned(), |post| post.in_one_line())
}

/// Whether a stored text form is a postal address.
#[must_use]
pub fn is_post(text: &str) -> bool {
    text.parse::<PostalAddress>().is_ok()
}

/// The text form.
impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Email(email) => email.fmt(f),
            Self::Post(post) => post.fmt(f),
        }
    }
}

impl FromStr for Recipient {
    type Err = RecipientError;

    fn from_str(text: &str) -> Result<Self, RecipientError> {
        match text.starts_with("post:") {
            true => Ok(Self::Post(text.parse()?)),
            false => Ok(Self::Email(text.parse()?)),
        }
    }
}

impl From<EmailAddress> for Recipient {
    fn from(email: EmailAddress) -> Self {
        Self::Email(email)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_form_leads_to_a_mailbox_or_a_letter_box_and_back() {
        let post = "post:Ada Bianchi|Via Roma 1|60121|Ancona|AN";
        for (text, seen) in
            [("m@example.it", "m@example.it"), (post, "Ada Bianchi, Via Roma 1, 60121 Ancona (AN)")]
        {
            let to: Recipient = text.parse().unwrap();
            assert_eq!((to.to_string().as_str(), to.shown().as_str()), (text, seen));
            assert_eq!(shown(text), seen);
            assert_eq!(is_post(text), to.post().is_some());
        }
        assert!("post:m@example.it".parse::<Recipient>().is_err());
        assert!("post:m@example.it".parse::<EmailAddress>().is_err(), "no mailbox is taken for a letter box");
        assert_eq!(shown("?"), "?");
    }
}
