// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reports as files: CSV and XLSX with a line for each sum or fact, PDF with the tables of the page.

mod cells;
mod commas;
mod paper;
mod sheet;
mod sink;
mod workbook;

pub use cells::Cell;
pub(super) use cells::{Facts, fact_heads};
pub(super) use paper::{MOST, facts as paper};
pub use sheet::{Sheet, lines, sheet};
pub(super) use sink::Sink;

use super::figures::Figures;
use super::filter::Filter;
use super::names::Names;
use super::report::Report;
use super::words::Words;
use crate::counters::Counter;
use crate::db::Breakage;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated values: RFC 4180, UTF-8, a line with the heads first.
    Csv,
    /// A workbook of Office Open XML (ECMA-376).
    Xlsx,
    /// A paper.
    Pdf,
}

impl Format {
    /// All, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Pdf];

    /// Its name in addresses, in the database, and at the end of file names.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
        }
    }
}

/// What stands around the lines of a file.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The report and the reader's language.
    pub words: Words,
    /// Name of the region, as papers have it on top.
    pub region: &'a str,
    /// The counter.
    pub counter: &'a Counter,
    /// Who works there.
    pub names: &'a Names,
    /// What was asked for.
    pub filter: &'a Filter,
    /// When.
    pub now: DateTime<Utc>,
}

/// The figures of a report as a file.
///
/// # Errors
/// A [`Breakage`] of a library that writes.
pub fn figures(frame: &Frame<'_>, figures: &Figures, format: Format) -> Result<Vec<u8>, Breakage> {
    if format == Format::Pdf {
        return Ok(paper::figures(frame, figures));
    }
    if frame.words.report == Report::Durations {
        let heads =
            ["counter", "step", "operator", "count", "median", "p90"].map(|name| frame.words.column(name));
        let mut sink = Sink::short(format, &heads)?;
        for duration in figures.durations() {
            sink.line(&cells::duration(frame, duration))?;
        }
        return sink.into_bytes();
    }
    let heads =
        ["counter", "day", "operator", "kind", "outcome", "count"].map(|name| frame.words.column(name));
    let mut sink = Sink::short(format, &heads)?;
    for row in figures.rows() {
        sink.line(&cells::figure(frame, row))?;
    }
    sink.into_bytes()
}
