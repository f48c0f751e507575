// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cards that were named and never shown.

use crate::authority::contract::FindOutcome;
use crate::cards::check::CardOutcome;
use crate::cards::number::CardNumber;
use crate::cases::acting::Acting;
use crate::cases::dossier::KnownCard;
use crate::db::{Breakage, Connection};
use crate::ids::{CardCheckId, HolderId};
use crate::schema::{case_card_checks, cases, named_cards};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// False where this holder's card of this number was named before.
pub(in crate::cases) async fn insert_named(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CardCheckId,
    holder: HolderId,
    number: CardNumber,
    outcome: FindOutcome,
    expires: NaiveDate,
) -> Result<bool, Breakage> {
    let new = (
        named_cards::id.eq(id),
        named_cards::holder_id.eq(holder),
        named_cards::counter_id.eq(acting.operator.counter_id()),
        named_cards::card_number.eq(number.as_str()),
        named_cards::expires.eq(expires),
        named_cards::outcome.eq(CardOutcome::Told(outcome).key()),
        named_cards::at.eq(acting.now),
        named_cards::by.eq(acting.operator.id()),
    );
    let insert = diesel::insert_into(named_cards::table).values(new);
    let fresh = insert.on_conflict((named_cards::holder_id, named_cards::card_number)).do_nothing();
    Ok(fresh.execute(conn).await? == 1)
}

/// The fact by which a holder's card is known, shown or named.
pub(in crate::cases) async fn known_number(
    conn: &mut Connection,
    holder: HolderId,
    number: CardNumber,
) -> Result<Option<CardCheckId>, Breakage> {
    let shown = case_card_checks::table
        .inner_join(cases::table.on(cases::id.eq(case_card_checks::case_id)))
        .filter(cases::holder_id.eq(holder))
        .filter(case_card_checks::card_number.eq(number.as_str()))
        .filter(case_card_checks::outcome.ne("another_holder"))
        .order(case_card_checks::at.desc())
        .select(case_card_checks::id)
        .first(conn)
        .await
        .optional()?;
    if shown.is_some() {
        return Ok(shown);
    }
    let named = named_cards::table
        .filter(named_cards::holder_id.eq(holder))
        .filter(named_cards::card_number.eq(number.as_str()));
    Ok(named.select(named_cards::id).first(conn).await.optional()?)
}

/// The cards that were named for a holder, or one of them.
pub(in crate::cases) async fn named_of(
    mut conn: &Connection,
    holder: HolderId,
    one: Option<CardCheckId>,
) -> Result<Vec<KnownCard>, Breakage> {
    type Row = (CardCheckId, String, NaiveDate, String, DateTime<Utc>);
    let mut named = named_cards::table.filter(named_cards::holder_id.eq(holder)).into_boxed();
    if let Some(one) = one {
        named = named.filter(named_cards::id.eq(one));
    }
    let rows: Vec<Row> = named
        .select((
            named_cards::id,
            named_cards::card_number,
            named_cards::expires,
            named_cards::outcome,
            named_cards::at,
        ))
        .load(&mut conn)
        .await?;
    let card = |(id, number, expires, outcome, seen_at)| KnownCard {
        id,
        number,
        expires,
        outcome,
        seen_at,
        activated_at: None,
        shown: false,
    };
    Ok(rows.into_iter().map(card).collect())
}
