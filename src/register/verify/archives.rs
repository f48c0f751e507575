// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rows that left into archives: those of files that are at hand are looked at as if they were still there; of the others it is said
//! where they are.

use super::Finding;
use crate::register::archive::ArchiveFile;
use crate::register::rows::{Look, Trust, WriterKeys};
use crate::register::tree::Hash;
use std::collections::HashSet;
use uuid::Uuid;

/// An archive that the database or the export names.
struct Named {
    first: u64,
    size: u64,
    file: String,
    sha256: [u8; 32],
    /// How many of its rows are neither in the database nor in a file at hand.
    away: u64,
}

/// Where an archived row is.
pub(super) enum Place {
    /// In no archive.
    Nowhere,
    /// In an archive whose file is not at hand.
    Away,
    /// Here.
    Here(Uuid, Look),
}

/// All archives.
#[derive(Default)]
pub(super) struct Archives {
    named: Vec<Named>,
    files: Vec<ArchiveFile>,
    signed: HashSet<[u8; 32]>,
}

impl Archives {
    /// With these files at hand.
    pub fn of(files: Vec<ArchiveFile>) -> Self {
        Self { files, ..Self::default() }
    }

    /// The database names one. A file of the same rows that is another is told.
    pub fn name(&mut self, first: u64, size: u64, file: String, sha256: [u8; 32]) -> Option<Finding> {
        let another =
            |it: &ArchiveFile| (it.head.first, it.head.size) == (first, size) && it.sha256 != sha256;
        let changed = self.files.iter().position(another).map(|place| self.files.remove(place));
        self.named.push(Named { first, size, file, sha256, away: 0 });
        changed.map(|file| {
            let path = file.path.display();
            Finding::File(format!(
                "{path} is not the archive of the rows from number {first} to {}: its digest is another",
                size - 1
            ))
        })
    }

    /// A writer signed that a file of this digest is an archive.
    pub fn sign(&mut self, sha256: [u8; 32]) {
        self.signed.insert(sha256);
    }

    /// Looks at the row of a leaf (number, id, hash) that is not in the database.
    pub fn look(
        &mut self,
        leaf: (u64, Uuid, &Hash),
        keys: &WriterKeys,
        trust: Option<Trust>,
    ) -> Result<Place, Finding> {
        let index = leaf.0;
        let Some(named) = self.named.iter_mut().find(|it| (it.first..it.size).contains(&index)) else {
            return Ok(Place::Nowhere);
        };
        let Some(file) = self.files.iter_mut().find(|it| it.sha256 == named.sha256) else {
            named.away += 1;
            return Ok(Place::Away);
        };
        let row = file.row(index).map_err(|error| Finding::File(error.to_string()))?;
        Ok(row.map_or(Place::Nowhere, |row| Place::Here(row.id, row.look_at(leaf, keys, trust).alone())))
    }

    /// Archives that nobody signed for: their rows are simply gone.
    pub fn unsigned(&self) -> impl Iterator<Item = Finding> {
        let unsigned = self.named.iter().filter(|it| !self.signed.contains(&it.sha256));
        unsigned.map(|it| Finding::UnsignedArchive { first: it.first, size: it.size, file: it.file.clone() })
    }

    /// Where rows are that were not read, one line for each archive.
    pub fn lines(&self) -> Vec<String> {
        let away = self.named.iter().filter(|it| it.away > 0);
        let line = |it: &Named| {
            format!(
                "The rows from number {} to {} were archived in {} with digest {}: {} of them are proved by the tree, and not read. \
                 Give `--archive FILE` to read them.",
                it.first,
                it.size - 1,
                it.file,
                hex::encode(it.sha256),
                it.away
            )
        };
        away.map(line).collect()
    }
}
