// SPDX-License-Identifier: AGPL-3.0-or-later
//! What was left lying between a question about a card and its answer, and what nobody has to ask for.

use super::carry::carry_on;
use super::replace::replace_former;
use super::store;
use crate::db::{self, Breakage};
use crate::releases::Desk;
use chrono::TimeDelta;
use futures_util::future::join_all;
use std::time::Duration;

/// How often the table is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// Every so many looks, ten seconds, it is looked for cards that an activation of the last hour has replaced.
const REPLACED_EVERY: u32 = 5;
const RECENT: TimeDelta = TimeDelta::hours(1);
/// Every so many looks, an hour, and at the start, for those of a week: what failed in between is taken up, and a process that
/// was down longer has not activated anything either.
const ALL_EVERY: u32 = 1_800;
const ALL: TimeDelta = TimeDelta::days(7);
/// How many acts are asked again side by side.
const ABREAST: usize = 4;

/// Asks again, each under its own reference, whatever is due; answers how many acts were taken. Several processes may do
/// this at once: an act in one's hands is passed over by the others.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn reconcile(desk: &Desk<'_>) -> Result<usize, Breakage> {
    let mut taken = Vec::new();
    {
        let mut conn = db::connection(desk.pool()).await?;
        while taken.len() < ABREAST {
            let now = desk.now();
            let ask = db::transaction(&mut conn, async |conn| store::take_due(conn, now).await).await?;
            let Some(ask) = ask else { break };
            taken.push(ask);
        }
    }
    for done in join_all(taken.iter().map(|ask| carry_on(desk, ask))).await {
        done?;
    }
    Ok(taken.len())
}

/// Reconciles until the process ends, except while `halted`. What fails is told in the log and tried again.
pub async fn reconcile_for_ever(desk: &Desk<'_>, halted: &(dyn Fn() -> bool + Sync)) {
    let mut round = 0_u32;
    loop {
        if halted() {
            tokio::time::sleep(EVERY).await;
            continue;
        }
        let back = if round.is_multiple_of(ALL_EVERY) { ALL } else { RECENT };
        if round.is_multiple_of(REPLACED_EVERY)
            && let Err(error) = replace_former(desk, back).await
        {
            tracing::warn!(%error, "former cards could not be looked for");
        }
        round = round.wrapping_add(1);
        match reconcile(desk).await {
            Ok(ABREAST..) => {}
            Ok(_) => tokio::time::sleep(EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "unanswered acts on cards could not be taken up");
                tokio::time::sleep(EVERY).await;
            }
        }
    }
}
