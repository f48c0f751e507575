// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lines of comma-separated values (RFC 4180): cells quoted where they must be, lines ended by CR LF.

use super::Cell;
use crate::db::Breakage;
use std::borrow::Cow;

/// Lines of comma-separated values that were not taken yet.
pub(super) struct Commas {
    writer: csv::Writer<Vec<u8>>,
}

impl Commas {
    pub(super) fn open(heads: &[String]) -> Result<Self, Breakage> {
        let mut lines = Self { writer: writer() };
        lines
            .writer
            .write_record(heads.iter().map(|head| harmless(head).into_owned()))
            .map_err(Breakage::new)?;
        Ok(lines)
    }

    pub(super) fn line(&mut self, cells: &[Cell]) -> Result<(), Breakage> {
        for cell in cells {
            match cell {
                Cell::Text(text) => self.writer.write_field(harmless(text).as_bytes()),
                Cell::Count(count) => self.writer.write_field(count.to_string()),
            }
            .map_err(Breakage::new)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(Breakage::new)
    }

    /// Takes what was written since.
    pub(super) fn take(&mut self) -> Result<Vec<u8>, Breakage> {
        let writer = std::mem::replace(&mut self.writer, writer());
        writer.into_inner().map_err(|error| Breakage::new(error.to_string()))
    }
}

fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new())
}

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before what begins like one.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_words() {
        for odd in ["=1+1", "+39 071", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(harmless(odd), format!("'{odd}"));
        }
        for plain in ["Rossi, Anna", "D'Alò \"la rossa\"", "12", ""] {
            assert_eq!(harmless(plain), plain);
        }
    }

    #[test]
    fn lines_taken_in_pieces_are_one_file() {
        let cell = |text: &str| Cell::Text(text.to_owned());
        let mut lines = Commas::open(&["a".to_owned(), "b".to_owned()]).unwrap();
        lines.line(&[cell("Rossi, \"la bionda\""), Cell::Count(-4)]).unwrap();
        let mut bytes = lines.take().unwrap();
        lines.line(&[cell("=1+1"), Cell::Count(2)]).unwrap();
        bytes.extend(lines.take().unwrap());
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "a,b\r\n\"Rossi, \"\"la bionda\"\"\",-4\r\n'=1+1,2\r\n");
    }
}
