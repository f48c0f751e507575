// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a citizen's receipt proves: the row of its hand-over, found by the leaf's hash alone, and the tree above it.
//!
//! The hash tells nothing by itself and cannot be guessed (each row has 16 random bytes and a signature), so that it may stand in
//! an address. Whoever has it learns when and at which counter sheets were handed over, and never whose.

use super::note::{Note, verifier_key};
use super::prove::{PathHash, path};
use super::rows::base64_bytes;
use super::store::{self, hash_of, signed};
use super::tree::{Hash, is_included, leaf_hash, siblings};
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

/// The row that a receipt is about.
#[derive(Debug)]
pub struct Receipt {
    /// When the sheet was handed over.
    pub at: DateTime<Utc>,
    /// Where.
    pub counter: Option<CounterId>,
    /// Whether the register holds it.
    pub place: Place,
}

/// Where the row of a receipt is.
#[derive(Debug)]
pub enum Place {
    /// Written, and not under a checkpoint yet: a matter of seconds.
    Waiting,
    /// The tree holds something else where this row should be: the database was changed.
    Contradicted,
    /// Under the newest checkpoint.
    Under(Box<Inclusion>),
}

/// A row under a checkpoint.
#[derive(Debug)]
pub struct Inclusion {
    /// Its number, from 0.
    pub number: u64,
    /// The checkpoint.
    pub note: Note,
    /// What anybody can check it with.
    pub proof: ReceiptProof,
}

/// The proof as a file: the same form as the answer of `audit prove`, with the leaf's hash in place of the row.
#[derive(Debug, Serialize)]
pub struct ReceiptProof {
    checkpoint: String,
    key: String,
    rows: [LeafProof; 1],
}

#[derive(Debug, Serialize)]
struct LeafProof {
    number: u64,
    #[serde(with = "base64_bytes")]
    leaf: Hash,
    path: Vec<PathHash>,
}

#[derive(QueryableByName)]
struct Signed {
    #[diesel(sql_type = Binary)]
    canonical: Vec<u8>,
    #[diesel(sql_type = Binary)]
    signature: Vec<u8>,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Binary)]
    canonical: Vec<u8>,
    #[diesel(sql_type = Nullable<BigInt>)]
    index: Option<i64>,
}

/// What is read of the signed bytes.
#[derive(Deserialize)]
struct Said {
    at: DateTime<Utc>,
    counter: Option<CounterId>,
}

/// The hash that the receipt of a case carries: that of the leaf of its newest hand-over. None where no sheet was handed over.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn receipt_code(conn: &mut Connection, case: CaseId) -> Result<Option<Hash>, Breakage> {
    let found: Option<Signed> = diesel::sql_query(
        "SELECT canonical, signature FROM audit_rows
         WHERE case_id = $1 AND act = 'sheet.hand_over' AND outcome = 'done' ORDER BY at DESC, id DESC LIMIT 1",
    )
    .bind::<SqlUuid, _>(case)
    .get_result(conn)
    .await
    .optional()?;
    Ok(found.map(|row| leaf_hash(&[&row.canonical, &row.signature])))
}

/// The row whose leaf has this hash, where a receipt carries it. What is told is what was signed: columns are not believed.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn receipt(conn: &mut Connection, leaf: &Hash) -> Result<Option<Receipt>, Breakage> {
    let found: Option<Found> = diesel::sql_query(
        r"SELECT r.canonical, l.index FROM audit_rows r LEFT JOIN register_leaves l ON l.row_id = r.id
         WHERE sha256('\x00'::bytea || r.canonical || r.signature) = $1
         AND r.act = 'sheet.hand_over' AND r.outcome = 'done'",
    )
    .bind::<Binary, _>(&leaf[..])
    .get_result(conn)
    .await
    .optional()?;
    let Some(found) = found else { return Ok(None) };
    let said: Said = serde_json::from_slice(&found.canonical).map_err(Breakage::new)?;
    let place = match found.index {
        None => Place::Waiting,
        Some(index) => place(conn, index.unsigned_abs(), *leaf).await?,
    };
    Ok(Some(Receipt { at: said.at, counter: said.counter, place }))
}

async fn place(conn: &mut Connection, number: u64, leaf: Hash) -> Result<Place, Breakage> {
    let Some(newest) = store::newest(conn).await? else { return Ok(Place::Waiting) };
    let note: Note = newest.note.parse().map_err(Breakage::new)?;
    let (size, root) = (note.checkpoint.size, note.checkpoint.root);
    let Some(ranges) = siblings(number, size) else { return Ok(Place::Waiting) };
    let public = store::public_key(conn, &newest.key_id).await?;
    let path = path(conn, &ranges).await?;
    let hashes: Vec<Hash> = path.iter().map(|hash| hash.0).collect();
    if !note.is_signed_by(&public) || !is_included(&leaf, number, size, &hashes, &root) {
        tracing::error!(
            number = signed(number)?,
            "a receipt's row is not under the newest checkpoint: run `sportello audit verify`"
        );
        return Ok(Place::Contradicted);
    }
    let key = verifier_key(&note.checkpoint.origin, &public);
    let proof = ReceiptProof { checkpoint: note.text.clone(), key, rows: [LeafProof { number, leaf, path }] };
    Ok(Place::Under(Box::new(Inclusion { number, note, proof })))
}

/// The hash of a code as an address has it: 64 hexadecimal digits.
#[must_use]
pub fn read_receipt_code(text: &str) -> Option<Hash> {
    hash_of(hex::decode(text).ok()?).ok()
}
