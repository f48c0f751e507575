// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the counters know of a holder, and a counter's day.

use super::acting::Acting;
use super::line::Line;
use super::store;
use crate::audit::{self, Entry};
use crate::db::{Breakage, Connection};
use crate::delegations::{self, KnownDelegation};
use crate::holders::{self, Holder};
use crate::ids::{CardCheckId, CaseId, CounterId, HolderId};
use crate::outbox::Sending;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Rome;
use futures_util::future::{try_join3, try_join5};

/// A card that was shown for a holder, or named and confirmed as theirs.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct KnownCard {
    /// The fact of its latest showing, or of its naming; pages name the card by it.
    pub id: CardCheckId,
    /// Its number.
    pub number: String,
    /// The last day printed on it.
    pub expires: NaiveDate,
    /// What was said of it last, as [`CardOutcome::key`](crate::cards::check::CardOutcome::key).
    pub outcome: String,
    /// When it was shown last.
    pub seen_at: DateTime<Utc>,
    /// When this service activated it, if it did.
    pub activated_at: Option<DateTime<Utc>>,
    /// Whether it was shown in a case; else its number was said.
    pub shown: bool,
}

/// One giving of codes, as the holder's page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRelease {
    /// The case of its release.
    pub case: CaseId,
    /// That case's counter.
    pub counter: CounterId,
    /// The policy version that the case is decided under.
    pub policy_version: String,
    /// Whether the case has come to its end.
    pub case_closed: bool,
    /// Its number.
    pub number: String,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When the sheet was handed over.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// How it ended, where it did not live on.
    pub ending: Option<String>,
    /// Whether it ended with its card.
    pub card_ended: bool,
    /// Whether its card is suspended, or about to be.
    pub held: bool,
    /// Where its second half goes: the text form of a [`Recipient`](crate::contacts::recipient::Recipient).
    pub recipient: String,
    /// How far the sending of its second half has come, where it was posted.
    pub letter: Option<Sending>,
}

/// What the counters know of a holder.
#[derive(Clone)]
pub struct Dossier {
    /// Who.
    pub holder: Holder,
    /// The cards shown or named, the latest first.
    pub cards: Vec<KnownCard>,
    /// The cases, the latest first.
    pub cases: Vec<Line>,
    /// The releases, the latest first.
    pub releases: Vec<KnownRelease>,
    /// The delegations, the latest first.
    pub delegations: Vec<KnownDelegation>,
    /// Who looked, the latest first.
    pub looks: audit::Seen,
}

/// What the counters know of a holder. The look is in the register.
///
/// # Errors
/// A [`Breakage`] of the database; nothing where there is no such holder.
pub async fn dossier(
    conn: &Connection,
    acting: &Acting<'_>,
    id: HolderId,
) -> Result<Option<Dossier>, Breakage> {
    let Some(holder) = holders::find(conn, id).await? else { return Ok(None) };
    let look = Entry::new("holder.show").by(acting.operator.who()).holder(id);
    // sent one behind the other, answered in that order: who looks now is among those who looked
    let ((), cases, cards, releases, looks) = try_join5(
        acting.record(conn, look),
        store::lines_of_holder(conn, id),
        store::cards_of(conn, id),
        store::releases_of(conn, id),
        audit::looks_at_holder(conn, id),
    )
    .await?;
    let delegations = match cases.iter().any(|line| line.by_delegation) {
        true => delegations::of_holder(conn, id).await?,
        false => Vec::new(),
    };
    Ok(Some(Dossier { holder, delegations, cards, cases, releases, looks }))
}

/// A sheet that is printed and not handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetOut {
    /// Its case.
    pub case: crate::ids::CaseId,
    /// The case's number.
    pub protocol: String,
    /// When it was printed.
    pub served_at: DateTime<Utc>,
    /// When its release is withdrawn.
    pub withdraw_after: DateTime<Utc>,
}

/// A counter's day.
#[derive(Debug, Clone)]
pub struct Day {
    /// Open cases, the one changed last first.
    pub open: Vec<Line>,
    /// Sheets printed and not handed over, the oldest first.
    pub sheets: Vec<SheetOut>,
    /// Cases opened today.
    pub opened_today: i64,
    /// Cases done today.
    pub done_today: i64,
}

/// A counter's day, in three queries.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn day(conn: &Connection, counter: CounterId, now: DateTime<Utc>) -> Result<Day, Breakage> {
    let midnight = crate::policy::rome_date(now).and_time(NaiveTime::MIN);
    let since = Rome.from_local_datetime(&midnight).earliest().map_or(now, |at| at.with_timezone(&Utc));
    let ((opened_today, done_today), open, sheets) = try_join3(
        store::counted_since(conn, counter, since),
        store::open_lines(conn, counter),
        store::sheets_out(conn, counter),
    )
    .await?;
    Ok(Day { open, sheets, opened_today, done_today })
}
