// SPDX-License-Identifier: AGPL-3.0-or-later
//! What stood before a new release of a card: the release that it takes the place of, and the sheet that may still fit.

use super::desk::Desk;
use super::request::NotRequested;
use super::serial::Serial;
use super::store::{self, End, former};
use crate::audit::{self, Entry};
use crate::cases::{Case, Service};
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, ReleaseId};
use crate::operators::Operator;
use crate::outbox::{self, Kind, Letter};
use chrono::{DateTime, Utc};

/// The release of a card that a new one will take the place of, as the page of the request tells it.
pub struct Former {
    /// Its number.
    pub number: String,
    /// When its sheet was handed over.
    pub handed_over_at: DateTime<Utc>,
    /// Its newest letter with the second half.
    pub letter: Option<Letter>,
}

/// The sheet of a card that was handed over last.
pub struct OldSheet {
    /// The release that it was printed for.
    pub(super) release: ReleaseId,
    /// That release's number, which stands on it.
    pub number: String,
    /// Its serial.
    pub(super) serial: Serial,
    /// When it was handed over.
    pub handed_over_at: DateTime<Utc>,
}

impl OldSheet {
    /// Whether `typed` means this sheet: its serial, its last four characters, or the number of its release.
    pub(super) fn is_meant_by(&self, typed: &str) -> bool {
        let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        self.serial.is_meant_by(typed) || plain.eq_ignore_ascii_case(&self.number)
    }
}

/// The release that a new one of this case would take the place of.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn former(conn: &mut Connection, case: &Case) -> Result<Option<Former>, Breakage> {
    let Some(card) = case.card.as_ref().filter(|_| case.service != Service::Activation) else {
        return Ok(None);
    };
    let Some(row) = former::living(conn, case.id, card.card.number.as_str()).await? else { return Ok(None) };
    let letters = outbox::letters_of_case(conn, row.case).await?;
    let letter = letters.into_iter().find(|l| l.kind == Kind::SecondHalf && l.release == Some(row.id));
    Ok(Some(Former { number: row.number, handed_over_at: row.handed_over_at, letter }))
}

/// The sheet of the case's card that the citizen may still have; none where this service never handed one over.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn old_sheet(conn: &mut Connection, case: &Case) -> Result<Option<OldSheet>, Breakage> {
    match &case.card {
        Some(card) => former::sheet(conn, card.card.number.as_str()).await,
        None => Ok(None),
    }
}

/// Takes the living release of the card, which another case owns, for this transaction. An activation finds none in its way;
/// codes are given anew only in the place of a release that was handed over, because the others go on in their own case; and
/// not while a worker has the old letter in hand, so that none goes out after the new release is recorded.
pub(super) async fn take(
    conn: &mut Connection,
    case: &Case,
    live: Option<(ReleaseId, CaseId)>,
    now: DateTime<Utc>,
) -> Result<Option<(ReleaseId, CaseId)>, NotRequested> {
    let Some((id, owner)) = live else { return Ok(None) };
    if case.service == Service::Activation || !store::lock_handed_over(conn, id).await? {
        return Err(NotRequested::CardHasRelease);
    }
    if outbox::is_being_sent(conn, id, now).await? {
        return Err(NotRequested::BeingSent);
    }
    Ok(Some((id, owner)))
}

/// Ends the release that this transaction has taken: its second half goes wherever it stands, its letter is stopped. Its
/// first half went at the hand-over.
pub(super) async fn supersede(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    case: &Case,
    (former, owner): (ReleaseId, CaseId),
    by: ReleaseId,
) -> Result<(), Breakage> {
    let now = desk.now();
    store::erase_second(conn, former, now).await?;
    outbox::take_note_of_release(conn, former, now).await?;
    let end = End { ending: "superseded", by: Some(operator.id()), refusal: None };
    store::end(conn, former, &end, now).await?;
    let entry = Entry::new("release.supersede")
        .by(operator.who())
        .holder(case.holder.id)
        .case(owner)
        .plain("release", former)
        .plain("by", by);
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}
