// SPDX-License-Identifier: AGPL-3.0-or-later
//! The two halves of a release, and the whole they are made of. Content of version 1 is JSON with single-letter names, built in buffers that are
//! wiped; no type here can be serialised by accident.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::digits::{CodeKind, CodePart, Digits};
use super::{KeyRing, OpenError, Purpose, SealError, Sealed, Wiped, keys::PublicKey, open, seal};

/// What the counter prints: the first positions of each code.
pub struct FirstHalf {
    /// In the order in which they are printed.
    pub codes: Vec<CodePart>,
}

/// What is mailed: the other positions, and to whom. The recipient is inside, so that nobody who can write to the
/// database can send it elsewhere.
pub struct SecondHalf {
    /// In the order in which they are written.
    pub codes: Vec<CodePart>,
    /// E-mail address, or `post:…`, that the citizen signed for; the only one that this half may go to.
    pub recipient: String,
    /// Language of the mail, as a two-letter tag.
    pub language: String,
}

/// The whole codes of a card, as the authority keeps them.
pub struct WholeCodes {
    /// Each code from its first digit to its last.
    pub codes: Vec<CodePart>,
}

#[derive(Serialize, Deserialize)]
struct Content<'a> {
    #[serde(borrow, rename = "c")]
    codes: Vec<Part<'a>>,
    #[serde(borrow, default, rename = "r", skip_serializing_if = "Option::is_none")]
    recipient: Option<Cow<'a, str>>,
    #[serde(borrow, default, rename = "l", skip_serializing_if = "Option::is_none")]
    language: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
struct Part<'a> {
    #[serde(rename = "k")]
    kind: CodeKind,
    #[serde(rename = "t")]
    total: u8,
    #[serde(rename = "f")]
    from: u8,
    // Digits need no escaping, so that they are borrowed from the wiped buffer and never copied by serde.
    #[serde(rename = "d")]
    digits: &'a str,
}

impl FirstHalf {
    /// Seals this half to the sheet key for one release.
    ///
    /// # Errors
    /// [`SealError`], see [`seal`].
    pub fn seal(&self, key: &PublicKey, release: Uuid) -> Result<Sealed, SealError> {
        let content = encode(&self.codes, None, None);
        seal(key, Purpose::FirstHalf, release.as_bytes(), &content)
    }

    /// Opens a half of this very release.
    ///
    /// # Errors
    /// [`OpenError`], also when the content is no first half.
    pub fn open(ring: &KeyRing, release: Uuid, sealed: &Sealed) -> Result<Self, OpenError> {
        let bytes = open(ring, Purpose::FirstHalf, release.as_bytes(), sealed)?;
        let content: Content<'_> = serde_json::from_slice(&bytes).map_err(|_| OpenError::Malformed)?;
        Ok(Self { codes: parts(content.codes)? })
    }
}

impl SecondHalf {
    /// Seals this half with its recipient to the mail key for one release.
    ///
    /// # Errors
    /// [`SealError`], see [`seal`].
    pub fn seal(&self, key: &PublicKey, release: Uuid) -> Result<Sealed, SealError> {
        let content = encode(&self.codes, Some(&self.recipient), Some(&self.language));
        seal(key, Purpose::SecondHalf, release.as_bytes(), &content)
    }

    /// Opens a half of this very release.
    ///
    /// # Errors
    /// [`OpenError`], also when the content is no second half.
    pub fn open(ring: &KeyRing, release: Uuid, sealed: &Sealed) -> Result<Self, OpenError> {
        let bytes = open(ring, Purpose::SecondHalf, release.as_bytes(), sealed)?;
        let content: Content<'_> = serde_json::from_slice(&bytes).map_err(|_| OpenError::Malformed)?;
        match (content.recipient, content.language) {
            (Some(recipient), Some(language)) => Ok(Self {
                codes: parts(content.codes)?,
                recipient: recipient.into_owned(),
                language: language.into_owned(),
            }),
            _ => Err(OpenError::Malformed),
        }
    }
}

impl WholeCodes {
    /// Seals the codes of a card to the authority's key.
    ///
    /// # Errors
    /// [`SealError`], see [`seal`].
    pub fn seal(&self, key: &PublicKey, card_number: &str) -> Result<Sealed, SealError> {
        seal(key, Purpose::ChipCodes, card_number.as_bytes(), &encode(&self.codes, None, None))
    }

    /// Opens the codes of this very card.
    ///
    /// # Errors
    /// [`OpenError`], also when a code is not whole.
    pub fn open(ring: &KeyRing, card_number: &str, sealed: &Sealed) -> Result<Self, OpenError> {
        let bytes = open(ring, Purpose::ChipCodes, card_number.as_bytes(), sealed)?;
        let content: Content<'_> = serde_json::from_slice(&bytes).map_err(|_| OpenError::Malformed)?;
        let codes = parts(content.codes)?;
        let whole = |part: &CodePart| part.positions() == (1..=part.total);
        if codes.iter().all(whole) { Ok(Self { codes }) } else { Err(OpenError::Malformed) }
    }
}

fn encode(codes: &[CodePart], recipient: Option<&str>, language: Option<&str>) -> Wiped {
    let content = Content {
        codes: codes
            .iter()
            .map(|part| Part {
                kind: part.kind,
                total: part.total,
                from: part.offset(),
                digits: part.digits().reveal(),
            })
            .collect(),
        recipient: recipient.map(Cow::Borrowed),
        language: language.map(Cow::Borrowed),
    };
    // Large enough never to grow, which would leave a copy behind: a part takes at most 300 bytes, and an escaped
    // character of the recipient six.
    let room = 64 + 320 * codes.len() + 6 * (recipient.map_or(0, str::len) + language.map_or(0, str::len));
    let mut buffer = Zeroizing::new(Vec::with_capacity(room));
    serde_json::to_writer(&mut *buffer, &content).expect("plain strings and numbers always encode");
    buffer
}

fn parts(found: Vec<Part<'_>>) -> Result<Vec<CodePart>, OpenError> {
    found
        .into_iter()
        .map(|part| {
            Digits::new(Zeroizing::new(part.digits.to_owned()))
                .and_then(|digits| CodePart::new(part.kind, part.total, part.from, digits))
                .ok_or(OpenError::Malformed)
        })
        .collect()
}
