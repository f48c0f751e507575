// SPDX-License-Identifier: AGPL-3.0-or-later
//! The first step of the sign-in: username and password.
//!
//! A try is counted before it is checked, under a row lock, so that a hundred tries at once are a hundred tries. An unknown
//! username is counted, slowed and answered like a known one, and costs as much time.

use super::session::Session;
use super::store::{accounts, failures, sessions};
use super::{Password, SessionKey, Tools};
use crate::audit::{self, Entry, Who};
use crate::db::{self, Breakage};
use chrono::{DateTime, Utc};
use std::net::IpAddr;

/// What came through the door.
pub struct Attempt<'a> {
    /// As typed.
    pub username: &'a str,
    /// As typed.
    pub password: Password,
    /// Where from.
    pub address: IpAddr,
    /// The browser's key so far: forms that it was given are recognised after the sign-in.
    pub former_key: &'a SessionKey,
    /// A session that lives on this browser, whoever's: it ends.
    pub former: Option<&'a Session>,
}

/// Why a sign-in goes no further.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown username or wrong password: nobody learns which.
    #[error("unknown username or wrong password")]
    Wrong,
    /// Too many wrong passwords for this username from this address.
    #[error("this username is locked for this address until {until}")]
    Locked {
        /// When the next try counts.
        until: DateTime<Utc>,
    },
    /// Too many wrong passwords for this username from everywhere.
    #[error("this username takes one try in {seconds} seconds")]
    Slowed {
        /// Seconds until the next try counts.
        seconds: i64,
    },
    /// The password is right, but too many one-time codes were wrong.
    #[error("one-time codes are locked until {until}")]
    CodesLocked {
        /// When the next code counts.
        until: DateTime<Utc>,
    },
    /// The password is right, but the account is suspended.
    #[error("the account is suspended")]
    Suspended,
    /// The password is right, but the second factor was reset: the link in the mail comes first.
    #[error("the second factor waits to be set")]
    NotReady,
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Checks username and password; the key that is returned opens only the page that asks for the one-time code.
///
/// # Errors
/// See [`SignInError`]; each refusal is in the register.
pub async fn check_password(
    tools: Tools<'_>,
    attempt: Attempt<'_>,
    now: DateTime<Utc>,
) -> Result<SessionKey, SignInError> {
    let username = normal(attempt.username);
    let mut conn = db::connection(tools.pool).await?;
    let account = accounts::by_username(&mut conn, &username, &attempt.address, now).await?;
    drop(conn);
    // A name that nobody has is not written down: it may be a password typed into the wrong field.
    let whose = account.as_ref().map_or_else(|| "unknown".to_owned(), |account| account.id.to_string());
    let result = check(tools, &username, account, &attempt, now).await;
    if let Err(refusal) = &result
        && let Some(rule) = rule(refusal)
    {
        let entry = Entry::new("sign_in.password")
            .by(Who { address: Some(attempt.address), ..Who::default() })
            .plain("account", whose)
            .rule(rule);
        audit::refuse(tools.pool, tools.audit_key, entry, now).await?;
    }
    result
}

async fn check(
    tools: Tools<'_>,
    username: &str,
    account: Option<accounts::Account>,
    attempt: &Attempt<'_>,
    now: DateTime<Utc>,
) -> Result<SessionKey, SignInError> {
    let known_here = account.as_ref().is_some_and(|account| account.known_here);
    let counted_as = failures::name(tools.secrets, username);
    let place = failures::Place { account: &counted_as, address: &attempt.address.to_string() };
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        failures::take_password_try(conn, tools.rules, &place, known_here, now).await
    })
    .await?;
    drop(conn); // checking takes long: no connection waits for it
    let stored = account.as_ref().map(|account| account.password_hash.clone());
    let right = tools.hasher.check(attempt.password.again(), stored).await?;
    let mut conn = db::connection(tools.pool).await?;
    let Some(account) = account.filter(|_| right) else {
        failures::lock_password(&mut conn, tools.rules, &place, now).await?;
        return Err(SignInError::Wrong);
    };
    if account.suspended {
        return Err(SignInError::Suspended);
    }
    if !account.ready {
        return Err(SignInError::NotReady);
    }
    if let Some(until) = failures::codes_locked(&mut conn, &counted_as, now).await? {
        return Err(SignInError::CodesLocked { until });
    }
    let key = SessionKey::generate();
    db::transaction(&mut conn, async |conn| {
        failures::forget_password(conn, &place).await?;
        if let Some(former) = attempt.former {
            sessions::end(conn, former.id, now).await?;
            let entry = Entry::new("session.replaced").by(former.who()).plain("session", former.id);
            audit::record(conn, tools.audit_key, entry, now).await?;
        }
        let id = sessions::begin(conn, account.id, &key, attempt.former_key, attempt.address, now).await?;
        let who = Who { operator: Some(account.id), address: Some(attempt.address), counter: None };
        let entry = Entry::new("sign_in.password").by(who).plain("session", id);
        audit::record(conn, tools.audit_key, entry, now).await?;
        Ok::<_, SignInError>(())
    })
    .await?;
    Ok(key)
}

/// Usernames are small letters; who types a capital or a blank too much means the same account.
fn normal(typed: &str) -> String {
    typed.trim().chars().take(64).flat_map(char::to_lowercase).collect()
}

fn rule(refusal: &SignInError) -> Option<&'static str> {
    match refusal {
        SignInError::Wrong => Some("wrong_password"),
        SignInError::Locked { .. } => Some("locked"),
        SignInError::Slowed { .. } => Some("slowed"),
        SignInError::CodesLocked { .. } => Some("codes_locked"),
        SignInError::Suspended => Some("suspended"),
        SignInError::NotReady => Some("not_ready"),
        SignInError::Broken(_) => None,
    }
}
