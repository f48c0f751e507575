// SPDX-License-Identifier: AGPL-3.0-or-later
//! A release as the counter sees it; made from rows in one place.

use super::serial::Serial;
use super::store::look;
use crate::activation::Kind;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, OperatorId, ReleaseId, SessionId};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Somebody who works here, as colleagues know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Given names.
    pub name: String,
    /// Surname.
    pub surname: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.surname)
    }
}

/// One giving of the codes.
#[derive(Debug, Clone)]
pub struct Release {
    /// Its identity.
    pub id: ReleaseId,
    /// Its number on paper and in the mail: the case's protocol and `-R1`, `-R2`, …
    pub number: String,
    /// The card whose codes it gives.
    pub card_number: String,
    /// The address that the second half goes to.
    pub recipient: String,
    /// Language of sheet and mail beside Italian, as a two-letter tag.
    pub language: String,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// Who asked for it.
    pub requested_by: Name,
    /// Since when the certificate is active, where this service activated it.
    pub active_since: Option<DateTime<Utc>>,
    /// If it is not handed over before, it is withdrawn then.
    pub withdraw_after: DateTime<Utc>,
    /// Whether its card is suspended, or about to be: nothing of it leaves the house meanwhile.
    pub held: bool,
    /// How it stands.
    pub state: State,
}

/// How a release stands.
#[derive(Debug, Clone)]
pub enum State {
    /// Asked of the authority; the answer is not known yet.
    Asked {
        /// What was asked for.
        kind: Kind,
        /// Since when.
        since: DateTime<Utc>,
        /// How many times.
        attempts: i32,
        /// Why the latest attempt brought no answer, as [`crate::activation::Trouble::key`].
        trouble: Option<String>,
    },
    /// The sheet can be printed.
    Ready(Sheet),
    /// The sheet was served, and nobody has taken it yet.
    Served {
        /// The sheet.
        sheet: Sheet,
        /// When it was served.
        at: DateTime<Utc>,
        /// To whom.
        by: Name,
    },
    /// A sheet was voided without its paper: a supervisor decides, and no mail is posted.
    PaperMissing {
        /// The voided sheet.
        serial: Serial,
        /// When it was voided.
        at: DateTime<Utc>,
        /// Who voided it, and may not decide.
        by: (OperatorId, Name),
        /// What was said.
        reason: String,
    },
    /// The halves are sealed, no sheet is printed, and the old one waits to be held out.
    OldSheet {
        /// The sheet that was handed over before.
        serial: Serial,
    },
    /// The sheet is in the citizen's hands and the mail is posted.
    HandedOver {
        /// The sheet.
        serial: Serial,
        /// When.
        at: DateTime<Utc>,
    },
    /// It came to its end.
    Ended {
        /// When.
        at: DateTime<Utc>,
        /// How.
        how: Ending,
    },
}

/// How a release came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The authority said no, for the reason named as [`crate::authority::contract::Refusal`] prints it.
    Refused(String),
    /// Nobody took the sheet in time.
    Withdrawn,
    /// A supervisor ended it.
    Stopped,
    /// A later release took its place.
    Superseded,
    /// The card was revoked, replaced or has expired.
    CardEnded,
}

/// A sheet that may be in somebody's hands.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its serial.
    pub serial: Serial,
    /// The first of a release is 1; one more for each that was printed anew.
    pub ordinal: i32,
    /// The re-authentication that made it, if it may still cover the serving.
    pub covering: Option<Covering>,
}

/// A re-authentication that stands for a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covering {
    /// Whose.
    pub operator: OperatorId,
    /// In which session.
    pub session: SessionId,
    /// When.
    pub at: DateTime<Utc>,
}

impl Release {
    /// The last day on which the sheet can be handed over.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        last_day(self.withdraw_after)
    }

    /// Whether the page should look again by itself.
    #[must_use]
    pub const fn may_change(&self) -> bool {
        matches!(self.state, State::Asked { .. })
    }
}

/// A withdrawal is at the midnight that ends a day: that day.
#[must_use]
pub fn last_day(withdraw_after: DateTime<Utc>) -> NaiveDate {
    crate::policy::rome_date(withdraw_after - TimeDelta::seconds(1))
}

/// The newest release of a case. One query.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn of_case(conn: &mut Connection, case: CaseId) -> Result<Option<Release>, Breakage> {
    look::newest(conn, case).await
}
