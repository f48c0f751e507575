// SPDX-License-Identifier: AGPL-3.0-or-later
//! Recovery codes: ten, shown once, each good once in place of a one-time code at the sign-in.

use super::telling::{Made, Office, tell};
use crate::db::{self, Breakage};
use crate::operators::store::{failures, recovery, staff as store};
use crate::operators::{CodeError, Hasher, Password, Session, SessionKey, second_step};
use crate::outbox::AccountEvent;
use chrono::{DateTime, Utc};
use zeroize::Zeroizing;

/// How many.
const NUMBER: usize = 10;

/// Letters and digits of one: about 58 bits.
const LENGTH: usize = 12;

/// Codes that were just drawn. They cannot be printed, and are wiped when dropped.
pub struct RecoveryCodes(Vec<Zeroizing<String>>);

impl RecoveryCodes {
    pub(super) fn generate() -> Self {
        Self(
            (0..NUMBER).map(|_| Zeroizing::new(Password::generate().reveal()[..LENGTH].to_owned())).collect(),
        )
    }

    /// As they are shown, in groups of four: `abcd-efgh-jkmn`.
    #[must_use]
    pub fn reveal(&self) -> Vec<Zeroizing<String>> {
        let grouped = |code: &Zeroizing<String>| [&code[..4], &code[4..8], &code[8..]].join("-");
        self.0.iter().map(|code| Zeroizing::new(grouped(code))).collect()
    }

    pub(super) async fn hashes(&self, hasher: &Hasher) -> Result<Vec<String>, Breakage> {
        let mut hashes = Vec::with_capacity(NUMBER);
        for code in &self.0 {
            hashes.push(hasher.hash(Password::typed(code)).await?);
        }
        Ok(hashes)
    }
}

/// A code as typed: without its dashes, and in whatever case.
fn normal(typed: &str) -> Zeroizing<String> {
    let kept = typed.chars().filter(|c| c.is_ascii_alphanumeric()).take(LENGTH + 1);
    Zeroizing::new(kept.map(|c| c.to_ascii_lowercase()).collect())
}

/// Opens a session with a recovery code, which is used up. The person is told by mail.
///
/// # Errors
/// See [`CodeError`]; a wrong one counts like a wrong one-time code.
pub async fn check_recovery_code(
    office: &Office<'_>,
    session: &Session,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<SessionKey, CodeError> {
    let tools = office.tools;
    let counted_as = failures::name(tools.secrets, &session.username);
    let mut conn = db::connection(tools.pool).await?;
    // Counted first and forgiven after a right one: checking takes long, and no connection waits for it.
    let counted: Result<i32, CodeError> = db::transaction(&mut conn, async |conn| {
        let (_, tries) = failures::lock_codes(conn, session, &counted_as, now).await?;
        if let Some(until) = tries.locked_until {
            let error = CodeError::Locked { until };
            return Ok(second_step::refused(conn, tools, session, error, now).await?.map(|()| 0));
        }
        Ok::<_, Breakage>(Ok(failures::wrong_code(conn, tools.rules, &counted_as, now).await?))
    })
    .await?;
    let wrong = counted?;
    let unused = recovery::unused(&mut conn, session.operator).await?;
    drop(conn);
    let typed = normal(typed);
    let mut fitting = None;
    for (ordinal, hash) in unused {
        if tools.hasher.check(Password::typed(&typed), Some(hash)).await? {
            fitting = Some(ordinal);
            break;
        }
    }
    let key = SessionKey::generate();
    let mut conn = db::connection(tools.pool).await?;
    let judged: Result<(), CodeError> = db::transaction(&mut conn, async |conn| {
        store::in_turn(conn).await?;
        let taken = match fitting {
            Some(ordinal) => recovery::take(conn, session.operator, ordinal, now).await?,
            None => false,
        };
        let account = store::lock(conn, session.operator).await?;
        let Some(account) = account.filter(|account| taken && account.suspended_at.is_none()) else {
            let left = (tools.rules.wrong_codes - wrong).max(0);
            let error = match left {
                0 => CodeError::Locked { until: now + tools.rules.codes_locked_for },
                _ => CodeError::Wrong { left },
            };
            return second_step::refused(conn, tools, session, error, now).await;
        };
        failures::forget_codes(conn, &counted_as).await?;
        second_step::open(conn, tools, session, &key, now).await?;
        let left = recovery::unused(conn, session.operator).await?.len();
        let made = Made {
            act: "staff.recovery_code_used",
            account: &account,
            before: &(left + 1).to_string(),
            after: &left.to_string(),
            reason: "",
            told: Some((AccountEvent::RecoveryCodeUsed, None)),
        };
        tell(conn, office, session.who(), session.operator, made, now).await?;
        Ok::<_, Breakage>(Ok(()))
    })
    .await?;
    judged.map(|()| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_codes_come_in_groups_and_are_read_however_they_are_typed() {
        let codes = RecoveryCodes::generate();
        let shown = codes.reveal();
        assert_eq!(shown.len(), 10);
        for (shown, code) in shown.iter().zip(&codes.0) {
            assert_eq!(shown.len(), 14);
            assert_eq!(normal(&shown.to_uppercase()).as_str(), code.as_str());
            assert_eq!(normal(&format!(" {} ", shown.replace('-', " "))).as_str(), code.as_str());
        }
    }
}
