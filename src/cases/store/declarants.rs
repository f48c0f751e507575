// SPDX-License-Identifier: AGPL-3.0-or-later
//! Relatives who declare in place of a holder's signature.

use crate::cases::acting::Acting;
use crate::cases::signing::Declarant;
use crate::db::{Breakage, Connection};
use crate::holders;
use crate::identification::document::IdentityDocument;
use crate::ids::{CaseId, FormId};
use crate::policy::Relation;
use crate::schema::form_declarants;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Queryable, Selectable)]
#[diesel(table_name = form_declarants)]
pub(super) struct Row {
    surname: String,
    name: String,
    birth_date: NaiveDate,
    relation: String,
    document_kind: String,
    document_number: String,
    issuer: String,
    issued: NaiveDate,
    expires: Option<NaiveDate>,
}

impl Row {
    pub(super) fn read(self, code: &str) -> Option<Declarant> {
        let Self { document_kind, document_number, issuer, issued, expires, .. } = self;
        Some(Declarant {
            code: code.parse().ok()?,
            surname: self.surname.parse().ok()?,
            name: self.name.parse().ok()?,
            birth_date: self.birth_date,
            relation: Relation::from_key(&self.relation)?,
            document: IdentityDocument::recorded(document_kind, document_number, issuer, issued, expires),
        })
    }
}

pub(super) async fn insert(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: CaseId,
    form: FormId,
    declarant: &Declarant,
) -> Result<(), Breakage> {
    let known = holders::remember(conn, &declarant.code, acting.now).await?;
    let document = &declarant.document;
    diesel::insert_into(form_declarants::table)
        .values((
            form_declarants::form_id.eq(form),
            form_declarants::case_id.eq(case),
            form_declarants::declarant_id.eq(known.id),
            form_declarants::surname.eq(declarant.surname.as_str()),
            form_declarants::name.eq(declarant.name.as_str()),
            form_declarants::birth_date.eq(declarant.birth_date),
            form_declarants::relation.eq(declarant.relation.key()),
            form_declarants::document_kind.eq(document.kind()),
            form_declarants::document_number.eq(document.number()),
            form_declarants::issuer.eq(document.issuer()),
            form_declarants::issued.eq(document.issued()),
            form_declarants::expires.eq(document.expires()),
            form_declarants::seen_on.eq(acting.today()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
