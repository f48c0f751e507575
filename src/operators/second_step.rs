// SPDX-License-Identifier: AGPL-3.0-or-later
//! The second step of the sign-in: the one-time code, and the choice of a counter.

use super::session::{Place, Session};
use super::store::{accounts, failures, sessions, totp_uses};
use super::totp::{self, TotpSecret};
use super::{SessionKey, Tools};
use crate::audit::{self, Entry, Who};
use crate::db::{self, Breakage};
use crate::ids::CounterId;
use chrono::{DateTime, Utc};

/// Why a code does not open the session.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// It is none of now's codes.
    #[error("wrong code, {left} tries left")]
    Wrong {
        /// Tries until the account is locked for a time.
        left: i32,
    },
    /// It was used already; a code counts once.
    #[error("the code was used already, the next comes in {seconds} seconds")]
    Used {
        /// Seconds until the app shows another.
        seconds: i64,
    },
    /// Too many were wrong.
    #[error("locked until {until}")]
    Locked {
        /// When the next code counts.
        until: DateTime<Utc>,
    },
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Opens a session with its one-time code. Where the operator has exactly one counter, it is chosen at once.
///
/// # Errors
/// See [`CodeError`]; each refusal is in the register, and counted although nothing else is done.
pub async fn check_code(
    tools: Tools<'_>,
    session: &Session,
    code: &str,
    now: DateTime<Utc>,
) -> Result<SessionKey, CodeError> {
    let key = SessionKey::generate();
    let counted_as = failures::name(tools.secrets, &session.username);
    let mut conn = db::connection(tools.pool).await?;
    // A refusal is a result here and not an error: what it counts must be committed.
    let judged: Result<(), CodeError> = db::transaction(&mut conn, async |conn| {
        let (sealed, tries) = failures::lock_codes(conn, session, &counted_as, now).await?;
        if let Some(until) = tries.locked_until {
            return refused(conn, tools, session, CodeError::Locked { until }, now).await;
        }
        let secret = TotpSecret::open(tools.secrets, session.operator, &sealed)?;
        let Some(step) = secret.step_of(code, now) else {
            let wrong = failures::wrong_code(conn, tools.rules, &counted_as, now).await?;
            let left = (tools.rules.wrong_codes - wrong).max(0);
            let error = if left == 0 {
                CodeError::Locked { until: now + tools.rules.codes_locked_for }
            } else {
                CodeError::Wrong { left }
            };
            return refused(conn, tools, session, error, now).await;
        };
        if !totp_uses::take(conn, session.operator, step, now).await? {
            let error = CodeError::Used { seconds: totp::seconds_to_next(now) };
            return refused(conn, tools, session, error, now).await;
        }
        failures::forget_codes(conn, &counted_as).await?;
        open(conn, tools, session, &key, now).await?;
        Ok::<_, Breakage>(Ok(()))
    })
    .await?;
    judged.map(|()| key)
}

/// Opens the session, at its counter where there is no choice.
pub(super) async fn open(
    conn: &mut db::Connection,
    tools: Tools<'_>,
    session: &Session,
    key: &SessionKey,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let places = accounts::places(conn, session.operator, now).await?;
    let only = if let [place] = places.as_slice() { Some(place.id) } else { None };
    sessions::open(conn, session.id, key, only, now).await?;
    let who = Who { counter: only, ..session.who() };
    let entry = Entry::new("sign_in.code").by(who).plain("session", session.id);
    audit::record(conn, tools.audit_key, entry, now).await?;
    Ok(())
}

pub(super) async fn refused(
    conn: &mut db::Connection,
    tools: Tools<'_>,
    session: &Session,
    error: CodeError,
    now: DateTime<Utc>,
) -> Result<Result<(), CodeError>, Breakage> {
    let rule = match &error {
        CodeError::Wrong { .. } => "wrong_code",
        CodeError::Used { .. } => "used_code",
        CodeError::Locked { .. } => "codes_locked",
        CodeError::Broken(_) => return Ok(Err(error)),
    };
    let entry = Entry::new("sign_in.code").by(session.who()).plain("session", session.id).rule(rule);
    audit::record(conn, tools.audit_key, entry, now).await?;
    Ok(Err(error))
}

/// The counters where an account may work, by code.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn places(
    conn: &mut db::Connection,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Vec<Place>, Breakage> {
    accounts::places(conn, session.operator, now).await
}

/// Why a counter cannot be chosen.
#[derive(Debug, thiserror::Error)]
pub enum ChoiceError {
    /// The account has no duty there, or the counter is closed.
    #[error("not a counter of this account")]
    NotTheirs,
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Chooses the counter to work for. The browser gets a new key.
///
/// # Errors
/// See [`ChoiceError`].
pub async fn choose_counter(
    tools: Tools<'_>,
    session: &Session,
    counter: CounterId,
    now: DateTime<Utc>,
) -> Result<SessionKey, ChoiceError> {
    let mut conn = db::connection(tools.pool).await?;
    let key = SessionKey::generate();
    db::transaction(&mut conn, async |conn| {
        let places = accounts::places(conn, session.operator, now).await?;
        if !places.iter().any(|place| place.id == counter) {
            return Err(ChoiceError::NotTheirs);
        }
        sessions::choose(conn, session.id, &key, counter, now).await?;
        let entry = Entry::new("session.counter").by(Who { counter: Some(counter), ..session.who() });
        audit::record(conn, tools.audit_key, entry, now).await?;
        Ok(())
    })
    .await?;
    Ok(key)
}
