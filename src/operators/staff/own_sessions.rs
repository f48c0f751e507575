// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whoever is signed in sees where else they are, and ends what is not theirs.

use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::SessionId;
use crate::operators::store::sessions as store;
use crate::operators::{Session, Tools};
use chrono::{DateTime, Utc};
use diesel::Queryable;

/// A living session of the same account.
#[derive(Debug, Clone, Queryable)]
pub struct OwnSession {
    /// Its id; not the browser's key.
    pub id: SessionId,
    /// From where.
    pub address: String,
    /// Since when.
    pub began_at: DateTime<Utc>,
    /// When somebody last worked there.
    pub seen_at: DateTime<Utc>,
}

/// The living sessions of an account, this one included, the newest first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn own_sessions(
    conn: &mut Connection,
    tools: Tools<'_>,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Vec<OwnSession>, Breakage> {
    store::living(conn, session.operator, now - tools.rules.idle, now - tools.rules.absolute).await
}

/// Ends a session of the same account; `false` where there is no such living one.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn end_own_session(
    tools: Tools<'_>,
    session: &Session,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        if !store::end_of(conn, session.operator, id, now).await? {
            return Ok(false);
        }
        let entry = Entry::new("session.end").by(session.who()).plain("session", id);
        audit::record(conn, tools.audit_key, entry, now).await?;
        Ok(true)
    })
    .await
}
