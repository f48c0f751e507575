// SPDX-License-Identifier: AGPL-3.0-or-later
//! A holder without an e-mail address: which way on was taken, counted for the supervisor.

use super::acting::{Acting, Blocked, Part};
use super::case::{Case, Ending};
use super::find;
use super::store;
use crate::contacts::recipient::Recipient;
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, CounterId};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Rome;

/// What came of it that a holder has no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoEmail {
    /// A person whom the holder trusts gets the mail.
    Trusted,
    /// A sealed letter goes out.
    Letter,
    /// The citizen comes back with an address; the case stays open.
    LeftOpen,
    /// The citizen left, and the case was closed.
    Closed,
    /// There was an address of the holder's own after all.
    OwnAddress,
}

/// The reason that stands with a case closed for want of an address; its words are `closure-reason-no_email`.
pub const REASON: &str = "no_email";

impl NoEmail {
    /// All, in the order of the supervisor's page.
    pub const ALL: [Self; 5] = [Self::Trusted, Self::Letter, Self::LeftOpen, Self::Closed, Self::OwnAddress];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Trusted => "trusted",
            Self::Letter => "letter",
            Self::LeftOpen => "left_open",
            Self::Closed => "closed",
            Self::OwnAddress => "own_address",
        }
    }

    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// How many cases of a counter, by what came of them last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoEmailCount {
    /// What came of them.
    pub outcome: NoEmail,
    /// How many.
    pub cases: i64,
}

/// Why a case is not left without an address.
#[derive(Debug, thiserror::Error)]
pub enum LeaveRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The authority was asked: it goes on, or its release is withdrawn first.
    #[error("the authority was asked")]
    Asked,
}

impl From<Breakage> for LeaveRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

impl LeaveRefused {
    /// The rule, for the register; none where no rule said no.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Blocked(blocked) => blocked.rule(),
            Self::Asked => Some("asked"),
        }
    }
}

/// The citizen goes home with a slip that says what to bring: the case is closed, or stays open. Done before, it is done.
///
/// # Errors
/// A [`LeaveRefused`].
pub async fn leave_without_email(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    close: bool,
) -> Result<(), LeaveRefused> {
    let outcome = if close { NoEmail::Closed } else { NoEmail::LeftOpen };
    db::transaction(conn, async |conn| {
        let case = find::lock(conn, acting.operator, id).await.map_err(Blocked::from)?;
        let closed = case.closing.as_ref().is_some_and(|closing| closing.reason.as_deref() == Some(REASON));
        if close && closed {
            return Ok(());
        }
        acting.may_change(&case, Part::Other)?;
        if close && case.asked {
            return Err(LeaveRefused::Asked);
        }
        if store::newest_no_email(conn, id).await? == Some(outcome) {
            return Ok(());
        }
        store::insert_no_email(conn, acting, id, outcome).await?;
        acting.record(conn, acting.entry("no_email.leave", &case).plain("outcome", outcome.key())).await?;
        if close {
            store::close(conn, acting, id, Ending::Abandoned, Some(REASON)).await?;
            let entry = acting.entry("case.close", &case).plain("how", Ending::Abandoned.key());
            acting.record(conn, entry.plain("reason", REASON)).await?;
        }
        Ok(())
    })
    .await
}

/// Notes which way a saved contact took; a holder who never was without an address leaves no row. In the caller's
/// transaction, which tells the register about the contact itself.
pub(super) async fn note_contact(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: &Case,
) -> Result<(), Breakage> {
    let Some(contact) = case.contact.as_deref() else { return Ok(()) };
    let outcome = match (&contact.to, &contact.trusted) {
        (Recipient::Post(_), _) => NoEmail::Letter,
        (Recipient::Email(_), Some(_)) => NoEmail::Trusted,
        (Recipient::Email(_), None) => NoEmail::OwnAddress,
    };
    let before = store::newest_no_email(conn, case.id).await?;
    let new = before != Some(outcome) && (outcome != NoEmail::OwnAddress || before.is_some());
    if new {
        store::insert_no_email(conn, acting, case.id, outcome).await?;
    }
    Ok(())
}

/// The counter's cases of this month (of the clocks in Rome) whose holder had no e-mail address, by what came of them last.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn no_email_this_month(
    conn: &mut Connection,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<Vec<NoEmailCount>, Breakage> {
    store::no_email_counts(conn, counter, month_of(now), now).await
}

/// The first moment of a month in Rome.
fn month_of(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = crate::policy::rome_date(now);
    let first: NaiveDate = today.with_day(1).unwrap_or(today);
    let midnight = first.and_time(NaiveTime::MIN);
    Rome.from_local_datetime(&midnight).earliest().map_or(now, |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_midnight_in_rome() {
        let month = |at: &str| month_of(at.parse().unwrap()).to_rfc3339();
        assert_eq!(month("2026-11-30T22:59:59Z"), "2026-10-31T23:00:00+00:00");
        assert_eq!(month("2026-11-30T23:00:00Z"), "2026-11-30T23:00:00+00:00");
        assert_eq!(month("2026-07-31T21:59:59Z"), "2026-06-30T22:00:00+00:00");
    }

    #[test]
    fn every_outcome_is_found_again_by_its_name() {
        assert!(NoEmail::ALL.into_iter().all(|outcome| NoEmail::from_key(outcome.key()) == Some(outcome)));
    }
}
