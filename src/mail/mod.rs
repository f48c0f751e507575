// SPDX-License-Identifier: AGPL-3.0-or-later
//! Messages and their way out, by SMTP or, in a demonstration, into a folder.
//!
//! [`Words`] says what a mail tells, [`Writer`] makes a [`Parcel`] of it, [`Mailer`] hands it in and says how it went as a
//! [`Delivery`]. Nothing here knows the database. `docs/mail.md` has the settings and the meaning of each outcome.

mod acting;
mod address;
mod delivery;
mod files;
mod mark;
mod moment;
mod report;
mod setup;
mod smtp;
mod staff_words;
mod tls;
mod words;
mod writer;

pub use acting::{Acting, Mailbox};
pub use delivery::Delivery;
pub use mark::{Marked, Marks};
pub use report::{Headline, Incoming, Said, Unreadable, read as read_report};
pub use setup::{MailSetup, SetupError};
pub use words::{Office, SecondHalfWords, Tries, Words};
pub use writer::{ComposeError, Parcel, Writer};

use files::Folder;
use smtp::Smtp;
use std::time::Duration;

/// How long the steps of a delivery may take. RFC 5321 section 4.5.3.2 allows servers minutes; where somebody waits at
/// the counter there is no such time.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// From looking up the server's name to the end of the sign-in.
    pub connect: Duration,
    /// For each command.
    pub command: Duration,
    /// For the answer to the mail itself: giving up early means that it may go out twice.
    pub content: Duration,
}

impl Patience {
    /// For letters that nobody waits for.
    pub const LETTER: Self = Self {
        connect: Duration::from_secs(30),
        command: Duration::from_secs(60),
        content: Duration::from_secs(180),
    };

    /// For a code that is read back at the counter.
    pub const WAITED_FOR: Self = Self {
        connect: Duration::from_secs(5),
        command: Duration::from_secs(10),
        content: Duration::from_secs(20),
    };
}

/// The way out.
pub enum Mailer {
    /// A mail server.
    Smtp(Box<Smtp>),
    /// The mailbox of a demonstration.
    Files(Folder),
}

impl Mailer {
    /// Hands a mail in. Never fails: how it went is the answer.
    pub async fn send(&self, parcel: &Parcel, patience: Patience) -> Delivery {
        match self {
            Self::Smtp(smtp) => smtp.send(parcel, patience).await,
            Self::Files(folder) => folder.send(parcel).await,
        }
    }

    /// Takes leave of the servers whose connections were kept.
    pub async fn close(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.close().await;
        }
    }

    /// Connects and signs in without sending anything: what `check` shows.
    ///
    /// # Errors
    /// What the server, or the way to it, said.
    pub async fn probe(&self) -> Result<(), String> {
        match self {
            Self::Smtp(smtp) => smtp.probe().await,
            Self::Files(folder) => folder.probe().await,
        }
    }

    /// Where mail goes, without password: for logs and `check`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Smtp(smtp) => smtp.shown(),
            Self::Files(folder) => folder.shown(),
        }
    }
}
