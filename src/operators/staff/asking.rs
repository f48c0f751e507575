// SPDX-License-Identifier: AGPL-3.0-or-later
//! Asking for what gives power: a duty at a counter, an administrator's powers, a new second factor. Nothing of it is in force
//! before a second administrator has confirmed it.

use super::error::StaffError;
use super::standing::{Said, act, of_somebody_else};
use super::telling::{Made, Office, noted, tell};
use crate::db::{self, Connection};
use crate::ids::{CounterId, DutyId, OperatorId, ReauthenticationId, StaffChangeId};
use crate::operators::reauthentication::reauthenticate;
use crate::operators::session::Administrator;
use crate::operators::store::{staff as store, staff_changes};
use chrono::{DateTime, Utc};

/// What somebody may do at a counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Serves citizens.
    Operator,
    /// Approves, reports, handles anomalies.
    Supervisor,
}

impl Duty {
    /// The word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Supervisor => "supervisor",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// A duty at a counter.
    Duty {
        /// Which.
        duty: Duty,
        /// Where.
        counter: CounterId,
        /// From when; not before the confirmation.
        since: DateTime<Utc>,
        /// Until when; none: until it is ended.
        until: Option<DateTime<Utc>>,
        /// The duty that ends then: the person moves.
        in_place_of: Option<DutyId>,
    },
    /// An administrator's powers, for an account that never had a duty.
    Administrator,
    /// A new second factor, for somebody who has lost theirs.
    SecondFactor,
}

impl Wanted {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Duty { .. } => "duty",
            Self::Administrator => "administrator",
            Self::SecondFactor => "second_factor",
        }
    }
}

/// Asks for a change of somebody else's account.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn ask(
    office: &Office<'_>,
    by: &Administrator,
    id: OperatorId,
    wanted: Wanted,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<StaffChangeId, StaffError> {
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        let account = of_somebody_else(conn, by, id).await?;
        check(conn, &account, &wanted, now).await?;
        let with = reauthenticate(conn, office.tools, by.session(), said.code, act("staff.ask"), now).await?;
        write(conn, office, by, &account, &wanted, (said.reason, with), now).await
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.asked", Some(id)), done, now).await
}

/// The rules of what may be asked for. The database has them too.
pub(super) async fn check(
    conn: &mut Connection,
    account: &store::Account,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    match wanted {
        Wanted::Duty { .. } if account.administrator => Err(StaffError::NeverBoth),
        Wanted::Duty { since, until, counter, in_place_of, .. } => {
            if until.is_some_and(|until| until <= (*since).max(now)) {
                return Err(StaffError::BadPeriod);
            }
            store::counter(conn, *counter).await?.ok_or(StaffError::NoCounter)?;
            match in_place_of {
                Some(duty) => {
                    store::open_duty(conn, account.id, *duty, now).await?.map(drop).ok_or(StaffError::Changed)
                }
                None => Ok(()),
            }
        }
        Wanted::Administrator if account.administrator => Err(StaffError::Changed),
        Wanted::Administrator if store::had_duties(conn, account.id).await? => Err(StaffError::NeverBoth),
        Wanted::Administrator => Ok(()),
        Wanted::SecondFactor if account.ready_at.is_none() || account.suspended_at.is_some() => {
            Err(StaffError::Changed)
        }
        Wanted::SecondFactor => Ok(()),
    }
}

/// Writes what was asked for, with whose one-time code.
pub(super) async fn write(
    conn: &mut Connection,
    office: &Office<'_>,
    by: &Administrator,
    account: &store::Account,
    wanted: &Wanted,
    (reason, with): (&str, ReauthenticationId),
    now: DateTime<Utc>,
) -> Result<StaffChangeId, StaffError> {
    let id = StaffChangeId::new(now);
    let mut row = staff_changes::New {
        id,
        operator_id: account.id,
        kind: wanted.kind(),
        counter_id: None,
        duty: None,
        since: None,
        until: None,
        in_place_of: None,
        reason: reason.trim(),
        asked_at: now,
        asked_by: by.id(),
        asked_with: with,
    };
    let mut after = wanted.kind().to_owned();
    if let Wanted::Duty { duty, counter, since, until, in_place_of } = wanted {
        let (code, _) = store::counter(conn, *counter).await?.ok_or(StaffError::NoCounter)?;
        row = staff_changes::New {
            counter_id: Some(*counter),
            duty: Some(duty.word()),
            since: Some(*since),
            until: *until,
            in_place_of: *in_place_of,
            ..row
        };
        after = format!("{} {code}", duty.word());
    }
    staff_changes::insert(conn, &row).await?;
    let act = match wanted {
        Wanted::Duty { .. } => "staff.duty_asked",
        Wanted::Administrator => "staff.administrator_asked",
        Wanted::SecondFactor => "staff.second_factor_asked",
    };
    let made = Made { act, account, before: "", after: &after, reason: reason.trim(), told: None };
    tell(conn, office, by.who(), by.id(), made, now).await?;
    Ok(id)
}
