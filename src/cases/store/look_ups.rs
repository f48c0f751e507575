// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whom a number leads to, and the reasons for looking.

use crate::cards::number::CardNumber;
use crate::cases::acting::Acting;
use crate::cases::protocol::Protocol;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId, HolderId, LookUpId};
use crate::schema::{case_card_checks, cases, holders, look_ups, named_cards, releases, sheets};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A case, its counter and its holder.
pub(in crate::cases) type Whose = (HolderId, CaseId, CounterId);

/// Whoever showed the card last without the authority knowing it as another's.
pub(in crate::cases) async fn holder_of_card(
    conn: &mut Connection,
    number: &CardNumber,
) -> Result<Option<HolderId>, Breakage> {
    let shown = case_card_checks::table
        .inner_join(cases::table.on(cases::id.eq(case_card_checks::case_id)))
        .filter(case_card_checks::card_number.eq(number.as_str()))
        .filter(case_card_checks::outcome.ne("another_holder"))
        .order(case_card_checks::at.desc())
        .select(cases::holder_id)
        .first(conn)
        .await
        .optional()?;
    if shown.is_some() {
        return Ok(shown);
    }
    let named = named_cards::table.filter(named_cards::card_number.eq(number.as_str()));
    Ok(named.order(named_cards::at.desc()).select(named_cards::holder_id).first(conn).await.optional()?)
}

pub(in crate::cases) async fn case_of_protocol(
    conn: &mut Connection,
    protocol: &Protocol,
) -> Result<Option<Whose>, Breakage> {
    Ok(cases::table
        .filter(cases::protocol.eq(protocol.as_str()))
        .select((cases::holder_id, cases::id, cases::counter_id))
        .first(conn)
        .await
        .optional()?)
}

pub(in crate::cases) async fn case_of_serial(
    conn: &mut Connection,
    serial: &str,
) -> Result<Option<Whose>, Breakage> {
    Ok(sheets::table
        .inner_join(releases::table.on(releases::id.eq(sheets::release_id)))
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .filter(sheets::serial.eq(serial))
        .select((cases::holder_id, cases::id, cases::counter_id))
        .first(conn)
        .await
        .optional()?)
}

pub(in crate::cases) async fn base_code(conn: &mut Connection, holder: HolderId) -> Result<String, Breakage> {
    Ok(holders::table.find(holder).select(holders::base_code).first(conn).await?)
}

pub(in crate::cases) async fn insert_look_up(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: LookUpId,
    reason: &str,
    holder: Option<HolderId>,
    sought: Option<&str>,
) -> Result<(), Breakage> {
    diesel::insert_into(look_ups::table)
        .values((
            look_ups::id.eq(id),
            look_ups::operator_id.eq(acting.operator.id()),
            look_ups::counter_id.eq(acting.operator.counter_id()),
            look_ups::reason.eq(reason),
            look_ups::holder_id.eq(holder),
            look_ups::sought.eq(sought),
            look_ups::at.eq(acting.now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// A look-up of the operator's since then, or an open case at the counter.
pub(in crate::cases) async fn has_reason(
    conn: &mut Connection,
    acting: &Acting<'_>,
    holder: HolderId,
    since: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let looked = exists(
        look_ups::table
            .filter(look_ups::operator_id.eq(acting.operator.id()))
            .filter(look_ups::counter_id.eq(acting.operator.counter_id()))
            .filter(look_ups::holder_id.eq(holder))
            .filter(look_ups::at.ge(since)),
    );
    let works = exists(
        cases::table
            .filter(cases::holder_id.eq(holder))
            .filter(cases::counter_id.eq(acting.operator.counter_id()))
            .filter(cases::closed_at.is_null()),
    );
    let own = exists(holders::table.find(holder).filter(holders::base_code.eq(acting.operator.base_code())));
    let (looked, works, own): (bool, bool, bool) = select((looked, works, own)).get_result(conn).await?;
    Ok((looked || works) && !own)
}

pub(in crate::cases) async fn code_sought(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: LookUpId,
    since: DateTime<Utc>,
) -> Result<Option<String>, Breakage> {
    let sought: Option<Option<String>> = look_ups::table
        .find(id)
        .filter(look_ups::operator_id.eq(acting.operator.id()))
        .filter(look_ups::at.ge(since))
        .select(look_ups::sought)
        .first(conn)
        .await
        .optional()?;
    Ok(sought.flatten())
}
