// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether a second half may be sent again, how often and until when.

use super::refusal::NotResent;
use crate::cases::{Case, KnownRelease};
use crate::db::Connection;
use crate::ids::ReleaseId;
use crate::outbox::{self, Sending};
use crate::policy::{ReleaseRules, ResendProof};
use crate::releases::desk::Desk;
use crate::releases::release::{self, Ending, Release, State};
use chrono::{DateTime, Utc};

/// A second half that may be sent once more.
pub struct Resendable {
    pub(super) release: ReleaseId,
    /// The card of its release: the one whose CIP the holder may be asked for.
    pub card_number: String,
    /// Whether the policy lets a holder be known by the CIP for it.
    pub by_cip: bool,
    /// The number of its release.
    pub number: String,
    /// The address inside the seal: it goes there and to no other.
    pub recipient: String,
    /// How many times it was sent again.
    pub sent: u32,
    /// How many times more it may be.
    pub left: u32,
    /// The end of the window, when it is erased.
    pub until: DateTime<Utc>,
}

/// Whether the newest second half of a case may be sent again now, how often and until when.
///
/// # Errors
/// A [`NotResent`] that says why not.
pub async fn may_resend(
    conn: &mut Connection,
    desk: &Desk<'_>,
    case: &Case,
) -> Result<Resendable, NotResent> {
    let release = release::of_case(conn, case.id).await?.ok_or(NotResent::NothingGiven)?;
    may_resend_of(conn, desk, case, &release).await
}

/// The same of a release that was loaded already: the newest of its case.
///
/// # Errors
/// A [`NotResent`] that says why not.
pub async fn may_resend_of(
    conn: &mut Connection,
    desk: &Desk<'_>,
    case: &Case,
    release: &Release,
) -> Result<Resendable, NotResent> {
    match &release.state {
        State::HandedOver { .. } => {}
        State::Ended { how: Ending::Withdrawn, .. } => return Err(NotResent::Withdrawn),
        State::Ended { how: Ending::Superseded, .. } => return Err(NotResent::Superseded),
        State::Ended { .. } => return Err(NotResent::Ended),
        _ => return Err(NotResent::NothingGiven),
    }
    if release.held {
        return Err(NotResent::Held);
    }
    let newest = outbox::newest_sending(conn, release.id).await?.ok_or(NotResent::NothingGiven)?;
    let rules = desk.policy(case)?.releases();
    let (left, until) = once_more(&newest, rules, desk.now())?;
    Ok(Resendable {
        release: release.id,
        card_number: release.card_number.clone(),
        by_cip: rules.resend_proof == ResendProof::Cip,
        number: release.number.clone(),
        recipient: release.recipient.clone(),
        sent: newest.sending,
        left,
        until,
    })
}

/// How often more the second half of a release may be sent, and until when, as the holder's page lists it: nothing is read.
///
/// # Errors
/// A [`NotResent`] that says why not.
pub fn may_resend_known(desk: &Desk<'_>, release: &KnownRelease) -> Result<(u32, DateTime<Utc>), NotResent> {
    // what was handed over before its card came to its end stays handed over
    match release.ending.as_deref() {
        Some("withdrawn") if !release.card_ended => return Err(NotResent::Withdrawn),
        Some("superseded") if !release.card_ended => return Err(NotResent::Superseded),
        Some(_) if !release.card_ended || release.handed_over_at.is_none() => return Err(NotResent::Ended),
        None if release.handed_over_at.is_none() => return Err(NotResent::NothingGiven),
        Some(_) | None => {}
    }
    if release.held {
        return Err(NotResent::Held);
    }
    let newest = release.letter.as_ref().ok_or(NotResent::NothingGiven)?;
    once_more(newest, desk.policy_named(&release.policy_version)?.releases(), desk.now())
}

/// How often more, and until when.
fn once_more(
    newest: &Sending,
    rules: &ReleaseRules,
    now: DateTime<Utc>,
) -> Result<(u32, DateTime<Utc>), NotResent> {
    let until = match newest.state.as_str() {
        "waiting" => return Err(NotResent::Waiting),
        "alarm" | "stopped" => return Err(NotResent::Alarm),
        _ => newest.erase_at.filter(|end| *end > now).ok_or(NotResent::WindowOver)?,
    };
    match rules.resend_limit.saturating_sub(newest.sending) {
        0 => Err(NotResent::Limit),
        left => Ok((left, until)),
    }
}
