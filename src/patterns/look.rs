// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor has looked at a finding: a fact with a note, up to what there was to see. A newer fact asks for a new look.

use super::pattern::Pattern;
use super::store::{self, Question};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage};
use crate::ids::PatternLookId;
use crate::operators::Supervisor;
use crate::policy::SupervisionRules;
use crate::reports::{Desk, Period};
use crate::samples::{NoteError, check_note};
use crate::schema::pattern_looks;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

const ACT: &str = "pattern.look";

/// Why nothing is recorded.
#[derive(Debug, thiserror::Error)]
pub enum NotLooked {
    /// The pattern has found no such thing at this counter.
    #[error("there is no such finding at this counter")]
    Unknown,
    /// There is no note.
    #[error("the note is missing")]
    NoNote,
    /// The note is none.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotLooked {
    const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("unknown_finding"),
            Self::NoNote => Some("no_note"),
            Self::Note(_) => Some("note_refused"),
            Self::Broken(_) => None,
        }
    }
}

/// Records that the supervisor has looked at what a pattern finds in a period.
///
/// # Errors
/// A [`NotLooked`]; refusals are in the register.
pub async fn look_at(
    desk: &Desk<'_>,
    by: &Supervisor,
    rules: &SupervisionRules,
    (pattern, period): (Pattern, Period),
    (subject, note): (Uuid, &str),
) -> Result<(), NotLooked> {
    let outcome = write(desk, by, rules, (pattern, period), (subject, note.trim())).await;
    if let Some(rule) = outcome.as_ref().err().and_then(NotLooked::rule) {
        let entry = Entry::new(ACT).by(by.who()).plain("pattern", pattern.key()).plain("subject", subject);
        audit::refuse(desk.pool, desk.audit_key, entry.rule(rule), desk.now).await?;
    }
    outcome
}

async fn write(
    desk: &Desk<'_>,
    by: &Supervisor,
    rules: &SupervisionRules,
    (pattern, period): (Pattern, Period),
    (subject, note): (Uuid, &str),
) -> Result<(), NotLooked> {
    if note.is_empty() {
        return Err(NotLooked::NoNote);
    }
    check_note(note)?;
    let counter = by.counter_id();
    let asked = Question { pattern, counter, rules, period, subject: Some(subject), beyond: 0, most: 1 };
    let found = {
        let mut conn = db::connection(desk.reports).await?;
        store::findings(&mut conn, asked).await?
    };
    let finding = found.into_iter().next().ok_or(NotLooked::Unknown)?;
    let id = PatternLookId::new(desk.now);
    let entry = Entry::new(ACT)
        .by(by.who())
        .plain("look", id)
        .plain("pattern", pattern.key())
        .plain("subject", subject)
        .personal("note", note);
    let mut conn = db::connection(desk.pool).await?;
    db::transaction(&mut conn, async |conn| {
        let row = audit::record(conn, desk.audit_key, entry, desk.now).await?;
        diesel::insert_into(pattern_looks::table)
            .values((
                pattern_looks::id.eq(id),
                pattern_looks::counter_id.eq(counter),
                pattern_looks::pattern.eq(pattern.key()),
                pattern_looks::subject.eq(subject),
                pattern_looks::up_to.eq(finding.at),
                pattern_looks::note.eq(note),
                pattern_looks::at.eq(desk.now),
                pattern_looks::by.eq(by.id()),
                pattern_looks::audit_row_id.eq(row),
            ))
            .execute(conn)
            .await
            .map_err(Breakage::from)?;
        Ok(())
    })
    .await
}
