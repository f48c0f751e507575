// SPDX-License-Identifier: AGPL-3.0-or-later
//! One-time links in PostgreSQL.

use crate::db::{Breakage, Connection};
use crate::ids::{InvitationId, OperatorId};
use crate::schema::invitations::{self, table};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A link that can still be used.
#[derive(Queryable)]
pub(in crate::operators) struct Row {
    pub(in crate::operators) id: InvitationId,
    pub(in crate::operators) operator: OperatorId,
    pub(in crate::operators) purpose: String,
    pub(in crate::operators) totp_secret: Option<Vec<u8>>,
    pub(in crate::operators) proven_at: Option<DateTime<Utc>>,
    pub(in crate::operators) tries: i32,
    pub(in crate::operators) expires_at: DateTime<Utc>,
}

/// The living link of a token; its row is taken where `lock` says so.
pub(in crate::operators) async fn find(
    conn: &mut Connection,
    token_hash: &[u8; 32],
    lock: bool,
    now: DateTime<Utc>,
) -> Result<Option<Row>, Breakage> {
    let living = table
        .filter(invitations::token_hash.eq(&token_hash[..]))
        .filter(invitations::used_at.is_null().and(invitations::ended_at.is_null()))
        .filter(invitations::expires_at.gt(now))
        .select((
            invitations::id,
            invitations::operator_id,
            invitations::purpose,
            invitations::totp_secret,
            invitations::proven_at,
            invitations::tries,
            invitations::expires_at,
        ));
    Ok(match lock {
        true => living.for_update().first(conn).await.optional()?,
        false => living.first(conn).await.optional()?,
    })
}

/// A link to be sent.
#[derive(Insertable)]
#[diesel(table_name = invitations)]
pub(in crate::operators) struct New<'a> {
    pub(in crate::operators) id: InvitationId,
    pub(in crate::operators) operator_id: OperatorId,
    pub(in crate::operators) purpose: &'a str,
    pub(in crate::operators) token_hash: &'a [u8],
    pub(in crate::operators) totp_secret: &'a [u8],
    pub(in crate::operators) made_at: DateTime<Utc>,
    pub(in crate::operators) made_by: OperatorId,
    pub(in crate::operators) expires_at: DateTime<Utc>,
}

/// Puts a link in the place of the one before it, which ends.
pub(in crate::operators) async fn replace(conn: &mut Connection, new: &New<'_>) -> Result<(), Breakage> {
    end_of(conn, new.operator_id, new.made_at).await?;
    diesel::insert_into(table).values(new).execute(conn).await?;
    Ok(())
}

/// Ends the living link of an account, if there is one.
pub(in crate::operators) async fn end_of(
    conn: &mut Connection,
    operator: OperatorId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let living = table
        .filter(invitations::operator_id.eq(operator))
        .filter(invitations::used_at.is_null().and(invitations::ended_at.is_null()));
    diesel::update(living).set(invitations::ended_at.eq(now)).execute(conn).await?;
    Ok(())
}

/// The person set a password, or gave the one that stays.
pub(in crate::operators) async fn prove(
    conn: &mut Connection,
    id: InvitationId,
    password_hash: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::update(table.find(id))
        .set((invitations::password_hash.eq(password_hash), invitations::proven_at.eq(now)))
        .execute(conn)
        .await?;
    Ok(())
}

/// Counts one more password that is given.
pub(in crate::operators) async fn count_try(
    conn: &mut Connection,
    id: InvitationId,
) -> Result<i32, Breakage> {
    let row = diesel::update(table.find(id)).set(invitations::tries.eq(invitations::tries + 1));
    Ok(row.returning(invitations::tries).get_result(conn).await?)
}

/// The link was used: the database makes what was set the account's.
pub(in crate::operators) async fn take(
    conn: &mut Connection,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::update(table.find(id)).set(invitations::used_at.eq(now)).execute(conn).await?;
    Ok(())
}

/// The sealed secrets of living links, which nobody changes until the end of the transaction.
pub(in crate::operators) async fn lock_secrets(
    conn: &mut Connection,
) -> Result<Vec<(InvitationId, OperatorId, Vec<u8>)>, Breakage> {
    let sealed = table.filter(invitations::totp_secret.is_not_null()).order(invitations::id).select((
        invitations::id,
        invitations::operator_id,
        invitations::totp_secret.assume_not_null(),
    ));
    Ok(sealed.for_update().load(conn).await?)
}

pub(in crate::operators) async fn set_secret(
    conn: &mut Connection,
    id: InvitationId,
    sealed: &[u8],
) -> Result<(), Breakage> {
    diesel::update(table.find(id)).set(invitations::totp_secret.eq(sealed)).execute(conn).await?;
    Ok(())
}
