// SPDX-License-Identifier: AGPL-3.0-or-later
//! A workbook, written line by line. A long one lies in a temporary file without a name, which goes with the process.

use super::Cell;
use crate::db::Breakage;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use std::io::Write;

/// Lines of one sheet; the format's bound is 1,048,576.
const LINES: u32 = 1_000_000;
/// Bytes that are handed on together.
const PORTION: usize = 512 * 1024;

/// A workbook that is being written.
pub(super) struct Book {
    book: Workbook,
    heads: Vec<String>,
    next: u32,
    sheets: usize,
    is_long: bool,
}

impl Book {
    /// A long one lies in a temporary file while it is written, a short one in memory.
    pub(super) fn open(heads: &[String], is_long: bool) -> Result<Self, Breakage> {
        let mut book = Self { book: Workbook::new(), heads: heads.to_vec(), next: 0, sheets: 0, is_long };
        book.turn().map_err(Breakage::new)?;
        Ok(book)
    }

    /// Begins a sheet, with the heads on top.
    fn turn(&mut self) -> Result<(), XlsxError> {
        let sheet = match self.is_long {
            true => self.book.add_worksheet_with_constant_memory()?,
            false => self.book.add_worksheet(),
        };
        for (column, head) in (0..).zip(&self.heads) {
            sheet.write_string(0, column, head)?;
        }
        self.next = 1;
        self.sheets += 1;
        Ok(())
    }

    pub(super) fn line(&mut self, cells: &[Cell]) -> Result<(), Breakage> {
        if self.next > LINES {
            self.turn().map_err(Breakage::new)?;
        }
        let row = self.next;
        let sheet = self.book.worksheet_from_index(self.sheets - 1).map_err(Breakage::new)?;
        write(sheet, row, cells).map_err(Breakage::new)?;
        self.next += 1;
        Ok(())
    }

    /// Packs what was written and hands it on, portion by portion; `hand_on` answers whether anybody still wants it.
    pub(super) fn pack(mut self, hand_on: impl FnMut(Vec<u8>) -> bool + Send) -> Result<(), Breakage> {
        let mut portions = Portions { full: Vec::with_capacity(PORTION), hand_on };
        self.book.save_to_writer(&mut portions).map_err(Breakage::new)?;
        portions.flush().map_err(Breakage::new)
    }
}

/// Numbers are numbers; words are strings, so that nothing in them is ever worked out.
fn write(sheet: &mut Worksheet, row: u32, cells: &[Cell]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Text(text) => sheet.write_string(row, column, text)?,
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
            Cell::Count(count) => sheet.write_number(row, column, *count as f64)?,
        };
    }
    Ok(())
}

struct Portions<F> {
    full: Vec<u8>,
    hand_on: F,
}

impl<F: FnMut(Vec<u8>) -> bool> Write for Portions<F> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.full.extend_from_slice(bytes);
        if self.full.len() >= PORTION {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.full.is_empty() {
            return Ok(());
        }
        let full = std::mem::replace(&mut self.full, Vec::with_capacity(PORTION));
        if (self.hand_on)(full) { Ok(()) } else { Err(std::io::ErrorKind::BrokenPipe.into()) }
    }
}
