// SPDX-License-Identifier: AGPL-3.0-or-later
//! The file `start-number` beside the keys: one line with the number, written anew and renamed.

use crate::db::Breakage;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

const NAME: &str = "start-number";

/// Why a start cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum StartsError {
    /// The file.
    #[error("{path}: {source}; the process keeps there how new its database is.")]
    File {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file holds no number.
    #[error(
        "{0} holds no number: if it was damaged, delete it after you have made sure that the database is today's."
    )]
    NoNumber(PathBuf),
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// The last number that the process saw.
pub(super) struct StartNumber {
    path: PathBuf,
    seen: AtomicI64,
}

impl StartNumber {
    /// Reads the file; 0 where there is none yet.
    pub fn read(folder: &Path) -> Result<Self, StartsError> {
        let path = folder.join(NAME);
        let seen = match fs::read_to_string(&path) {
            Ok(text) => {
                let number = text.trim().parse().ok().filter(|number: &i64| *number >= 0);
                number.ok_or_else(|| StartsError::NoNumber(path.clone()))?
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(source) => return Err(StartsError::File { path, source }),
        };
        Ok(Self { path, seen: AtomicI64::new(seen) })
    }

    pub fn seen(&self) -> i64 {
        self.seen.load(Ordering::Relaxed)
    }

    /// Keeps a larger number; whole or not at all.
    pub fn write(&self, number: i64) -> Result<(), StartsError> {
        let unfinished = self.path.with_extension(format!("part{}", std::process::id()));
        let written = File::create(&unfinished)
            .and_then(|mut file| writeln!(file, "{number}").and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&unfinished, &self.path));
        written.map_err(|source| StartsError::File { path: self.path.clone(), source })?;
        self.seen.fetch_max(number, Ordering::Relaxed);
        Ok(())
    }
}
