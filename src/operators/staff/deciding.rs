// SPDX-License-Identifier: AGPL-3.0-or-later
//! The second administrator's word on what was asked for. The database draws the consequence in the same statement.

use super::error::StaffError;
use super::inviting::send;
use super::standing::of_somebody_else;
use super::telling::{Made, Office, noted, tell};
use crate::db;
use crate::ids::{OperatorId, StaffChangeId};
use crate::operators::reauthentication::{Act, reauthenticate};
use crate::operators::session::Administrator;
use crate::operators::store::{staff as store, staff_changes};
use crate::outbox::{AccountEvent, ToldRole};
use chrono::{DateTime, Utc};

/// What is decided on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It takes effect. Never by whoever asked for it.
    Confirmed,
    /// It does not; whoever asked may take it back so.
    Rejected,
}

impl Decision {
    const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }
}

/// Decides on a change. A confirmed one ends the person's sessions; of a confirmed new second factor the link goes out.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn decide(
    office: &Office<'_>,
    by: &Administrator,
    (operator, change): (OperatorId, StaffChangeId),
    decision: Decision,
    code: &str,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        let account = of_somebody_else(conn, by, operator).await?;
        let asked = staff_changes::lock(conn, change).await?.filter(|row| row.operator_id == operator);
        let asked = asked.ok_or(StaffError::Unknown)?;
        if asked.decision.is_some() {
            return Err(StaffError::Changed);
        }
        if decision == Decision::Confirmed {
            if asked.asked_by == by.id() {
                return Err(StaffError::OwnRequest);
            }
            if asked.until.is_some_and(|until| until <= now) {
                return Err(StaffError::BadPeriod);
            }
        }
        let fingerprint = *asked.id.uuid().as_bytes();
        let act = Act { name: "staff.decide", case: None, fingerprint: Some(&fingerprint) };
        let with = reauthenticate(conn, office.tools, by.session(), code, act, now).await?;
        staff_changes::decide(conn, change, decision.word(), (by.id(), with), now).await?;
        let (after, role) = drawn(conn, &asked).await?;
        let made = Made {
            act: match decision {
                Decision::Confirmed => "staff.confirmed",
                Decision::Rejected => "staff.rejected",
            },
            account: &account,
            before: &asked.kind,
            after: &after,
            reason: &asked.reason,
            told: (decision == Decision::Confirmed).then_some(match role {
                Some(role) => (AccountEvent::RoleGiven, Some(role)),
                None => (AccountEvent::TotpReset, None),
            }),
        };
        tell(conn, office, by.who(), by.id(), made, now).await?;
        if decision == Decision::Confirmed && asked.kind == "second_factor" {
            send(conn, office, &account, "second_factor", by.id(), now).await?;
        }
        Ok(())
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.decided", Some(operator)), done, now).await
}

/// What the person has from now on, for the register and for the mail.
async fn drawn(
    conn: &mut db::Connection,
    asked: &staff_changes::Row,
) -> Result<(String, Option<ToldRole>), StaffError> {
    Ok(match (asked.kind.as_str(), asked.counter_id, &asked.duty) {
        ("duty", Some(counter), Some(duty)) => {
            let (code, name) = store::counter(conn, counter).await?.ok_or(StaffError::NoCounter)?;
            let role = ToldRole { role: duty.clone(), counter: format!("{code} {name}") };
            (format!("{duty} {code}"), Some(role))
        }
        ("administrator", ..) => {
            let role = ToldRole { role: "administrator".to_owned(), counter: String::new() };
            ("administrator".to_owned(), Some(role))
        }
        _ => ("second_factor".to_owned(), None),
    })
}
