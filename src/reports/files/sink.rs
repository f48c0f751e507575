// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lines into a spreadsheet's file, piece by piece: a file of a million lines is never whole in memory.

use super::commas::Commas;
use super::workbook::Book;
use super::{Cell, Format};
use crate::db::Breakage;
use tokio::sync::mpsc;

/// Bytes of a file, in order.
pub(super) type Piece = Vec<u8>;

/// A file that lines are put into.
pub(in crate::reports) struct Sink(Kind);

enum Kind {
    Commas(Box<Commas>),
    Book(Box<Book>),
}

impl Sink {
    /// A long file with its heads. A paper is drawn whole, by `paper`.
    pub(in crate::reports) fn long(format: Format, heads: &[String]) -> Result<Self, Breakage> {
        Self::open(format, heads, true)
    }

    /// A file that has its lines in memory already.
    pub(in crate::reports) fn short(format: Format, heads: &[String]) -> Result<Self, Breakage> {
        Self::open(format, heads, false)
    }

    fn open(format: Format, heads: &[String], is_long: bool) -> Result<Self, Breakage> {
        match format {
            Format::Csv => Ok(Self(Kind::Commas(Box::new(Commas::open(heads)?)))),
            Format::Xlsx => Ok(Self(Kind::Book(Box::new(Book::open(heads, is_long)?)))),
            Format::Pdf => Err(Breakage::new("a paper takes no lines one by one")),
        }
    }

    /// The next line.
    pub(in crate::reports) fn line(&mut self, cells: &[Cell]) -> Result<(), Breakage> {
        match &mut self.0 {
            Kind::Commas(lines) => lines.line(cells),
            Kind::Book(book) => book.line(cells),
        }
    }

    /// What can be put away already; may be empty.
    pub(in crate::reports) fn take(&mut self) -> Result<Piece, Breakage> {
        match &mut self.0 {
            Kind::Commas(lines) => lines.take(),
            // a workbook is packed at its end
            Kind::Book(_) => Ok(Vec::new()),
        }
    }

    /// The rest, while a thread of its own packs it; a piece that is an error is the last.
    pub(in crate::reports) fn rest(self) -> mpsc::Receiver<Result<Piece, Breakage>> {
        let (send, receive) = mpsc::channel(2);
        let pack = move || {
            let sent = match self.0 {
                Kind::Commas(mut lines) => lines.take().map(|piece| {
                    let _nobody = send.blocking_send(Ok(piece));
                }),
                Kind::Book(book) => book.pack(|piece| send.blocking_send(Ok(piece)).is_ok()),
            };
            if let Err(error) = sent {
                let _nobody = send.blocking_send(Err(error));
            }
        };
        tokio::task::spawn_blocking(pack);
        receive
    }

    /// All of a short file.
    pub(in crate::reports) fn into_bytes(mut self) -> Result<Vec<u8>, Breakage> {
        let mut bytes = self.take()?;
        if let Kind::Book(book) = self.0 {
            book.pack(|piece| {
                bytes.extend(piece);
                true
            })?;
        }
        Ok(bytes)
    }
}
