// SPDX-License-Identifier: AGPL-3.0-or-later
//! Putting a row into the register: one statement for row and personal values, because every act pays for it.

use super::canonical::{Row, VERSION};
use crate::db::{Breakage, Connection};
use crate::ids::{AuditRowId, CaseId, CounterId, HolderId, OperatorId};
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Binary, Nullable, SmallInt, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

pub(super) async fn insert(mut conn: &Connection, row: &Row) -> Result<(), Breakage> {
    Insertion::of(row).execute(&mut conn).await?;
    Ok(())
}

/// The statement. Its text is always the same, so that a connection prepares it once; where a row has no personal values,
/// the arrays are empty.
struct Insertion<'a> {
    id: AuditRowId,
    at: DateTime<Utc>,
    nonce: &'a [u8],
    act: &'a str,
    outcome: &'static str,
    operator: Option<OperatorId>,
    address: Option<String>,
    counter: Option<CounterId>,
    holder: Option<HolderId>,
    case: Option<CaseId>,
    canonical: &'a [u8],
    key_id: &'a str,
    signature: &'a [u8],
    fields: Vec<&'a str>,
    values: Vec<&'a str>,
    salts: Vec<&'a [u8]>,
}

impl<'a> Insertion<'a> {
    fn of(row: &'a Row) -> Self {
        let (entry, who) = (&row.entry, &row.entry.who);
        Self {
            id: row.id,
            at: row.at,
            nonce: &row.nonce,
            act: entry.act,
            outcome: entry.outcome.word(),
            operator: who.operator,
            address: who.address.map(|address| address.to_string()),
            counter: who.counter,
            holder: entry.holder,
            case: entry.case,
            canonical: &row.canonical,
            key_id: &row.key_id,
            signature: &row.signature,
            fields: row.personal.iter().map(|personal| personal.field).collect(),
            values: row.personal.iter().map(|personal| &*personal.value).collect(),
            salts: row.personal.iter().map(|personal| &personal.salt[..]).collect(),
        }
    }
}

impl QueryId for Insertion<'_> {
    type QueryId = Insertion<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl QueryFragment<Pg> for Insertion<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "WITH row AS (INSERT INTO audit_rows (id, version, at, nonce, act, outcome, operator_id, address, \
             counter_id, holder_id, case_id, canonical, key_id, signature) VALUES (",
        );
        out.push_bind_param::<Uuid, _>(&self.id)?;
        out.push_sql(", ");
        out.push_bind_param::<SmallInt, _>(&VERSION)?;
        out.push_sql(", ");
        out.push_bind_param::<Timestamptz, _>(&self.at)?;
        out.push_sql(", ");
        out.push_bind_param::<Binary, _>(self.nonce)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(self.act)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(self.outcome)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Uuid>, _>(&self.operator)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Text>, _>(&self.address)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Uuid>, _>(&self.counter)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Uuid>, _>(&self.holder)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Uuid>, _>(&self.case)?;
        out.push_sql(", ");
        out.push_bind_param::<Binary, _>(self.canonical)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(self.key_id)?;
        out.push_sql(", ");
        out.push_bind_param::<Binary, _>(self.signature)?;
        out.push_sql(")) INSERT INTO audit_values (row_id, field, value, salt) SELECT ");
        out.push_bind_param::<Uuid, _>(&self.id)?;
        out.push_sql(", * FROM unnest(");
        out.push_bind_param::<Array<Text>, _>(&self.fields)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Text>, _>(&self.values)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Binary>, _>(&self.salts)?;
        out.push_sql(")");
        Ok(())
    }
}
