// SPDX-License-Identifier: AGPL-3.0-or-later
//! The maildir that a mail server puts reports into.
//!
//! A report is taken from `new` into `cur`, read, and deleted once the database has what it says: the mail that may hang on
//! it holds codes. One that was in `cur` when the worker was killed is read again, which changes nothing. What no database
//! row can hold (a mail for nobody here) goes in the same way. What can never be read (it may not be opened, it is no mail, the
//! database will not have it) is put aside into `unread`, once, for whoever keeps the machine.

use super::{Reports, Taken, store, take};
use crate::db::{self, Breakage};
use crate::mail::{self, Incoming};
use chrono::{DateTime, Utc};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

/// Reports of one run; the next one goes on.
const PORTION: usize = 500;
/// Where what cannot be read is put.
const ASIDE: &str = "unread";
/// What a maildir adds to the name of a mail that was looked at.
const SEEN: &str = ":2,S";
/// The word for it in counts and metrics.
const PUT_ASIDE: &str = "put_aside";

/// Why the maildir cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the maildir {path} cannot be used: {source}")]
pub struct MaildirError {
    path: PathBuf,
    source: io::Error,
}

/// A maildir: `new`, `cur` and `tmp` in one folder, and `unread` beside them.
#[derive(Debug, Clone)]
pub struct Maildir(PathBuf);

impl Maildir {
    /// Takes the folder, and makes `new`, `cur`, `tmp` and `unread` where they are missing.
    ///
    /// # Errors
    /// Where they cannot be made or not be written to.
    pub fn open(path: PathBuf) -> Result<Self, MaildirError> {
        let made = ["new", "cur", "tmp", ASIDE].iter().try_for_each(|part| {
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

    /// Files that could not be read and wait for a person.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn put_aside(&self) -> Result<usize, MaildirError> {
        listed(&self.0.join(ASIDE)).map(|files| files.len()).map_err(|source| self.wrong(source))
    }

    fn wrong(&self, source: io::Error) -> MaildirError {
        MaildirError { path: self.0.clone(), source }
    }

    /// Those begun before the last end of a worker, or too early, first; they leave room for new ones.
    fn files(&self, most: usize) -> io::Result<Vec<PathBuf>> {
        let mut files = listed(&self.0.join("cur"))?;
        files.truncate(most / 2);
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
        seen.push(SEEN);
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
        let begun = match maildir.begin(&file) {
            Ok(begun) => begun,
            // another worker may have been quicker
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => {
                tracing::error!(%error, "a report cannot be moved within the maildir");
                continue;
            }
        };
        let ended = match read(&begun) {
            Ok(Found::Nothing) => forget(&begun),
            Ok(Found::Report(incoming)) => match taken(reports, &incoming, now).await {
                Ok(Taken::NotYet) => false,
                Ok(_) => forget(&begun),
                Err(breakage) if breakage.is_away() => return Err(breakage),
                Err(breakage) => aside(reports, maildir, &begun, &breakage, now).await?,
            },
            Ok(Found::NoMail) => aside(reports, maildir, &begun, &"it has no header", now).await?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) if is_ours(&error) => return Err(Breakage::new(error)),
            Err(error) => aside(reports, maildir, &begun, &error, now).await?,
        };
        done += usize::from(ended);
    }
    Ok(done)
}

/// What is in a file.
enum Found {
    /// Not one byte: a mail server that was killed.
    Nothing,
    /// Bytes without a header.
    NoMail,
    Report(Incoming),
}

fn read(begun: &Path) -> io::Result<Found> {
    let file = File::open(begun)?;
    if file.metadata()?.len() == 0 {
        return Ok(Found::Nothing);
    }
    Ok(mail::read_report(&mut BufReader::new(file), None)?.map_or(Found::NoMail, Found::Report))
}

/// Whether a fault is this process's and not the file's.
fn is_ours(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let ours = [Errno::MFILE, Errno::NFILE, Errno::NOMEM, Errno::INTR];
    Errno::from_io_error(error).is_some_and(|errno| ours.contains(&errno))
}

/// A fault of the moment, as two processes in each other's way, is gone the second time.
async fn taken(reports: &Reports, incoming: &Incoming, now: DateTime<Utc>) -> Result<Taken, Breakage> {
    match take(reports, incoming, now).await {
        Ok(taken) => Ok(taken),
        Err(_) => take(reports, incoming, now).await,
    }
}

/// Puts away what can never be read, so that it is told once and holds nobody up. It is counted first: where not even that is
/// possible the database is away, and the report stays where it is.
async fn aside(
    reports: &Reports,
    maildir: &Maildir,
    begun: &Path,
    why: &(dyn std::fmt::Display + Sync),
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    store::count(&mut *db::connection(&reports.pool).await?, PUT_ASIDE, now).await?;
    metrics::counter!("sportello_mail_reports_total", "outcome" => PUT_ASIDE).increment(1);
    let name = begun.file_name().unwrap_or_default().to_string_lossy();
    // as it came, so that it can be moved back into `new`
    let name = name.strip_suffix(SEEN).unwrap_or(&name);
    match fs::rename(begun, maildir.0.join(ASIDE).join(name)) {
        Ok(()) => tracing::error!(name, %why, "a report cannot be read and was put aside into `unread`"),
        Err(error) => tracing::error!(name, %why, %error, "a report can neither be read nor be put aside"),
    }
    Ok(true)
}

fn forget(file: &Path) -> bool {
    let gone = fs::remove_file(file);
    if let Err(error) = &gone {
        tracing::error!(%error, "a report that was read cannot be deleted from the maildir");
    }
    gone.is_ok()
}
