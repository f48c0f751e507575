// SPDX-License-Identifier: AGPL-3.0-or-later
//! Checkpoints: whose they are, whether they fit the rows, and their time.

use super::Finding;
use super::report::Report;
use crate::register::file::Notes;
use crate::register::note::Note;
use crate::register::rows::Trust;
use crate::register::tree::{Frontier, Hash};
use chrono::{DateTime, Utc};
use std::fs::File;
use std::io;
use std::iter::Peekable;
use std::path::Path;

/// A file of checkpoints, read as far as the rows were.
pub(super) struct Outside {
    name: String,
    notes: Peekable<Notes<File>>,
    last: Option<DateTime<Utc>>,
}

impl Outside {
    pub fn open(path: &Path) -> io::Result<Self> {
        let (name, notes) = (path.display().to_string(), Notes::of(File::open(path)?).peekable());
        Ok(Self { name, notes, last: None })
    }

    /// The next that is over at most `size` rows; any at all where there is no bound.
    fn next(&mut self, size: Option<u64>, report: &mut Report) -> Option<Note> {
        let due = |note: &io::Result<Note>| {
            note.as_ref().map_or(true, |note| size.is_none_or(|size| note.checkpoint.size <= size))
        };
        match self.notes.next_if(due)? {
            Ok(note) => Some(note),
            Err(error) => {
                report.add(Finding::File(format!("{}: {error}", self.name)));
                None
            }
        }
    }
}

/// How the checkpoints fitted so far.
#[derive(Default)]
pub(super) struct Compared {
    /// Rows under the newest checkpoint that fits.
    pub good: u64,
    /// Rows under the newest that fits before the first that does not, and under that one.
    pub bad: Option<(u64, u64)>,
    /// The largest that the rows do not reach: size, and in words.
    pub beyond: Option<(u64, String)>,
}

impl Compared {
    /// Compares a genuine checkpoint, or one whose root is that of the rows, with the rows before it; answers whether it fits.
    pub fn compare(&mut self, size: u64, root: &Hash, tree: Option<&Frontier>, which: &str) -> bool {
        let Some(tree) = tree else { return false };
        if size > tree.size() {
            if self.beyond.as_ref().is_none_or(|(beyond, _)| *beyond < size) {
                self.beyond = Some((size, which.to_owned()));
            }
            return false;
        }
        let fits = size == tree.size() && tree.root() == *root;
        if fits {
            self.good = self.good.max(size);
        } else {
            self.bad.get_or_insert((self.good, size));
        }
        fits
    }
}

/// Whether the signature of a checkpoint needs no look: its rows are below the checkpoint that stands for them, and its root is theirs, so
/// that whoever signed it says the truth. Of a busy counter there are nearly as many checkpoints as rows.
pub(super) fn is_spared(trust: Option<Trust>, tree: Option<&Frontier>, size: u64, root: &Hash) -> bool {
    trust.is_some_and(|trust| trust.covers(size))
        && tree.is_some_and(|tree| tree.size() == size && tree.root() == *root)
}

/// Reads the checkpoints from outside that are over at most the rows read so far; all that are left at the end.
pub(super) fn outside(
    files: &mut [Outside],
    (keys, trust): (&[[u8; 32]], Option<Trust>),
    tree: Option<&Frontier>,
    size: Option<u64>,
    compared: &mut Compared,
    report: &mut Report,
) {
    for file in files {
        while let Some(note) = file.next(size, report) {
            let checkpoint = &note.checkpoint;
            let which = format!("the one over {} rows in {}", checkpoint.size, file.name);
            report.outside += 1;
            let spared = is_spared(trust, tree, checkpoint.size, &checkpoint.root);
            report.spared += u64::from(spared);
            if !spared && !keys.iter().any(|key| note.is_signed_by(key)) {
                let why =
                    "no key of this register signed it, or the key that the database names was exchanged";
                report.add(Finding::Forged { which, why });
                continue;
            }
            if let Some(after) = file.last.filter(|after| checkpoint.at < *after) {
                let at = checkpoint.at;
                report.add(Finding::ClockBack { which: format!("checkpoint {which}"), at, after });
            }
            file.last = Some(checkpoint.at);
            let fits =
                compared.compare(checkpoint.size, &checkpoint.root, tree, &format!("checkpoint {which}"));
            if fits && !spared {
                let newer = report.anchored.is_none_or(|(size, _)| size <= checkpoint.size);
                report.anchored =
                    if newer { Some((checkpoint.size, checkpoint.at)) } else { report.anchored };
            }
        }
    }
}

/// What the database or the export says of a checkpoint.
pub(super) struct Kept {
    pub number: u64,
    pub size: u64,
    pub root: Hash,
    pub at: DateTime<Utc>,
    pub note: String,
}

impl Kept {
    /// Why it is not believed; without a look at the signature where that is spared.
    pub fn forged(&self, keys: &[[u8; 32]], spared: bool) -> Option<&'static str> {
        let Ok(note) = self.note.parse::<Note>() else { return Some("what was signed cannot be read") };
        let said = &note.checkpoint;
        if !spared && !keys.iter().any(|key| note.is_signed_by(key)) {
            return Some("no key of this register signed it");
        }
        let same = (said.size, said.root, said.at) == (self.size, self.root, self.at);
        (!same).then_some("the note says something else than the columns beside it")
    }
}
