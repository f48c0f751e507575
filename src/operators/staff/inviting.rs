// SPDX-License-Identifier: AGPL-3.0-or-later
//! Inviting somebody, and sending the one-time link again.

use super::asking::{Wanted, check, write};
use super::error::StaffError;
use super::standing::{Said, act, of_somebody_else};
use super::telling::{Made, Office, noted, post, tell};
use super::token::Token;
use crate::db::{self, Connection};
use crate::ids::{InvitationId, OperatorId};
use crate::operators::reauthentication::reauthenticate;
use crate::operators::session::Administrator;
use crate::operators::store::{invitations, staff as store};
use crate::operators::{Password, TotpSecret};
use crate::outbox::Message;
use chrono::{DateTime, TimeDelta, Utc};

/// How long a link can be used.
const LASTS: TimeDelta = TimeDelta::hours(72);

/// Somebody to be invited. The codice fiscale comes parsed: as typed, and with omocodia undone.
#[derive(Debug, Clone)]
pub struct NewPerson {
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
    /// Where the link and all notices go: an e-mail address.
    pub contact_address: String,
    /// The first role, which a second administrator confirms.
    pub wanted: Wanted,
}

/// Makes an account that nobody can sign in to yet, sends its person a one-time link, and asks for the first role.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn invite(
    office: &Office<'_>,
    by: &Administrator,
    person: &NewPerson,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<OperatorId, StaffError> {
    let id = OperatorId::new(now);
    // a hash that no password has, and a secret that nobody has seen
    let password_hash = office.tools.hasher.hash(Password::generate()).await?;
    let secret = TotpSecret::generate().seal(office.tools.secrets, id);
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        if person.base_code == by.session().base_code() {
            return Err(StaffError::OwnAccount);
        }
        store::in_turn(conn).await?;
        let row = store::NewRow {
            id,
            username: &person.username,
            name: &person.name,
            surname: &person.surname,
            codice_fiscale: &person.codice_fiscale,
            base_code: &person.base_code,
            contact_address: &person.contact_address,
            password_hash: &password_hash,
            totp_secret: &secret,
            added_at: now,
        };
        store::insert(conn, &row).await?;
        let account = store::lock(conn, id).await?.ok_or(StaffError::Unknown)?;
        check(conn, &account, &person.wanted, now).await?;
        // one code for the account and its first role
        let with = reauthenticate(conn, office.tools, by.session(), said.code, act("staff.ask"), now).await?;
        let made = Made {
            act: "staff.invited",
            account: &account,
            before: "",
            after: "invited",
            reason: said.reason.trim(),
            told: None, // the link tells it
        };
        tell(conn, office, by.who(), by.id(), made, now).await?;
        write(conn, office, by, &account, &person.wanted, (said.reason, with), now).await?;
        send(conn, office, &account, "account", by.id(), now).await?;
        Ok(id)
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.invited", None), done, now).await
}

/// Sends another link to somebody who has not used the last one, which ends.
///
/// # Errors
/// See [`StaffError`]; each refusal is in the register.
pub async fn send_link(
    office: &Office<'_>,
    by: &Administrator,
    id: OperatorId,
    said: Said<'_>,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let mut conn = db::connection(office.tools.pool).await?;
    let done = db::transaction(&mut conn, async |conn| {
        let account = of_somebody_else(conn, by, id).await?;
        if account.ready_at.is_some() || account.suspended_at.is_some() {
            return Err(StaffError::Changed);
        }
        reauthenticate(conn, office.tools, by.session(), said.code, act("staff.send_link"), now).await?;
        let purpose = store::last_purpose(conn, id).await?.ok_or(StaffError::Changed)?;
        let made = Made {
            act: "staff.link_sent",
            account: &account,
            before: "",
            after: &purpose,
            reason: said.reason.trim(),
            told: None,
        };
        tell(conn, office, by.who(), by.id(), made, now).await?;
        Ok(send(conn, office, &account, &purpose, by.id(), now).await?)
    })
    .await;
    drop(conn);
    noted(office, by.who(), ("staff.link_sent", Some(id)), done, now).await
}

/// Draws a token, keeps its hash and owes the mail with the link. The link before it ends.
pub(super) async fn send(
    conn: &mut Connection,
    office: &Office<'_>,
    account: &store::Account,
    purpose: &str,
    by: OperatorId,
    now: DateTime<Utc>,
) -> Result<(), db::Breakage> {
    let (token, secret) = (Token::generate(), TotpSecret::generate());
    let expires_at = now + LASTS;
    let link = invitations::New {
        id: InvitationId::new(now),
        operator_id: account.id,
        purpose,
        token_hash: &token.hash(),
        totp_secret: &secret.seal(office.tools.secrets, account.id),
        made_at: now,
        made_by: by,
        expires_at,
    };
    invitations::replace(conn, &link).await?;
    let message = Message::Invitation {
        username: account.username.clone(),
        link: zeroize::Zeroizing::new(format!("{}/invitation/{}", office.public_url, *token.reveal())),
        expires_at,
        first: purpose == "account",
    };
    post(conn, office, account, message, expires_at, now).await
}
