// SPDX-License-Identifier: AGPL-3.0-or-later
//! A message sealed with its recipient. Content of version 1 is JSON, built and read in buffers that are wiped.

use super::{AccountEvent, CounterFigures, Message, Posting, Reader, ToldRole};
use crate::contacts::email::EmailAddress;
use crate::ids::OutboxId;
use crate::seal::{self, Digits, KeyRing, OpenError, PublicKey, Purpose, SealError, Sealed};
use crate::texts::Language;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use zeroize::Zeroizing;

/// A message as its writer meant it.
pub struct Opened {
    /// To whom; no other place may say it.
    pub recipient: EmailAddress,
    /// In which language, beside Italian.
    pub language: Language,
    /// What it says.
    pub message: Message,
}

#[derive(Serialize, Deserialize)]
struct Content<'a> {
    #[serde(borrow)]
    recipient: Cow<'a, str>,
    #[serde(borrow)]
    language: Cow<'a, str>,
    #[serde(borrow)]
    message: Said<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said<'a> {
    OwnershipCode {
        // digits need no escaping, so that serde borrows them and never copies them
        code: &'a str,
        minutes: u32,
        #[serde(default)]
        reader: Reader,
    },
    AddressNotice {
        #[serde(borrow)]
        counter: Cow<'a, str>,
        #[serde(borrow)]
        telephone: Cow<'a, str>,
        given_at: DateTime<Utc>,
        #[serde(default)]
        acting: bool,
    },
    AccountNotice {
        #[serde(borrow)]
        username: Cow<'a, str>,
        event: AccountEvent,
        at: DateTime<Utc>,
        #[serde(default)]
        role: Option<ToldRole>,
    },
    Invitation {
        #[serde(borrow)]
        username: Cow<'a, str>,
        // an address of base64url and dots needs no escaping either
        link: &'a str,
        expires_at: DateTime<Utc>,
        first: bool,
    },
    MonthlyReport {
        month: NaiveDate,
        counters: Vec<CounterFigures>,
        #[serde(borrow)]
        link: Cow<'a, str>,
    },
}

/// Seals a posting for the row `id`.
pub(super) fn seal(key: &PublicKey, id: OutboxId, posting: &Posting) -> Result<Sealed, SealError> {
    let message = match &posting.message {
        Message::OwnershipCode { code, minutes, reader } => {
            Said::OwnershipCode { code: code.reveal(), minutes: *minutes, reader: *reader }
        }
        Message::AddressNotice { counter, telephone, given_at, acting } => Said::AddressNotice {
            counter: counter.into(),
            telephone: telephone.into(),
            given_at: *given_at,
            acting: *acting,
        },
        Message::AccountNotice { username, event, at, role } => {
            Said::AccountNotice { username: username.into(), event: *event, at: *at, role: role.clone() }
        }
        Message::Invitation { username, link, expires_at, first } => {
            Said::Invitation { username: username.into(), link, expires_at: *expires_at, first: *first }
        }
        Message::MonthlyReport { month, counters, link } => {
            Said::MonthlyReport { month: *month, counters: counters.clone(), link: link.into() }
        }
    };
    let content = Content {
        recipient: posting.recipient.as_str().into(),
        language: posting.language.code().into(),
        message,
    };
    // a code's message never outgrows this, so that no copy of it stays behind
    let mut buffer = Zeroizing::new(Vec::with_capacity(1024));
    serde_json::to_writer(&mut *buffer, &content).expect("strings and times always encode");
    seal::seal(key, Purpose::OutboxMessage, id.uuid().as_bytes(), &buffer)
}

/// Opens the message of the row `id`.
///
/// # Errors
/// [`OpenError`], also when the content is no message of a known kind.
pub fn open(ring: &KeyRing, id: OutboxId, sealed: &Sealed) -> Result<Opened, OpenError> {
    let bytes = seal::open(ring, Purpose::OutboxMessage, id.uuid().as_bytes(), sealed)?;
    let content: Content<'_> = serde_json::from_slice(&bytes).map_err(|_| OpenError::Malformed)?;
    let message = match content.message {
        Said::OwnershipCode { code, minutes, reader } => Message::OwnershipCode {
            code: Digits::new(Zeroizing::new(code.to_owned())).ok_or(OpenError::Malformed)?,
            minutes,
            reader,
        },
        Said::AddressNotice { counter, telephone, given_at, acting } => Message::AddressNotice {
            counter: counter.into_owned(),
            telephone: telephone.into_owned(),
            given_at,
            acting,
        },
        Said::AccountNotice { username, event, at, role } => {
            Message::AccountNotice { username: username.into_owned(), event, at, role }
        }
        Said::Invitation { username, link, expires_at, first } => Message::Invitation {
            username: username.into_owned(),
            link: Zeroizing::new(link.to_owned()),
            expires_at,
            first,
        },
        Said::MonthlyReport { month, counters, link } => {
            Message::MonthlyReport { month, counters, link: link.into_owned() }
        }
    };
    Ok(Opened {
        recipient: content.recipient.parse().map_err(|_| OpenError::Malformed)?,
        language: content.language.parse().map_err(|_| OpenError::Malformed)?,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::PrivateKey;

    fn notice() -> Posting {
        Posting {
            recipient: "maria@example.it".parse().unwrap(),
            language: Language::English,
            case: None,
            give_up_at: DateTime::UNIX_EPOCH,
            message: Message::AddressNotice {
                counter: "Comune di \"Ancòna\"\r\n".into(),
                telephone: String::new(),
                given_at: DateTime::UNIX_EPOCH,
                acting: false,
            },
        }
    }

    #[test]
    fn a_message_is_opened_in_its_own_row_alone() {
        let key = PrivateKey::generate("mail", Utc::now());
        let (id, other) = (OutboxId::new(Utc::now()), OutboxId::new(Utc::now()));
        let sealed = seal(&key.public(), id, &notice()).unwrap();
        let ring = KeyRing::of([key]);
        let opened = open(&ring, id, &sealed).unwrap();
        assert_eq!((opened.recipient.as_str(), opened.language), ("maria@example.it", Language::English));
        assert!(
            matches!(opened.message, Message::AddressNotice { counter, .. } if counter.ends_with("na\"\r\n"))
        );
        assert!(matches!(open(&ring, other, &sealed), Err(OpenError::Damaged)));
    }
}
