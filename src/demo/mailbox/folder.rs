// SPDX-License-Identifier: AGPL-3.0-or-later
//! The folder that the worker's mails lie in: files that end in `.eml`, in it or in its `new/`.

use super::mime::{self, Message};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::{Path, PathBuf};

/// A mail as the list shows it.
pub(super) struct Mail {
    /// The file's name, which is also its address on the page.
    pub name: String,
    /// When it arrived.
    pub arrived: DateTime<Utc>,
    /// What is in it.
    pub message: Message,
}

/// All mails, the newest first. A file that vanishes meanwhile is passed over.
pub(super) fn all(folder: &Path) -> Vec<Mail> {
    let mut found: Vec<_> = files(folder).into_iter().filter_map(|path| read(&path)).collect();
    found.sort_by(|a, b| b.arrived.cmp(&a.arrived).then_with(|| b.name.cmp(&a.name)));
    found
}

/// The mail of that name. Names are compared, never joined to a path.
pub(super) fn one(folder: &Path, name: &str) -> Option<Mail> {
    let path = files(folder).into_iter().find(|path| path.file_name().is_some_and(|file| file == name))?;
    read(&path)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    [folder.to_owned(), folder.join("new")]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .collect()
}

fn read(path: &Path) -> Option<Mail> {
    let arrived = path.metadata().ok()?.modified().ok()?.into();
    let message = mime::parse(&fs::read(path).ok()?);
    Some(Mail { name: path.file_name()?.to_str()?.to_owned(), arrived, message })
}
