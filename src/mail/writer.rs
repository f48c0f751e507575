// SPDX-License-Identifier: AGPL-3.0-or-later
//! A mail as bytes: headers, plain text and HTML.

use super::mark::{self, Marks};
use super::setup::SetupError;
use super::words::{Block, Words};
use crate::contacts::email::EmailAddress;
use crate::ids::OutboxId;
use crate::seal::{SecretBox, Wiped};
use crate::texts::Language;
use chrono::{DateTime, Utc};
use lettre::Address;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use serde::Serialize;
use std::sync::LazyLock;
use tera::{Context, Tera};
use zeroize::{Zeroize, Zeroizing};

/// A mail ready to be handed in. Holds codes; wiped when dropped.
pub struct Parcel {
    /// The outbox row it is of.
    pub(super) id: OutboxId,
    /// Envelope sender: bounces come back with the id and a proof that it was ours.
    pub(super) sender: Address,
    pub(super) to: Address,
    pub(super) bytes: Wiped,
}

impl Parcel {
    /// The envelope sender, `local+id-mac@domain`.
    #[must_use]
    pub fn sender(&self) -> &str {
        self.sender.as_ref()
    }

    /// The whole mail: headers and both bodies, codes included.
    #[must_use]
    pub fn reveal(&self) -> &[u8] {
        &self.bytes
    }
}

/// Why a mail cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The recipient is no address that SMTP can name.
    #[error("the recipient is no address that a mail can go to")]
    Recipient,
    /// A template or a header could not be made: a mistake in the program.
    #[error("the mail cannot be written: {0}")]
    Broken(String),
}

/// Writes mails in the name of one sender.
pub struct Writer {
    from: Mailbox,
    bounces: Address,
    marks: Marks,
}

/// Longest local part of RFC 5321 section 4.5.3.1.1.
const LOCAL: usize = 64;

impl Writer {
    pub(super) fn new(from: Mailbox, bounces: Address, macs: SecretBox) -> Result<Self, SetupError> {
        if bounces.user().len() + mark::LENGTH > LOCAL
            || ![&bounces, &from.email].iter().all(|address| address.to_string().is_ascii())
        {
            return Err(SetupError::Sender {
                setting: "SPORTELLO_MAIL_BOUNCES or SPORTELLO_MAIL_FROM",
                why: "what stands before the @ is longer than 23 characters, or not ASCII, so that a bounce could not name its mail",
            });
        }
        Ok(Self { from, bounces, marks: Marks::new(macs) })
    }

    /// Writes a mail: Italian first, and beside it the citizen's language where that is another one. `Message-ID` and
    /// envelope sender hang on `id` alone, so that a mail sent again can be told to be the same.
    ///
    /// # Errors
    /// [`ComposeError`].
    pub fn write(
        &self,
        id: OutboxId,
        to: &EmailAddress,
        language: Language,
        words: &Words<'_>,
        now: DateTime<Utc>,
    ) -> Result<Parcel, ComposeError> {
        let address: Address = to.as_str().parse().map_err(|_| ComposeError::Recipient)?;
        let mut blocks = vec![words.block(Language::Italian)];
        let mut subject = words.subject(Language::Italian);
        let mut languages = Language::Italian.code().to_owned();
        if language != Language::Italian {
            blocks.push(words.block(language));
            subject = format!("{subject} / {}", words.subject(language));
            languages = format!("{languages}, {language}");
        }
        let (text, html) = bodies(&subject, &blocks)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address.clone()))
            .subject(&subject)
            .date(now.into())
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentLanguage(languages))
            .multipart(MultiPart::alternative_plain_html(text.to_string(), html.to_string()))
            .map_err(|error| ComposeError::Broken(error.to_string()))?;
        Ok(Parcel {
            id,
            sender: self.envelope_sender(id)?,
            to: address,
            bytes: Zeroizing::new(message.formatted()),
        })
    }

    fn envelope_sender(&self, id: OutboxId) -> Result<Address, ComposeError> {
        let local = format!("{}{}", self.bounces.user(), self.marks.of(id));
        Address::new(local, self.bounces.domain()).map_err(|error| ComposeError::Broken(error.to_string()))
    }
}

/// RFC 3834: no vacation notice and no automatic answer shall follow.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

/// RFC 3282: the languages of the mail, in their order.
#[derive(Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

#[derive(Serialize)]
struct Page<'a> {
    subject: &'a str,
    blocks: &'a [Block],
}

static TEMPLATES: LazyLock<Result<Tera, tera::Error>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.add_raw_templates([
        ("letter.txt", include_str!("../../templates/mail/letter.txt")),
        ("letter.html", include_str!("../../templates/mail/letter.html")),
    ])?;
    Ok(tera)
});

type Body = Zeroizing<String>;

fn bodies(subject: &str, blocks: &[Block]) -> Result<(Body, Body), ComposeError> {
    let broken = |error: &tera::Error| ComposeError::Broken(format!("{error:?}"));
    let tera = TEMPLATES.as_ref().map_err(broken)?;
    let context = Context::from_serialize(&Page { subject, blocks }).map_err(|error| broken(&error))?;
    let render = |name| tera.render(name, &context).map(Zeroizing::new).map_err(|error| broken(&error));
    Ok((render("letter.txt")?, render("letter.html")?))
}

impl Drop for Block {
    fn drop(&mut self) {
        self.codes.iter_mut().for_each(|line| line.digits.zeroize());
        self.link.zeroize();
    }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
