// SPDX-License-Identifier: AGPL-3.0-or-later
//! A report for a supervisor: what was counted, and tables that go on from page to page with their heads.

use super::{
    blocks::Field,
    canvas::{MARGIN, MEASURE, Pen, Shade},
    finish::{About, Leaves, document},
    flow::{FLOOR, Flow},
    fonts::Face,
    frame::Frame,
    lettering::{clean, wrap},
    said::Said,
    views::Counter,
};
use crate::texts::Language;
use chrono::{DateTime, Utc};

/// A report on paper.
#[derive(Clone)]
pub struct ReportPaper<'a> {
    /// Whose figures.
    pub counter: Counter<'a>,
    /// What was counted.
    pub title: &'a Said,
    /// What this kind of paper is called, in the footer and as the document's title.
    pub kind: &'a Said,
    /// When it was made, what was asked for, the total: labels and values.
    pub facts: &'a [(String, String)],
    /// The tables.
    pub tables: &'a [PaperTable],
    /// The reader's language.
    pub language: Language,
    /// The document's time.
    pub now: DateTime<Utc>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct PaperTable {
    /// Above it.
    pub title: String,
    /// Its columns.
    pub columns: Vec<PaperColumn>,
    /// Its rows, a text for each column.
    pub rows: Vec<Vec<String>>,
    /// Its last row, in bold letters.
    pub foot: Option<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct PaperColumn {
    /// Its head.
    pub head: String,
    /// Its part of the width.
    pub share: f32,
    /// Whether its texts end at its right edge.
    pub number: bool,
}

const CELL: Pen = Pen::new(Face::Regular, 9.5, Shade::Ink);
const HEAD: Pen = Pen::new(Face::Bold, 9.5, Shade::Soft);
const FOOT: Pen = Pen::new(Face::Bold, 9.5, Shade::Ink);
/// Blank between two columns, and around the text of a row.
const GAP: f32 = 10.0;
const PAD: f32 = 2.5;

/// Draws the report.
pub fn report_paper(report: &ReportPaper<'_>) -> Vec<u8> {
    let frame = Frame::new(&report.counter, "", report.language);
    let mut flow = Flow::new(report.language, frame.bottom());
    flow.title(report.title);
    for facts in report.facts.chunks(3) {
        let row: Vec<_> = facts.iter().map(|(label, value)| Field::new(Said::same(label), value)).collect();
        flow.fields(&row);
    }
    for table in report.tables {
        flow.section(&Said::same(&table.title), 40.0);
        draw(&mut flow, table);
    }
    frame.dress(&mut flow.pages, report.kind);
    let about = About { title: report.kind.it.clone(), now: report.now, leaves: Leaves::BothSides };
    std::mem::take(&mut *document(flow.pages, &about))
}

fn draw(flow: &mut Flow, table: &PaperTable) {
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
    line(flow, table, &heads, HEAD, Shade::Soft);
    for (row, pen) in table.rows.iter().map(|row| (row, CELL)).chain(table.foot.iter().map(|row| (row, FOOT)))
    {
        let page = flow.pages.len();
        flow.keep(height(table, row, pen));
        if flow.pages.len() > page {
            line(flow, table, &heads, HEAD, Shade::Soft);
        }
        line(flow, table, row, pen, Shade::Rule);
    }
    flow.gap(8.0);
}

/// The columns' left edges and widths.
fn columns(table: &PaperTable) -> Vec<(f32, f32)> {
    let all: f32 = table.columns.iter().map(|column| column.share).sum();
    let room = MEASURE - GAP * table.columns.len().saturating_sub(1) as f32;
    let mut x = MARGIN;
    let edge = |column: &PaperColumn| {
        let width = room * column.share / all;
        let left = x;
        x += width + GAP;
        (left, width)
    };
    table.columns.iter().map(edge).collect()
}

fn cells(table: &PaperTable, row: &[String], pen: Pen) -> Vec<Vec<String>> {
    let wrapped = |(text, (_, width)): (&String, (f32, f32))| wrap(&clean(text), pen.face, pen.size, width);
    row.iter().zip(columns(table)).map(wrapped).collect()
}

fn height(table: &PaperTable, row: &[String], pen: Pen) -> f32 {
    let most = cells(table, row, pen).iter().map(Vec::len).max().unwrap_or(0);
    most as f32 * pen.leading() + 2.0 * PAD
}

/// A row with a line beneath.
fn line(flow: &mut Flow, table: &PaperTable, row: &[String], pen: Pen, rule: Shade) {
    let height = height(table, row, pen);
    debug_assert!(flow.y <= FLOOR);
    let y = flow.y;
    let edges = columns(table);
    let page = flow.page();
    for ((lines, (x, width)), column) in cells(table, row, pen).into_iter().zip(edges).zip(&table.columns) {
        for (number, text) in lines.iter().enumerate() {
            let baseline = y + PAD + pen.size + number as f32 * pen.leading();
            match column.number {
                true => page.text_right(x + width, baseline, text, pen),
                false => page.text(x, baseline, text, pen),
            }
        }
    }
    page.rule((MARGIN, y + height), (MARGIN + MEASURE, y + height), 0.5, rule);
    flow.gap(height);
}
