// SPDX-License-Identifier: AGPL-3.0-or-later
//! A look at a scan: the file is read through once before anything is answered, and then streamed.

use super::cabinet::{Person, ScanDesk};
use super::file::{DataKey, FileError, Folder, ScanReader};
use super::refused::told;
use super::{Scan, ScanRefused, ScanView, store};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, HolderId, ScanId};
use crate::operators::CounterStaff;
use futures_util::Stream;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::sync::Arc;

/// A scan that is being looked at. Its file was found whole, is open, and stays readable although it be deleted meanwhile.
pub struct Opened {
    /// The scan.
    pub scan: Scan,
    file: File,
    key: DataKey,
}

/// Opens a scan of a case of the counter. The look is a row of its own and one in the register, both committed before the first
/// byte leaves.
///
/// # Errors
/// [`ScanRefused`]; a refusal is in the register.
pub async fn view(
    desk: &ScanDesk<'_>,
    staff: &CounterStaff,
    case: CaseId,
    scan: ScanId,
) -> Result<Opened, ScanRefused> {
    let person = Person::from(staff);
    let opened = open(desk, &person, case, scan).await;
    told(desk, "scan.view", &person, case, opened).await
}

async fn open(desk: &ScanDesk<'_>, person: &Person, case: CaseId, id: ScanId) -> Result<Opened, ScanRefused> {
    let (scan, holder, key) = find(&mut *db::connection(desk.pool).await?, desk, person, case, id).await?;
    let (folder, wanted, key) = (desk.cabinet.folder.clone(), scan.sha256, Arc::new(key));
    let file_key = Arc::clone(&key);
    let read = tokio::task::spawn_blocking(move || whole(&folder, &file_key, id, wanted)).await;
    let mut conn = db::connection(desk.pool).await?;
    let file = match read.map_err(Breakage::new)? {
        Ok(file) => file,
        Err(error) => {
            // deleted in this very moment, or lost
            find(&mut conn, desk, person, case, id).await?;
            tracing::error!(%error, scan = %id, "the file of a scan cannot be read");
            return Err(match error {
                FileError::Io(error) => Breakage::new(error).into(),
                FileError::Gone | FileError::Damaged => ScanRefused::Damaged,
            });
        }
    };
    db::transaction(&mut conn, async |conn| {
        store::insert_view(conn, id, person.id, desk.now).await?;
        let entry = Entry::new("scan.view").by(person.who.clone()).case(case).holder(holder);
        let entry =
            entry.plain("scan", id).plain("item", &scan.item).plain("sha256", hex::encode(scan.sha256));
        audit::record(conn, desk.key, entry, desk.now).await.map(drop)
    })
    .await?;
    let key = Arc::into_inner(key).ok_or_else(|| Breakage::new("the key of a file is still in use"))?;
    Ok(Opened { scan, file, key })
}

async fn find(
    conn: &mut Connection,
    desk: &ScanDesk<'_>,
    person: &Person,
    case: CaseId,
    id: ScanId,
) -> Result<(Scan, HolderId, DataKey), ScanRefused> {
    let of_case = store::enter(conn, person, case).await?;
    let scans = store::of_case(conn, case).await?;
    let scan = scans.into_iter().find(|scan| scan.id == id).ok_or(ScanRefused::NoSuchScan)?;
    if let Some(deleted) = scan.deleted {
        return Err(ScanRefused::Deleted(deleted));
    }
    let sealed = store::sealed_key(conn, id).await?;
    let sealed = sealed.ok_or_else(|| Breakage::new("a scan went in this very moment"))?;
    let key = DataKey::open(&desk.cabinet.keys, id, &sealed).map_err(|error| {
        tracing::error!(%error, scan = %id, "the key of a scan's file cannot be opened");
        ScanRefused::Damaged
    })?;
    Ok((scan, of_case.holder, key))
}

/// Reads a file to its end and compares its digest with the row's.
fn whole(folder: &Folder, key: &DataKey, id: ScanId, wanted: [u8; 32]) -> Result<File, FileError> {
    let file = folder.open_scan(id)?;
    let mut reader = ScanReader::begin(file.try_clone()?, key, id)?;
    let mut digest = Sha256::new();
    while let Some(chunk) = reader.next()? {
        digest.update(&chunk);
    }
    if <[u8; 32]>::from(digest.finalize()) == wanted { Ok(file) } else { Err(FileError::Damaged) }
}

impl Opened {
    /// Its bytes, chunk by chunk. An error in the middle cuts the answer short of the length that was told.
    ///
    /// # Errors
    /// Where the file cannot be read any more.
    pub fn chunks(self) -> Result<impl Stream<Item = std::io::Result<Vec<u8>>> + use<>, Breakage> {
        let reader = ScanReader::begin(self.file, &self.key, self.scan.id).map_err(Breakage::new)?;
        Ok(futures_util::stream::try_unfold(reader, async |mut reader| {
            let next = tokio::task::spawn_blocking(move || (reader.next(), reader)).await;
            let (chunk, reader) = next.map_err(std::io::Error::other)?;
            Ok(chunk.map_err(std::io::Error::other)?.map(|chunk| (chunk, reader)))
        }))
    }
}

/// The scans of a case in their order, deleted ones too. Whoever asks has been let into the case.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn of_case(conn: &mut Connection, case: CaseId) -> Result<Vec<Scan>, Breakage> {
    store::of_case(conn, case).await
}

/// Who looked at the scans of a case, in the order of time; looks at deleted ones stay.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn views(conn: &mut Connection, case: CaseId) -> Result<Vec<ScanView>, Breakage> {
    store::views(conn, case).await
}
