// SPDX-License-Identifier: AGPL-3.0-or-later
//! The digits of a code sheet or a sealed letter: one row for each secret, one box for each position of the whole code.

use zeroize::Zeroizing;

use super::{
    canvas::{Canvas, MARGIN, MEASURE, Pen, Shade},
    code_sheet::note,
    flow::{LABEL, STRONG},
    fonts::Face,
    lettering::clean,
    said::Said,
    views::{CodeHalf, CodeKind, Tries},
};
use crate::texts::Language;

/// Where the boxes begin; names and tries stand at their left.
const BOXES: f32 = MARGIN + 152.0;
/// Room for the boxes.
const ROOM: f32 = MARGIN + MEASURE - BOXES;
const KIND: Pen = Pen::new(Face::Bold, 17.0, Shade::Ink);

impl CodeKind {
    /// The name that also stands on the card's own papers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pin => "PIN",
            Self::Puk => "PUK",
            Self::Cip => "CIP",
        }
    }

    const fn purpose(self) -> &'static str {
        match self {
            Self::Pin => "sheet-purpose-pin",
            Self::Puk => "sheet-purpose-puk",
            Self::Cip => "sheet-purpose-cip",
        }
    }
}

impl CodeHalf<'_> {
    /// The whole code with this half's digits and a `•` for each of the others: `12•••`.
    pub fn masked(&self) -> Zeroizing<String> {
        let mut digits = self.digits.chars();
        let letter = |at| if self.positions.contains(&at) { digits.next().unwrap_or('?') } else { '•' };
        Zeroizing::new((0..self.total).map(letter).collect())
    }

    /// What the other half will look like: `••___`, with a blank to be filled for each digit it brings.
    pub fn other_shape(&self) -> String {
        (0..self.total).map(|at| if self.positions.contains(&at) { '•' } else { '_' }).collect()
    }
}

/// What the rows show.
pub(super) struct Rows<'a> {
    /// One half of each secret.
    pub(super) codes: &'a [CodeHalf<'a>],
    /// Wrong tries allowed.
    pub(super) tries: Tries,
    /// The key of the text that says where the other half is.
    pub(super) other: &'a str,
    /// Language beside Italian.
    pub(super) language: Language,
}

/// Draws all rows between the heights `from` and `to`.
pub(super) fn draw(page: &mut Canvas, rows: &Rows<'_>, from: f32, to: f32) {
    let height = ((to - from) / rows.codes.len().max(1) as f32).min(100.0);
    for (row, code) in rows.codes.iter().enumerate() {
        let y = from + row as f32 * height;
        if row > 0 {
            page.rule((MARGIN, y), (MARGIN + MEASURE, y), 0.5, Shade::Rule);
        }
        name(page, rows, code, y + 3.0);
        boxes(page, rows, code, y + 3.0, height - 5.0);
    }
}

/// Name, purpose and tries.
fn name(page: &mut Canvas, rows: &Rows<'_>, code: &CodeHalf<'_>, top: f32) {
    page.text(MARGIN, top + KIND.size, code.kind.name(), KIND);
    let tries = match code.kind {
        CodeKind::Pin => Some(rows.tries.pin),
        CodeKind::Puk => Some(rows.tries.puk),
        CodeKind::Cip => None,
    };
    let mut y = top + KIND.size + LABEL.leading() + 1.0;
    if let Some(tries) = tries {
        let said = clean(&Said::of(rows.language, "sheet-tries", &[("tries", tries.into())]).joined());
        let beside = KIND.width(code.kind.name()) + 8.0;
        // Beside the name where there is room, else beneath it.
        if beside + STRONG.width(&said) <= BOXES - MARGIN - 8.0 {
            page.text(MARGIN + beside, top + KIND.size, &said, STRONG);
        } else {
            for line in note(&said, BOXES - MARGIN - 8.0) {
                page.text(MARGIN, y, &line, STRONG);
                y += STRONG.leading();
            }
        }
    }
    let said = Said::of(rows.language, code.kind.purpose(), &[]);
    for line in note(&said.it, BOXES - MARGIN - 8.0) {
        page.text(MARGIN, y, &line, LABEL);
        y += LABEL.leading();
    }
    page.in_language(rows.language, |page| {
        for line in said.other.iter().flat_map(|other| note(other, BOXES - MARGIN - 8.0)) {
            page.text(MARGIN, y, &line, LABEL);
            y += LABEL.leading();
        }
    });
}

/// The boxes, in groups with a gap between, and beneath them the shape of the half that comes by mail.
fn boxes(page: &mut Canvas, rows: &Rows<'_>, code: &CodeHalf<'_>, top: f32, height: f32) {
    let in_line = code.total.clamp(1, if code.total > 8 { 16 } else { 8 });
    // A short code is parted where its halves meet, a long one in fours.
    let seam = if code.positions.start == 0 { code.positions.end } else { code.positions.start };
    let group = if code.total > 8 { 4 } else { seam.max(1) };
    let gaps = in_line.div_ceil(4) - 1;
    let cell = ((ROOM - 12.0 * gaps as f32) / in_line.max(8) as f32).min(38.0);
    let lines = code.total.div_ceil(in_line);
    let numbered = lines == 1;
    let head = if numbered { LABEL.size + 3.0 } else { 0.0 };
    let tall = ((height - head - LABEL.leading() - 2.0) / lines as f32).min(44.0);
    let pen = Pen::new(Face::Mono, (tall - 8.0).min(cell * 1.1).min(28.0), Shade::Ink);
    let place = |at: usize| {
        let (line, column) = (at / in_line, at % in_line);
        let x = BOXES + column as f32 * cell + (column / group).min(gaps.max(1)) as f32 * 12.0;
        (x, top + head + line as f32 * tall)
    };
    for at in 0..code.total {
        let (x, y) = place(at);
        let (width, here) = (cell - 4.0, code.positions.contains(&at));
        if numbered {
            let number = (at + 1).to_string();
            page.text(x + (width - LABEL.width(&number)) / 2.0, y - 3.0, &number, LABEL);
        }
        if !here {
            page.fill(x, y, width, tall - 3.0, Shade::Tint);
        }
        let (thick, shade) = if here { (1.25, Shade::Ink) } else { (0.75, Shade::Rule) };
        page.frame(x, y, width, tall - 3.0, thick, shade);
    }
    let masked = code.masked();
    page.read_as(&masked, |page| {
        for (at, letter) in masked.chars().enumerate() {
            let (x, y) = place(at);
            let letter = Zeroizing::new(letter.to_string());
            let x = x + (cell - 4.0 - pen.width(&letter)) / 2.0;
            let shade = if *letter == "•" { Shade::Soft } else { Shade::Ink };
            page.text(x, y + (tall - 3.0) / 2.0 + pen.size * 0.34, &letter, pen.shade(shade));
        }
    });
    let shape = Said::of(rows.language, rows.other, &[]);
    let y = top + head + lines as f32 * tall + LABEL.size + 1.0;
    let lead = format!("{}:  ", clean(&shape.joined()));
    page.text(BOXES, y, &lead, LABEL);
    let other = code.other_shape();
    let (left, space) = (ROOM - LABEL.width(&lead), 2.0);
    let size = ((left / code.total as f32 - space) / Face::Mono.width("0", 1.0)).min(10.5);
    let mono = Pen::new(Face::Mono, size, Shade::Ink);
    page.read_as(&other, |page| page.spaced(BOXES + LABEL.width(&lead), y, &other, mono, space));
}
