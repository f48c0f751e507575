// SPDX-License-Identifier: AGPL-3.0-or-later
//! A holder and a card of theirs as they were met last.

use super::named::named_of;
use crate::cases::dossier::KnownCard;
use crate::cases::known::KnownPerson;
use crate::db::{Breakage, Connection};
use crate::ids::{CardCheckId, HolderId};
use crate::schema::{activations, case_card_checks, case_contacts, case_holder_data, cases};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

pub(in crate::cases) async fn card_of(
    conn: &mut Connection,
    holder: HolderId,
    card: CardCheckId,
) -> Result<Option<KnownCard>, Breakage> {
    let shown = case_card_checks::table
        .inner_join(cases::table.on(cases::id.eq(case_card_checks::case_id)))
        .left_join(activations::table.on(activations::card_number.eq(case_card_checks::card_number)))
        .filter(case_card_checks::id.eq(card))
        .filter(cases::holder_id.eq(holder))
        .filter(case_card_checks::outcome.ne("another_holder"))
        .select((
            case_card_checks::id,
            case_card_checks::card_number,
            case_card_checks::expires,
            case_card_checks::outcome,
            case_card_checks::at,
            activations::activated_at.nullable(),
            true.into_sql::<Bool>(),
        ))
        .first(conn)
        .await
        .optional()?;
    if shown.is_some() {
        return Ok(shown);
    }
    Ok(named_of(conn, holder, Some(card)).await?.pop())
}

pub(in crate::cases) async fn person_of(
    conn: &mut Connection,
    holder: HolderId,
) -> Result<KnownPerson, Breakage> {
    let data = case_holder_data::table
        .inner_join(cases::table.on(cases::id.eq(case_holder_data::case_id)))
        .filter(cases::holder_id.eq(holder))
        .order(case_holder_data::at.desc())
        .select((case_holder_data::surname, case_holder_data::name, case_holder_data::birth_date))
        .first::<(String, String, chrono::NaiveDate)>(conn)
        .await
        .optional()?;
    let language = case_contacts::table
        .inner_join(cases::table.on(cases::id.eq(case_contacts::case_id)))
        .filter(cases::holder_id.eq(holder))
        .order(case_contacts::at.desc())
        .select(case_contacts::language)
        .first::<String>(conn)
        .await
        .optional()?;
    let birth_date = data.as_ref().map(|(_, _, day)| *day);
    Ok(KnownPerson {
        name: data.map(|(surname, name, _)| (surname, name)),
        birth_date,
        language: language.and_then(|code| code.parse().ok()),
    })
}
