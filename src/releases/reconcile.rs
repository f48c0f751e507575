// SPDX-License-Identifier: AGPL-3.0-or-later
//! What was left lying between a question and its answer: a browser that hung up, a process that died, an authority away.

use super::carry::carry_on;
use super::desk::Desk;
use crate::activation;
use crate::db::{self, Breakage};
use futures_util::future::join_all;
use std::time::Duration;

/// How often the table is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// How many requests are asked again side by side: a slow answer for one must not hold up the others.
const ABREAST: usize = 4;

/// Asks again, each under its own reference, whatever is due; answers how many requests were taken. Several processes may do
/// this at once: a request in one's hands is passed over by the others.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn reconcile(desk: &Desk<'_>) -> Result<usize, Breakage> {
    let mut taken = Vec::new();
    {
        let mut conn = db::connection(desk.pool()).await?;
        while taken.len() < ABREAST {
            let now = desk.now();
            let ask = db::transaction(&mut conn, async |conn| activation::take_due(conn, now).await).await?;
            let Some(ask) = ask else { break };
            taken.push(ask);
        }
    }
    let count = taken.len();
    for done in join_all(taken.into_iter().map(|ask| carry_on(desk, ask))).await {
        done?;
    }
    Ok(count)
}

/// Reconciles until the process ends, except while `halted`. What fails is told in the log and tried again.
pub async fn reconcile_for_ever(desk: &Desk<'_>, halted: &(dyn Fn() -> bool + Sync)) {
    loop {
        if halted() {
            tokio::time::sleep(EVERY).await;
            continue;
        }
        match reconcile(desk).await {
            Ok(ABREAST..) => {}
            Ok(_) => tokio::time::sleep(EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "unanswered requests could not be taken up");
                tokio::time::sleep(EVERY).await;
            }
        }
    }
}
