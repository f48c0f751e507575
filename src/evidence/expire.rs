// SPDX-License-Identifier: AGPL-3.0-or-later
//! The end of the keeping, for the worker: it deletes and reads nothing.

use super::file::Folder;
use super::{Why, store};
use crate::audit::{self, AuditKey, Entry, Who};
use crate::db::{self, Breakage, Connection, Pool};
use crate::ids::{CaseId, CounterId, HolderId, ScanId};
use crate::schema::{cases, scan_deletions, scans};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Timestamptz};
use diesel_async::RunQueryDsl;

/// Scans of one look.
const PORTION: i64 = 100;

type Due = (ScanId, String, Vec<u8>, CaseId, HolderId, CounterId);

/// Deletes the scans whose keeping ended by `now`, each in a transaction of its own: fact, key and row in the register together, then
/// the file. Answers how many.
///
/// # Errors
/// A [`Breakage`] of the database or the folder.
pub async fn expire(
    pool: &Pool,
    folder: &Folder,
    key: &AuditKey,
    now: DateTime<Utc>,
) -> Result<usize, Breakage> {
    let mut conn = db::connection(pool).await?;
    let mut deleted = 0;
    loop {
        let due = due(&mut conn, now).await?;
        if due.is_empty() {
            return Ok(deleted);
        }
        for (scan, item, sha256, case, holder, counter) in due {
            let done = db::transaction(&mut conn, async |conn| {
                if !store::delete(conn, scan, Why::Retention, None, now).await? {
                    return Ok(false);
                }
                let entry = Entry::new("scan.expire")
                    .by(Who { counter: Some(counter), ..Who::default() })
                    .case(case)
                    .holder(holder)
                    .plain("scan", scan)
                    .plain("item", item)
                    .plain("sha256", hex::encode(sha256));
                audit::record(conn, key, entry, now).await?;
                Ok::<_, Breakage>(true)
            })
            .await?;
            folder.remove(scan).map_err(Breakage::new)?;
            deleted += usize::from(done);
        }
    }
}

async fn due(conn: &mut Connection, now: DateTime<Utc>) -> Result<Vec<Due>, Breakage> {
    let over = sql::<Bool>("cases.closed_at + scans.keep_days * interval '1 day' <= ");
    let gone = scan_deletions::table.filter(scan_deletions::scan_id.eq(scans::id));
    Ok(scans::table
        .inner_join(cases::table.on(cases::id.eq(scans::case_id)))
        .filter(over.bind::<Timestamptz, _>(now))
        .filter(not(exists(gone)))
        .order(scans::id)
        .limit(PORTION)
        .select((scans::id, scans::item, scans::sha256, cases::id, cases::holder_id, cases::counter_id))
        .load(conn)
        .await?)
}
