// SPDX-License-Identifier: AGPL-3.0-or-later
//! What comes back to the envelope sender of a mail: reports of RFC 3464, notices of absence, and what nobody foresaw.
//!
//! A report is read as it streams in, no further than its part `message/delivery-status`: the mail that may be returned
//! behind it holds a citizen's codes and is never looked at. Nothing but the fields named here leaves this module.

mod cause;
mod headers;
mod lines;
mod status;
#[cfg(test)]
mod tests;

pub use headers::Headline;

use crate::outbox::Reason;
use headers::Headers;
use lines::Lines;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead};

/// Bytes of headers at most, of the mail and of each part.
const HEADERS: usize = 64 * 1024;
/// Bytes of text before the report at most: more is no report that a mail server wrote.
const TEXT: usize = 1024 * 1024;
/// Bytes of the report itself at most.
const STATUS: usize = 64 * 1024;

/// A mail to one of our envelope senders, as far as it was read.
#[derive(Debug)]
pub struct Incoming {
    /// The addresses that it may have come to, best first; see [`read`].
    pub addresses: Vec<String>,
    /// What it says.
    pub said: Said,
    /// Who wrote it about what, for the person who looks into it.
    pub headline: Headline,
    /// The `ENVID` that the mail was handed in with, where the report repeats it.
    pub envelope_id: Option<String>,
    /// SHA-256 of the report, or of the headers where there is none: the same report is known again.
    pub digest: [u8; 32],
}

/// What a mail to an envelope sender says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// The mail did not arrive and nobody tries again (`Action: failed`).
    Failed {
        /// Why.
        reason: Reason,
        /// The enhanced status code of RFC 3463, as `5.1.1`.
        status: String,
    },
    /// Nothing is decided yet, or all is well: `delayed`, `delivered`, `relayed`, `expanded`.
    Underway,
    /// A notice of absence, a receipt, another automatic answer (RFC 3834, RFC 8098).
    AutomaticReply,
    /// Something that a person must read.
    Unreadable(Unreadable),
}

/// Why a program cannot tell what a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// It is no delivery report: an old kind of bounce, or somebody wrote it.
    NoReport,
    /// A delivery report without recipient, action or status that the standard knows.
    NoStatus,
    /// It is longer than a report before it comes to the point.
    TooLong,
    /// It was sent to the mark of one mail and speaks of another.
    OtherMail,
}

impl Unreadable {
    /// The word in the database and the end of text keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoReport => "no_report",
            Self::NoStatus => "no_status",
            Self::TooLong => "too_long",
            Self::OtherMail => "other_mail",
        }
    }
}

/// Reads a mail as far as needed. `to` is the envelope recipient where the mail server told it; without it `Delivered-To`,
/// `X-Original-To`, `Envelope-To` and `To` are taken in this order. Nothing where not even a header comes.
///
/// # Errors
/// Where the mail cannot be read to where it matters.
pub fn read(mail: &mut dyn BufRead, to: Option<&str>) -> io::Result<Option<Incoming>> {
    let mut lines = Lines::new(mail);
    let head = lines.header_block(HEADERS)?;
    let Some(headers) = Headers::parse(&head.bytes) else { return Ok(None) };
    let addresses = to.map_or_else(|| headers.addresses(), |to| vec![to.to_owned()]);
    let mut incoming = Incoming {
        addresses,
        said: Said::Unreadable(Unreadable::TooLong),
        headline: headers.headline(),
        envelope_id: None,
        digest: Sha256::digest(&*head.bytes).into(),
    };
    if head.whole {
        match headers.report_boundary() {
            Some(boundary) => report(&mut lines, &boundary, &mut incoming)?,
            None if headers.answers_automatically() => incoming.said = Said::AutomaticReply,
            None => incoming.said = Said::Unreadable(Unreadable::NoReport),
        }
    }
    Ok(Some(incoming))
}

/// Goes through the parts up to the one for programs, and no further.
fn report(lines: &mut Lines<'_>, boundary: &str, incoming: &mut Incoming) -> io::Result<()> {
    let unreadable = Said::Unreadable;
    if !lines.skip_part(boundary, TEXT)? {
        incoming.said = unreadable(Unreadable::TooLong);
        return Ok(());
    }
    loop {
        let head = lines.header_block(HEADERS)?;
        let kind = Headers::parse(&head.bytes).map(|headers| headers.kind()).unwrap_or_default();
        match kind.as_str() {
            "message/delivery-status" | "message/global-delivery-status" => {
                let body = lines.part(boundary, STATUS)?;
                if !body.whole {
                    incoming.said = unreadable(Unreadable::TooLong);
                    return Ok(());
                }
                incoming.digest = Sha256::digest(&*body.bytes).into();
                let told = status::parse(&head.bytes, &body.bytes);
                incoming.envelope_id = told.envelope_id;
                incoming.said = told.said.unwrap_or(unreadable(Unreadable::NoStatus));
                return Ok(());
            }
            // the mail that comes back, which nobody reads
            "message/rfc822" | "message/global" | "text/rfc822-headers" | "message/global-headers" => {
                incoming.said = unreadable(Unreadable::NoStatus);
                return Ok(());
            }
            _ if lines.is_over() => {
                incoming.said = unreadable(Unreadable::NoStatus);
                return Ok(());
            }
            _ if !lines.skip_part(boundary, TEXT)? => {
                incoming.said = unreadable(Unreadable::TooLong);
                return Ok(());
            }
            _ => {}
        }
    }
}
