// SPDX-License-Identifier: AGPL-3.0-or-later
//! One thing drawn with its case, as a supervisor of its counter may see it.

use super::kind::{Kind, Outcome};
use super::{Desk, reading};
use crate::audit::{self, Entry};
use crate::cases::{self, Case, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, EvidenceId, SampleId};
use crate::operators::Supervisor;
use chrono::{DateTime, NaiveDate, Utc};

const ACT: &str = "sample.show";

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Which.
    pub id: SampleId,
    /// Its case.
    pub case: CaseId,
    /// What.
    pub kind: Kind,
    /// Of which month, by its first day.
    pub month: NaiveDate,
    /// The last day for its check.
    pub due_on: NaiveDate,
    /// When it was handed over or declared.
    pub at: DateTime<Utc>,
    /// Whose act it was: surname and name.
    pub operator: String,
    /// The thing itself.
    pub thing: Thing,
}

/// What a sample is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// A release.
    Release {
        /// As papers say it.
        number: String,
    },
    /// A self-certification.
    Evidence {
        /// Which.
        id: EvidenceId,
        /// A key of the policy's items.
        item: String,
        /// A key of the ways of evidence.
        way: String,
    },
}

/// What a check brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// What.
    pub outcome: Outcome,
    /// Which call it was, where calls are counted.
    pub attempts: Option<i16>,
    /// What was found.
    pub note: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom: surname and name.
    pub by: String,
}

/// A sample with its case.
pub struct Look {
    /// What was drawn.
    pub drawn: Drawn,
    /// Its case.
    pub case: Case,
    /// What was recorded, the oldest first; the last one holds.
    pub results: Vec<Recorded>,
    /// Whether this supervisor had no hand in the case.
    pub may_check: bool,
}

/// Why a supervisor does not see it.
#[derive(Debug, thiserror::Error)]
pub enum NotShown {
    /// There is no such thing.
    #[error("nothing of the kind was drawn")]
    Unknown,
    /// The supervisor does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Something drawn at the supervisor's counter. The look is in the register, because name and number are shown.
///
/// # Errors
/// A [`NotShown`]; refusals are in the register.
pub async fn look(desk: &Desk<'_>, by: &Supervisor, id: SampleId) -> Result<Look, NotShown> {
    let mut conn = db::connection(desk.pool).await?;
    let outcome = read(&mut conn, desk, by, id).await;
    drop(conn);
    let rule = match &outcome {
        Ok(_) | Err(NotShown::Broken(_)) => None,
        Err(NotShown::Unknown) => Some("unknown_sample"),
        Err(NotShown::NoEntry(error)) => error.rule(),
    };
    if let Some(rule) = rule {
        let entry = Entry::new(ACT).by(by.who()).plain("sample", id).rule(rule);
        audit::refuse(desk.pool, desk.audit_key, entry, desk.now).await?;
    }
    outcome
}

async fn read(
    conn: &mut Connection,
    desk: &Desk<'_>,
    by: &Supervisor,
    id: SampleId,
) -> Result<Look, NotShown> {
    let drawn = reading::drawn(conn, id).await?.ok_or(NotShown::Unknown)?;
    let case = cases::find_to_decide(conn, by, drawn.case).await?;
    let entry = Entry::new(ACT).by(by.who()).case(case.id).holder(case.holder.id).plain("sample", id);
    audit::record(conn, desk.audit_key, entry, desk.now).await?;
    Ok(Look {
        results: reading::results(conn, id).await?,
        may_check: reading::may_check(conn, id, by.id()).await?,
        drawn,
        case,
    })
}
