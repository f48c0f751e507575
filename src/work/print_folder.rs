// SPDX-License-Identifier: AGPL-3.0-or-later
//! The folder that the region's mail room prints from: one PDF a letter, named by its outbox id, whole or not at all.

use crate::ids::OutboxId;
use crate::mail::Delivery;
use crate::outbox::{PRINT_FOLDER, Reason};
use crate::seal::Wiped;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The mail room's folder, mode 0700: a letter in it holds half of the codes in clear until it is printed.
#[derive(Clone)]
pub(super) struct PrintFolder {
    path: PathBuf,
}

impl PrintFolder {
    /// The folder, as it must be when the worker starts.
    ///
    /// # Errors
    /// What does not fit, as the end of a sentence.
    pub(super) fn open(path: PathBuf) -> Result<Self, String> {
        fit(&path).map_err(|error| error.to_string())?;
        Ok(Self { path })
    }

    /// Puts a letter in. One that lies there already stays as it is: it is rendered once. Whatever keeps the folder from
    /// taking it passes: the letter waits.
    pub(super) async fn put(&self, id: OutboxId, letter: Wiped) -> Delivery {
        let folder = self.path.clone();
        let put = tokio::task::spawn_blocking(move || put(&folder, id, &letter)).await;
        let temporary = |reply: String| Delivery::Temporary { reason: Reason::ServerAway, reply };
        match put {
            Ok(Ok(reply)) => Delivery::Accepted { server: PRINT_FOLDER.to_owned(), reply: reply.to_owned() },
            // the kind alone: a path may say more than the keeper's table should hold
            Ok(Err(error)) => temporary(format!("print folder: {}", error.kind())),
            Err(_) => temporary("print folder: the task ended by itself".to_owned()),
        }
    }
}

fn fit(path: &Path) -> io::Result<()> {
    let about = fs::metadata(path)?;
    let refused = |why| Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
    match () {
        () if !about.is_dir() => Err(io::Error::new(io::ErrorKind::NotADirectory, "it is no folder")),
        () if about.permissions().mode() & 0o077 != 0 => refused("others may read it: it needs mode 0700"),
        () => Ok(()),
    }
}

fn put(folder: &Path, id: OutboxId, letter: &[u8]) -> io::Result<&'static str> {
    fit(folder)?;
    let (whole, part) = (folder.join(format!("{id}.pdf")), folder.join(format!(".{id}.part")));
    if whole.try_exists()? {
        return Ok("it lay there");
    }
    let written = write(&part, letter).and_then(|()| fs::rename(&part, &whole)).and_then(|()| {
        // the name, too, is to be there after a power cut
        File::open(folder)?.sync_all()
    });
    if let Err(error) = written {
        let _gone = fs::remove_file(&part);
        return Err(error);
    }
    Ok("written")
}

fn write(part: &Path, letter: &[u8]) -> io::Result<()> {
    // what a worker that died left behind
    match fs::remove_file(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(part)?;
    file.write_all(letter)?;
    file.sync_all()
}

#[cfg(test)]
#[path = "print_folder_tests.rs"]
mod tests;
