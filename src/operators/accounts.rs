// SPDX-License-Identifier: AGPL-3.0-or-later
//! Accounts: added and given new secrets by the keeper, on the command line.
//!
//! Nobody is administrator and operator or supervisor at once, by codice fiscale: the database holds one living account per
//! person, and no duty for an administrator.

use super::store::accounts as store;
use super::{Hasher, Password, TotpSecret};
use crate::audit::{self, AuditKey, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::OperatorId;
use crate::seal::SecretBox;
use chrono::{DateTime, Utc};
use diesel::result::{DatabaseErrorKind, Error};

/// What an account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Serves citizens.
    Operator,
    /// Approves, reports, handles anomalies.
    Supervisor,
    /// Manages counters, operators and roles.
    Administrator,
}

impl Role {
    /// The word of the command line and of `accounts.json`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Supervisor => "supervisor",
            Self::Administrator => "administrator",
        }
    }
}

/// An account to be added. The codice fiscale comes parsed: as typed, and with omocodia undone.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Small letters, digits, dot, dash and underscore; 2 to 63.
    pub username: String,
    /// First name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// The codice fiscale as typed.
    pub codice_fiscale: String,
    /// The same with omocodia undone.
    pub base_code: String,
    /// Where the keeper reaches the person; refused as a citizen's address.
    pub contact_address: String,
    /// What the account may do.
    pub role: Role,
    /// Codes of the counters where; none for administrators.
    pub counters: Vec<String>,
}

/// What the person needs to sign in: shown once, to the keeper.
pub struct Credentials {
    /// The account.
    pub id: OperatorId,
    /// The password.
    pub password: Password,
    /// The secret of the one-time codes.
    pub totp_secret: TotpSecret,
}

/// Why an account is not added or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The username is taken.
    #[error("the username {0} is taken")]
    UsernameTaken(String),
    /// The person has a living account already, as whatever.
    #[error("this person has an account already: nobody is administrator and operator at once")]
    PersonHasAccount,
    /// The username is not one.
    #[error(
        "a username has 2 to 63 small letters, digits, dots, dashes and underscores, the first a letter or digit"
    )]
    BadUsername,
    /// No such counter, or it is closed.
    #[error("there is no open counter {0}")]
    NoCounter(String),
    /// An administrator has no counters, everybody else at least one.
    #[error("an operator or supervisor has at least one counter, an administrator none")]
    CountersDoNotFit,
    /// There is no such account.
    #[error("there is no account {0}")]
    NoAccount(String),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<Error> for AccountError {
    fn from(error: Error) -> Self {
        Self::Broken(error.into())
    }
}

/// Adds an account with a random password and a random secret. For the owner's database role.
///
/// # Errors
/// See [`AccountError`].
pub async fn add(
    conn: &mut Connection,
    hasher: &Hasher,
    secrets: &SecretBox,
    audit_key: &AuditKey,
    account: &NewAccount,
    now: DateTime<Utc>,
) -> Result<Credentials, AccountError> {
    let id = OperatorId::new(now);
    let credentials = Credentials { id, password: Password::generate(), totp_secret: TotpSecret::generate() };
    let password_hash = hasher.hash(credentials.password.again()).await?;
    let totp_secret = credentials.totp_secret.seal(secrets, id);
    let administrator = account.role == Role::Administrator;
    db::transaction(conn, async |conn| {
        if administrator != account.counters.is_empty() {
            return Err(AccountError::CountersDoNotFit);
        }
        let row = store::NewRow {
            id,
            username: &account.username,
            name: &account.name,
            surname: &account.surname,
            codice_fiscale: &account.codice_fiscale,
            base_code: &account.base_code,
            contact_address: &account.contact_address,
            administrator,
            password_hash: &password_hash,
            totp_secret: &totp_secret,
            added_at: now,
            ready_at: Some(now),
        };
        store::insert(conn, &row).await.map_err(|error| told(error, &account.username))?;
        for counter in &account.counters {
            if !store::give_duty(conn, id, counter, account.role.word(), now).await? {
                return Err(AccountError::NoCounter(counter.clone()));
            }
        }
        let entry = Entry::new("operator.add")
            .plain("operator", id)
            .plain("role", account.role.word())
            .plain("counters", account.counters.join(" "))
            .personal("username", &account.username)
            .personal("codice_fiscale", &account.codice_fiscale);
        audit::record(conn, audit_key, entry, now).await?;
        Ok(())
    })
    .await?;
    Ok(credentials)
}

/// Which rule of the database said no.
fn told(error: Error, username: &str) -> AccountError {
    match &error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, about) => match about.constraint_name() {
            Some("operators_one_account_per_person") => AccountError::PersonHasAccount,
            _ => AccountError::UsernameTaken(username.to_owned()),
        },
        Error::DatabaseError(DatabaseErrorKind::CheckViolation, _) => AccountError::BadUsername,
        _ => error.into(),
    }
}

/// Gives an account a new random password and ends its sessions. For the owner's database role.
///
/// # Errors
/// See [`AccountError`].
pub async fn reset_password(
    conn: &mut Connection,
    hasher: &Hasher,
    audit_key: &AuditKey,
    username: &str,
    now: DateTime<Utc>,
) -> Result<Password, AccountError> {
    let password = Password::generate();
    let hash = hasher.hash(password.again()).await?;
    db::transaction(conn, async |conn| {
        let id = known(conn, username).await?;
        store::set_password(conn, id, &hash).await?;
        store::end_sessions(conn, id, now).await?;
        let entry = Entry::new("operator.reset_password").plain("operator", id);
        audit::record(conn, audit_key, entry, now).await?;
        Ok::<_, AccountError>(())
    })
    .await?;
    Ok(password)
}

/// Gives an account a new secret for its one-time codes and ends its sessions. For the owner's database role.
///
/// # Errors
/// See [`AccountError`].
pub async fn reset_totp(
    conn: &mut Connection,
    secrets: &SecretBox,
    audit_key: &AuditKey,
    username: &str,
    now: DateTime<Utc>,
) -> Result<TotpSecret, AccountError> {
    let secret = TotpSecret::generate();
    db::transaction(conn, async |conn| {
        let id = known(conn, username).await?;
        store::set_totp_secret(conn, id, &secret.seal(secrets, id)).await?;
        super::store::recovery::forget(conn, id).await?;
        store::end_sessions(conn, id, now).await?;
        let entry = Entry::new("operator.reset_totp").plain("operator", id);
        audit::record(conn, audit_key, entry, now).await?;
        Ok::<_, AccountError>(())
    })
    .await?;
    Ok(secret)
}

async fn known(conn: &mut Connection, username: &str) -> Result<OperatorId, AccountError> {
    store::id_of(conn, username).await?.ok_or_else(|| AccountError::NoAccount(username.to_owned()))
}
