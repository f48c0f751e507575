// SPDX-License-Identifier: AGPL-3.0-or-later
//! An operator takes back a scan until the request is signed. What of a case stands on it is the case's to say.

use super::cabinet::{Person, ScanDesk};
use super::refused::told;
use super::{Scan, ScanRefused, Why, store};
use crate::audit::{self, Entry};
use crate::db::Connection;
use crate::ids::{CaseId, ScanId};
use crate::operators::Operator;

/// Deletes a scan of an open case whose request is not signed, within the caller's transaction, which keeps the case from then on. The
/// fact, the digest and who looked stay; the key of the file goes with the fact. [`removed`] ends it.
pub(crate) async fn take_back(
    conn: &mut Connection,
    desk: &ScanDesk<'_>,
    operator: &Operator,
    case: CaseId,
    id: ScanId,
) -> Result<Scan, ScanRefused> {
    let person = Person::from(operator);
    store::lock_case(conn, case).await?;
    let of_case = store::enter(conn, &person, case).await?;
    let scans = store::of_case(conn, case).await?;
    let scan = scans.into_iter().find(|scan| scan.id == id).ok_or(ScanRefused::NoSuchScan)?;
    match (of_case.is_open, of_case.is_signed, scan.deleted) {
        (false, ..) => return Err(ScanRefused::Closed),
        (_, true, _) => return Err(ScanRefused::Signed),
        (.., Some(deleted)) => return Err(ScanRefused::Deleted(deleted)),
        (true, false, None) => {}
    }
    store::delete(conn, id, Why::Removed, Some(person.id), desk.now).await?;
    let entry = Entry::new("scan.remove").by(person.who).case(case).holder(of_case.holder);
    let entry = entry.plain("scan", id).plain("item", &scan.item).plain("sha256", hex::encode(scan.sha256));
    audit::record(conn, desk.key, entry, desk.now).await?;
    Ok(scan)
}

/// After the transaction of [`take_back`]: the file goes, or the refusal into the register.
pub(crate) async fn removed(
    desk: &ScanDesk<'_>,
    operator: &Operator,
    case: CaseId,
    scan: ScanId,
    outcome: Result<(), ScanRefused>,
) -> Result<(), ScanRefused> {
    told(desk, "scan.remove", &Person::from(operator), case, outcome).await?;
    if let Err(error) = desk.cabinet.folder.remove(scan) {
        tracing::error!(%error, %scan, "the file of a removed scan waits for the sweep");
    }
    Ok(())
}
