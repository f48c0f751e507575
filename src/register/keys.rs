// SPDX-License-Identifier: AGPL-3.0-or-later
//! The public halves of checkpoint keys in the database.

use super::key::CheckpointKey;
use crate::db::{Breakage, Connection};
use crate::schema::register_keys;
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Makes the public half of the sequencer's key known. Needs the owner role.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn register_key(
    conn: &mut Connection,
    key: &CheckpointKey,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let public = key.public();
    diesel::insert_into(register_keys::table)
        .values((
            register_keys::id.eq(key.id()),
            register_keys::public_key.eq(&public[..]),
            register_keys::since.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether the database knows this key: a sequencer whose key folder does not fit its database must not sign.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn knows_key(conn: &mut Connection, key: &CheckpointKey) -> Result<bool, Breakage> {
    let public = key.public();
    let known = register_keys::table.find(key.id()).filter(register_keys::public_key.eq(&public[..]));
    Ok(diesel::select(exists(known)).get_result(conn).await?)
}
