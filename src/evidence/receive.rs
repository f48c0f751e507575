// SPDX-License-Identifier: AGPL-3.0-or-later
//! A file comes in: looked at, written, and only then a row.

use super::cabinet::{Person, ScanDesk};
use super::file::DataKey;
use super::refused::told;
use super::{Clean, Scan, ScanRefused, Shown, store};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage};
use crate::ids::{CaseId, ScanId};
use crate::operators::Operator;
use crate::policy::ScanRules;
use sha2::{Digest, Sha256};
use std::io::ErrorKind;
use std::sync::Arc;

/// Takes a file into an open case of the operator's counter. The same file for the same item is taken once: the scan that is there is
/// the answer.
///
/// # Errors
/// [`ScanRefused`]; a refusal is in the register, and nothing of the file stays.
pub async fn receive(
    desk: &ScanDesk<'_>,
    operator: &Operator,
    rules: &ScanRules,
    case: CaseId,
    shown: &Shown,
    bytes: &[u8],
) -> Result<Scan, ScanRefused> {
    let person = Person::from(operator);
    let taken = take_in(desk, &person, rules, case, shown, bytes).await;
    told(desk, "scan.add", &person, case, taken).await
}

async fn take_in(
    desk: &ScanDesk<'_>,
    person: &Person,
    rules: &ScanRules,
    case: CaseId,
    shown: &Shown,
    bytes: &[u8],
) -> Result<Scan, ScanRefused> {
    // asked once before the work, and once more under the lock
    may_add(&mut *db::connection(desk.pool).await?, person, rules, case).await?;
    let clean = desk.cabinet.checker.check(bytes, rules).await?;
    let scan = describe(desk, person, case, shown, &clean);
    let (folder, key, kept) = (desk.cabinet.folder.clone(), Arc::new(DataKey::generate()), clean.bytes);
    let (id, file_key) = (scan.id, Arc::clone(&key));
    let written = tokio::task::spawn_blocking(move || folder.put(id, &file_key, &kept)).await;
    written.map_err(Breakage::new)?.map_err(|error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => ScanRefused::NoRoom,
        _ => Breakage::new(error).into(),
    })?;
    let row = write_row(desk, person, rules, scan, shown, &key).await;
    // Whether a commit that broke took place nobody knows: then the file stays, and the sweep looks after it.
    let is_kept = match &row {
        Ok(scan) => scan.id == id,
        Err(ScanRefused::Broken(_)) => true,
        Err(_) => false,
    };
    if !is_kept && let Err(error) = desk.cabinet.folder.remove(id) {
        tracing::error!(%error, scan = %id, "a file without row waits for the sweep");
    }
    row
}

async fn may_add(
    conn: &mut db::Connection,
    person: &Person,
    rules: &ScanRules,
    case: CaseId,
) -> Result<(store::OfCase, Vec<Scan>), ScanRefused> {
    let of_case = store::enter(conn, person, case).await?;
    if !of_case.is_open {
        return Err(ScanRefused::Closed);
    }
    let scans = store::of_case(conn, case).await?;
    let kept = scans.iter().filter(|scan| scan.deleted.is_none()).count();
    if kept >= rules.per_case as usize {
        return Err(ScanRefused::TooMany(rules.per_case));
    }
    Ok((of_case, scans))
}

async fn write_row(
    desk: &ScanDesk<'_>,
    person: &Person,
    rules: &ScanRules,
    mut scan: Scan,
    shown: &Shown,
    key: &DataKey,
) -> Result<Scan, ScanRefused> {
    let mut conn = db::connection(desk.pool).await?;
    db::transaction(&mut conn, async |conn| {
        store::lock_case(conn, scan.case).await?;
        let (of_case, scans) = may_add(conn, person, rules, scan.case).await?;
        let same =
            |other: &&Scan| other.deleted.is_none() && other.item == scan.item && other.sha256 == scan.sha256;
        if let Some(there) = scans.iter().find(same) {
            return Ok(there.clone());
        }
        scan.ordinal = scans.last().map_or(0, |last| last.ordinal) + 1;
        let sealed = key.seal(&desk.cabinet.keys, scan.id);
        store::insert(conn, &scan, shown.class(), &sealed).await?;
        let entry = Entry::new("scan.add").by(person.who.clone()).case(scan.case).holder(of_case.holder);
        let entry = entry.plain("scan", scan.id).plain("item", &scan.item).plain("media", scan.media.key());
        let entry = entry.plain("sha256", hex::encode(scan.sha256)).plain("keep_days", scan.keep_days);
        audit::record(conn, desk.key, entry, desk.now).await?;
        Ok(scan)
    })
    .await
}

fn describe(desk: &ScanDesk<'_>, person: &Person, case: CaseId, shown: &Shown, clean: &Clean) -> Scan {
    Scan {
        id: ScanId::new(desk.now),
        case,
        ordinal: 0,
        item: shown.item().to_owned(),
        media: clean.media,
        bytes: clean.bytes.len() as u64,
        pages: clean.pages,
        size: clean.size,
        sha256: Sha256::digest(&clean.bytes).into(),
        keep_days: shown.keep_days(),
        at: desk.now,
        by: person.id,
        by_name: person.name.clone(),
        deleted: None,
    }
}
