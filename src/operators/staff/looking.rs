// SPDX-License-Identifier: AGPL-3.0-or-later
//! Staff as administrators see them. Nobody's password, secret or case is among it.

use crate::db::{Breakage, Connection};
use crate::ids::{DutyId, OperatorId, StaffChangeId};
use crate::operators::Place;
use crate::operators::store::staff_list as store;
use chrono::{DateTime, Utc};

/// Accounts of one page of the list.
pub const PAGE: i64 = 25;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The person has not set password or second factor yet, or not anew.
    Invited,
    /// Ready to sign in.
    Ready,
    /// Suspended, with a reason.
    Suspended,
    /// Ended for good.
    Ended,
}

impl Standing {
    /// All of them, in the order of an account's life.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Ready, Self::Suspended, Self::Ended];

    /// The word of texts and filters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Ready => "ready",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// What a list is narrowed to; empty fields narrow nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter<'a> {
    /// Part of surname, name, username or codice fiscale.
    pub words: &'a str,
    /// The word of a [`Standing`].
    pub standing: &'a str,
    /// The code of a counter where a duty lasts or will begin.
    pub counter: &'a str,
}

/// An account.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its id.
    pub id: OperatorId,
    /// The name to sign in with.
    pub username: String,
    /// First name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// As it was typed.
    pub codice_fiscale: String,
    /// Where notices go.
    pub contact_address: String,
    /// Whether it administers.
    pub administrator: bool,
    /// Where it stands.
    pub standing: Standing,
    /// Why it is suspended; else empty.
    pub suspension_reason: String,
    /// When it was made.
    pub added_at: DateTime<Utc>,
    /// Until when the link that was sent can be used.
    pub invited_until: Option<DateTime<Utc>>,
    /// Recovery codes that were not used.
    pub recovery_codes: i64,
    /// Sessions that nobody has ended.
    pub sessions: i64,
    /// Its duties, the newest first.
    pub duties: Vec<DutyLine>,
}

/// A duty at a counter.
#[derive(Debug, Clone)]
pub struct DutyLine {
    /// Its id.
    pub id: DutyId,
    /// `operator` or `supervisor`.
    pub duty: String,
    /// Code and name of the counter.
    pub counter: String,
    /// From when.
    pub since: DateTime<Utc>,
    /// Until when; none: until it is ended.
    pub until: Option<DateTime<Utc>>,
}

impl DutyLine {
    /// Whether it can still be ended.
    #[must_use]
    pub fn lasts(&self, now: DateTime<Utc>) -> bool {
        self.until.is_none_or(|until| until > now)
    }
}

/// What became of an account.
#[derive(Debug, Clone)]
pub struct Event {
    /// The word of the act.
    pub act: String,
    /// What was before.
    pub before: String,
    /// What is since.
    pub after: String,
    /// Why; may be empty.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
}

/// What waits for a second administrator.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its id.
    pub id: StaffChangeId,
    /// The account.
    pub operator: OperatorId,
    /// Its person.
    pub who: String,
    /// `duty`, `administrator` or `second_factor`.
    pub kind: String,
    /// Of a duty its word, else empty.
    pub duty: String,
    /// Of a duty the counter, else empty.
    pub counter: String,
    /// Where the duty is that ends then; empty where none does.
    pub former: String,
    /// From when.
    pub since: Option<DateTime<Utc>>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// By whom.
    pub asked_by: OperatorId,
    /// Their name.
    pub asker: String,
}

fn line(row: store::Line, duties: Vec<DutyLine>) -> Result<Line, Breakage> {
    let standing = Standing::of_word(&row.standing);
    Ok(Line {
        id: row.id,
        username: row.username,
        name: row.name,
        surname: row.surname,
        codice_fiscale: row.codice_fiscale,
        contact_address: row.contact_address,
        administrator: row.administrator,
        standing: standing.ok_or_else(|| Breakage::new("an account stands nowhere"))?,
        suspension_reason: row.suspension_reason,
        added_at: row.added_at,
        invited_until: row.invited_until,
        recovery_codes: row.recovery_codes,
        sessions: row.sessions,
        duties,
    })
}

fn duty(row: store::DutyRow) -> (OperatorId, DutyLine) {
    let store::DutyRow { id, operator_id, duty, counter, since, until } = row;
    (operator_id, DutyLine { id, duty, counter, since, until })
}

/// A page of the list, counted from 0, and whether another one follows.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn list(
    conn: &mut Connection,
    filter: &Filter<'_>,
    page: i64,
    now: DateTime<Utc>,
) -> Result<(Vec<Line>, bool), Breakage> {
    let Filter { words, standing, counter } = filter;
    let mut rows = store::lines(conn, words.trim(), standing, counter, page * PAGE, PAGE, now).await?;
    let more = rows.len() > usize::try_from(PAGE).map_err(Breakage::new)?;
    rows.truncate(usize::try_from(PAGE).map_err(Breakage::new)?);
    let ids: Vec<OperatorId> = rows.iter().map(|row| row.id).collect();
    let duties: Vec<_> = store::duties(conn, &ids).await?.into_iter().map(duty).collect();
    let of = |id| duties.iter().filter(|(whose, _)| *whose == id).map(|(_, duty)| duty.clone()).collect();
    let lines: Result<_, _> = rows
        .into_iter()
        .map(|row| {
            let duties = of(row.id);
            line(row, duties)
        })
        .collect();
    Ok((lines?, more))
}

/// One account with its history, the newest first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn person(conn: &mut Connection, id: OperatorId) -> Result<Option<(Line, Vec<Event>)>, Breakage> {
    let Some(row) = store::line(conn, id).await? else { return Ok(None) };
    let duties = store::duties(conn, &[id]).await?.into_iter().map(|row| duty(row).1).collect();
    let event = |row: store::EventRow| {
        let store::EventRow { act, before, after, reason, at, by } = row;
        Event { act, before, after, reason, at, by }
    };
    let events = store::events(conn, id).await?.into_iter().map(event).collect();
    Ok(Some((line(row, duties)?, events)))
}

/// What waits for a second administrator, the oldest first: of everybody, or of one account.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn changes(conn: &mut Connection, of: Option<OperatorId>) -> Result<Vec<Change>, Breakage> {
    let change = |row: store::OpenRow| Change {
        id: row.id,
        operator: row.operator_id,
        who: row.who,
        kind: row.kind,
        duty: row.duty,
        counter: row.counter,
        former: row.former,
        since: row.since,
        until: row.until,
        reason: row.reason,
        asked_at: row.asked_at,
        asked_by: row.asked_by,
        asker: row.asker,
    };
    Ok(store::open_changes(conn, of).await?.into_iter().map(change).collect())
}

/// The open counters, by code.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn counters(conn: &mut Connection) -> Result<Vec<Place>, Breakage> {
    let place = |store::CounterRow { id, code, name }| Place { id, code, name };
    Ok(store::counters(conn).await?.into_iter().map(place).collect())
}
