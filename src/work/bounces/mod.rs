// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reports about mails that did not arrive: they find their letter by the mark in its envelope sender, and make work for the
//! counter. Whoever cannot prove a mark changes nothing.

mod maildir;
mod store;

pub(super) use maildir::read_all;
pub use maildir::{Maildir, MaildirError};

use crate::audit::{self, AuditKey, Entry, Who};
use crate::db::{self, Breakage, Connection, Pool};
use crate::ids::OutboxId;
use crate::mail::{Incoming, Marked, Marks, Said, Unreadable};
use chrono::{DateTime, Utc};
use store::Standing;

/// What reports are taken in with: of the worker.
pub struct Reports {
    /// Connections of the role `sportello_worker`.
    pub pool: Pool,
    /// Signs the rows of the register.
    pub audit: AuditKey,
    /// Reads the marks.
    pub marks: Marks,
}

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The letter is bounced: work for the counter.
    Bounced,
    /// A person must read it: work for the counter too.
    ForAPerson,
    /// Nothing is decided by it.
    Underway,
    /// An automatic answer.
    AutomaticReply,
    /// It was here before, or its letter is settled otherwise by now.
    Again,
    /// It looks like ours and is not.
    Forged,
    /// It names no mail of ours.
    Unmarked,
    /// Its letter is just being sent: to be brought again in a while.
    NotYet,
}

impl Taken {
    /// The word in counts and metrics.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bounced => "bounced",
            Self::ForAPerson => "unreadable",
            Self::Underway => "underway",
            Self::AutomaticReply => "automatic_reply",
            Self::Again => "again",
            Self::Forged => "forged",
            Self::Unmarked => "unmarked",
            Self::NotYet => "not_yet",
        }
    }
}

/// Takes a report in: letter, row and register in one transaction. The same report a second time, at any time, changes nothing.
///
/// # Errors
/// A [`Breakage`] of the database: bring it again.
pub async fn take(reports: &Reports, incoming: &Incoming, now: DateTime<Utc>) -> Result<Taken, Breakage> {
    let marks: Vec<Marked> = incoming.addresses.iter().map(|address| reports.marks.read(address)).collect();
    let letter = marks.iter().find_map(|marked| match marked {
        Marked::Letter(id) => Some(*id),
        Marked::Forged | Marked::No => None,
    });
    let mut conn = db::connection(&reports.pool).await?;
    let taken = db::transaction(&mut conn, async |conn| {
        let taken = match letter {
            Some(id) => of_letter(reports, conn, id, incoming, now).await?,
            None if marks.contains(&Marked::Forged) => Taken::Forged,
            None => Taken::Unmarked,
        };
        if taken != Taken::NotYet {
            store::count(conn, taken.word(), now).await?;
        }
        Ok::<_, Breakage>(taken)
    })
    .await?;
    metrics::counter!("sportello_mail_reports_total", "outcome" => taken.word()).increment(1);
    match (taken, letter) {
        (Taken::Forged | Taken::Unmarked, _) => {
            tracing::warn!(outcome = taken.word(), "a report about no mail of ours was left alone");
        }
        (_, Some(letter)) => tracing::info!(outcome = taken.word(), %letter, "a report came in"),
        (_, None) => {}
    }
    Ok(taken)
}

async fn of_letter(
    reports: &Reports,
    conn: &mut Connection,
    id: OutboxId,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> Result<Taken, Breakage> {
    // an older state of the database may not know the letter
    let Some(letter) = store::standing(conn, id).await? else { return Ok(Taken::Unmarked) };
    let named = incoming.envelope_id.as_deref().map(str::to_ascii_lowercase);
    let other_mail = named.is_some_and(|named| named != id.to_string());
    let said = match &incoming.said {
        Said::Failed { .. } if other_mail => &Said::Unreadable(Unreadable::OtherMail),
        said => said,
    };
    if store::is_known(conn, id, &incoming.digest).await? {
        return Ok(Taken::Again);
    }
    match said {
        Said::Underway => Ok(Taken::Underway),
        Said::AutomaticReply => Ok(Taken::AutomaticReply),
        Said::Failed { .. } if letter.state == "waiting" => Ok(Taken::NotYet),
        Said::Failed { .. } if !letter.may_bounce() => Ok(Taken::Again),
        Said::Failed { reason, status } => {
            store::bounce(conn, id, *reason, now).await?;
            store::insert(conn, id, incoming, store::Outcome::Bounced(status), now).await?;
            let entry =
                entry("mail.bounce", id, &letter).plain("reason", reason.word()).plain("status", status);
            audit::record(conn, &reports.audit, entry, now).await?;
            Ok(Taken::Bounced)
        }
        Said::Unreadable(why) => {
            if !store::has_room(conn, id).await? {
                return Ok(Taken::Again);
            }
            store::insert(conn, id, incoming, store::Outcome::Unreadable(*why), now).await?;
            let entry = entry("mail.report", id, &letter).plain("why", why.word());
            audit::record(conn, &reports.audit, entry, now).await?;
            Ok(Taken::ForAPerson)
        }
    }
}

fn entry(act: &'static str, id: OutboxId, letter: &Standing) -> Entry {
    let mut entry = Entry::new(act)
        .by(Who { counter: letter.counter_id, ..Who::default() })
        .plain("letter", id)
        .plain("kind", &letter.kind)
        .personal("recipient", &letter.recipient);
    if let Some(case) = letter.case_id {
        entry = entry.case(case);
    }
    if let Some(holder) = letter.holder_id {
        entry = entry.holder(holder);
    }
    entry
}
