// SPDX-License-Identifier: AGPL-3.0-or-later
//! The maildir that a mail server puts reports into.
//!
//! A report is taken from `new` into `cur`, read, and deleted once the database has what it says: the mail that may hang on
//! it holds codes. One that was in `cur` when the worker was killed is read again, which changes nothing. What no database
//! row can hold (a mail for nobody here) goes in the same way; what cannot be read at all stays in `cur`.

use super::{Reports, Taken, take};
use crate::db::Breakage;
use crate::mail::{self, Incoming};
use chrono::{DateTime, Utc};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

/// Reports of one run; the next one goes on.
const PORTION: usize = 500;

/// Why the maildir cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the maildir {path} cannot be used: {source}")]
pub struct MaildirError {
    path: PathBuf,
    source: io::Error,
}

/// A maildir: `new`, `cur` and `tmp` in one folder.
#[derive(Debug, Clone)]
pub struct Maildir(PathBuf);

impl Maildir {
    /// Takes the folder, and makes `new`, `cur` and `tmp` where they are missing.
    ///
    /// # Errors
    /// Where they cannot be made or not be written to.
    pub fn open(path: PathBuf) -> Result<Self, MaildirError> {
        let made = ["new", "cur", "tmp"].iter().try_for_each(|part| {
            let part = path.join(part);
            fs::create_dir_all(&part)?;
            // reports are moved and deleted: both ask for this right
            let probe = part.join(format!(".probe-{}", std::process::id()));
            File::create(&probe).and_then(|_| fs::remove_file(&probe))
        });
        match made {
            Ok(()) => Ok(Self(path)),
            Err(source) => Err(MaildirError { path, source }),
        }
    }

    /// Reports that wait to be read.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn waiting(&self) -> Result<usize, MaildirError> {
        self.files(usize::MAX).map(|files| files.len()).map_err(|source| self.wrong(source))
    }

    fn wrong(&self, source: io::Error) -> MaildirError {
        MaildirError { path: self.0.clone(), source }
    }

    /// Those begun before the last end of a worker first.
    fn files(&self, most: usize) -> io::Result<Vec<PathBuf>> {
        let mut files = listed(&self.0.join("cur"))?;
        files.extend(listed(&self.0.join("new"))?);
        files.truncate(most);
        Ok(files)
    }

    /// Takes a report out of `new`: a rename, so that it is in one of the two at any moment.
    fn begin(&self, file: &Path) -> io::Result<PathBuf> {
        let name = file.file_name().unwrap_or_default();
        if file.starts_with(self.0.join("cur")) {
            return Ok(file.to_owned());
        }
        let mut seen = name.to_owned();
        seen.push(":2,S");
        let begun = self.0.join("cur").join(seen);
        fs::rename(file, &begun)?;
        Ok(begun)
    }
}

/// The mails of a folder in the order of their names, which begin with the time.
fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut files: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
    files.retain(|path| {
        let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        !hidden && fs::symlink_metadata(path).is_ok_and(|about| about.is_file())
    });
    files.sort();
    Ok(files)
}

/// Reads what has come and answers how many reports were done with. One that is too early stays for the next run.
pub(in crate::work) async fn read_all(
    reports: &Reports,
    maildir: &Maildir,
    now: DateTime<Utc>,
) -> Result<usize, Breakage> {
    let files = maildir.files(PORTION).map_err(Breakage::new)?;
    let mut done = 0;
    for file in files {
        let incoming = match open(maildir, &file) {
            Ok(found) => found,
            // another worker may have been quicker
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => {
                tracing::error!(%error, "a report in the maildir cannot be read");
                continue;
            }
        };
        let (begun, incoming) = incoming;
        let Some(incoming) = incoming else {
            done += usize::from(forget(&begun));
            continue;
        };
        if take(reports, &incoming, now).await? != Taken::NotYet {
            done += usize::from(forget(&begun));
        }
    }
    Ok(done)
}

fn open(maildir: &Maildir, file: &Path) -> io::Result<(PathBuf, Option<Incoming>)> {
    let begun = maildir.begin(file)?;
    let incoming = mail::read_report(&mut BufReader::new(File::open(&begun)?), None)?;
    Ok((begun, incoming))
}

fn forget(file: &Path) -> bool {
    let gone = fs::remove_file(file);
    if let Err(error) = &gone {
        tracing::error!(%error, "a report that was read cannot be deleted from the maildir");
    }
    gone.is_ok()
}
