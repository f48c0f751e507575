// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the code sheet shows.

use super::{Acting, Carrier, Counter};
use crate::texts::Language;
use chrono::{DateTime, Utc};
use std::ops::Range;

/// Which secret a half belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// Needed at each use.
    Pin,
    /// Unblocks the PIN.
    Puk,
    /// Says who calls when a card is to be suspended or revoked.
    Cip,
}

/// The first half of one secret, borrowed for the time of drawing.
#[derive(Clone)]
pub struct CodeHalf<'a> {
    /// Which secret.
    pub kind: CodeKind,
    /// The digits of this half, as many as `positions` has members.
    pub digits: &'a str,
    /// Where they stand in the whole code, counted from 0.
    pub positions: Range<usize>,
    /// Length of the whole code.
    pub total: usize,
}

/// How often a code may be entered wrongly before it is blocked.
#[derive(Clone, Copy, Debug)]
pub struct Tries {
    /// For the PIN; then the PUK is needed.
    pub pin: u8,
    /// For the PUK; then the card is dead.
    pub puk: u8,
}

/// *Foglio codici*: the first halves.
#[derive(Clone)]
pub struct CodeSheet<'a> {
    /// Who gives it.
    pub counter: Counter<'a>,
    /// Protocol number of the case.
    pub protocol: &'a str,
    /// Number of the release.
    pub release: &'a str,
    /// Serial of this sheet, ASCII.
    pub serial: &'a str,
    /// Surname and name of the holder.
    pub holder: &'a str,
    /// Who gets it for the holder, or with the holder.
    pub acting: Option<Acting<'a>>,
    /// The first halves: PIN, PUK and, where the card has one, CIP.
    pub codes: &'a [CodeHalf<'a>],
    /// Wrong tries allowed.
    pub tries: Tries,
    /// What carries the second half.
    pub carrier: Carrier,
    /// The address of the second half, already masked (`m•••@e•••.it`).
    pub masked_address: &'a str,
    /// Minutes after the hand-over within which the mail is usually there.
    pub mail_minutes: u32,
    /// An earlier sheet of the same codes exists: it still fits.
    pub duplicate: bool,
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}
