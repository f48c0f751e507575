// SPDX-License-Identifier: AGPL-3.0-or-later
//! Checkpoints in a file outside the database: one note after the other, a blank line behind each.

use super::note::{LONGEST, Note};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// How much of the end is read at a start.
const TAIL: u64 = 16 * LONGEST as u64;

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointFileError {
    /// It cannot be read or written.
    #[error("the file of checkpoints {path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something else is in it.
    #[error("{0} holds something else than checkpoints")]
    Foreign(PathBuf),
}

/// The file that the sequencer appends to.
#[derive(Debug)]
pub struct CheckpointFile {
    path: PathBuf,
    file: File,
    last: Option<Note>,
}

impl CheckpointFile {
    /// Opens the file, made where it is missing, and reads its last checkpoint. What a kill left unfinished behind it is cut off:
    /// the database still has it whole.
    ///
    /// # Errors
    /// [`CheckpointFileError`].
    pub fn open(path: &Path) -> Result<Self, CheckpointFileError> {
        let told = |source| CheckpointFileError::File { path: path.to_owned(), source };
        let opened = OpenOptions::new().read(true).append(true).create(true).mode(0o640).open(path);
        let mut file = opened.map_err(told)?;
        let length = file.metadata().map_err(told)?.len();
        let from = length.saturating_sub(TAIL);
        let mut tail = Vec::new();
        file.seek(SeekFrom::Start(from)).and_then(|_| file.read_to_end(&mut tail)).map_err(told)?;
        let (last, unfinished) = last_of(&tail);
        if last.is_none() && (from > 0 || unfinished > LONGEST) {
            return Err(CheckpointFileError::Foreign(path.to_owned()));
        }
        if unfinished > 0 {
            file.set_len(length - unfinished as u64).and_then(|()| file.sync_all()).map_err(told)?;
        }
        Ok(Self { path: path.to_owned(), file, last })
    }

    /// The newest checkpoint in it.
    #[must_use]
    pub fn last(&self) -> Option<&Note> {
        self.last.as_ref()
    }

    /// Adds a checkpoint and waits until the disk has it.
    ///
    /// # Errors
    /// [`CheckpointFileError::File`]; then the file is opened anew before the next is added.
    pub fn append(&mut self, note: Note) -> Result<(), CheckpointFileError> {
        let written = self.file.write_all(format!("{}\n", note.text).as_bytes());
        written
            .and_then(|()| self.file.sync_data())
            .map_err(|source| CheckpointFileError::File { path: self.path.clone(), source })?;
        self.last = Some(note);
        Ok(())
    }
}

/// The last whole note of a file that was kept outside the database; none where there is none.
pub(super) fn last_in(path: &Path) -> io::Result<Option<Note>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    file.read_to_end(&mut tail)?;
    // one that somebody copied by hand may end without the blank line
    tail.extend_from_slice(b"\n\n");
    Ok(last_of(&tail).0)
}

/// The last whole note of `tail`, and the bytes behind it.
fn last_of(tail: &[u8]) -> (Option<Note>, usize) {
    let mut end = tail.len();
    // a whole note ends with the end of its last line and a blank one
    while let Some(at) = tail[..end].windows(2).rposition(|two| two == b"\n\n") {
        let (whole, behind) = (&tail[..=at], tail.len() - (at + 2));
        if let Some(note) = last_note(whole) {
            return (Some(note), behind);
        }
        end = at + 1;
    }
    (None, tail.len())
}

/// The note that `text` ends with: it begins behind the blank line before the last but one.
fn last_note(text: &[u8]) -> Option<Note> {
    let text = &text[text.len().saturating_sub(LONGEST)..];
    let body_end = text.windows(2).rposition(|two| two == b"\n\n")?;
    let begin = text[..body_end].windows(2).rposition(|two| two == b"\n\n").map_or(0, |at| at + 2);
    std::str::from_utf8(&text[begin..]).ok()?.parse().ok()
}

/// Reads the notes of a file one by one; what is none is an error of its own and ends the reading.
pub struct Notes<R> {
    lines: BufReader<R>,
    broken: bool,
}

impl<R: Read> Notes<R> {
    /// The notes of `reader`.
    pub fn of(reader: R) -> Self {
        Self { lines: BufReader::new(reader), broken: false }
    }

    fn read(&mut self) -> io::Result<Option<Note>> {
        let odd = || io::Error::new(io::ErrorKind::InvalidData, "it holds something else than checkpoints");
        let (mut text, mut blanks) = (String::new(), 0);
        loop {
            let before = text.len();
            let read = Read::take(&mut self.lines, LONGEST as u64).read_line(&mut text)?;
            let blank = matches!(&text[before..], "\n" | "");
            if blank && text.trim().is_empty() {
                if read == 0 {
                    return Ok(None);
                }
                text.clear(); // blank lines between notes
                continue;
            }
            blanks += usize::from(blank);
            if blanks == 2 || read == 0 {
                text.truncate(before);
                return text.parse().map(Some).map_err(|_| odd());
            }
            if text.len() > LONGEST {
                return Err(odd());
            }
        }
    }
}

impl<R: Read> Iterator for Notes<R> {
    type Item = io::Result<Note>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        let read = self.read().transpose();
        self.broken = matches!(read, Some(Err(_)));
        read
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::CheckpointKey;
    use super::super::note::Checkpoint;
    use super::*;
    use chrono::DateTime;

    fn note(key: &CheckpointKey, size: u64) -> Note {
        let at = DateTime::UNIX_EPOCH;
        let checkpoint = Checkpoint { origin: "a/b".into(), size, root: [1; 32], at, day_end: None };
        key.sign(&checkpoint).parse().unwrap()
    }

    #[test]
    fn a_kill_in_the_middle_of_a_line_leaves_what_came_before() {
        let path = std::env::temp_dir().join(format!("checkpoints-{}", uuid::Uuid::now_v7()));
        let key = CheckpointKey::generate();
        for size in [1, 2] {
            CheckpointFile::open(&path).unwrap().append(note(&key, size)).unwrap();
        }
        let whole = std::fs::read(&path).unwrap();
        let two: Vec<u64> = Notes::of(&whole[..]).map(|note| note.unwrap().checkpoint.size).collect();
        assert_eq!(two, [1, 2]);
        let second = whole.len() / 2;
        for cut in second..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let mut file = CheckpointFile::open(&path).unwrap();
            assert_eq!(file.last().unwrap().checkpoint.size, 1, "cut at {cut}");
            file.append(note(&key, 2)).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), whole, "cut at {cut}");
        }
        std::fs::write(&path, vec![b'x'; 9_000]).unwrap();
        assert!(matches!(CheckpointFile::open(&path), Err(CheckpointFileError::Foreign(_))));
        assert!(Notes::of(&b"nothing of the kind\n"[..]).next().unwrap().is_err());
        std::fs::remove_file(path).unwrap();
    }
}
