// SPDX-License-Identifier: AGPL-3.0-or-later
//! Figures as a file for a spreadsheet.

use super::{Names, Words, name};
use crate::db::Breakage;
use crate::reports::Figures;

/// The rows of a report with their names in words; the last column's sum is the report's total.
pub(super) fn csv(
    words: Words,
    counter: &str,
    names: &Names,
    figures: &Figures,
) -> Result<Vec<u8>, Breakage> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let header = ["counter", "day", "operator", "kind", "outcome", "count"];
    writer.write_record(header.map(|column| words.column(column))).map_err(Breakage::new)?;
    for row in figures.rows() {
        let cells = [
            counter.to_owned(),
            row.day.to_string(),
            name(names, row.operator),
            words.kind(&row.kind),
            words.outcome(&row.outcome),
            row.count.to_string(),
        ];
        writer.write_record(cells.map(harmless)).map_err(Breakage::new)?;
    }
    writer.into_inner().map_err(|error| Breakage::new(error.to_string()))
}

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before what begins like one.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_words() {
        for odd in ["=1+1", "+39 071", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(harmless(odd.to_owned()), format!("'{odd}"));
        }
        for plain in ["Rossi, Anna", "D'Alò \"la rossa\"", "12", ""] {
            assert_eq!(harmless(plain.to_owned()), plain);
        }
    }
}
