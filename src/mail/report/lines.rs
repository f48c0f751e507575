// SPDX-License-Identifier: AGPL-3.0-or-later
//! A mail line by line, with a limit on whatever is kept. What is kept is wiped when dropped.

use crate::seal::Wiped;
use std::io::{self, BufRead, Read};
use zeroize::Zeroizing;

/// The longest piece of a line that is looked at together; RFC 5322 section 2.1.1 allows 998 characters.
const PIECE: u64 = 4_096;

/// What was kept.
pub(super) struct Kept {
    pub bytes: Wiped,
    /// Whether nothing was left out.
    pub whole: bool,
}

/// The lines of a mail that streams in.
pub(super) struct Lines<'a> {
    mail: &'a mut dyn BufRead,
    piece: Wiped,
    /// Whether the piece at hand begins a line.
    began_line: bool,
    /// Whether the next one does.
    fresh: bool,
    over: bool,
}

impl<'a> Lines<'a> {
    pub fn new(mail: &'a mut dyn BufRead) -> Self {
        Self {
            mail,
            piece: Zeroizing::new(Vec::with_capacity(4_096)),
            began_line: true,
            fresh: true,
            over: false,
        }
    }

    /// Whether the mail, or its multipart, has come to its end.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The headers up to and with the empty line behind them. A first line `From …`, as mailboxes have it, is left out.
    pub fn header_block(&mut self, limit: usize) -> io::Result<Kept> {
        let mut kept = Kept { bytes: Zeroizing::new(Vec::with_capacity(4_096)), whole: true };
        let mut first = true;
        while self.next()? {
            let line = &self.piece;
            let begins = std::mem::replace(&mut first, false);
            if begins && line.starts_with(b"From ") {
                continue;
            }
            if self.began_line && matches!(&line[..], b"\n" | b"\r\n") {
                break;
            }
            if kept.bytes.len() + line.len() > limit {
                kept.whole = false;
                break;
            }
            kept.bytes.extend_from_slice(line);
        }
        if !kept.bytes.is_empty() {
            kept.bytes.extend_from_slice(b"\r\n\r\n");
        }
        Ok(kept)
    }

    /// Leaves out everything up to and with the next delimiter; false where that is more than `limit` bytes.
    pub fn skip_part(&mut self, boundary: &str, limit: usize) -> io::Result<bool> {
        let mut skipped = 0;
        while self.next()? {
            if self.ends(boundary) {
                return Ok(true);
            }
            skipped += self.piece.len();
            if skipped > limit {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The part up to the next delimiter, which is left out.
    pub fn part(&mut self, boundary: &str, limit: usize) -> io::Result<Kept> {
        let mut kept = Kept { bytes: Zeroizing::new(Vec::with_capacity(4_096)), whole: true };
        while self.next()? && !self.ends(boundary) {
            if kept.bytes.len() + self.piece.len() > limit {
                kept.whole = false;
                break;
            }
            kept.bytes.extend_from_slice(&self.piece);
        }
        Ok(kept)
    }

    /// Whether the piece at hand is a delimiter (RFC 2046 section 5.1.1); the last one ends everything.
    fn ends(&mut self, boundary: &str) -> bool {
        let line = self.piece.trim_ascii_end();
        let rest = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
        let ends = self.began_line && matches!(rest, Some(b"" | b"--"));
        self.over |= ends && rest == Some(b"--");
        ends
    }

    /// Reads the next piece of a line; false at the end.
    fn next(&mut self) -> io::Result<bool> {
        self.piece.clear();
        if self.over {
            return Ok(false);
        }
        self.began_line = self.fresh;
        let mut limited = Read::take(&mut *self.mail, PIECE);
        let read = limited.read_until(b'\n', &mut self.piece)?;
        self.fresh = self.piece.last() == Some(&b'\n');
        self.over = read == 0;
        Ok(read > 0)
    }
}
