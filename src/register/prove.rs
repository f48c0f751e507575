// SPDX-License-Identifier: AGPL-3.0-or-later
//! Proving that the rows of a case are in the tree under the newest checkpoint, with nothing but hashes of the others.

use super::note::{Note, verifier_key};
use super::rows::{Row, base64_bytes};
use super::store;
use super::tree::{Hash, fold, parts, siblings};
use crate::db::{Breakage, Connection};
use diesel::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde::Serialize;
use uuid::Uuid;

/// Why there are no proofs.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// Nobody has such a case.
    #[error("there is no case {0}.")]
    NoCase(String),
    /// Nothing was signed yet.
    #[error("there is no checkpoint yet: see that `sportello sequence` runs.")]
    NoCheckpoint,
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// The rows of a case and what proves them; its JSON form is the answer of `audit prove`.
#[derive(Debug, Serialize)]
pub struct Proofs {
    /// The case.
    pub case: Uuid,
    /// The checkpoint, as a signed note.
    pub checkpoint: String,
    /// The public key that signed it, as the database names it: who does not believe the database compares it.
    pub key: String,
    /// Each numbered row under the checkpoint.
    pub rows: Vec<Proof>,
    /// Rows that are not under it yet.
    pub waiting: Vec<Uuid>,
}

/// One row.
#[derive(Debug, Serialize)]
pub struct Proof {
    /// Its number, from 0.
    pub number: u64,
    /// The row: id, signed bytes and signature. The leaf is SHA-256(0x00 ‖ signed bytes ‖ signature).
    #[serde(flatten)]
    row: Row,
    /// Hashes from the leaf up (RFC 6962 section 2.1.1).
    pub path: Vec<PathHash>,
}

/// A hash in base64.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct PathHash(#[serde(with = "base64_bytes")] pub(super) Hash);

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Binary)]
    canonical: Vec<u8>,
    #[diesel(sql_type = Binary)]
    signature: Vec<u8>,
    #[diesel(sql_type = Nullable<BigInt>)]
    index: Option<i64>,
}

#[derive(QueryableByName)]
struct Case {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Proves the rows of the case with this protocol number or id, as one moment has them.
///
/// # Errors
/// [`ProveError`].
pub async fn prove(conn: &mut Connection, case: &str) -> Result<Proofs, ProveError> {
    conn.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map_err(Breakage::from)?;
    let sought = "SELECT id FROM cases WHERE id::text = lower($1) OR protocol = upper($1)";
    let found: Option<Case> = diesel::sql_query(sought)
        .bind::<Text, _>(case.trim())
        .get_result(conn)
        .await
        .optional()
        .map_err(Breakage::from)?;
    let case = found.ok_or_else(|| ProveError::NoCase(case.to_owned()))?.id;
    let signed = store::newest(conn).await?.ok_or(ProveError::NoCheckpoint)?;
    let note: Note = signed.note.parse().map_err(Breakage::new)?;
    let public = store::public_key(conn, &signed.key_id).await?;
    let found: Vec<Found> = diesel::sql_query(
        "SELECT r.id, r.canonical, r.signature, l.index FROM audit_rows r
         LEFT JOIN register_leaves l ON l.row_id = r.id WHERE r.case_id = $1 ORDER BY l.index NULLS LAST, r.id",
    )
    .bind::<SqlUuid, _>(case)
    .load(conn)
    .await
    .map_err(Breakage::from)?;
    let key = verifier_key(&note.checkpoint.origin, &public);
    let mut proofs = Proofs { case, checkpoint: note.text, key, rows: Vec::new(), waiting: Vec::new() };
    for Found { id, canonical, signature, index } in found {
        let number = index.map(i64::unsigned_abs);
        let Some((number, ranges)) =
            number.and_then(|number| Some((number, siblings(number, note.checkpoint.size)?)))
        else {
            proofs.waiting.push(id);
            continue;
        };
        let row = Row { id, canonical, signature, columns: None };
        proofs.rows.push(Proof { number, row, path: path(conn, &ranges).await? });
    }
    Ok(proofs)
}

/// The hashes of these ranges, in one question.
pub(super) async fn path(conn: &mut Connection, ranges: &[(u64, u64)]) -> Result<Vec<PathHash>, Breakage> {
    let nodes: Vec<_> = ranges.iter().map(|(start, end)| parts(*start, *end)).collect();
    let hashes = store::hashes(conn, &nodes.concat()).await?;
    let mut rest = &hashes[..];
    let folded = nodes.iter().map(|parts| {
        let (these, others) = rest.split_at(parts.len());
        rest = others;
        PathHash(fold(these))
    });
    Ok(folded.collect())
}
