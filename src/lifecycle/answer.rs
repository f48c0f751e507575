// SPDX-License-Identifier: AGPL-3.0-or-later
//! Recording the authority's answer: one transaction, and an answer that comes twice changes nothing.

use super::call::Ask;
use super::store;
use crate::audit::{self, Entry, Who};
use crate::authority::contract::Refusal;
use crate::db::{self, Breakage, Connection};
use crate::releases::Desk;
use chrono::{DateTime, Utc};

/// It is done. With the end of a card its halves go and its letters stop; a reactivated one's go on.
pub(super) async fn done(desk: &Desk<'_>, ask: &Ask, changed_at: DateTime<Utc>) -> Result<(), Breakage> {
    let now = desk.now();
    let mut conn = db::connection(desk.pool()).await?;
    db::transaction(&mut conn, async |conn| {
        store::lock_card(conn, &ask.card_number).await?;
        if !store::settle(conn, ask, Ok(changed_at), now).await? {
            return Ok(());
        }
        follow(conn, ask, ask.act.ends(), now).await?;
        audit::record(conn, desk.audit_key(), entry(ask).plain("since", changed_at), now).await?;
        Ok(())
    })
    .await
}

/// The authority says no. Where it says that the card is over, its halves go all the same.
pub(super) async fn refused(desk: &Desk<'_>, ask: &Ask, refusal: Refusal) -> Result<(), Breakage> {
    let now = desk.now();
    let over = matches!(refusal, Refusal::Revoked | Refusal::Expired);
    let mut conn = db::connection(desk.pool()).await?;
    db::transaction(&mut conn, async |conn| {
        store::lock_card(conn, &ask.card_number).await?;
        if !store::settle(conn, ask, Err(refusal), now).await? {
            return Ok(());
        }
        follow(conn, ask, over, now).await?;
        audit::record(conn, desk.audit_key(), entry(ask).rule(format!("authority_{refusal}")), now).await?;
        Ok(())
    })
    .await
}

/// What becomes of the card's releases and letters.
async fn follow(conn: &mut Connection, ask: &Ask, over: bool, now: DateTime<Utc>) -> Result<(), Breakage> {
    if over {
        store::end_card(conn, ask.reference, now).await
    } else {
        store::settle_hold(conn, &ask.card_number, now).await
    }
}

/// In the name of who asked, without an address: the answer may come when nobody is there.
fn entry(ask: &Ask) -> Entry {
    let who = Who { operator: ask.asked_by, address: None, counter: Some(ask.counter) };
    Entry::new(ask.act.audited())
        .by(who)
        .holder(ask.holder)
        .plain("reference", ask.reference)
        .plain("reason", ask.reason.key())
        .plain("attempts", ask.attempts)
        .personal("card_number", &ask.card_number)
}
