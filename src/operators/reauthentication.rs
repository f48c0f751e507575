// SPDX-License-Identifier: AGPL-3.0-or-later
//! A one-time code given again for one act that shows a half or changes where one goes (rule S9).
//!
//! It is used up and kept in the act's own transaction: where the act is rolled back, so is it. A wrong code is counted on
//! another connection, so that it stays counted.

use super::Tools;
use super::session::Session;
use super::store::{accounts, reauthentications, sessions, totp_uses};
use super::totp::{self, TotpSecret};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, ReauthenticationId};
use chrono::{DateTime, Utc};

/// The act that a code is given for.
pub struct Act<'a> {
    /// As in the register: `release.order`.
    pub name: &'static str,
    /// The case, where there is one.
    pub case: Option<CaseId>,
    /// The fingerprint of the data that the act is about.
    pub fingerprint: Option<&'a [u8]>,
}

/// Why an act is not done.
#[derive(Debug, thiserror::Error)]
pub enum ReauthenticationError {
    /// It is none of now's codes.
    #[error("wrong code, {left} tries left")]
    Wrong {
        /// Tries until the session ends.
        left: i32,
    },
    /// The last try was wrong: the session has ended.
    #[error("too many wrong codes, the session has ended")]
    SessionEnded,
    /// The code was used already, at the sign-in or for another act.
    #[error("the code was used already, the next comes in {seconds} seconds")]
    UsedWait {
        /// Seconds until the app shows another.
        seconds: i64,
    },
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Uses a one-time code up for an act, in the act's transaction. Call it last before the fact is written: refusals of
/// the act itself should not cost a code.
///
/// # Errors
/// See [`ReauthenticationError`]; wrong codes are counted and in the register whatever becomes of the transaction.
pub async fn reauthenticate(
    conn: &mut Connection,
    tools: Tools<'_>,
    session: &Session,
    code: &str,
    act: Act<'_>,
    now: DateTime<Utc>,
) -> Result<ReauthenticationId, ReauthenticationError> {
    let tries = sessions::tries_in_turn(conn, session.id).await?;
    if tries.is_none_or(|wrong| wrong >= tools.rules.wrong_reauthentications) {
        return Err(ReauthenticationError::SessionEnded);
    }
    let sealed = accounts::totp_secret(conn, session.operator).await?;
    let secret = TotpSecret::open(tools.secrets, session.operator, &sealed)?;
    let Some(step) = secret.step_of(code, now) else {
        return Err(match count_wrong(tools, session, &act, now).await? {
            WrongCode::Left(left) => ReauthenticationError::Wrong { left },
            WrongCode::SessionEnded => ReauthenticationError::SessionEnded,
        });
    };
    if !totp_uses::take(conn, session.operator, step, now).await? {
        return Err(ReauthenticationError::UsedWait { seconds: totp::seconds_to_next(now) });
    }
    sessions::forget_tries(conn, session.id).await?;
    Ok(reauthentications::insert(conn, session, step, &act, now).await?)
}

enum WrongCode {
    Left(i32),
    SessionEnded,
}

async fn count_wrong(
    tools: Tools<'_>,
    session: &Session,
    act: &Act<'_>,
    now: DateTime<Utc>,
) -> Result<WrongCode, Breakage> {
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        let wrong = sessions::count_try(conn, session.id).await?;
        let left = wrong.map_or(0, |wrong| tools.rules.wrong_reauthentications - wrong);
        if left <= 0 {
            sessions::end(conn, session.id, now).await?;
        }
        let mut entry = Entry::new("session.reauthenticate")
            .by(session.who())
            .plain("act", act.name)
            .rule(if left <= 0 { "wrong_code_session_ended" } else { "wrong_code" });
        if let Some(case) = act.case {
            entry = entry.case(case);
        }
        audit::record(conn, tools.audit_key, entry, now).await?;
        Ok(if left <= 0 { WrongCode::SessionEnded } else { WrongCode::Left(left) })
    })
    .await
}
