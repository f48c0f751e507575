// SPDX-License-Identifier: AGPL-3.0-or-later
//! Recording the authority's answers: one transaction each, and an answer that comes twice changes nothing.

use super::desk::Desk;
use super::serial::Serial;
use super::store::{self, End, sheet};
use crate::activation::{self, Ask, Kind, NewAsk};
use crate::audit;
use crate::authority::contract::{Activated, CodesAnswer, Refusal};
use crate::db::{self, Breakage};

/// The card is active: the fact, and the order of the codes, which the caller carries on. A late yes to a request that
/// counted as refused is kept as a fact too; its release has ended, and a new one goes on from there.
pub(super) async fn activated(
    desk: &Desk<'_>,
    ask: &Ask,
    activated: &Activated,
) -> Result<Option<Ask>, Breakage> {
    let now = desk.now();
    let mut conn = db::connection(desk.pool()).await?;
    db::transaction(&mut conn, async |conn| {
        let news = activation::settle(conn, ask, None, now).await?;
        activation::record(conn, desk.audit_key(), ask, activated, now).await?;
        if !news || !store::lock_living(conn, ask.release).await? {
            return Ok(None);
        }
        activation::open(conn, NewAsk::after(ask, Kind::Codes), now).await.map(Some)
    })
    .await
}

/// The two halves are here: the first to a sheet, the second to the waiting room, in rows of their own (S1). Where the
/// release has ended meanwhile, both are dropped.
pub(super) async fn sealed(
    desk: &Desk<'_>,
    ask: &Ask,
    halves: &CodesAnswer,
) -> Result<Option<Ask>, Breakage> {
    let now = desk.now();
    let (first, second) = (halves.first.to_bytes(), halves.second.to_bytes());
    let mut conn = db::connection(desk.pool()).await?;
    db::transaction(&mut conn, async |conn| {
        if !activation::settle(conn, ask, None, now).await? {
            return Ok(None);
        }
        let Some((covering, sheet_of)) = store::mark_sealed(conn, ask.release, now).await? else {
            return Ok(None);
        };
        store::keep_second_half(conn, ask.release, &second, now).await?;
        let mut entry = activation::entry("release.seal", ask);
        if let Some(release) = sheet_of {
            // the citizen has the old sheet: the new first half goes unseen
            entry = entry.plain("sheet_of", release);
        } else {
            let serial = Serial::draw();
            let new = sheet::NewSheet {
                serial: serial.as_str(),
                release_id: ask.release,
                ordinal: 1,
                first_half: &first,
                made_at: now,
                reauthentication_id: Some(covering),
            };
            sheet::insert(conn, &new).await?;
            entry = entry.plain("serial", &serial);
        }
        audit::record(conn, desk.audit_key(), entry, now).await?;
        Ok(None)
    })
    .await
}

/// The authority says no: the release ends with its reason, and the case stays open for another way on.
pub(super) async fn refused(desk: &Desk<'_>, ask: &Ask, refusal: Refusal) -> Result<Option<Ask>, Breakage> {
    let now = desk.now();
    let reason = refusal.to_string();
    let act = match ask.kind {
        Kind::Activate => "card.activate",
        Kind::Codes => "release.seal",
    };
    let mut conn = db::connection(desk.pool()).await?;
    db::transaction(&mut conn, async |conn| {
        if !activation::settle(conn, ask, Some(refusal), now).await? {
            return Ok(None);
        }
        let end = End { ending: "refused", by: None, refusal: Some(&reason) };
        store::end(conn, ask.release, &end, now).await?;
        let entry = activation::entry(act, ask).rule(format!("authority_{reason}"));
        audit::record(conn, desk.audit_key(), entry, now).await?;
        Ok(None)
    })
    .await
}
