// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor closes a day: once, in order, with a one-time code, over nothing that has no reason.

use super::day;
use super::end::{Given, OpenEnd};
use super::store;
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::ClosingId;
use crate::operators::{self, ReauthenticationError, Supervisor, Tools, reauthenticate};
use chrono::{DateTime, NaiveDate, Utc};

/// As the database knows it of the re-authentication.
const ACT: &str = "day.close";

/// What closing needs besides a transaction.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Connections, the register's key, and what one-time codes are checked with.
    pub tools: Tools<'a>,
    /// When.
    pub now: DateTime<Utc>,
}

/// Why nothing is closed.
#[derive(Debug, thiserror::Error)]
pub enum NotClosed {
    /// It was closed before: by a second click, or by a colleague.
    #[error("the day is closed already")]
    Already,
    /// Another day comes first, or it is not over: days are closed one after the other.
    #[error("another day comes first")]
    NotThisDay,
    /// Something is open that no reason was given for: all of it, as it is now.
    #[error("something is open")]
    Open(Vec<OpenEnd>),
    /// A reason takes words that are missing, or has too many.
    #[error("a reason lacks its words")]
    Words,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotClosed {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Already => Some("closed_before"),
            Self::NotThisDay => Some("not_this_day"),
            Self::Open(_) => Some("open_ends"),
            Self::Words => Some("no_words"),
            Self::Code(ReauthenticationError::UsedWait { .. }) => Some("used_code"),
            // wrong codes are in the register already, where they are counted
            Self::Code(_) | Self::Broken(_) => None,
        }
    }
}

/// Closes a day of the supervisor's counter. What is open now needs a reason among `given`; reasons for what is not open any
/// more are left aside. One transaction: lock, refuse, code, facts, their row in the register.
///
/// # Errors
/// A [`NotClosed`]; refusals are in the register.
pub async fn close(
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    day: NaiveDate,
    given: &[Given],
    code: &str,
) -> Result<ClosingId, NotClosed> {
    let mut conn = db::connection(desk.tools.pool).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, supervisor, day, given, code).await).await;
    drop(conn);
    if let Some(rule) = outcome.as_ref().err().and_then(NotClosed::rule) {
        let entry = Entry::new(ACT).by(supervisor.who()).plain("day", day).rule(rule);
        audit::refuse(desk.tools.pool, desk.tools.audit_key, entry, desk.now).await?;
    }
    outcome
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    day: NaiveDate,
    given: &[Given],
    code: &str,
) -> Result<ClosingId, NotClosed> {
    let counter = supervisor.counter_id();
    store::lock(conn, counter).await?;
    if store::find(conn, counter, day).await?.is_some() {
        return Err(NotClosed::Already);
    }
    let standing = day::standing(conn, counter, desk.now).await?;
    if standing.day() != Some(day) {
        return Err(NotClosed::NotThisDay);
    }
    let is_open = |one: &&Given| standing.ends.iter().any(|end| one.is_of(end));
    let given: Vec<&Given> = given.iter().filter(is_open).collect();
    if !standing.ends.iter().all(|end| given.iter().any(|one| one.is_of(end))) {
        return Err(NotClosed::Open(standing.ends));
    }
    if !given.iter().all(|one| one.is_whole()) {
        return Err(NotClosed::Words);
    }
    let act = operators::Act { name: ACT, case: None, fingerprint: None };
    let reauthentication =
        reauthenticate(conn, desk.tools, supervisor.session(), code, act, desk.now).await?;
    let id = ClosingId::new(desk.now);
    let new = store::New { id, counter, day, by: supervisor.id(), reauthentication };
    match store::close(conn, &new, &given, desk.now).await?.as_str() {
        "done" => {}
        // something turned up since the look above
        "open" => return Err(NotClosed::Open(day::standing(conn, counter, desk.now).await?.ends)),
        _ => return Err(NotClosed::Already),
    }
    let sum = store::digest(conn, id).await?;
    let entry = Entry::new(ACT)
        .by(supervisor.who())
        .plain("closing", id)
        .plain("day", day)
        .plain("carried_over", given.len())
        .plain("facts", hex::encode(sum))
        .plain("reauthentication", reauthentication);
    let row = audit::record(conn, desk.tools.audit_key, entry, desk.now).await?;
    store::seal(conn, id, row).await?;
    Ok(id)
}
