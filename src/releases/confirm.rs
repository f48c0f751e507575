// SPDX-License-Identifier: AGPL-3.0-or-later
//! The old sheet confirmed instead of a new one: it posts the mail and ends the case, as a hand-over does.

use super::desk::Desk;
use super::former;
use super::refusal::{Rule, kept};
use super::release::{self, State};
use super::store::{self, End};
use crate::audit::{self, Entry};
use crate::cases::{self, Acting, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::outbox;

const CONFIRM: &str = "sheet.confirm";
const MISS: &str = "sheet.miss";

/// Why an old sheet is not confirmed.
#[derive(Debug, thiserror::Error)]
pub enum NotConfirmed {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// No old sheet of this case waits to be confirmed: its page says why.
    #[error("there is no old sheet to confirm")]
    NoSheet,
    /// The card is suspended, or something that suspends or ends it is asked for.
    #[error("the card is held")]
    Held,
    /// What was scanned or typed is not the sheet that was handed over.
    #[error("that is not the sheet that was handed over")]
    WrongSheet,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotConfirmed {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::NoSheet => Some("no_old_sheet"),
            Self::Held => Some("card_held"),
            Self::WrongSheet => Some("wrong_serial"),
            Self::Broken(_) => None,
        }
    }
}

/// Confirms the old sheet that the citizen holds out: `typed` is its serial as scanned, its last four characters, or the
/// number of its release. Done before, it is done.
///
/// # Errors
/// A [`NotConfirmed`]; refusals are in the register.
pub async fn confirm(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    typed: &str,
) -> Result<(), NotConfirmed> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, operator, case, typed).await).await;
    drop(conn);
    kept(desk, CONFIRM, operator.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    typed: &str,
) -> Result<(), NotConfirmed> {
    let now = desk.now();
    let case = cases::lock(conn, operator, id).await?;
    let release = release::of_case(conn, id).await?.ok_or(NotConfirmed::NoSheet)?;
    let old = former::old_sheet(conn, &case).await?.ok_or(NotConfirmed::NoSheet)?;
    match &release.state {
        State::OldSheet { serial } if *serial == old.serial => {}
        State::HandedOver { serial, .. } if *serial == old.serial => return Ok(()),
        _ => return Err(NotConfirmed::NoSheet),
    }
    if !old.is_meant_by(typed) {
        return Err(NotConfirmed::WrongSheet);
    }
    if !store::mark_handed_over(conn, release.id, false, now).await? {
        let held = store::is_held(conn, release.id).await?;
        return Err(if held { NotConfirmed::Held } else { NotConfirmed::NoSheet });
    }
    let policy = desk.policy(&case)?;
    let mail = outbox::post_second_half(conn, release.id, now, now + policy.mail().retry_for).await?;
    cases::finish(conn, &Acting { operator, key: desk.audit_key(), now }, id).await?;
    let entry = Entry::new(CONFIRM)
        .by(operator.who())
        .holder(case.holder.id)
        .case(id)
        .plain("release", release.id)
        .plain("sheet_of", old.release)
        .plain("serial", &old.serial)
        .plain("mail", mail);
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}

/// The old sheet is not there after all: the release ends, its second half is erased, and the case goes on with a new one.
/// Done before, it is done.
///
/// # Errors
/// A [`NotConfirmed`]; refusals are in the register.
pub async fn miss(desk: &Desk<'_>, operator: &Operator, case: CaseId) -> Result<(), NotConfirmed> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome = db::transaction(&mut conn, async |conn| end(conn, desk, operator, case).await).await;
    drop(conn);
    kept(desk, MISS, operator.who(), case, outcome).await
}

async fn end(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
) -> Result<(), NotConfirmed> {
    let now = desk.now();
    let case = cases::lock(conn, operator, id).await?;
    let release = release::of_case(conn, id).await?.ok_or(NotConfirmed::NoSheet)?;
    match release.state {
        State::OldSheet { .. } => {}
        State::Ended { .. } => return Ok(()),
        _ => return Err(NotConfirmed::NoSheet),
    }
    let stopped = End { ending: "stopped", by: Some(operator.id()), refusal: None };
    if !store::end(conn, release.id, &stopped, now).await? {
        return Err(NotConfirmed::NoSheet);
    }
    store::erase_second(conn, release.id, now).await?;
    let entry =
        Entry::new(MISS).by(operator.who()).holder(case.holder.id).case(id).plain("release", release.id);
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}
