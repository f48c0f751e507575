// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a letter fares, as the case page and the home page tell it. Never "delivered": only the citizen knows that.

use super::Kind;
use crate::contacts::recipient;
use crate::ids::{CaseId, OutboxId, ReleaseId};
use chrono::{DateTime, Utc};
use diesel::Queryable;
use uuid::Uuid;

/// Who took a letter that goes by post: the folder that the mail room prints from.
pub const PRINT_FOLDER: &str = "print folder";

/// A message owed, seen from outside: what it says stays sealed.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its identity; the mail's `Message-ID` is made of it.
    pub id: OutboxId,
    /// What kind of message.
    pub kind: Kind,
    /// The release whose second half it holds.
    pub release: Option<ReleaseId>,
    /// To whom: the text form of a [`Recipient`](crate::contacts::recipient::Recipient), for the counter's eyes.
    pub recipient: String,
    /// When it was owed.
    pub posted_at: DateTime<Utc>,
    /// How many times a worker set out to send it.
    pub attempts: i32,
    /// How it fares.
    pub state: LetterState,
}

/// How a letter fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterState {
    /// It waits for its first or next attempt.
    Waiting {
        /// When it is tried next; in the past: any moment now.
        next_attempt_at: DateTime<Utc>,
        /// Until when it is tried.
        give_up_at: DateTime<Utc>,
        /// Why the last attempt did not do.
        reason: Option<Reason>,
    },
    /// A server took it.
    Accepted {
        /// The server's name.
        by: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// A server took it, after an attempt whose end is not known: the citizen may have it twice.
    PerhapsTwice {
        /// The server's name.
        by: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// It will not be tried again: work for the counter.
    GivenUp {
        /// Why.
        reason: Reason,
        /// When.
        at: DateTime<Utc>,
    },
    /// Row and seal do not agree: nothing was sent, somebody must look into it.
    Alarm {
        /// Why.
        reason: Reason,
        /// When.
        at: DateTime<Utc>,
    },
    /// A server took it and could not deliver it: work for the counter.
    Bounced {
        /// The server that had taken it.
        by: String,
        /// Why.
        reason: Reason,
        /// When it was heard of.
        at: DateTime<Utc>,
    },
    /// The release ended before it went out.
    Stopped {
        /// Why.
        reason: Reason,
        /// When.
        at: DateTime<Utc>,
    },
}

impl Letter {
    /// To whom, as people write it.
    #[must_use]
    pub fn shown(&self) -> String {
        recipient::shown(&self.recipient)
    }

    /// The Fluent key of the sentence for a reason: what is away for a letter is the mail room's folder.
    #[must_use]
    pub fn reason_key(&self, reason: Reason) -> String {
        match reason {
            Reason::ServerAway if recipient::is_post(&self.recipient) => {
                "mail-reason-print_folder".to_owned()
            }
            _ => reason.text_key(),
        }
    }
}

impl LetterState {
    /// The word in the database, and the end of text keys.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Accepted { .. } => "accepted",
            Self::PerhapsTwice { .. } => "perhaps_twice",
            Self::GivenUp { .. } => "given_up",
            Self::Alarm { .. } => "alarm",
            Self::Bounced { .. } => "bounced",
            Self::Stopped { .. } => "stopped",
        }
    }

    /// The Fluent key of its name: `mail-state-waiting` … (with `$server` where a server took it), `mail-state-printed` …
    /// where it was the mail room's folder.
    #[must_use]
    pub fn text_key(&self) -> String {
        match self {
            Self::Accepted { by, .. } if by == PRINT_FOLDER => "mail-state-printed".to_owned(),
            Self::PerhapsTwice { by, .. } if by == PRINT_FOLDER => "mail-state-printed_twice".to_owned(),
            _ => format!("mail-state-{}", self.word()),
        }
    }

    /// Whether the page should look again by itself.
    #[must_use]
    pub const fn may_change(&self) -> bool {
        matches!(self, Self::Waiting { .. })
    }
}

/// Why an attempt, or the whole letter, did not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The mail server does not answer in time.
    NoAnswer,
    /// The mail server cannot be reached, or its certificate does not verify; of a letter by post: the print folder takes
    /// nothing.
    ServerAway,
    /// The mail server does not take mail from us: its keeper must look.
    ServerRefusesUs,
    /// The mail server asks to come again later (greylisting, full mailbox).
    TryLater,
    /// The connection was lost after the mail was handed in: it may have been taken.
    Unknown,
    /// The time for trying is over.
    Expired,
    /// The receiving server refuses this address for good.
    AddressRefused,
    /// The receiving server refuses this mail for good.
    ContentRefused,
    /// The sealed recipient is no address.
    BadAddress,
    /// The row names another recipient than the seal.
    RecipientDiffers,
    /// The payload does not open.
    CannotOpen,
    /// The release ended.
    ReleaseEnded,
    /// Reported: there is no such mailbox, or it is closed.
    NoSuchMailbox,
    /// Reported: the mailbox is full.
    MailboxFull,
    /// Reported: taken for spam, or against the receiver's rules.
    RefusedAsSpam,
    /// Reported: it could not be delivered, for another reason.
    NotDelivered,
    /// It was unsent when an older state of the database came back: it may have arrived since.
    Restored,
}

impl Reason {
    const ALL: [Self; 17] = [
        Self::NoAnswer,
        Self::ServerAway,
        Self::ServerRefusesUs,
        Self::TryLater,
        Self::Unknown,
        Self::Expired,
        Self::AddressRefused,
        Self::ContentRefused,
        Self::BadAddress,
        Self::RecipientDiffers,
        Self::CannotOpen,
        Self::ReleaseEnded,
        Self::NoSuchMailbox,
        Self::MailboxFull,
        Self::RefusedAsSpam,
        Self::NotDelivered,
        Self::Restored,
    ];

    /// The word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoAnswer => "no_answer",
            Self::ServerAway => "server_away",
            Self::ServerRefusesUs => "server_refuses_us",
            Self::TryLater => "try_later",
            Self::Unknown => "unknown",
            Self::Expired => "expired",
            Self::AddressRefused => "address_refused",
            Self::ContentRefused => "content_refused",
            Self::BadAddress => "bad_address",
            Self::RecipientDiffers => "recipient_differs",
            Self::CannotOpen => "cannot_open",
            Self::ReleaseEnded => "release_ended",
            Self::NoSuchMailbox => "no_such_mailbox",
            Self::MailboxFull => "mailbox_full",
            Self::RefusedAsSpam => "refused_as_spam",
            Self::NotDelivered => "not_delivered",
            Self::Restored => "restored",
        }
    }

    /// The reason of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// The Fluent key of its sentence: `mail-reason-try_later` …
    #[must_use]
    pub fn text_key(self) -> String {
        format!("mail-reason-{}", self.word())
    }
}

/// A letter that is work for the counter.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// The case it belongs to.
    pub case: CaseId,
    /// The case's protocol number.
    pub protocol: String,
    /// The letter.
    pub letter: Letter,
}

/// A mail that came back to a letter's sender and that no program could read: work for the counter.
#[derive(Debug, Clone, Queryable)]
pub struct Reply {
    /// Its identity.
    pub id: Uuid,
    /// The case that its letter belongs to.
    pub case: CaseId,
    /// The case's protocol number.
    pub protocol: String,
    /// To whom the letter went.
    pub recipient: String,
    /// When it came.
    pub at: DateTime<Utc>,
    /// Why no program could read it: the end of a text key.
    pub why: Option<String>,
    /// Who wrote it.
    pub sender: String,
    /// About what.
    pub subject: String,
}

/// How far the sending of a release's second half has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// How many times it was sent again; 0 for the letter that the hand-over posted.
    pub sending: u32,
    /// The newest letter's state, as [`LetterState::word`] says it.
    pub state: String,
    /// When the second half is erased; none while the first letter waits.
    pub erase_at: Option<DateTime<Utc>>,
}
