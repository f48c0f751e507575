// SPDX-License-Identifier: AGPL-3.0-or-later
//! Request forms, printed and signed.

use crate::cases::acting::Acting;
use crate::cases::case::Case;
use crate::cases::fingerprint::Fingerprint;
use crate::cases::form::PrintedForm;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, FormId};
use crate::schema::{case_forms, cases};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

type Row = (FormId, Vec<u8>, DateTime<Utc>, Option<DateTime<Utc>>);

fn printed((id, fingerprint, printed_at, signed_at): Row) -> Result<PrintedForm, Breakage> {
    Ok(PrintedForm { id, fingerprint: fingerprint.try_into()?, printed_at, signed_at })
}

pub(in crate::cases) async fn insert_form(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: &Case,
    fingerprint: &Fingerprint,
) -> Result<FormId, Breakage> {
    let id = FormId::new(acting.now);
    diesel::insert_into(case_forms::table)
        .values((
            case_forms::id.eq(id),
            case_forms::case_id.eq(case.id),
            case_forms::case_version.eq(case.version),
            case_forms::fingerprint.eq(&fingerprint.as_bytes()[..]),
            case_forms::printed_at.eq(acting.now),
            case_forms::printed_by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

pub(in crate::cases) async fn newest_form(
    conn: &mut Connection,
    case: CaseId,
) -> Result<Option<PrintedForm>, Breakage> {
    let row: Option<Row> = case_forms::table
        .filter(case_forms::case_id.eq(case))
        .order((case_forms::printed_at.desc(), case_forms::id.desc()))
        .select((case_forms::id, case_forms::fingerprint, case_forms::printed_at, case_forms::signed_at))
        .first(conn)
        .await
        .optional()?;
    row.map(printed).transpose()
}

pub(in crate::cases) async fn form(
    conn: &mut Connection,
    case: CaseId,
    form: FormId,
) -> Result<Option<PrintedForm>, Breakage> {
    let row: Option<Row> = case_forms::table
        .filter(case_forms::case_id.eq(case))
        .filter(case_forms::id.eq(form))
        .select((case_forms::id, case_forms::fingerprint, case_forms::printed_at, case_forms::signed_at))
        .first(conn)
        .await
        .optional()?;
    row.map(printed).transpose()
}

/// Signs the form, if it is not signed yet, and points the case at it.
pub(in crate::cases) async fn sign_form(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: &Case,
    form: FormId,
) -> Result<(), Breakage> {
    diesel::update(case_forms::table.find(form).filter(case_forms::signed_at.is_null()))
        .set((case_forms::signed_at.eq(acting.now), case_forms::signed_by.eq(acting.operator.id())))
        .execute(conn)
        .await?;
    diesel::update(cases::table.find(case.id))
        .set((
            cases::signed_form_id.eq(form),
            cases::version.eq(case.version + 1),
            cases::changed_at.eq(acting.now),
            cases::changed_by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
