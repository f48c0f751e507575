// SPDX-License-Identifier: AGPL-3.0-or-later
//! Suspended with a reason, back again, a duty ended, an account ended. Each ends the person's running sessions at once.

use super::error::StaffError;
use super::telling::{Made, Office, noted, tell};
use crate::db::{self, Connection};
use crate::ids::{DutyId, OperatorId};
use crate::operators::reauthentication::{Act, reauthenticate};
use crate::operators::session::Administrator;
use crate::operators::store::{accounts, invitations, staff as store};
use crate::outbox::{AccountEvent, ToldRole};
use chrono::{DateTime, Utc};

/// What an administrator says to an act.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// Why; some words.
    pub reason: &'a str,
    /// The one-time code.
    pub code: &'a str,
}

/// The account of somebody else, taken until the end of the transaction; not one that has ended.
pub(super) async fn of_somebody_else(
    conn: &mut Connection,
    administrator: &Administrator,
    id: OperatorId,
) -> Result<store::Account, StaffError> {
    store::in_turn(conn).await?;
    let account = store::lock(conn, id).await?.ok_or(StaffError::Unknown)?;
    if account.id == administrator.id() || account.base_code == administrator.session().base_code() {
        return Err(StaffError::OwnAccount);
    }
    if account.ended_at.is_some() {
        return Err(StaffError::Changed);
    }
    Ok(account)
}

/// A one-time code for an act on an account.
pub(super) const fn act(name: &'static str) -> Act<'static> {
    Act { name, case: None, fingerprint: None }
}

/// Suspends an account: its sessions end, and no page opens until it is let back.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn suspend(
    office: &Office<'_>,
    by: &Administrator,
    id: OperatorId,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        let account = of_somebody_else(conn, by, id).await?;
        if account.suspended_at.is_some() {
            return Err(StaffError::Changed);
        }
        reauthenticate(conn, office.tools, by.session(), said.code, act("staff.suspend"), now).await?;
        store::set_suspended(conn, id, Some((now, said.reason.trim()))).await?;
        invitations::end_of(conn, id, now).await?;
        accounts::end_sessions(conn, id, now).await?;
        let made = Made {
            act: "staff.suspended",
            account: &account,
            before: if account.ready_at.is_some() { "ready" } else { "invited" },
            after: "suspended",
            reason: said.reason.trim(),
            told: Some((AccountEvent::Suspended, None)),
        };
        Ok(tell(conn, office, by.who(), by.id(), made, now).await?)
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.suspended", Some(id)), done, now).await
}

/// Lets a suspended account back.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn restore(
    office: &Office<'_>,
    by: &Administrator,
    id: OperatorId,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        let account = of_somebody_else(conn, by, id).await?;
        if account.suspended_at.is_none() {
            return Err(StaffError::Changed);
        }
        reauthenticate(conn, office.tools, by.session(), said.code, act("staff.restore"), now).await?;
        store::set_suspended(conn, id, None).await?;
        let made = Made {
            act: "staff.restored",
            account: &account,
            before: &format!("suspended: {}", account.suspension_reason.as_deref().unwrap_or_default()),
            after: if account.ready_at.is_some() { "ready" } else { "invited" },
            reason: said.reason.trim(),
            told: Some((AccountEvent::Restored, None)),
        };
        Ok(tell(conn, office, by.who(), by.id(), made, now).await?)
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.restored", Some(id)), done, now).await
}

/// Ends an account for good, and its duties. It stays to be read.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn end(
    office: &Office<'_>,
    by: &Administrator,
    id: OperatorId,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        let account = of_somebody_else(conn, by, id).await?;
        reauthenticate(conn, office.tools, by.session(), said.code, act("staff.end"), now).await?;
        store::end(conn, id, now).await?;
        invitations::end_of(conn, id, now).await?;
        accounts::end_sessions(conn, id, now).await?;
        let made = Made {
            act: "staff.ended",
            account: &account,
            before: match (account.suspended_at, account.ready_at) {
                (Some(_), _) => "suspended",
                (None, Some(_)) => "ready",
                (None, None) => "invited",
            },
            after: "ended",
            reason: said.reason.trim(),
            told: Some((AccountEvent::Ended, None)),
        };
        Ok(tell(conn, office, by.who(), by.id(), made, now).await?)
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.ended", Some(id)), done, now).await
}

/// Ends a duty at a counter.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn end_duty(
    office: &Office<'_>,
    by: &Administrator,
    (id, duty): (OperatorId, DutyId),
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        let account = of_somebody_else(conn, by, id).await?;
        let held = store::open_duty(conn, id, duty, now).await?;
        let (word, code, name) = held.ok_or(StaffError::Changed)?;
        reauthenticate(conn, office.tools, by.session(), said.code, act("staff.end_duty"), now).await?;
        store::end_duty(conn, duty, now).await?;
        accounts::end_sessions(conn, id, now).await?;
        let role = ToldRole { role: word.clone(), counter: format!("{code} {name}") };
        let made = Made {
            act: "staff.duty_ended",
            account: &account,
            before: &format!("{word} {code}"),
            after: "",
            reason: said.reason.trim(),
            told: Some((AccountEvent::RoleEnded, Some(role))),
        };
        Ok(tell(conn, office, by.who(), by.id(), made, now).await?)
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.duty_ended", Some(id)), done, now).await
}
