// SPDX-License-Identifier: AGPL-3.0-or-later
//! The sheet given to a named person: the first half is erased, the mail is posted, the case is done. All or nothing.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::release::{self, State};
use super::store::{self, sheet};
use crate::audit::{self, Entry};
use crate::cases::{self, Acting, Case, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::outbox;
use crate::policy::{Policy, Signatory};

const ACT: &str = "sheet.hand_over";

/// Who took the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBy {
    /// The holder in person.
    Holder,
    /// Who acts for the holder.
    Delegate,
}

impl TakenBy {
    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Delegate => "delegate",
        }
    }

    /// The one of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Holder, Self::Delegate].into_iter().find(|taker| taker.key() == key)
    }
}

/// Who takes the sheet of a case: the holder, unless somebody acts for them and the rules of the kind say otherwise.
///
/// # Errors
/// A [`Breakage`] where the case's policy does not know its kind of delegation any more.
pub fn taker(policy: &Policy, case: &Case) -> Result<TakenBy, Breakage> {
    let found = cases::delegation_of(policy, case)?;
    Ok(match found.map(|(delegation, rules)| delegation.takes_sheet(rules)) {
        None | Some(Signatory::Holder) => TakenBy::Holder,
        Some(Signatory::Delegate) => TakenBy::Delegate,
    })
}

/// Why a sheet is not handed over.
#[derive(Debug, thiserror::Error)]
pub enum NotHandedOver {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// No printed sheet of this case waits for its hand-over: its page says why.
    #[error("there is no sheet to hand over")]
    NoSheet,
    /// The card is suspended, or something that suspends or ends it is asked for: nothing is given out meanwhile.
    #[error("the card is held")]
    Held,
    /// The delegation has ended since the release was asked for.
    #[error("the delegation has ended")]
    DelegationEnded,
    /// The rules of the delegation give the sheet to the other of the two.
    #[error("the sheet is not for that person")]
    WrongPerson,
    /// What was scanned or typed is not this sheet.
    #[error("that is not this case's sheet")]
    WrongSerial,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotHandedOver {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::NoSheet => Some("no_sheet_to_hand_over"),
            Self::Held => Some("card_held"),
            Self::DelegationEnded => Some("delegation_ended"),
            Self::WrongPerson => Some("wrong_person"),
            Self::WrongSerial => Some("wrong_serial"),
            Self::Broken(_) => None,
        }
    }
}

/// Hands the printed sheet of a case over: `typed` is its serial as scanned, or the last four characters. Done before, it is
/// done: the second click gets the same page.
///
/// # Errors
/// A [`NotHandedOver`]; refusals are in the register.
pub async fn hand_over(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    typed: &str,
    taken_by: TakenBy,
) -> Result<(), NotHandedOver> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, operator, case, typed, taken_by).await)
            .await;
    drop(conn);
    kept(desk, ACT, operator.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    typed: &str,
    taken_by: TakenBy,
) -> Result<(), NotHandedOver> {
    let now = desk.now();
    let case = cases::lock(conn, operator, id).await?;
    let release = release::of_case(conn, id).await?.ok_or(NotHandedOver::NoSheet)?;
    let serial = match release.state {
        State::HandedOver { serial, .. } if serial.is_meant_by(typed) => return Ok(()),
        State::Served { sheet, .. } if sheet.serial.is_meant_by(typed) => sheet.serial,
        State::HandedOver { .. } | State::Served { .. } => return Err(NotHandedOver::WrongSerial),
        State::Asked { .. }
        | State::Ready(_)
        | State::PaperMissing { .. }
        | State::OldSheet { .. }
        | State::Ended { .. } => return Err(NotHandedOver::NoSheet),
    };
    let policy = desk.policy(&case)?;
    if case.delegation.as_ref().is_some_and(|delegation| delegation.ended) {
        return Err(NotHandedOver::DelegationEnded);
    }
    if taken_by != taker(policy, &case)? {
        return Err(NotHandedOver::WrongPerson);
    }
    // the release first, then its sheet: the order in which a withdrawal takes them
    let duplicate = sheet::is_duplicate(conn, release.id, case.service).await?;
    if !store::mark_handed_over(conn, release.id, duplicate, now).await? {
        let held = store::is_held(conn, release.id).await?;
        return Err(if held { NotHandedOver::Held } else { NotHandedOver::NoSheet });
    }
    if !sheet::hand_over(conn, &serial, operator.id(), taken_by.key(), now).await? {
        return Err(NotHandedOver::NoSheet);
    }
    let mail = outbox::post_second_half(conn, release.id, now, now + policy.mail().retry_for).await?;
    cases::finish(conn, &Acting { operator, key: desk.audit_key(), now }, id).await?;
    let entry = Entry::new(ACT)
        .by(operator.who())
        .holder(case.holder.id)
        .case(id)
        .plain("release", release.id)
        .plain("serial", &serial)
        .plain("duplicate", duplicate)
        .plain("taken_by", taken_by.key())
        .plain("mail", mail);
    let delegate = case.delegation.as_ref().and_then(|delegation| delegation.delegate.as_ref());
    let entry = match delegate.filter(|_| taken_by == TakenBy::Delegate) {
        Some(delegate) => entry.plain("delegate", delegate.id),
        None => entry,
    };
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}
