// SPDX-License-Identifier: AGPL-3.0-or-later
//! The number, the halt and the newest keys in PostgreSQL.

use crate::db::{Breakage, Connection};
use crate::schema::{process_keys, starts};
use crate::seal::KeyId;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Why nothing may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// `sportello restore` put this state here.
    Restored,
    /// A process remembers a newer state.
    OlderDatabase,
    /// A process came with older keys than it once had.
    OlderKeys,
}

impl Why {
    /// The word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::OlderDatabase => "older_database",
            Self::OlderKeys => "older_keys",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Restored, Self::OlderDatabase, Self::OlderKeys].into_iter().find(|why| why.word() == word)
    }
}

/// How the database stands.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// The start number.
    pub number: i64,
    /// Since when and why nothing may be done.
    pub halted: Option<(DateTime<Utc>, Why)>,
    /// When a halt was ended last.
    pub resumed_at: Option<DateTime<Utc>>,
}

/// How the database stands; for each role that may see it.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn state(conn: &mut Connection) -> Result<State, Breakage> {
    type Row = (i64, Option<DateTime<Utc>>, Option<String>, Option<DateTime<Utc>>);
    let columns = (starts::number, starts::halted_at, starts::halted_why, starts::resumed_at);
    let (number, at, why, resumed_at): Row = starts::table.select(columns).first(conn).await?;
    let why = why.map(|why| Why::of_word(&why).unwrap_or(Why::OlderDatabase));
    Ok(State { number, halted: at.zip(why), resumed_at })
}

#[derive(QueryableByName)]
struct Raised {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

pub(super) async fn raise(conn: &mut Connection, at_least: i64) -> Result<i64, Breakage> {
    let raised: Raised = diesel::sql_query("SELECT raise_start($1) AS number")
        .bind::<BigInt, _>(at_least)
        .get_result(conn)
        .await?;
    Ok(raised.number)
}

/// Halts, unless somebody resumed after `state` was read.
pub(super) async fn halt(
    conn: &mut Connection,
    why: Why,
    seen: i64,
    state: &State,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::sql_query("SELECT halt($1, $2, $3, $4)")
        .bind::<Text, _>(why.word())
        .bind::<BigInt, _>(seen)
        .bind::<Timestamptz, _>(now)
        .bind::<Nullable<Timestamptz>, _>(state.resumed_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The newest key of a role that its process has ever started with since the last resume, and when it was made.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn newest_key(
    conn: &mut Connection,
    role: &str,
) -> Result<Option<(String, DateTime<Utc>)>, Breakage> {
    let known = process_keys::table.find(role).select((process_keys::key_id, process_keys::made));
    Ok(known.first(conn).await.optional()?)
}

pub(super) async fn note_key(
    conn: &mut Connection,
    role: &str,
    id: &KeyId,
    made: DateTime<Utc>,
) -> Result<(), Breakage> {
    let values = (process_keys::key_id.eq(id.as_str()), process_keys::made.eq(made));
    diesel::insert_into(process_keys::table)
        .values((process_keys::role.eq(role), values))
        .on_conflict(process_keys::role)
        .do_update()
        .set(values)
        .execute(conn)
        .await?;
    Ok(())
}
