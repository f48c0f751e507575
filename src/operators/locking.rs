// SPDX-License-Identifier: AGPL-3.0-or-later
//! Locking the browser, unlocking it, signing out.
//!
//! Unlocking asks for the password and not for a one-time code: the session has seen both already, the lock keeps out who
//! finds the chair empty, and a code spent here would be missing for the release that the operator came back for.

use super::session::Session;
use super::store::{accounts, sessions};
use super::{Password, Tools};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage};
use chrono::{DateTime, Utc};

/// Why a browser stays locked.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The password is wrong.
    #[error("wrong password")]
    Wrong,
    /// It was wrong so often that the session has ended.
    #[error("the session was ended")]
    Ended,
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Locks the browser: no page opens until the password is given.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn lock(tools: Tools<'_>, session: &Session, now: DateTime<Utc>) -> Result<(), Breakage> {
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        sessions::set_locked(conn, session.id, Some(now)).await?;
        audit::record(conn, tools.audit_key, Entry::new("session.lock").by(session.who()), now).await?;
        Ok(())
    })
    .await
}

/// Unlocks it with the password of whoever locked it.
///
/// # Errors
/// See [`UnlockError`]; each refusal is in the register.
pub async fn unlock(
    tools: Tools<'_>,
    session: &Session,
    password: Password,
    now: DateTime<Utc>,
) -> Result<(), UnlockError> {
    let mut conn = db::connection(tools.pool).await?;
    // Counted first, so that many tries at once are as many; the fifth that is wrong ends the session.
    let tries = sessions::count_try(&mut conn, session.id).await?;
    let stored = accounts::password_hash(&mut conn, session.operator).await?;
    drop(conn);
    let allowed = tries.is_some_and(|tries| tries <= tools.rules.wrong_passwords);
    let right = allowed && tools.hasher.check(password, stored).await?;
    let last = !right && tries.is_none_or(|tries| tries >= tools.rules.wrong_passwords);
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        let entry = Entry::new("session.unlock").by(session.who());
        if right {
            sessions::set_locked(conn, session.id, None).await?;
            sessions::forget_tries(conn, session.id).await?;
        } else if last {
            sessions::end(conn, session.id, now).await?;
        }
        let entry = if right { entry } else { entry.rule("wrong_password") };
        audit::record(conn, tools.audit_key, entry, now).await?;
        Ok::<_, Breakage>(())
    })
    .await?;
    match (right, last) {
        (true, _) => Ok(()),
        (false, false) => Err(UnlockError::Wrong),
        (false, true) => Err(UnlockError::Ended),
    }
}

/// Ends a session: the browser's key opens nothing any more.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn sign_out(tools: Tools<'_>, session: &Session, now: DateTime<Utc>) -> Result<(), Breakage> {
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        sessions::end(conn, session.id, now).await?;
        audit::record(conn, tools.audit_key, Entry::new("session.end").by(session.who()), now).await?;
        Ok(())
    })
    .await
}
