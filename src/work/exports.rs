// SPDX-License-Identifier: AGPL-3.0-or-later
//! Long lists for supervisors, made one after the other.

use super::{Clock, Worker};
use crate::db::Breakage;
use crate::policy::rome_date;
use crate::reports::exports::{Maker, make_next};
use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often it is looked whether a list waits.
const PAUSE: Duration = Duration::from_secs(1);
/// After a fault of the database, before the next try.
const BREATH: Duration = Duration::from_secs(5);

/// Makes lists until told to stop; one that is being made then is begun anew by the next worker.
pub(super) async fn run(worker: Arc<Worker>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let mut stop = stopped.clone();
        let made = tokio::select! {
            made = next(&worker, Clock::Real) => made,
            _stopped = stop.wait_for(|stop| *stop) => return,
        };
        let pause = match made {
            Ok(true) => continue,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::error!(%error, "lists for supervisors cannot be made");
                BREATH
            }
        };
        let _stopped = tokio::time::timeout(pause, stopped.wait_for(|stop| *stop)).await;
    }
}

async fn next(worker: &Worker, clock: Clock) -> Result<bool, Breakage> {
    let Some(reports) = &worker.figures else { return Ok(false) };
    if worker.is_halted() {
        return Ok(false);
    }
    let rules = worker.policy.on(rome_date(clock.now())).or_else(|| worker.policy.versions().last());
    let maker = Maker {
        pool: &worker.pool,
        reports,
        audit_key: &worker.audit,
        region: worker.policy.name(),
        kept: rules
            .map_or(crate::policy::ReportRules::default().export_kept, |policy| policy.reports().export_kept),
        clock: &|| clock.now(),
    };
    make_next(&maker).await
}

/// Makes every list that waits at `now`; answers how many. For tests; `run` does the same without end.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn make_exports(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut made = 0;
    while next(worker, Clock::Still(now)).await? {
        made += 1;
    }
    Ok(made)
}
