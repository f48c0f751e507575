// SPDX-License-Identifier: AGPL-3.0-or-later
//! Request forms, printed and signed.

use super::declarants;
use crate::cases::acting::Acting;
use crate::cases::case::Case;
use crate::cases::fingerprint::Fingerprint;
use crate::cases::form::PrintedForm;
use crate::cases::signing::{Cause, Signing};
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CaseId, FormId};
use crate::schema::{case_forms, cases, form_declarants, holders};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_forms)]
struct Row {
    id: FormId,
    fingerprint: Vec<u8>,
    printed_at: DateTime<Utc>,
    signed_at: Option<DateTime<Utc>>,
    signing: String,
    cause: Option<String>,
}

type Joined = (Row, Option<declarants::Row>, Option<String>);

fn printed((row, declarant, code): Joined) -> Result<PrintedForm, Breakage> {
    let unknown = || Breakage::new("a form is signed in a way that has no meaning");
    let signing = match (row.signing.as_str(), declarant, code) {
        ("hand", _, _) => Signing::ByHand,
        ("officer", _, _) => {
            let cause = row.cause.as_deref().and_then(Cause::from_key).ok_or_else(unknown)?;
            Signing::TakenByOfficer(cause)
        }
        ("relative", Some(declarant), Some(code)) => {
            Signing::ByRelative(Box::new(declarant.read(&code).ok_or_else(unknown)?))
        }
        _ => return Err(unknown()),
    };
    let fingerprint = row.fingerprint.try_into()?;
    Ok(PrintedForm { id: row.id, fingerprint, printed_at: row.printed_at, signed_at: row.signed_at, signing })
}

/// The forms of a case, with the relative who declares in them.
macro_rules! of_case {
    ($case:expr) => {
        case_forms::table
            .left_join(form_declarants::table.on(form_declarants::form_id.eq(case_forms::id)))
            .left_join(holders::table.on(holders::id.nullable().eq(form_declarants::declarant_id.nullable())))
            .filter(case_forms::case_id.eq($case))
            .select((
                Row::as_select(),
                Option::<declarants::Row>::as_select(),
                holders::codice_fiscale.nullable(),
            ))
    };
}

pub(in crate::cases) async fn insert_form(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: &Case,
    fingerprint: &Fingerprint,
    signing: &Signing,
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
            case_forms::signing.eq(signing.key()),
            case_forms::cause.eq(signing.cause()),
        ))
        .execute(conn)
        .await?;
    if let Signing::ByRelative(declarant) = signing {
        declarants::insert(conn, acting, case.id, id, declarant).await?;
    }
    Ok(id)
}

pub(in crate::cases) async fn newest_form(
    conn: &mut Connection,
    case: CaseId,
) -> Result<Option<PrintedForm>, Breakage> {
    let row: Option<Joined> = of_case!(case)
        .order((case_forms::printed_at.desc(), case_forms::id.desc()))
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
    let row: Option<Joined> = of_case!(case).filter(case_forms::id.eq(form)).first(conn).await.optional()?;
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
        .kept()
        .execute(conn)
        .await?;
    diesel::update(cases::table.find(case.id))
        .set((
            cases::signed_form_id.eq(form),
            cases::version.eq(case.version + 1),
            cases::changed_at.eq(acting.now),
            cases::changed_by.eq(acting.operator.id()),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}
