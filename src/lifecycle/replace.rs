// SPDX-License-Identifier: AGPL-3.0-or-later
//! A newer card of the holder was activated here: the former one ends (the duplicate revokes the old certificate).

use super::act::{CardAct, Reason, Way};
use super::carry::carry_on;
use super::store::{self, NewAct};
use crate::audit::{self, Entry, Who};
use crate::db::{self, Breakage, Connection};
use crate::ids::Reference;
use crate::releases::Desk;
use chrono::{DateTime, TimeDelta, Utc};

/// Asks the end of every card that an activation since `back` ago has replaced and that has none yet; answers how many.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn replace_former(desk: &Desk<'_>, back: TimeDelta) -> Result<usize, Breakage> {
    let now = desk.now();
    let mut conn = db::connection(desk.pool()).await?;
    let former = store::former_cards(&mut conn, now - back, now).await?;
    let mut asked = Vec::new();
    for card in former {
        let ask = db::transaction(&mut conn, async |conn| record(conn, desk, &card, now).await).await?;
        asked.extend(ask);
    }
    drop(conn);
    for ask in &asked {
        carry_on(desk, ask).await?;
    }
    Ok(asked.len())
}

async fn record(
    conn: &mut Connection,
    desk: &Desk<'_>,
    card: &store::Former,
    now: DateTime<Utc>,
) -> Result<Option<super::Ask>, Breakage> {
    store::lock_card(conn, &card.card_number).await?;
    if store::standing(conn, &card.card_number).await?.forbids_more() {
        return Ok(None);
    }
    let reference = Reference::new(now);
    let entry = Entry::new("card.order")
        .by(Who { counter: Some(card.counter), ..Who::default() })
        .holder(card.holder)
        .plain("act", CardAct::Replace.key())
        .plain("reference", reference)
        .personal("card_number", &card.card_number)
        .personal("newer_card", &card.newer_card);
    let row = audit::record(conn, desk.audit_key(), entry, now).await?;
    let new = NewAct {
        act: CardAct::Replace.key(),
        reason: Reason::Superseded.key(),
        way: Way::NewerCard.key(),
        newer_card: Some(&card.newer_card),
        ..NewAct::of(reference, &card.card_number, card.holder, card.counter, row, now)
    };
    let ask = store::open(conn, &new).await?;
    store::settle_hold(conn, &card.card_number, now).await?;
    Ok(Some(ask))
}
