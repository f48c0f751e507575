// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the invited person does with the link: a password, a second factor confirmed by its first code, recovery codes.

use super::recovery::RecoveryCodes;
use super::strength::{Weak, judge};
use super::telling::{Made, Office, tell};
use super::token::Token;
use crate::audit::{self, Entry, Who};
use crate::db::{self, Breakage};
use crate::operators::store::{accounts, invitations, recovery, staff as store, totp_uses};
use crate::operators::{Password, Tools, TotpSecret};
use crate::outbox::AccountEvent;
use chrono::{DateTime, Utc};
use std::net::IpAddr;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A first password and a first second factor.
    Account,
    /// A new second factor; the password stays and is asked for.
    SecondFactor,
}

/// A link that can be used.
pub struct OpenInvitation {
    /// The name to sign in with.
    pub username: String,
    /// Name and surname.
    pub full_name: String,
    /// What the link is for.
    pub purpose: Purpose,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// The secret to scan, once the password was set or given.
    pub secret: Option<TotpSecret>,
}

/// Why a link leads no further.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// It was used, another one came after it, its time is over, or it never was one.
    #[error("the link is not open")]
    NotOpen,
    /// The password may not be set.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// It is not the account's password.
    #[error("wrong password, {left} tries left")]
    WrongPassword {
        /// Tries until the link is closed.
        left: i32,
    },
    /// It is none of now's codes.
    #[error("wrong code")]
    WrongCode,
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

fn purpose(row: &invitations::Row) -> Purpose {
    if row.purpose == "account" { Purpose::Account } else { Purpose::SecondFactor }
}

/// The link of a token as its page shows it.
///
/// # Errors
/// [`AcceptError::NotOpen`], or a breakage.
pub async fn open_invitation(
    tools: Tools<'_>,
    token: &Token,
    now: DateTime<Utc>,
) -> Result<OpenInvitation, AcceptError> {
    let mut conn = db::connection(tools.pool).await?;
    let found = invitations::find(&mut conn, &token.hash(), false, now).await?;
    let row = found.filter(|row| row.tries <= tools.rules.wrong_passwords).ok_or(AcceptError::NotOpen)?;
    let account = store::lock(&mut conn, row.operator).await?.ok_or(AcceptError::NotOpen)?;
    let sealed = row.totp_secret.as_deref().filter(|_| row.proven_at.is_some());
    let secret = sealed.map(|sealed| TotpSecret::open(tools.secrets, row.operator, sealed)).transpose()?;
    Ok(OpenInvitation {
        full_name: format!("{} {}", account.name, account.surname),
        username: account.username,
        purpose: purpose(&row),
        expires_at: row.expires_at,
        secret,
    })
}

/// Sets the first password of an account. `region` is a word that everybody here would try.
///
/// # Errors
/// See [`AcceptError`].
pub async fn set_password(
    tools: Tools<'_>,
    token: &Token,
    typed: &str,
    region: &str,
    now: DateTime<Utc>,
) -> Result<(), AcceptError> {
    let invitation = open_invitation(tools, token, now).await?;
    if invitation.purpose != Purpose::Account {
        return Err(AcceptError::NotOpen);
    }
    let (password, _) = judge(typed, &[&invitation.full_name, &invitation.username, region])?;
    let hash = tools.hasher.hash(password).await?;
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        let row = invitations::find(conn, &token.hash(), true, now).await?.ok_or(AcceptError::NotOpen)?;
        Ok(invitations::prove(conn, row.id, Some(&hash), now).await?)
    })
    .await
}

/// Takes the password of an account whose second factor is set anew: who has the link alone is not the person.
///
/// # Errors
/// See [`AcceptError`]; the fifth wrong password closes the link.
pub async fn prove_password(
    tools: Tools<'_>,
    token: &Token,
    password: Password,
    address: IpAddr,
    now: DateTime<Utc>,
) -> Result<(), AcceptError> {
    let mut conn = db::connection(tools.pool).await?;
    let found = invitations::find(&mut conn, &token.hash(), false, now).await?;
    let row = found.filter(|row| purpose(row) == Purpose::SecondFactor).ok_or(AcceptError::NotOpen)?;
    // counted first, so that many tries at once are as many
    let tries = invitations::count_try(&mut conn, row.id).await?;
    if tries > tools.rules.wrong_passwords {
        return Err(AcceptError::NotOpen);
    }
    let stored = accounts::password_hash(&mut conn, row.operator).await?;
    drop(conn);
    if !tools.hasher.check(password, stored).await? {
        let who = Who { operator: None, address: Some(address), counter: None };
        let entry =
            Entry::new("staff.accepted").by(who).plain("operator", row.operator).rule("wrong_password");
        audit::refuse(tools.pool, tools.audit_key, entry, now).await?;
        return Err(AcceptError::WrongPassword { left: tools.rules.wrong_passwords - tries });
    }
    let mut conn = db::connection(tools.pool).await?;
    db::transaction(&mut conn, async |conn| {
        let row = invitations::find(conn, &token.hash(), true, now).await?.ok_or(AcceptError::NotOpen)?;
        Ok(invitations::prove(conn, row.id, None, now).await?)
    })
    .await
}

/// Confirms the second factor by its first code: the link is used, the account is ready. The recovery codes are shown once.
///
/// # Errors
/// See [`AcceptError`].
pub async fn accept(
    office: &Office<'_>,
    token: &Token,
    code: &str,
    address: IpAddr,
    now: DateTime<Utc>,
) -> Result<RecoveryCodes, AcceptError> {
    let tools = office.tools;
    let codes = RecoveryCodes::generate();
    let hashes = codes.hashes(tools.hasher).await?;
    let mut conn = db::connection(tools.pool).await?;
    let accepted = db::transaction(&mut conn, async |conn| {
        store::in_turn(conn).await?;
        let row = invitations::find(conn, &token.hash(), true, now).await?.ok_or(AcceptError::NotOpen)?;
        let sealed = row.totp_secret.as_deref().filter(|_| row.proven_at.is_some());
        let secret = TotpSecret::open(tools.secrets, row.operator, sealed.ok_or(AcceptError::NotOpen)?)?;
        let step = secret.step_of(code, now).ok_or(AcceptError::WrongCode)?;
        let account = store::lock(conn, row.operator).await?.ok_or(AcceptError::NotOpen)?;
        // what confirms the factor does not open a session as well
        if !totp_uses::take(conn, row.operator, step, now).await? {
            return Err(AcceptError::WrongCode);
        }
        invitations::take(conn, row.id, now).await?;
        recovery::replace(conn, row.operator, &hashes, now).await?;
        let who = Who { operator: Some(row.operator), address: Some(address), counter: None };
        let first = purpose(&row) == Purpose::Account;
        let made = Made {
            act: if first { "staff.accepted" } else { "staff.second_factor_set" },
            account: &account,
            before: "invited",
            after: "ready",
            reason: "",
            told: Some((if first { AccountEvent::Ready } else { AccountEvent::SecondFactorSet }, None)),
        };
        Ok(tell(conn, office, who, row.operator, made, now).await?)
    })
    .await;
    drop(conn);
    if let Err(AcceptError::WrongCode) = &accepted {
        let who = Who { operator: None, address: Some(address), counter: None };
        let entry = Entry::new("staff.accepted").by(who).rule("wrong_code");
        audit::refuse(tools.pool, tools.audit_key, entry, now).await?;
    }
    accepted.map(|()| codes)
}
