// SPDX-License-Identifier: AGPL-3.0-or-later
//! An operator takes back a scan, as long as nothing stands on it.

use super::cabinet::{Person, ScanDesk};
use super::refused::told;
use super::{ScanRefused, Why, store};
use crate::audit::{self, Entry};
use crate::db;
use crate::ids::{CaseId, ScanId};
use crate::operators::Operator;

/// Deletes a scan of an open case whose request is not signed. The fact, the digest and who looked stay; the key of the file goes with
/// the fact, the file after it.
///
/// # Errors
/// [`ScanRefused`]; a refusal is in the register.
pub async fn remove(
    desk: &ScanDesk<'_>,
    operator: &Operator,
    case: CaseId,
    scan: ScanId,
) -> Result<(), ScanRefused> {
    let person = Person::from(operator);
    let removed = take_back(desk, &person, case, scan).await;
    told(desk, "scan.remove", &person, case, removed).await?;
    if let Err(error) = desk.cabinet.folder.remove(scan) {
        tracing::error!(%error, %scan, "the file of a removed scan waits for the sweep");
    }
    Ok(())
}

async fn take_back(
    desk: &ScanDesk<'_>,
    person: &Person,
    case: CaseId,
    id: ScanId,
) -> Result<(), ScanRefused> {
    let mut conn = db::connection(desk.pool).await?;
    db::transaction(&mut conn, async |conn| {
        store::lock_case(conn, case).await?;
        let of_case = store::enter(conn, person, case).await?;
        let scans = store::of_case(conn, case).await?;
        let scan = scans.into_iter().find(|scan| scan.id == id).ok_or(ScanRefused::NoSuchScan)?;
        match (of_case.is_open, of_case.is_signed, scan.deleted) {
            (false, ..) => return Err(ScanRefused::Closed),
            (_, true, _) => return Err(ScanRefused::Signed),
            (.., Some(deleted)) => return Err(ScanRefused::Deleted(deleted)),
            (true, false, None) => {}
        }
        store::delete(conn, id, Why::Removed, Some(person.id), desk.now).await?;
        let entry = Entry::new("scan.remove").by(person.who.clone()).case(case).holder(of_case.holder);
        let entry =
            entry.plain("scan", id).plain("item", &scan.item).plain("sha256", hex::encode(scan.sha256));
        audit::record(conn, desk.key, entry, desk.now).await?;
        Ok(())
    })
    .await
}
