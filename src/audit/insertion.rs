// SPDX-License-Identifier: AGPL-3.0-or-later
//! Putting rows into the register: one statement for rows and personal values, because every act pays for it.

use super::canonical::{Row, VERSION};
use crate::db::{Breakage, Connection, Keep};
use crate::ids::AuditRowId;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Binary, Nullable, SmallInt, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

pub(super) async fn insert(mut conn: &Connection, rows: &[Row]) -> Result<(), Breakage> {
    Insertion::of(rows).kept().execute(&mut conn).await?;
    Ok(())
}

/// The statement. Its text depends on how many rows there are and on nothing else; where none has a personal value, the arrays
/// are empty.
struct Insertion<'a> {
    rows: Vec<(&'a Row, Option<String>)>,
    of: Vec<AuditRowId>,
    fields: Vec<&'a str>,
    values: Vec<&'a str>,
    salts: Vec<&'a [u8]>,
}

impl<'a> Insertion<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let personal = || rows.iter().flat_map(|row| row.personal.iter().map(|personal| (row.id, personal)));
        let address = |row: &Row| row.entry.who.address.map(|address| address.to_string());
        Self {
            rows: rows.iter().map(|row| (row, address(row))).collect(),
            of: personal().map(|(row, _)| row).collect(),
            fields: personal().map(|(_, personal)| personal.field).collect(),
            values: personal().map(|(_, personal)| &*personal.value).collect(),
            salts: personal().map(|(_, personal)| &personal.salt[..]).collect(),
        }
    }
}

impl QueryId for Insertion<'_> {
    type QueryId = ();
    // found by its text
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<Pg> for Insertion<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "WITH row AS (INSERT INTO audit_rows (id, version, at, nonce, act, outcome, operator_id, address, \
             counter_id, holder_id, case_id, canonical, key_id, signature) VALUES (",
        );
        for (place, (row, address)) in self.rows.iter().enumerate() {
            if place > 0 {
                out.push_sql("), (");
            }
            push(row, address, &mut out)?;
        }
        out.push_sql(")) INSERT INTO audit_values (row_id, field, value, salt) SELECT * FROM unnest(");
        out.push_bind_param::<Array<Uuid>, _>(&self.of)?;
        out.push_sql("::uuid[], ");
        out.push_bind_param::<Array<Text>, _>(&self.fields)?;
        out.push_sql("::text[], ");
        out.push_bind_param::<Array<Text>, _>(&self.values)?;
        out.push_sql("::text[], ");
        out.push_bind_param::<Array<Binary>, _>(&self.salts)?;
        out.push_sql("::bytea[])");
        Ok(())
    }
}

/// The values of a row in the order of its columns.
fn push<'b>(row: &'b Row, address: &'b Option<String>, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
    let (entry, who) = (&row.entry, &row.entry.who);
    out.push_bind_param::<Uuid, _>(&row.id)?;
    out.push_sql(", ");
    out.push_bind_param::<SmallInt, _>(&VERSION)?;
    out.push_sql(", ");
    out.push_bind_param::<Timestamptz, _>(&row.at)?;
    out.push_sql(", ");
    out.push_bind_param::<Binary, _>(&row.nonce[..])?;
    out.push_sql(", ");
    out.push_bind_param::<Text, _>(entry.act)?;
    out.push_sql(", ");
    out.push_bind_param::<Text, _>(entry.outcome.word())?;
    out.push_sql(", ");
    out.push_bind_param::<Nullable<Uuid>, _>(&who.operator)?;
    out.push_sql(", ");
    out.push_bind_param::<Nullable<Text>, _>(address)?;
    out.push_sql(", ");
    out.push_bind_param::<Nullable<Uuid>, _>(&who.counter)?;
    out.push_sql(", ");
    out.push_bind_param::<Nullable<Uuid>, _>(&entry.holder)?;
    out.push_sql(", ");
    out.push_bind_param::<Nullable<Uuid>, _>(&entry.case)?;
    out.push_sql(", ");
    out.push_bind_param::<Binary, _>(&row.canonical)?;
    out.push_sql(", ");
    out.push_bind_param::<Text, _>(&row.key_id)?;
    out.push_sql(", ");
    out.push_bind_param::<Binary, _>(&row.signature[..])
}
