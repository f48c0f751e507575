// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whose session a browser's key names.

use super::session::{Session, Step};
use super::{Rules, SessionKey, store};
use crate::db::{Breakage, Connection};
use crate::ids::OperatorId;
use chrono::{DateTime, Duration, Utc};

/// Work is noted once in so long, not with every page: the end of an idle session is as exact as this, to the safe side.
const NOTED_EVERY: Duration = Duration::seconds(30);

/// What a key names: a living session, or one that has ended.
#[derive(Debug, Default)]
pub struct Found {
    /// A session that lives, at whatever step.
    pub living: Option<Session>,
    /// The operator of a fully signed-in session that has ended: a form that arrives now waits for this operator alone.
    pub ended: Option<OperatorId>,
    /// The account behind the key was suspended or ended: nothing opens, and the page says so.
    pub barred: bool,
}

/// Finds the session of a key: one query, and at most every half a minute a second one that notes the work.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn find_session(
    conn: &mut Connection,
    rules: &Rules,
    key: &SessionKey,
    now: DateTime<Utc>,
    keeps_alive: bool,
) -> Result<Found, Breakage> {
    let Some(row) = store::sessions::find(conn, &key.hash(), now).await? else { return Ok(Found::default()) };
    let mut session = row.session;
    let ends_at = match session.step {
        Step::Full => session.ends_at(rules.idle, rules.absolute),
        Step::Password => session.seen_at + rules.code_within,
    };
    if row.ended_at.is_some() || ends_at <= now {
        let ended = (session.step == Step::Full).then_some(session.operator);
        return Ok(Found { living: None, ended, barred: row.barred });
    }
    let works = keeps_alive && session.step == Step::Full && !session.locked;
    if works && now - session.seen_at >= NOTED_EVERY {
        store::sessions::touch(conn, session.id, now).await?;
        session.seen_at = now;
    }
    Ok(Found { living: Some(session), ended: None, barred: false })
}
