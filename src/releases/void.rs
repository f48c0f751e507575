// SPDX-License-Identifier: AGPL-3.0-or-later
//! Voiding a sheet that was printed and is no good.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::serial::Serial;
use super::store::sheet::{self, NewSheet, Voiding};
use crate::audit::{self, Entry};
use crate::cases::{self, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::{Act, Operator, ReauthenticationError, reauthenticate};

const ACT: &str = "sheet.void";

/// What the operator says about a sheet.
pub struct Void<'a> {
    /// Which sheet, as its page showed it.
    pub serial: &'a Serial,
    /// Why it is no good.
    pub reason: &'a str,
    /// Whether the spoilt paper was destroyed before the operator's eyes.
    pub paper_destroyed: bool,
    /// A one-time code.
    pub code: &'a str,
}

/// Why a sheet is not voided.
#[derive(Debug, thiserror::Error)]
pub enum NotVoided {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// That sheet is not printed, or was handed over, voided or withdrawn before: its page says which.
    #[error("there is no such sheet to void")]
    NoSheet,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotVoided {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::NoSheet => Some("no_sheet_to_void"),
            Self::Code(error) => Rule::rule(error),
            Self::Broken(_) => None,
        }
    }
}

/// Voids a printed sheet. With the spoilt paper destroyed, the same sealed half moves to a new sheet with a new serial, whose
/// first serving this re-authentication covers; without it there is no new sheet and no mail until a supervisor decides.
///
/// # Errors
/// A [`NotVoided`]; refusals are in the register.
pub async fn void(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    words: &Void<'_>,
) -> Result<(), NotVoided> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, operator, case, words).await).await;
    drop(conn);
    kept(desk, ACT, operator.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    words: &Void<'_>,
) -> Result<(), NotVoided> {
    let now = desk.now();
    let case = cases::lock(conn, operator, id).await?;
    let left = sheet::lock_served(conn, id, words.serial).await?.ok_or(NotVoided::NoSheet)?;
    let act = Act { name: ACT, case: Some(id), fingerprint: None };
    let reauthentication = reauthenticate(conn, desk.tools, operator.session(), words.code, act, now).await?;
    let voiding =
        Voiding { by: operator.id(), reason: words.reason, paper_destroyed: words.paper_destroyed, at: now };
    sheet::void(conn, words.serial, &voiding).await?;
    let mut entry = Entry::new(ACT)
        .by(operator.who())
        .holder(case.holder.id)
        .case(id)
        .plain("release", left.release)
        .plain("serial", words.serial)
        .plain("paper_destroyed", words.paper_destroyed)
        .plain("reauthentication", reauthentication)
        .personal("reason", words.reason); // free words may name somebody
    if words.paper_destroyed {
        let serial = Serial::draw();
        let new = NewSheet {
            serial: serial.as_str(),
            release_id: left.release,
            ordinal: left.ordinal + 1,
            first_half: &left.half,
            made_at: now,
            reauthentication_id: Some(reauthentication),
        };
        sheet::insert(conn, &new).await?;
        entry = entry.plain("new_serial", &serial);
    }
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}
