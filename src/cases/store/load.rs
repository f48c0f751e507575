// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case with its facts in force, in one query; where somebody acts for the holder, in two or three more.

use super::rows::{CardRow, CaseRow, ContactRow, FormRow, IdentificationRow, PersonRow};
use crate::cases::case::Case;
use crate::db::{Breakage, Connection};
use crate::delegations;
use crate::holders::person::Person;
use crate::ids::CaseId;
use crate::schema::{
    authority_requests, case_card_checks, case_contacts, case_forms, case_holder_data, case_identifications,
    case_ownerships, cases, counters, delegations as delegations_table, holders, operators, releases,
    sibling_cases,
};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// What one row of the joined tables holds.
pub(super) type Joined = (
    CaseRow,
    String,           // the holder's code
    (String, String), // code and name of the counter
    (String, String), // name and surname of who changed it last
    Option<PersonRow>,
    Option<CardRow>,
    Option<IdentificationRow>,
    Option<ContactRow>,
    Option<FormRow>,
    (bool, bool),   // ownership proven, skipped
    (bool, bool),   // asked, releasing
    bool,           // delegations known
    Option<CaseId>, // the visit
);

/// Takes the case's row until the transaction ends; false where there is no such case.
pub(in crate::cases) async fn lock(conn: &mut Connection, id: CaseId) -> Result<bool, Breakage> {
    let found: Option<CaseId> =
        cases::table.find(id).select(cases::id).for_update().first(conn).await.optional()?;
    Ok(found.is_some())
}

pub(in crate::cases) async fn load(conn: &mut Connection, id: CaseId) -> Result<Option<Case>, Breakage> {
    let how = |how: &'static str| {
        exists(
            case_ownerships::table
                .filter(case_ownerships::case_id.eq(cases::id))
                .filter(case_ownerships::email.nullable().eq(case_contacts::email.nullable()))
                .filter(case_ownerships::how.eq(how)),
        )
    };
    let asked = exists(
        authority_requests::table
            .filter(authority_requests::case_id.eq(cases::id))
            .filter(authority_requests::answer.is_distinct_from("refused")),
    );
    let releasing =
        exists(releases::table.filter(releases::case_id.eq(cases::id)).filter(releases::ended_at.is_null()));
    let known = exists(delegations_table::table.filter(delegations_table::holder_id.eq(cases::holder_id)));
    let visit = sibling_cases::table
        .filter(sibling_cases::case_id.eq(cases::id).or(sibling_cases::first_id.eq(cases::id)))
        .select(sibling_cases::first_id)
        .limit(1)
        .single_value();
    let row: Option<Joined> = cases::table
        .inner_join(holders::table.on(holders::id.eq(cases::holder_id)))
        .inner_join(counters::table.on(counters::id.eq(cases::counter_id)))
        .inner_join(operators::table.on(operators::id.eq(cases::changed_by)))
        .left_join(case_holder_data::table.on(case_holder_data::id.nullable().eq(cases::holder_data_id)))
        .left_join(case_card_checks::table.on(case_card_checks::id.nullable().eq(cases::card_check_id)))
        .left_join(
            case_identifications::table.on(case_identifications::id.nullable().eq(cases::identification_id)),
        )
        .left_join(case_contacts::table.on(case_contacts::id.nullable().eq(cases::contact_id)))
        .left_join(case_forms::table.on(case_forms::id.nullable().eq(cases::signed_form_id)))
        .filter(cases::id.eq(id))
        .select((
            CaseRow::as_select(),
            holders::codice_fiscale,
            (counters::code, counters::name),
            (operators::name, operators::surname),
            Option::<PersonRow>::as_select(),
            Option::<CardRow>::as_select(),
            Option::<IdentificationRow>::as_select(),
            Option::<ContactRow>::as_select(),
            Option::<FormRow>::as_select(),
            (how("proven"), how("skipped")),
            (asked, releasing),
            known,
            visit,
        ))
        .first(conn)
        .await
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let head = &row.0;
    let delegation = match head.delegation_id {
        None => None, // the holder in person: nothing more is read
        Some(id) => {
            let (title, seen) = (head.delegation_title_id, head.identification_id);
            Some(delegations::load(conn, id, title, seen, head.delegation_complete, head.id).await?)
        }
    };
    super::rows::case(row, delegation).map(Some)
}

/// The holder's data as the case's counter saved them last in another case.
pub(in crate::cases) async fn known_person(
    conn: &mut Connection,
    case: &Case,
) -> Result<Option<Person>, Breakage> {
    let row: Option<PersonRow> = case_holder_data::table
        .inner_join(cases::table.on(cases::holder_data_id.eq(case_holder_data::id.nullable())))
        .filter(cases::holder_id.eq(case.holder.id))
        .filter(cases::counter_id.eq(case.counter.id))
        .order(case_holder_data::at.desc())
        .select(PersonRow::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(super::rows::person).transpose()?.map(|person| person.value))
}
