// SPDX-License-Identifier: AGPL-3.0-or-later
//! Tables for staff's papers: rows that flow over leaves, with the heads again on each.

use super::{
    canvas::{MARGIN, MEASURE, Pen, Shade},
    flow::{FLOOR, Flow},
    fonts::Face,
    lettering::{clean, wrap},
};

const HEAD: Pen = Pen::new(Face::Bold, 9.5, Shade::Soft);
const TEXT: Pen = Pen::new(Face::Regular, 9.5, Shade::Ink);
const CODE: Pen = Pen::new(Face::Mono, 9.5, Shade::Ink);
/// Space between two columns.
const GAP: f32 = 8.0;

/// A column: its head, its share of the width, and whether its values are codes.
pub(super) struct Column {
    pub(super) head: String,
    pub(super) share: f32,
    pub(super) code: bool,
}

impl Flow {
    /// Draws a table. Values wrap and are never cut; a row stays on one leaf.
    pub(super) fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        let shares: f32 = columns.iter().map(|column| column.share).sum();
        let room = MEASURE - GAP * columns.len().saturating_sub(1) as f32;
        let widths: Vec<f32> = columns.iter().map(|column| room * column.share / shares).collect();
        let pens: Vec<Pen> = columns.iter().map(|column| if column.code { CODE } else { TEXT }).collect();
        let heads: Vec<String> = columns.iter().map(|column| column.head.clone()).collect();
        let head = cells(&heads, &widths, &vec![HEAD; columns.len()]);
        self.keep(height(&head) + 3.0 * TEXT.leading());
        self.row(&head, &widths, &vec![HEAD; columns.len()]);
        for row in rows {
            let row = cells(row, &widths, &pens);
            if self.y + height(&row) > FLOOR {
                self.turn();
                self.row(&head, &widths, &vec![HEAD; columns.len()]);
            }
            self.row(&row, &widths, &pens);
        }
        self.gap(6.0);
    }

    fn row(&mut self, row: &[Vec<String>], widths: &[f32], pens: &[Pen]) {
        let (mut x, y) = (MARGIN, self.y);
        for ((lines, width), pen) in row.iter().zip(widths).zip(pens) {
            for (at, line) in lines.iter().enumerate() {
                self.page().text(x, y + pen.size + 2.0 + at as f32 * pen.leading(), line, *pen);
            }
            x += width + GAP;
        }
        let bottom = y + height(row);
        self.page().rule((MARGIN, bottom), (MARGIN + MEASURE, bottom), 0.4, Shade::Rule);
        self.gap(height(row));
    }
}

fn cells(row: &[String], widths: &[f32], pens: &[Pen]) -> Vec<Vec<String>> {
    let lines =
        |((text, width), pen): ((&String, &f32), &Pen)| wrap(&clean(text), pen.face, pen.size, *width);
    row.iter().zip(widths).zip(pens).map(lines).collect()
}

fn height(row: &[Vec<String>]) -> f32 {
    row.iter().map(Vec::len).max().unwrap_or(1).max(1) as f32 * TEXT.leading() + 4.0
}
