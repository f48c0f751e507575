// SPDX-License-Identifier: AGPL-3.0-or-later
//! From a claimed row to a mail or a letter: what is sealed decides, the row beside it must agree.

use super::Worker;
use super::acting;
use super::sealed_letter;
use super::store::Claimed;
use crate::contacts::recipient::Recipient;
use crate::mail::{ComposeError, Office, Parcel, SecondHalfWords, Words};
use crate::outbox::{self, Kind, Message, Reason};
use crate::seal::{CodePart, Sealed, SecondHalf, Wiped};
use crate::texts::Language;
use chrono::{DateTime, Utc};

/// Why nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// Row and seal do not agree, or the seal does not open.
    Alarm(Reason),
    /// The mail cannot be sent to whom the seal names.
    Hopeless(Reason),
}

/// What goes out.
pub(super) enum Prepared {
    /// By mail.
    Mail(Parcel),
    /// By post: the paper for the print folder.
    Letter(Wiped),
}

/// What a payload holds.
enum Content {
    SecondHalf(Vec<CodePart>),
    Message(Message),
}

/// Opens and writes a letter.
pub(super) fn prepare(worker: &Worker, letter: &Claimed, now: DateTime<Utc>) -> Result<Prepared, Unfit> {
    let (recipient, language, content) = open(worker, letter).ok_or(Unfit::Alarm(Reason::CannotOpen))?;
    if recipient != letter.recipient {
        return Err(Unfit::Alarm(Reason::RecipientDiffers));
    }
    let to: Recipient = recipient.parse().map_err(|_| Unfit::Hopeless(Reason::BadAddress))?;
    let office = Office {
        name: letter.counter_name.clone().unwrap_or_default(),
        telephone: letter.counter_telephone.clone().unwrap_or_default(),
    };
    let to = match (to, &content) {
        (Recipient::Email(email), _) => email,
        (Recipient::Post(post), Content::SecondHalf(codes)) => {
            return Ok(Prepared::Letter(sealed_letter::paper(worker, letter, &post, language, codes, now)));
        }
        // nothing but a second half goes by post
        (Recipient::Post(_), Content::Message(_)) => return Err(Unfit::Hopeless(Reason::BadAddress)),
    };
    let sealed_office;
    let words = match &content {
        Content::SecondHalf(codes) => Words::SecondHalf(SecondHalfWords {
            codes,
            release: letter.release_number.as_deref().unwrap_or_default(),
            tries: worker.tries(letter.policy_version.as_deref(), now),
            duplicate: letter.duplicate,
            office: &office,
            trusted: letter.trusted.unwrap_or_default(),
            acting: acting::of(worker, letter, now),
        }),
        Content::Message(Message::OwnershipCode { code, minutes, reader }) => {
            Words::OwnershipCode { code, minutes: *minutes, office: &office, reader: *reader }
        }
        Content::Message(Message::AddressNotice { counter, telephone, given_at, acting }) => {
            sealed_office = Office { name: counter.clone(), telephone: telephone.clone() };
            Words::AddressNotice { office: &sealed_office, given_at: *given_at, acting: *acting }
        }
        Content::Message(Message::AccountNotice { username, event, at, role }) => {
            Words::AccountNotice { username, event: *event, at: *at, role: role.as_ref() }
        }
        Content::Message(Message::Invitation { username, link, expires_at, first }) => {
            Words::Invitation { username, link, expires_at: *expires_at, first: *first }
        }
        Content::Message(Message::MonthlyReport { month, counters, link }) => {
            Words::MonthlyReport { month: *month, counters, link }
        }
    };
    let written = worker.writer.write(letter.id, &to, language, &words, now);
    written.map(Prepared::Mail).map_err(|error| match error {
        ComposeError::Recipient => Unfit::Hopeless(Reason::BadAddress),
        ComposeError::Broken(why) => {
            tracing::error!(letter = %letter.id, why, "a mail cannot be written");
            Unfit::Alarm(Reason::CannotOpen)
        }
    })
}

/// Opens a payload as what its row says it is: for another release, row or kind it does not open.
fn open(worker: &Worker, letter: &Claimed) -> Option<(String, Language, Content)> {
    let sealed = Sealed::from_bytes(letter.payload.as_deref()?).ok()?;
    let kind = Kind::of_word(&letter.kind)?;
    if kind == Kind::SecondHalf {
        let half = SecondHalf::open(&worker.ring, letter.release_id?.uuid(), &sealed).ok()?;
        // a language that is not ours is no reason to keep the citizen waiting
        let language = half.language.parse().unwrap_or_default();
        return Some((half.recipient, language, Content::SecondHalf(half.codes)));
    }
    let opened = outbox::open(&worker.ring, letter.id, &sealed).ok()?;
    (opened.message.kind() == kind)
        .then(|| (opened.recipient.as_str().to_owned(), opened.language, Content::Message(opened.message)))
}
