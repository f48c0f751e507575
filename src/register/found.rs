// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is asked of PostgreSQL for a verification or an export.

use super::rows::{Columns, Row};
use super::store::Signed;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Date, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// A row without a number, beside its place in the queue, which may be missing.
#[derive(QueryableByName)]
pub(super) struct Found {
    #[diesel(sql_type = Nullable<Binary>)]
    pub hash: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    version: Option<i16>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Binary>)]
    nonce: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Text>)]
    act: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    outcome: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    operator_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    address: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    counter_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    holder_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    case_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Binary>)]
    canonical: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Text>)]
    key_id: Option<String>,
    #[diesel(sql_type = Nullable<Binary>)]
    signature: Option<Vec<u8>>,
}

impl Found {
    /// The row, where there is one.
    pub fn row(self) -> Option<Row> {
        let key = self.key_id.unwrap_or_default();
        let columns = Columns {
            version: self.version?,
            at: self.at?,
            nonce: self.nonce?,
            act: self.act?,
            outcome: self.outcome?,
            operator: self.operator_id,
            address: self.address,
            counter: self.counter_id,
            holder: self.holder_id,
            case: self.case_id,
            key,
        };
        Some(Row {
            id: self.id?,
            canonical: self.canonical?,
            signature: self.signature?,
            columns: Some(columns),
        })
    }
}

#[derive(QueryableByName)]
pub(super) struct KeyRow {
    #[diesel(sql_type = Text)]
    pub id: String,
    #[diesel(sql_type = Binary)]
    pub public_key: Vec<u8>,
}

/// How many rows there are, and how many of them wait for a number.
#[derive(QueryableByName)]
pub(super) struct Count {
    #[diesel(sql_type = BigInt)]
    pub rows: i64,
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
}

/// What another connection sees this moment by.
#[derive(QueryableByName)]
pub(super) struct Snapshot {
    #[diesel(sql_type = Text)]
    pub name: String,
}

#[derive(QueryableByName)]
pub(super) struct ArchiveRow {
    #[diesel(sql_type = BigInt)]
    pub first: i64,
    #[diesel(sql_type = BigInt)]
    pub size: i64,
    #[diesel(sql_type = Text)]
    pub file: String,
    #[diesel(sql_type = Binary)]
    pub sha256: Vec<u8>,
}

#[derive(QueryableByName)]
pub(super) struct OrphanRow {
    #[diesel(sql_type = SqlUuid)]
    pub row_id: Uuid,
}

/// The same columns as [`Signed`], by name.
#[derive(QueryableByName)]
pub(super) struct CheckpointRow {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = BigInt)]
    size: i64,
    #[diesel(sql_type = Binary)]
    root: Vec<u8>,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Date>)]
    day_end: Option<chrono::NaiveDate>,
    #[diesel(sql_type = Text)]
    key_id: String,
    #[diesel(sql_type = Text)]
    note: String,
}

impl From<CheckpointRow> for Signed {
    fn from(row: CheckpointRow) -> Self {
        let CheckpointRow { number, size, root, at, day_end, key_id, note } = row;
        Self { number, size, root, at, day_end, key_id, note }
    }
}

/// The columns of a row beside its place in the queue.
macro_rules! row {
    () => {
        "SELECT q.leaf_hash AS hash, r.id, r.version, r.at, r.nonce, r.act, r.outcome, r.operator_id, r.address, r.counter_id,
         r.holder_id, r.case_id, r.canonical, r.key_id, r.signature "
    };
}

/// One moment, and a cursor for each kind of thing but leaves and values.
pub(super) const BEGIN: &str = concat!(
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
     DECLARE checkpoints NO SCROLL CURSOR FOR SELECT number, size, root, at, day_end, key_id, note
     FROM register_checkpoints ORDER BY number;
     DECLARE waiting NO SCROLL CURSOR FOR ",
    row!(),
    "FROM register_queue q JOIN audit_rows r ON r.id = q.row_id
     WHERE NOT EXISTS (SELECT FROM register_leaves l WHERE l.row_id = r.id);
     DECLARE loose NO SCROLL CURSOR FOR ",
    row!(),
    "FROM audit_rows r LEFT JOIN register_queue q ON q.row_id = r.id
     WHERE NOT EXISTS (SELECT FROM register_leaves l WHERE l.row_id = r.id);
     DECLARE orphans NO SCROLL CURSOR FOR SELECT q.row_id FROM register_queue q
     WHERE NOT EXISTS (SELECT FROM audit_rows r WHERE r.id = q.row_id);"
);
