// SPDX-License-Identifier: AGPL-3.0-or-later
//! The file: UTF-8 with or without a mark, divided by `;` or `,`, with a header. No more than [`MOST_BYTES`] and [`MOST_ROWS`].

use super::trouble::Trouble;
use crate::counters::Column;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 1024 * 1024;

/// More counters than a region has.
const MOST_ROWS: usize = 2_000;

/// A line of the file and what stands in which column.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<(Column, String)>,
}

/// The text of a file, without its mark.
///
/// # Errors
/// Where it is too large, or no text.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Trouble> {
    if bytes.len() > MOST_BYTES {
        return Err(Trouble::file("counter-import-large").with("kilobytes", MOST_BYTES / 1024));
    }
    let line = |at: usize| bytes.iter().take(at).filter(|byte| **byte == b'\n').count() as u64 + 1;
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Trouble::at(line(error.valid_up_to()), "", "counter-import-utf8"))?;
    if let Some(at) = text.find('\0') {
        return Err(Trouble::at(line(at), "", "field-odd-characters"));
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The rows of a file.
///
/// # Errors
/// What is wrong with the file itself; its cells are not looked at here.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, Vec<Trouble>> {
    let first = text.lines().next().unwrap_or_default();
    let many = |divider: char| first.matches(divider).count();
    let delimiter = if many(';') >= many(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(header)) = records.next() else { return Err(vec![Trouble::file("counter-import-empty")]) };
    let columns = columns(&header)?;
    let (mut rows, mut troubles) = (Vec::new(), Vec::new());
    for record in records {
        let Ok(record) = record else { return Err(vec![Trouble::file("counter-import-utf8")]) };
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != columns.len() {
            let trouble = Trouble::at(line, "", "counter-import-cells");
            troubles.push(trouble.with("cells", record.len()).with("columns", columns.len()));
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(vec![Trouble::file("counter-import-rows").with("most", MOST_ROWS)]);
        }
        let cells = columns.iter().zip(record.iter()).map(|(column, cell)| (*column, bare(cell).to_owned()));
        rows.push(Row { line, cells: cells.collect() });
    }
    if rows.is_empty() && troubles.is_empty() {
        troubles.push(Trouble::file("counter-import-empty"));
    }
    if troubles.is_empty() { Ok(rows) } else { Err(troubles) }
}

fn columns(header: &csv::StringRecord) -> Result<Vec<Column>, Vec<Trouble>> {
    let (mut columns, mut troubles) = (Vec::new(), Vec::new());
    for name in header {
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(40).collect();
        match Column::from_header(&name) {
            Some(column) if columns.contains(&column) => {
                troubles.push(Trouble::at(1, name, "counter-import-column-twice"));
            }
            Some(column) => columns.push(column),
            None => troubles.push(Trouble::at(1, name, "counter-import-column-unknown")),
        }
    }
    for column in Column::ALL.into_iter().filter(|column| column.is_needed() && !columns.contains(column)) {
        troubles.push(Trouble::at(1, column.header(), "counter-import-column-missing"));
    }
    if troubles.is_empty() { Ok(columns) } else { Err(troubles) }
}

/// A cell without the mark that [`harmless`](crate::counters::export::harmless) puts before it.
fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}
