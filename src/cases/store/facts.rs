// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rows of the facts: each save is a new one.

use crate::cases::acting::Acting;
use crate::cases::case::Case;
use crate::db::{Breakage, Connection};
use crate::delegations::Delegate;
use crate::ids::{CardCheckId, CaseId, ContactId, HolderDataId, IdentificationId};
use crate::schema::{
    case_card_checks, case_contacts, case_delegates, case_holder_data, case_identifications, case_overrides,
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

fn there<T>(fact: Option<&T>) -> Result<&T, Breakage> {
    fact.ok_or_else(|| Breakage::new("a fact to be saved is not in the case"))
}

pub(in crate::cases) async fn insert_person(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: HolderDataId,
    case: &Case,
) -> Result<(), Breakage> {
    let person = there(case.person.as_ref())?;
    diesel::insert_into(case_holder_data::table)
        .values((
            case_holder_data::id.eq(id),
            case_holder_data::case_id.eq(case.id),
            case_holder_data::case_version.eq(case.version),
            case_holder_data::surname.eq(person.surname.as_str()),
            case_holder_data::name.eq(person.name.as_str()),
            case_holder_data::sex.eq(person.sex.letter()),
            case_holder_data::birth_date.eq(person.birth_date),
            case_holder_data::birth_place.eq(person.birth_place.as_str()),
            case_holder_data::at.eq(acting.now),
            case_holder_data::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn insert_card(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CardCheckId,
    case: &Case,
) -> Result<(), Breakage> {
    let checked = there(case.card.as_ref())?;
    diesel::insert_into(case_card_checks::table)
        .values((
            case_card_checks::id.eq(id),
            case_card_checks::case_id.eq(case.id),
            case_card_checks::case_version.eq(case.version),
            case_card_checks::card_number.eq(checked.card.number.as_str()),
            case_card_checks::entered_by.eq(checked.card.entered_by.key()),
            case_card_checks::expires.eq(checked.card.expires),
            case_card_checks::former_card.eq(checked.card.former.key()),
            case_card_checks::outcome.eq(checked.outcome.key()),
            case_card_checks::at.eq(acting.now),
            case_card_checks::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn insert_identification(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: IdentificationId,
    case: &Case,
) -> Result<(), Breakage> {
    let document = there(case.identification.as_ref())?;
    diesel::insert_into(case_identifications::table)
        .values((
            case_identifications::id.eq(id),
            case_identifications::case_id.eq(case.id),
            case_identifications::case_version.eq(case.version),
            case_identifications::document_kind.eq(document.kind()),
            case_identifications::document_number.eq(document.number()),
            case_identifications::issuer.eq(document.issuer()),
            case_identifications::issued.eq(document.issued()),
            case_identifications::expires.eq(document.expires()),
            case_identifications::delegation_id.eq(case.delegation.as_ref().map(|delegation| delegation.id)),
            case_identifications::at.eq(acting.now),
            case_identifications::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    let delegate = case.delegation.as_ref().and_then(|delegation| delegation.delegate.as_ref());
    let Some(Delegate { person, .. }) = delegate else { return Ok(()) };
    diesel::insert_into(case_delegates::table)
        .values((
            case_delegates::identification_id.eq(id),
            case_delegates::case_id.eq(case.id),
            case_delegates::surname.eq(person.surname.as_str()),
            case_delegates::name.eq(person.name.as_str()),
            case_delegates::sex.eq(person.sex.letter()),
            case_delegates::birth_date.eq(person.birth_date),
            case_delegates::birth_place.eq(person.birth_place.as_str()),
            case_delegates::seen_on.eq(acting.today()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn insert_contact(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: ContactId,
    case: &Case,
) -> Result<(), Breakage> {
    let contact = there(case.contact.as_ref())?;
    let trusted = contact.trusted.as_ref();
    diesel::insert_into(case_contacts::table)
        .values((
            case_contacts::id.eq(id),
            case_contacts::case_id.eq(case.id),
            case_contacts::case_version.eq(case.version),
            case_contacts::email.eq(contact.email().map(|email| email.as_str())),
            case_contacts::post.eq(contact.to.post().map(ToString::to_string)),
            case_contacts::trusted_surname.eq(trusted.map(|person| person.surname.as_str())),
            case_contacts::trusted_name.eq(trusted.map(|person| person.name.as_str())),
            case_contacts::trusted_relation.eq(trusted.and_then(|person| person.relation.as_deref())),
            case_contacts::phone.eq(contact.phone.as_ref().map(|phone| phone.as_str())),
            case_contacts::language.eq(contact.language.code()),
            case_contacts::at.eq(acting.now),
            case_contacts::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn insert_override(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: CaseId,
    version: i32,
    warning: &str,
    reason: &str,
) -> Result<(), Breakage> {
    diesel::insert_into(case_overrides::table)
        .values((
            case_overrides::id.eq(Uuid::now_v7()),
            case_overrides::case_id.eq(case),
            case_overrides::case_version.eq(version),
            case_overrides::warning.eq(warning),
            case_overrides::reason.eq(reason),
            case_overrides::at.eq(acting.now),
            case_overrides::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Warning and reason of what was ticked away in these versions of a case, in the order of the steps.
pub(in crate::cases) async fn overrides(
    conn: &mut Connection,
    case: CaseId,
    versions: &[i32],
) -> Result<Vec<(String, String)>, Breakage> {
    Ok(case_overrides::table
        .filter(case_overrides::case_id.eq(case))
        .filter(case_overrides::case_version.eq_any(versions))
        .order((case_overrides::case_version, case_overrides::warning))
        .select((case_overrides::warning, case_overrides::reason))
        .load(conn)
        .await?)
}
