// SPDX-License-Identifier: AGPL-3.0-or-later
//! Queue, tree and checkpoints in PostgreSQL, as the sequencer's role sees them.

use super::tree::{Hash, Node, parts};
use crate::db::{Breakage, Connection};
use crate::schema::{register_checkpoints, register_keys, register_leaves, register_queue};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, SmallInt, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// A checkpoint as the database keeps it.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = register_checkpoints)]
pub(super) struct Signed {
    pub number: i64,
    pub size: i64,
    pub root: Vec<u8>,
    pub at: DateTime<Utc>,
    pub day_end: Option<NaiveDate>,
    pub key_id: String,
    pub note: String,
}

/// How many leaves there are.
pub(super) async fn size(conn: &mut Connection) -> Result<u64, Breakage> {
    let last: Option<i64> =
        register_leaves::table.select(max(register_leaves::index)).get_result(conn).await?;
    Ok(last.map_or(0, |last| last.unsigned_abs() + 1))
}

/// Rows without a number, those of the earliest ids first.
pub(super) async fn waiting(conn: &mut Connection, most: i64) -> Result<Vec<(Uuid, Hash)>, Breakage> {
    let rows: Vec<(Uuid, Vec<u8>)> = register_queue::table
        .order(register_queue::row_id)
        .limit(most)
        .select((register_queue::row_id, register_queue::leaf_hash))
        .load(conn)
        .await?;
    rows.into_iter().map(|(id, hash)| Ok((id, hash_of(hash)?))).collect()
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Nullable<Binary>)]
    hash: Option<Vec<u8>>,
}

/// The hashes of these subtrees, in their order.
///
/// # Errors
/// Also where one is not there.
pub(super) async fn hashes(conn: &mut Connection, nodes: &[Node]) -> Result<Vec<Hash>, Breakage> {
    let levels: Vec<i16> = nodes.iter().map(|node| i16::from(node.level)).collect();
    let indices = nodes.iter().map(|node| signed(node.index)).collect::<Result<Vec<_>, _>>()?;
    let found: Vec<Found> = diesel::sql_query(
        "SELECT coalesce(l.leaf_hash, n.hash) AS hash
         FROM unnest($1, $2) WITH ORDINALITY AS w (level, index, place)
         LEFT JOIN register_leaves l ON w.level = 0 AND l.index = w.index
         LEFT JOIN register_nodes n ON n.level = w.level AND n.index = w.index
         ORDER BY w.place",
    )
    .bind::<Array<SmallInt>, _>(levels)
    .bind::<Array<BigInt>, _>(indices)
    .load(conn)
    .await?;
    let missing = || Breakage::new("a part of the register's tree is missing");
    found.into_iter().map(|row| hash_of(row.hash.ok_or_else(missing)?)).collect()
}

/// The hashes of the full subtrees that make up the first `size` leaves.
pub(super) async fn edge(conn: &mut Connection, size: u64) -> Result<Vec<Hash>, Breakage> {
    hashes(conn, &parts(0, size)).await
}

/// Gives these rows the numbers from `from` on. The order within each statement is the order of the checks in the database.
pub(super) async fn append(
    conn: &mut Connection,
    from: u64,
    rows: &[(Uuid, Hash)],
    nodes: &[(Node, Hash)],
) -> Result<(), Breakage> {
    let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
    let leaves: Vec<&[u8]> = rows.iter().map(|(_, hash)| &hash[..]).collect();
    diesel::sql_query(
        "INSERT INTO register_leaves (index, row_id, leaf_hash)
         SELECT $1 + place - 1, id, hash FROM unnest($2, $3) WITH ORDINALITY AS n (id, hash, place) ORDER BY place",
    )
    .bind::<BigInt, _>(signed(from)?)
    .bind::<Array<SqlUuid>, _>(&ids)
    .bind::<Array<Binary>, _>(leaves)
    .execute(conn)
    .await?;
    let levels: Vec<i16> = nodes.iter().map(|(node, _)| i16::from(node.level)).collect();
    let indices = nodes.iter().map(|(node, _)| signed(node.index)).collect::<Result<Vec<_>, _>>()?;
    let made: Vec<&[u8]> = nodes.iter().map(|(_, hash)| &hash[..]).collect();
    diesel::sql_query(
        "INSERT INTO register_nodes (level, index, hash)
         SELECT level, index, hash FROM unnest($1, $2, $3) WITH ORDINALITY AS n (level, index, hash, place)
         ORDER BY place",
    )
    .bind::<Array<SmallInt>, _>(levels)
    .bind::<Array<BigInt>, _>(indices)
    .bind::<Array<Binary>, _>(made)
    .execute(conn)
    .await?;
    diesel::sql_query("DELETE FROM register_queue WHERE row_id = ANY ($1)")
        .bind::<Array<SqlUuid>, _>(&ids)
        .execute(conn)
        .await?;
    Ok(())
}

/// The newest checkpoint.
pub(super) async fn newest(conn: &mut Connection) -> Result<Option<Signed>, Breakage> {
    let newest = register_checkpoints::table.order(register_checkpoints::number.desc());
    Ok(newest.first(conn).await.optional()?)
}

/// The public key of this name.
pub(super) async fn public_key(conn: &mut Connection, id: &str) -> Result<[u8; 32], Breakage> {
    hash_of(register_keys::table.find(id).select(register_keys::public_key).get_result(conn).await?)
}

/// Checkpoints that were signed after `at`, the oldest first.
pub(super) async fn signed_after(
    conn: &mut Connection,
    at: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Signed>, Breakage> {
    let later = register_checkpoints::table.filter(register_checkpoints::at.gt(at));
    Ok(later.order(register_checkpoints::number).limit(most).load(conn).await?)
}

pub(super) async fn insert(conn: &mut Connection, signed: &Signed) -> Result<(), Breakage> {
    diesel::insert_into(register_checkpoints::table).values(signed).execute(conn).await?;
    Ok(())
}

pub(super) fn signed(number: u64) -> Result<i64, Breakage> {
    i64::try_from(number).map_err(Breakage::new)
}

pub(super) fn hash_of(bytes: Vec<u8>) -> Result<Hash, Breakage> {
    Hash::try_from(bytes).map_err(|_| Breakage::new("a hash of the register has not 32 bytes"))
}
