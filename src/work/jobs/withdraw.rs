// SPDX-License-Identifier: AGPL-3.0-or-later
//! Withdrawing releases that were not handed over in time (S3). The database erases both halves for the worker, which
//! may see neither.

use super::Worker;
use crate::audit::{self, Entry, Who};
use crate::db::{self, Breakage};
use crate::ids::{CaseId, CounterId, HolderId, ReleaseId};
use crate::schema::{cases, releases};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    withdrawn: bool,
}

type Due = (ReleaseId, String, CaseId, HolderId, CounterId);

/// Withdraws each in a transaction of its own, so that a hand-over in the same moment waits for one release at most.
pub(super) async fn releases(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut conn = db::connection(&worker.pool).await?;
    let due: Vec<Due> = releases::table
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .filter(releases::withdraw_after.le(now).and(releases::sealed_at.is_not_null()))
        .filter(releases::handed_over_at.is_null().and(releases::ended_at.is_null()))
        .order(releases::withdraw_after)
        .select((releases::id, releases::number, cases::id, cases::holder_id, cases::counter_id))
        .load(&mut conn)
        .await?;
    let mut withdrawn = 0;
    for (release, number, case, holder, counter) in due {
        let done = db::transaction(&mut conn, async |conn| {
            let answer: Answer = diesel::sql_query("SELECT withdraw_release($1, $2) AS withdrawn")
                .bind::<Uuid, _>(release)
                .bind::<Timestamptz, _>(now)
                .get_result(conn)
                .await?;
            if answer.withdrawn {
                let entry = Entry::new("release.withdraw")
                    .by(Who { counter: Some(counter), ..Who::default() })
                    .case(case)
                    .holder(holder)
                    .plain("release", number);
                audit::record(conn, &worker.audit, entry, now).await?;
            }
            Ok::<_, Breakage>(answer.withdrawn)
        })
        .await?;
        withdrawn += usize::from(done);
    }
    Ok(withdrawn)
}
