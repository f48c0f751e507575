// SPDX-License-Identifier: AGPL-3.0-or-later
//! The counter's one field: whom it leads to, and how long it opens a holder's page.

use super::acting::Acting;
use super::sought::{LookUpReason, Sought};
use super::store;
use crate::audit::Entry;
use crate::db::{self, Breakage, Connection};
use crate::holders;
use crate::holders::codice_fiscale::FiscalCode;
use crate::ids::{CaseId, CounterId, HolderId, LookUpId};
use chrono::TimeDelta;

/// For so long a look-up opens the holder's page to the one who looked.
const OPEN_FOR: TimeDelta = TimeDelta::minutes(30);

/// Whom a look-up led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookedUp {
    /// A person.
    Holder(HolderId),
    /// A case of the operator's counter.
    Case(CaseId),
    /// Nobody is known by this code yet: a case can be opened.
    Unknown(LookUpId),
}

/// Why a look-up leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum LookUpRefused {
    /// No card, case or sheet like that is known here.
    #[error("nothing is known by that")]
    Nothing,
    /// It is the operator's own data.
    #[error("nobody looks themselves up")]
    Own,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl LookUpRefused {
    /// The rule, for the register; none where nothing was refused.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Nothing => Some("nothing_found"),
            Self::Own => Some("own_data"),
            Self::Broken(_) => None,
        }
    }
}

/// The row that a look-up without result leaves in the register.
#[must_use]
pub fn refused_look_up(
    acting: &Acting<'_>,
    sought: &Sought,
    reason: LookUpReason,
    rule: &'static str,
) -> Entry {
    entry(acting, sought, reason).rule(rule)
}

fn entry(acting: &Acting<'_>, sought: &Sought, reason: LookUpReason) -> Entry {
    let entry = Entry::new("holder.look_up").by(acting.operator.who());
    entry.plain("reason", reason.key()).plain("by", sought.kind()).personal("sought", sought.text())
}

/// Looks up, for a reason that goes into the register.
///
/// # Errors
/// A [`LookUpRefused`]; the caller writes it into the register.
pub async fn look_up(
    conn: &mut Connection,
    acting: &Acting<'_>,
    sought: &Sought,
    reason: LookUpReason,
) -> Result<LookedUp, LookUpRefused> {
    db::transaction(conn, async |conn| {
        let (holder, case) = match sought {
            Sought::Code(code) => (holders::known_by(conn, code).await?.map(|holder| holder.id), None),
            Sought::Card(number) => (store::holder_of_card(conn, number).await?, None),
            Sought::Protocol(protocol) => apart(store::case_of_protocol(conn, protocol).await?),
            Sought::Serial(serial) => apart(store::case_of_serial(conn, serial).await?),
        };
        let id = LookUpId::new(acting.now);
        let told = entry(acting, sought, reason);
        let Some(holder) = holder else {
            let Sought::Code(code) = sought else { return Err(LookUpRefused::Nothing) };
            if code.base_code().as_str() == acting.operator.base_code() {
                return Err(LookUpRefused::Own);
            }
            store::insert_look_up(conn, acting, id, reason.key(), None, Some(code.as_str())).await?;
            acting.record(conn, told.plain("found", "nobody")).await?;
            return Ok(LookedUp::Unknown(id));
        };
        if store::base_code(conn, holder).await? == acting.operator.base_code() {
            return Err(LookUpRefused::Own);
        }
        store::insert_look_up(conn, acting, id, reason.key(), Some(holder), None).await?;
        let ours = case.filter(|(_, counter)| *counter == acting.operator.counter_id()).map(|(id, _)| id);
        let told = ours.map_or_else(|| entry(acting, sought, reason), |case| told.case(case)).holder(holder);
        acting.record(conn, told).await?;
        Ok(ours.map_or(LookedUp::Holder(holder), LookedUp::Case))
    })
    .await
}

/// Holder on one side, case and counter on the other.
fn apart(found: Option<store::Whose>) -> (Option<HolderId>, Option<(CaseId, CounterId)>) {
    found.map(|(holder, case, counter)| (holder, (case, counter))).unzip()
}

/// Whether an operator has a reason on record to see a holder's page now: a look-up of the last half hour, or an open case
/// at the counter.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn may_see(conn: &mut Connection, acting: &Acting<'_>, holder: HolderId) -> Result<bool, Breakage> {
    store::has_reason(conn, acting, holder, acting.now - OPEN_FOR).await
}

/// Gives a reason to see the page of a holder who was found before.
///
/// # Errors
/// A [`LookUpRefused`].
pub async fn look_again(
    conn: &mut Connection,
    acting: &Acting<'_>,
    holder: HolderId,
    reason: LookUpReason,
) -> Result<(), LookUpRefused> {
    db::transaction(conn, async |conn| {
        let found = holders::find(conn, holder).await?.ok_or(LookUpRefused::Nothing)?;
        if found.code.base_code().as_str() == acting.operator.base_code() {
            return Err(LookUpRefused::Own);
        }
        let id = LookUpId::new(acting.now);
        store::insert_look_up(conn, acting, id, reason.key(), Some(holder), None).await?;
        let entry = Entry::new("holder.look_up").by(acting.operator.who()).holder(holder);
        acting.record(conn, entry.plain("reason", reason.key()).plain("by", "page")).await?;
        Ok(())
    })
    .await
}

/// The code that a look-up of the operator's found nobody by, as long as it may be used.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn code_sought(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: LookUpId,
) -> Result<Option<FiscalCode>, Breakage> {
    let code = store::code_sought(conn, acting, id, acting.now - OPEN_FOR).await?;
    code.map(|code| code.parse().map_err(Breakage::new)).transpose()
}
