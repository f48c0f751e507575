// SPDX-License-Identifier: AGPL-3.0-or-later
//! Tables of a page that is no report's own: as lines of a spreadsheet's file, or on the same paper as reports.

use super::sink::Sink;
use super::{Cell, Format};
use crate::counters::Counter;
use crate::db::Breakage;
use crate::pdf::{self, PaperTable, ReportPaper, Said};
use crate::texts::{self, Language};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Rome;

/// What stands around tables on paper.
pub struct Sheet<'a> {
    /// The reader's language.
    pub language: Language,
    /// Name of the region.
    pub region: &'a str,
    /// The counter.
    pub counter: &'a Counter,
    /// What the page is called.
    pub title: &'a str,
    /// What was asked for, and totals: labels and values. When it was made stands before them.
    pub facts: Vec<(String, String)>,
    /// When.
    pub now: DateTime<Utc>,
}

/// A spreadsheet's file with a line for each row; of a paper there is none.
///
/// # Errors
/// A [`Breakage`] of a library that writes.
pub fn lines(format: Format, heads: &[String], rows: &[Vec<Cell>]) -> Result<Vec<u8>, Breakage> {
    let mut sink = Sink::short(format, heads)?;
    for row in rows {
        sink.line(row)?;
    }
    sink.into_bytes()
}

/// The tables on paper.
#[must_use]
pub fn sheet(sheet: &Sheet<'_>, tables: &[PaperTable]) -> Vec<u8> {
    let made = sheet.now.with_timezone(&Rome).format("%d/%m/%Y, %H:%M").to_string();
    let mut facts = vec![(texts::text(sheet.language, "report-made"), made)];
    facts.extend(sheet.facts.iter().cloned());
    let counter = sheet.counter;
    let reach: Vec<&str> = [&counter.telephone, &counter.address, &counter.municipality]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let name = format!("{} {}", counter.code, counter.name);
    pdf::report_paper(&ReportPaper {
        counter: pdf::Counter {
            region: sheet.region,
            name: &name,
            address: &counter.address,
            place: &counter.municipality,
            contact: &reach.join(" · "),
        },
        title: &Said::same(sheet.title.to_owned()),
        kind: &Said::same(texts::text(sheet.language, "report-paper")),
        facts: &facts,
        tables,
        language: sheet.language,
        now: sheet.now,
    })
}
