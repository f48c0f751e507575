// SPDX-License-Identifier: AGPL-3.0-or-later
//! The evidence folder: one file per scan, named by the scan's id alone (`<uuid>.scan`), and `<uuid>.part` while it is written.

use super::cipher::{self, DataKey};
use crate::ids::ScanId;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const WHOLE: &str = "scan";
const UNFINISHED: &str = "part";

/// The folder that scans lie in. `serve` writes files that it alone may read; `work` only deletes, for which it must be able to
/// write into the folder: its own group's, or the same user's.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("SPORTELLO_EVIDENCE_FOLDER {} cannot be used: {why}.", path.display())]
pub struct FolderError {
    path: PathBuf,
    why: String,
}

/// A file in the folder.
#[derive(Debug, Clone)]
pub struct Found {
    /// The scan that its name tells; none for a name that is not ours.
    pub scan: Option<ScanId>,
    /// Whether it was written to its end.
    pub is_whole: bool,
    /// When it was written last.
    pub written: SystemTime,
    path: PathBuf,
}

impl Folder {
    /// Takes a folder that nobody but its owner and group may enter.
    ///
    /// # Errors
    /// Where it is no folder, others may enter it, or it cannot be written into.
    pub fn open(path: PathBuf) -> Result<Self, FolderError> {
        let wrong = |why: String| FolderError { path: path.clone(), why };
        let about = fs::metadata(&path).map_err(|error| wrong(error.to_string()))?;
        if !about.is_dir() {
            return Err(wrong("it is not a folder".into()));
        }
        if about.mode() & 0o007 != 0 {
            return Err(wrong("others may enter it: chmod 770 or 700".into()));
        }
        rustix::fs::access(&path, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)
            .map_err(|error| wrong(format!("it cannot be written into ({error})")))?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    fn named(&self, scan: ScanId, ending: &str) -> PathBuf {
        self.0.join(format!("{scan}.{ending}"))
    }

    /// Writes a scan's file: encrypted to a temporary name, on the disk before it gets its own, and that name on the disk too.
    /// Whatever fails, nothing of it stays.
    pub(in crate::evidence) fn put(&self, scan: ScanId, key: &DataKey, plain: &[u8]) -> io::Result<()> {
        let (unfinished, whole) = (self.named(scan, UNFINISHED), self.named(scan, WHOLE));
        let written = self.write(&unfinished, &whole, scan, key, plain);
        if written.is_err() {
            for path in [&unfinished, &whole] {
                let _gone = fs::remove_file(path);
            }
        }
        written
    }

    fn write(
        &self,
        unfinished: &Path,
        whole: &Path,
        scan: ScanId,
        key: &DataKey,
        plain: &[u8],
    ) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(unfinished)?;
        cipher::encrypt(key, scan, plain, &mut file)?;
        file.sync_all()?;
        fs::rename(unfinished, whole)?;
        File::open(&self.0)?.sync_all()
    }

    /// Writes a file of that length as a backup has it, encrypted; one of that name is replaced. Run by root, it is given to the
    /// folder's owner.
    ///
    /// # Errors
    /// Where it cannot be written, or the backup ends before it.
    pub fn put_back(&self, scan: ScanId, length: u64, from: &mut impl Read) -> io::Result<()> {
        let (unfinished, whole) = (self.named(scan, UNFINISHED), self.named(scan, WHOLE));
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        if io::copy(&mut Read::take(from.by_ref(), length), &mut file)? != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if rustix::process::geteuid().is_root() {
            let owner = fs::metadata(&self.0)?;
            std::os::unix::fs::fchown(&file, Some(owner.uid()), Some(owner.gid()))?;
        }
        file.sync_all()?;
        fs::rename(unfinished, whole)?;
        File::open(&self.0)?.sync_all()
    }

    /// Opens a scan's file.
    pub(in crate::evidence) fn open_scan(&self, scan: ScanId) -> io::Result<File> {
        File::open(self.named(scan, WHOLE))
    }

    /// Deletes a scan's file. Answers whether there was one.
    pub(in crate::evidence) fn remove(&self, scan: ScanId) -> io::Result<bool> {
        removed(&self.named(scan, WHOLE))
    }

    /// Everything in it.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn list(&self) -> io::Result<Vec<Found>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            // a file that went meanwhile is none of it
            let Ok(about) = entry.metadata() else { continue };
            let (path, written) = (entry.path(), about.modified()?);
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            let ending = path.extension().and_then(|ending| ending.to_str());
            let is_whole = ending == Some(WHOLE);
            let ours = about.is_file() && (is_whole || ending == Some(UNFINISHED));
            let scan = stem.filter(|_| ours).and_then(|stem| stem.parse().ok());
            found.push(Found { scan, is_whole, written, path });
        }
        Ok(found)
    }
}

impl Found {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Deletes it. Answers whether it was still there.
    pub(in crate::evidence) fn remove(&self) -> io::Result<bool> {
        removed(&self.path)
    }
}

fn removed(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        gone => gone.map(|()| true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_folder_is_nobody_elses_and_holds_whole_files_alone() {
        let path = std::env::temp_dir().join(format!("evidence-{}", uuid::Uuid::now_v7()));
        assert!(Folder::open(path.clone()).unwrap_err().to_string().contains("SPORTELLO_EVIDENCE_FOLDER"));
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(Folder::open(path.clone()).unwrap_err().to_string().contains("chmod"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        let folder = Folder::open(path.clone()).unwrap();
        let (scan, key) = (ScanId::new(Utc::now()), DataKey::generate());
        folder.put(scan, &key, b"patente").unwrap();
        assert_eq!(fs::metadata(folder.named(scan, WHOLE)).unwrap().mode() & 0o777, 0o600);
        assert!(folder.put(scan, &key, b"").is_ok(), "the same name once more");
        fs::write(path.join("notes.txt"), "").unwrap();
        fs::write(path.join(format!("{}.part", ScanId::new(Utc::now()))), "x").unwrap();
        let found = folder.list().unwrap();
        assert_eq!(found.iter().filter(|file| file.is_whole).count(), 1);
        assert_eq!(found.iter().filter(|file| file.scan.is_none()).count(), 1);
        assert!(folder.remove(scan).unwrap() && !folder.remove(scan).unwrap());
        fs::remove_dir_all(path).unwrap();
    }
}
