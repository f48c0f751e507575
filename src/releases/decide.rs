// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor's decision on a sheet that was voided without its paper.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::serial::Serial;
use super::store::sheet::{self, NewSheet};
use super::store::{self, End};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Supervisor;

const ACT: &str = "sheet.decide";

/// What is to become of the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The missing paper does no harm: the sheet may be printed anew.
    Anew,
    /// The missing paper may be in anybody's hands: the release ends, no mail goes out. The certificate stays active.
    End,
}

impl Decision {
    const fn key(self) -> &'static str {
        match self {
            Self::Anew => "anew",
            Self::End => "end",
        }
    }
}

/// Why nothing is decided.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    /// No sheet of that case waits for this counter's supervisor.
    #[error("nothing waits for a decision")]
    Nothing,
    /// The supervisor voided that sheet, or the case is about the supervisor.
    #[error("nobody decides on an act of their own")]
    OwnAct,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotDecided {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Nothing => Some("nothing_to_decide"),
            Self::OwnAct => Some("own_act"),
            Self::Broken(_) => None,
        }
    }
}

/// Decides on the voided sheet of a case whose paper is missing: never whoever voided it.
///
/// # Errors
/// A [`NotDecided`]; refusals are in the register.
pub async fn decide(
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    case: CaseId,
    decision: Decision,
) -> Result<(), NotDecided> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, supervisor, case, decision).await).await;
    drop(conn);
    kept(desk, ACT, supervisor.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    id: CaseId,
    decision: Decision,
) -> Result<(), NotDecided> {
    let now = desk.now();
    let waiting = sheet::undecided(conn, id, supervisor.counter_id()).await?;
    let waiting = waiting.ok_or(NotDecided::Nothing)?;
    if waiting.voided_by == supervisor.id() || waiting.holder_base_code == supervisor.base_code() {
        return Err(NotDecided::OwnAct);
    }
    let left = waiting.left;
    if !store::lock_living(conn, left.release).await?
        || !sheet::decide(conn, &waiting.serial, decision.key(), supervisor.id(), now).await?
    {
        return Err(NotDecided::Nothing);
    }
    let mut entry = Entry::new(ACT)
        .by(supervisor.who())
        .holder(waiting.holder)
        .case(id)
        .plain("release", left.release)
        .plain("serial", &waiting.serial)
        .plain("decision", decision.key());
    match decision {
        Decision::Anew => {
            let serial = Serial::draw();
            let new = NewSheet {
                serial: serial.as_str(),
                release_id: left.release,
                ordinal: left.ordinal + 1,
                first_half: &left.half,
                made_at: now,
                reauthentication_id: None,
            };
            sheet::insert(conn, &new).await?;
            entry = entry.plain("new_serial", &serial);
        }
        Decision::End => {
            store::erase_second(conn, left.release, now).await?;
            let end = End { ending: "stopped", by: Some(supervisor.id()), refusal: None };
            store::end(conn, left.release, &end, now).await?;
        }
    }
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}
