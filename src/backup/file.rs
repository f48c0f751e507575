// SPDX-License-Identifier: AGPL-3.0-or-later
//! A backup file: written to a temporary name and renamed, checked from end to end before it is believed.

use super::{BackupError, Progress};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

const MAGIC: &str = "SPORTELLO BACKUP 2\n";
/// Without scans: the archive goes to the trailer.
const OLDER: &str = "SPORTELLO BACKUP 1\n";
const FOOT: &[u8] = b"\nARCHIVE ";
/// Label, length of the archive in 20 digits, end of line.
const FOOTER: u64 = 9 + 20 + 1;
const LABEL: &[u8] = b"\nSHA256 ";
/// Label, digest in hexadecimal, end of line.
const TRAILER: u64 = 8 + 64 + 1;
/// The manifest's line at most.
const LINE: u64 = 64 * 1024;
const CHUNK: usize = 128 * 1024;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of Sportello.
    pub version: String,
    /// When it was begun.
    pub at: DateTime<Utc>,
    /// The database's start number then.
    pub start_number: i64,
    /// The migrations that were done.
    pub migrations: Vec<String>,
    /// PostgreSQL's version, as the server says it.
    pub server: String,
}

/// A backup in the making. Dropped before it is finished it leaves nothing behind.
pub(super) struct NewFile {
    path: PathBuf,
    unfinished: PathBuf,
    file: File,
    digest: Sha256,
    /// Bytes of the archive so far.
    archive: u64,
    finished: bool,
}

impl NewFile {
    /// Begins it beside its later place, readable by its owner alone.
    pub fn begin(path: &Path, manifest: &Manifest) -> Result<Self, BackupError> {
        if path.exists() {
            return Err(BackupError::Exists(path.to_owned()));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let unfinished = path.with_file_name(name);
        // one that was killed may have left this name behind
        let opened = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished);
        let file = opened.map_err(not_kept(path))?;
        let mut new = Self {
            path: path.to_owned(),
            unfinished,
            file,
            digest: Sha256::new(),
            archive: 0,
            finished: false,
        };
        let line = serde_json::to_string(manifest).map_err(|error| not_kept(path)(error.into()))?;
        new.write(format!("{MAGIC}{line}\n").as_bytes())?;
        Ok(new)
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.digest.update(bytes);
        self.file.write_all(bytes).map_err(not_kept(&self.path))
    }

    /// The next bytes of the archive, all of which come before any scan.
    pub fn write_archive(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.archive += bytes.len() as u64;
        self.write(bytes)
    }

    /// Adds the archive's length and the checksum, waits until the disk has everything, and gives the file its name.
    pub fn finish(mut self) -> Result<(), BackupError> {
        self.write(&[FOOT, format!("{:020}\n", self.archive).as_bytes()].concat())?;
        let digest = hex::encode(self.digest.clone().finalize());
        let trailer = [LABEL, digest.as_bytes(), b"\n"].concat();
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let done = self
            .file
            .write_all(&trailer)
            .and_then(|()| self.file.sync_all())
            .and_then(|()| fs::rename(&self.unfinished, &self.path))
            .and_then(|()| File::open(folder)?.sync_all());
        done.map_err(not_kept(&self.path))?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.finished {
            let _gone = fs::remove_file(&self.unfinished);
        }
    }
}

fn not_kept(path: &Path) -> impl Fn(io::Error) -> BackupError + '_ {
    move |source| BackupError::File { path: path.to_owned(), source, left: "no backup was made" }
}

/// A backup that was read from end to end and is whole.
pub(super) struct WholeFile {
    pub manifest: Manifest,
    file: File,
    /// Where the archive begins.
    begin: u64,
    /// Bytes of the archive.
    pub length: u64,
    /// Bytes of the scans behind it.
    pub scans: u64,
}

impl WholeFile {
    /// Reads all of it and compares the checksum.
    pub fn check(path: &Path, progress: Progress<'_>) -> Result<Self, BackupError> {
        let unread =
            |source| BackupError::File { path: path.to_owned(), source, left: "nothing was changed" };
        let damaged = |why: &str| BackupError::Damaged { path: path.to_owned(), why: why.to_owned() };
        let mut file = File::open(path).map_err(unread)?;
        let size = file.metadata().map_err(unread)?.len();
        let body = size.checked_sub(TRAILER).ok_or_else(|| damaged("it is too short"))?;
        let (mut digest, mut done, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
        let mut limited = Read::by_ref(&mut file).take(body);
        loop {
            let count = limited.read(&mut chunk).map_err(unread)?;
            if count == 0 {
                break;
            }
            digest.update(&chunk[..count]);
            done += count as u64;
            progress(done, Some(body));
        }
        let mut trailer = Vec::new();
        file.read_to_end(&mut trailer).map_err(unread)?;
        let wanted = [LABEL, hex::encode(digest.finalize()).as_bytes(), b"\n"].concat();
        if trailer != wanted {
            return Err(damaged("its checksum does not fit"));
        }
        file.seek(SeekFrom::Start(0)).map_err(unread)?;
        let mut lines = BufReader::new(&file).take(LINE);
        let (mut magic, mut line) = (String::new(), String::new());
        lines.read_line(&mut magic).and_then(|_| lines.read_line(&mut line)).map_err(unread)?;
        if magic != MAGIC && magic != OLDER {
            return Err(damaged("it does not begin as one"));
        }
        let manifest = serde_json::from_str(&line).map_err(|_| damaged("its manifest cannot be read"))?;
        let begin = (magic.len() + line.len()) as u64;
        let (mut length, mut scans) = (body - begin, 0);
        if magic == MAGIC {
            let odd = || damaged("its parts do not fit together");
            let end = body.checked_sub(FOOTER).ok_or_else(odd)?;
            file.seek(SeekFrom::Start(end)).map_err(unread)?;
            let mut foot = String::new();
            Read::by_ref(&mut file).take(FOOTER).read_to_string(&mut foot).map_err(unread)?;
            let told = foot.strip_prefix("\nARCHIVE ").and_then(|rest| rest.trim_end().parse().ok());
            length = told.ok_or_else(odd)?;
            scans = end.checked_sub(begin).and_then(|all| all.checked_sub(length)).ok_or_else(odd)?;
        }
        Ok(Self { manifest, file, begin, length, scans })
    }

    /// PostgreSQL's archive.
    pub fn archive(&self) -> io::Result<io::Take<&File>> {
        self.part(self.begin, self.length)
    }

    /// The scans, one after the other.
    pub fn scans(&self) -> io::Result<io::Take<&File>> {
        self.part(self.begin + self.length, self.scans)
    }

    fn part(&self, from: u64, length: u64) -> io::Result<io::Take<&File>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(from))?;
        Ok(file.take(length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest {
            version: "0.1.0".into(),
            at: DateTime::UNIX_EPOCH,
            start_number: 7,
            migrations: vec!["1".into()],
            server: "15".into(),
        }
    }

    #[test]
    fn a_backup_is_whole_or_it_is_not_believed() {
        let folder = std::env::temp_dir().join(format!("backup-file-{}", uuid::Uuid::now_v7()));
        fs::create_dir(&folder).unwrap();
        let path = folder.join("b");
        let mut new = NewFile::begin(&path, &manifest()).unwrap();
        new.write_archive(&[7; 300_000]).unwrap();
        new.write(b"scans").unwrap();
        assert!(!path.exists(), "it has no name yet");
        new.finish().unwrap();
        assert!(matches!(NewFile::begin(&path, &manifest()), Err(BackupError::Exists(_))));
        let whole = WholeFile::check(&path, &mut |_, _| {}).unwrap();
        assert_eq!((whole.manifest.clone(), whole.length, whole.scans), (manifest(), 300_000, 5));
        let mut read = Vec::new();
        whole.scans().unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, b"scans");
        read.clear();
        whole.archive().unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, vec![7; 300_000]);

        let bytes = fs::read(&path).unwrap();
        for cut in [0, 10, 72, 100, bytes.len() / 2, bytes.len() - 1] {
            fs::write(&path, &bytes[..cut]).unwrap();
            assert!(
                matches!(WholeFile::check(&path, &mut |_, _| {}), Err(BackupError::Damaged { .. })),
                "{cut}"
            );
        }
        for flipped in [3, 40, 200_000, bytes.len() - 2] {
            let mut bytes = bytes.clone();
            bytes[flipped] ^= 1;
            fs::write(&path, &bytes).unwrap();
            assert!(
                matches!(WholeFile::check(&path, &mut |_, _| {}), Err(BackupError::Damaged { .. })),
                "{flipped}"
            );
        }
        drop(NewFile::begin(&folder.join("c"), &manifest()).unwrap());
        let line = serde_json::to_string(&manifest()).unwrap();
        let older = format!("{OLDER}{line}\narchive");
        let digest = hex::encode(Sha256::digest(&older));
        fs::write(&path, format!("{older}\nSHA256 {digest}\n")).unwrap();
        let whole = WholeFile::check(&path, &mut |_, _| {}).unwrap();
        assert_eq!((whole.length, whole.scans), (7, 0), "one of the version before");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "an unfinished one leaves nothing");
        fs::remove_dir_all(folder).unwrap();
    }
}
