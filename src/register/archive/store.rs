// SPDX-License-Identifier: AGPL-3.0-or-later
//! Archives in PostgreSQL, as the owner.

use crate::db::{Breakage, Connection};
use crate::ids::AuditRowId;
use crate::register::item::Item;
use crate::register::note::Note;
use crate::register::rows::Row;
use crate::register::store::{hash_of, signed};
use crate::register::tree::Hash;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// What `audit_archives` says.
pub(super) struct Archive {
    pub first: u64,
    pub size: u64,
    pub file: String,
    pub sha256: Hash,
}

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = BigInt)]
    first: i64,
    #[diesel(sql_type = BigInt)]
    size: i64,
    #[diesel(sql_type = Text)]
    file: String,
    #[diesel(sql_type = Binary)]
    sha256: Vec<u8>,
}

#[derive(QueryableByName)]
struct Truth {
    #[diesel(sql_type = Bool)]
    it: bool,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    it: i64,
}

#[derive(QueryableByName)]
struct NoteText {
    #[diesel(sql_type = Text)]
    note: String,
}

#[derive(QueryableByName)]
struct Leaf {
    #[diesel(sql_type = BigInt)]
    index: i64,
    #[diesel(sql_type = SqlUuid)]
    row_id: Uuid,
    #[diesel(sql_type = Binary)]
    leaf_hash: Vec<u8>,
    #[diesel(sql_type = Nullable<Binary>)]
    canonical: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    signature: Option<Vec<u8>>,
}

/// The newest archive.
pub(super) async fn last(conn: &mut Connection) -> Result<Option<Archive>, Breakage> {
    let sql = "SELECT first, size, file, sha256 FROM audit_archives ORDER BY number DESC LIMIT 1";
    let kept: Option<Kept> = diesel::sql_query(sql).get_result(conn).await.optional()?;
    kept.map(|Kept { first, size, file, sha256 }| {
        Ok(Archive { first: first.unsigned_abs(), size: size.unsigned_abs(), file, sha256: hash_of(sha256)? })
    })
    .transpose()
}

/// Whether rows of this archive are still there that nothing rests on.
pub(super) async fn has_removable(conn: &mut Connection, first: u64, size: u64) -> Result<bool, Breakage> {
    let sql = "SELECT EXISTS (SELECT FROM removable_rows($1, $2)) AS it";
    let there = diesel::sql_query(sql).bind::<BigInt, _>(signed(first)?).bind::<BigInt, _>(signed(size)?);
    Ok(there.get_result::<Truth>(conn).await?.it)
}

/// The newest checkpoint over nothing but rows that were written before `before`, where it goes beyond `first`.
pub(super) async fn border(
    conn: &mut Connection,
    first: u64,
    before: DateTime<Utc>,
) -> Result<Option<Note>, Breakage> {
    let sql = "SELECT c.note FROM register_checkpoints c
         WHERE c.size > $1 AND c.size <= (SELECT coalesce(min(l.index), 0) FROM register_leaves l JOIN audit_rows r ON r.id = l.row_id
           WHERE l.index >= $1 AND r.at >= $2) ORDER BY c.number DESC LIMIT 1";
    let found: Option<NoteText> = diesel::sql_query(sql)
        .bind::<BigInt, _>(signed(first)?)
        .bind::<Timestamptz, _>(before)
        .get_result(conn)
        .await
        .optional()?;
    found.map(|found| found.note.parse().map_err(Breakage::new)).transpose()
}

/// Leaves with their rows, as an export names them.
pub(super) async fn leaves(conn: &mut Connection, from: u64, to: u64) -> Result<Vec<Item>, Breakage> {
    let sql = "SELECT l.index, l.row_id, l.leaf_hash, r.canonical, r.signature FROM register_leaves l
         LEFT JOIN audit_rows r ON r.id = l.row_id WHERE l.index >= $1 AND l.index < $2 ORDER BY l.index";
    let found: Vec<Leaf> = diesel::sql_query(sql)
        .bind::<BigInt, _>(signed(from)?)
        .bind::<BigInt, _>(signed(to)?)
        .load(conn)
        .await?;
    let item = |leaf: Leaf| {
        let row = leaf.canonical.zip(leaf.signature);
        let row =
            row.map(|(canonical, signature)| Row { id: leaf.row_id, canonical, signature, columns: None });
        let (index, hash) = (leaf.index.unsigned_abs(), hash_of(leaf.leaf_hash)?);
        Ok(Item::Leaf { index, row_id: leaf.row_id, hash, row })
    };
    found.into_iter().map(item).collect()
}

pub(super) async fn insert(
    conn: &mut Connection,
    archive: &Archive,
    root: &Hash,
    before: DateTime<Utc>,
    row: AuditRowId,
) -> Result<(), Breakage> {
    diesel::sql_query(
        "INSERT INTO audit_archives (number, first, size, root, file, sha256, before, row_id)
         SELECT coalesce(max(number), -1) + 1, $1, $2, $3, $4, $5, $6, $7 FROM audit_archives",
    )
    .bind::<BigInt, _>(signed(archive.first)?)
    .bind::<BigInt, _>(signed(archive.size)?)
    .bind::<Binary, _>(&root[..])
    .bind::<Text, _>(&archive.file)
    .bind::<Binary, _>(&archive.sha256[..])
    .bind::<Timestamptz, _>(before)
    .bind::<SqlUuid, _>(row.uuid())
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes the rows with these numbers; answers how many.
pub(super) async fn remove(conn: &mut Connection, lower: u64, upper: u64) -> Result<u64, Breakage> {
    let sql = diesel::sql_query("SELECT remove_archived_rows($1, $2) AS it");
    let removed = sql.bind::<BigInt, _>(signed(lower)?).bind::<BigInt, _>(signed(upper)?);
    Ok(removed.get_result::<Number>(conn).await?.it.unsigned_abs())
}
