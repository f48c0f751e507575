// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is asked of PostgreSQL for a verification or an export.

use super::rows::{Columns, Row};
use super::store::Signed;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{
    Array, BigInt, Binary, Date, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid,
};
use uuid::Uuid;

/// A row beside its leaf or its place in the queue; each may be missing.
#[derive(QueryableByName)]
pub(super) struct Found {
    #[diesel(sql_type = Nullable<BigInt>)]
    pub index: Option<i64>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub leaf_of: Option<Uuid>,
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
    #[diesel(sql_type = Nullable<Array<Text>>)]
    fields: Option<Vec<String>>,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    contents: Option<Vec<String>>,
    #[diesel(sql_type = Nullable<Array<Binary>>)]
    salts: Option<Vec<Vec<u8>>>,
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
        let pairs = self.fields.unwrap_or_default().into_iter().zip(self.contents.unwrap_or_default());
        let values = pairs.zip(self.salts.unwrap_or_default());
        Some(Row {
            id: self.id?,
            canonical: self.canonical?,
            signature: self.signature?,
            columns: Some(columns),
            values: values.map(|((field, value), salt)| (field, value, salt)).collect(),
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

/// The columns of a row and its personal values, each row with one look into an index.
macro_rules! row {
    () => {
        "r.id, r.version, r.at, r.nonce, r.act, r.outcome, r.operator_id, r.address, r.counter_id, r.holder_id, r.case_id,
         r.canonical, r.key_id, r.signature, v.fields, v.contents, v.salts"
    };
}

macro_rules! values {
    () => {
        "LEFT JOIN LATERAL (SELECT array_agg(field) AS fields, array_agg(value) AS contents, array_agg(salt) AS salts
         FROM audit_values WHERE row_id = r.id) v ON true"
    };
}

/// One moment, and a cursor for each kind of thing.
pub(super) const BEGIN: &str = concat!(
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
     DECLARE leaves NO SCROLL CURSOR FOR SELECT l.index, l.row_id AS leaf_of, l.leaf_hash AS hash, ",
    row!(),
    " FROM register_leaves l LEFT JOIN audit_rows r ON r.id = l.row_id ",
    values!(),
    " ORDER BY l.index;
     DECLARE checkpoints NO SCROLL CURSOR FOR SELECT number, size, root, at, day_end, key_id, note
     FROM register_checkpoints ORDER BY number;
     DECLARE loose NO SCROLL CURSOR FOR SELECT NULL::bigint AS index, NULL::uuid AS leaf_of, q.leaf_hash AS hash, ",
    row!(),
    " FROM audit_rows r LEFT JOIN register_queue q ON q.row_id = r.id ",
    values!(),
    " WHERE NOT EXISTS (SELECT FROM register_leaves l WHERE l.row_id = r.id);
     DECLARE orphans NO SCROLL CURSOR FOR SELECT q.row_id FROM register_queue q
     WHERE NOT EXISTS (SELECT FROM audit_rows r WHERE r.id = q.row_id);"
);
