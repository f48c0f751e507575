// SPDX-License-Identifier: AGPL-3.0-or-later
//! What papers are made of: titles, sections, fields, boxes, signature lines.

use super::{
    canvas::{Canvas, MARGIN, MEASURE, Pen, Shade},
    flow::{Flow, GUTTER, LABEL},
    fonts::Face,
    lettering::{clean, fit, wrap},
    said::Said,
};

/// A value with its label, `share` parts of the row wide.
pub(super) struct Field<'a> {
    pub(super) label: Said,
    pub(super) value: &'a str,
    pub(super) face: Face,
    pub(super) share: f32,
    /// Whether it is a line to write on.
    ruled: bool,
}

impl<'a> Field<'a> {
    /// A field in bold letters, one part wide.
    pub(super) fn new(label: Said, value: &'a str) -> Self {
        Self { label, value, face: Face::Bold, share: 1.0, ruled: false }
    }

    /// The same, or a line to write on where the value is not known.
    pub(super) fn filled(label: Said, value: Option<&'a str>) -> Self {
        let value = value.unwrap_or_default();
        Self { ruled: value.trim().is_empty(), ..Self::new(label, value) }
    }

    /// The same with letters of one width.
    pub(super) fn mono(self) -> Self {
        Self { face: Face::Mono, ..self }
    }

    /// The same, `share` parts wide.
    pub(super) fn wide(self, share: f32) -> Self {
        Self { share, ..self }
    }
}

const TITLE: Pen = Pen::new(Face::Bold, 20.0, Shade::Accent);
const SUBTITLE: Pen = Pen::new(Face::Regular, 13.0, Shade::Soft);
const SECTION: Pen = Pen::new(Face::Bold, 12.5, Shade::Accent);
/// Size of a value, and how small a long one may become.
const VALUE: (f32, f32) = (12.0, 10.5);
/// Height of a value that is written by hand.
const BLANK: f32 = 19.0;

impl Flow {
    /// The name of the paper, the second language beneath.
    pub(super) fn title(&mut self, said: &Said) {
        let language = self.language;
        let (size, lines) = fit(&clean(&said.it), TITLE.face, TITLE.size, 16.0, MEASURE, 1);
        for line in lines {
            let y = self.y + size;
            self.page().text(MARGIN, y, &line, Pen { size, ..TITLE });
            self.gap(size * 1.2);
        }
        for line in said.other.iter().flat_map(|it| wrap(&clean(it), SUBTITLE.face, SUBTITLE.size, MEASURE)) {
            let y = self.y + SUBTITLE.size;
            self.page().in_language(language, |page| page.text(MARGIN, y, &line, SUBTITLE));
            self.gap(SUBTITLE.size * 1.25);
        }
        self.gap(8.0);
    }

    /// A heading under a thin line; at least `after` points of what follows stay with it.
    pub(super) fn section(&mut self, said: &Said, after: f32) {
        self.keep(30.0 + after);
        // Under the header there is a line already.
        if self.fresh() {
            self.gap(-8.0);
        } else {
            self.gap(8.0 * self.scale * self.air);
            let y = self.y;
            self.page().rule((MARGIN, y), (MARGIN + MEASURE, y), 0.75, Shade::Rule);
        }
        let (y, language, scale) = (self.y, self.language, self.scale);
        let page = self.page();
        heading(page, MARGIN, y + 18.0 * scale, said, language);
        self.gap(26.0 * scale + second_line(said));
    }

    /// A row of fields on the common grid. Long values shrink a little, then wrap; the row grows with them.
    pub(super) fn fields(&mut self, row: &[Field<'_>]) {
        let parts: f32 = row.iter().map(|field| field.share).sum();
        let room = self.measure - GUTTER * (row.len().saturating_sub(1)) as f32;
        let widths: Vec<f32> = row.iter().map(|field| room * field.share / parts).collect();
        let labels: Vec<_> =
            row.iter().zip(&widths).map(|(field, width)| label(&field.label, *width)).collect();
        let values: Vec<_> = row
            .iter()
            .zip(&widths)
            .map(|(field, width)| {
                let (size, least) = (VALUE.0 * self.scale, VALUE.1 * self.scale);
                fit(&clean(field.value), field.face, size, least, *width, 1)
            })
            .collect();
        let head = labels.iter().map(Vec::len).max().unwrap_or(0) as f32 * LABEL.leading();
        let least = if row.iter().any(|field| field.ruled) { BLANK } else { 0.0 };
        let body = values.iter().map(|(size, lines)| lines.len() as f32 * size * 1.25).fold(least, f32::max);
        let after = 5.5 * self.scale * self.air;
        self.keep(head + body + after);
        let (mut x, y, language) = (MARGIN, self.y, self.language);
        for (((field, width), label), (size, lines)) in row.iter().zip(&widths).zip(labels).zip(values) {
            let page = self.page();
            // Labels stand on the value, so that a short one keeps to its value beside a longer neighbour.
            let mut baseline = y + head - label.len() as f32 * LABEL.leading() + LABEL.size;
            for runs in label {
                let mut at = x;
                for (text, second) in runs {
                    let draw = |page: &mut Canvas| page.text(at, baseline, &text, LABEL);
                    if second {
                        page.in_language(language, draw)
                    } else {
                        draw(page)
                    }
                    at += LABEL.width(&text);
                }
                baseline += LABEL.leading();
            }
            let pen = Pen::new(field.face, size, Shade::Ink);
            for (line, text) in lines.iter().enumerate() {
                page.text(x, y + head + size * (0.98 + 1.25 * line as f32), text, pen);
            }
            if field.ruled {
                page.rule((x, y + head + body), (x + width, y + head + body), 0.75, Shade::Ink);
            }
            x += width + GUTTER;
        }
        self.gap(head + body + after);
    }

    /// A tinted box with a bold first line and a paragraph.
    pub(super) fn callout(&mut self, head: &Said, text: &Said) {
        const PAD: f32 = 10.0;
        let inner = MEASURE - 2.0 * PAD - 4.0;
        let body = self.body();
        let strong = Pen { face: Face::Bold, ..body };
        let height =
            self.height(head, strong, inner, 0.0) + self.height(text, body, inner, 0.0) + 2.0 * PAD + 2.0;
        self.keep(height);
        let y = self.y;
        let page = self.page();
        page.fill(MARGIN, y, MEASURE, height, Shade::Tint);
        page.fill(MARGIN, y, 4.0, height, Shade::Accent);
        self.gap(PAD);
        self.columns(head, strong, MARGIN + PAD + 4.0, inner, None);
        self.gap(2.0);
        self.columns(text, body, MARGIN + PAD + 4.0, inner, None);
        self.y = y + height;
    }

    /// Lines to write on, side by side, each with what is to be written beneath.
    pub(super) fn signatures(&mut self, labels: &[Said]) {
        let width = (MEASURE - GUTTER * (labels.len().saturating_sub(1)) as f32) / labels.len().max(1) as f32;
        let lines = |text: &str| wrap(&clean(text), LABEL.face, LABEL.size, width);
        let labels: Vec<_> = labels
            .iter()
            .map(|said| (lines(&said.it), said.other.as_deref().map(lines).unwrap_or_default()))
            .collect();
        let most = labels.iter().map(|(it, other)| it.len() + other.len()).max().unwrap_or(0).max(2);
        let height = 36.0 + most as f32 * LABEL.leading();
        self.keep(height);
        let (mut x, y, language) = (MARGIN, self.y + 34.0, self.language);
        for (it, other) in labels {
            let page = self.page();
            page.rule((x, y), (x + width, y), 0.75, Shade::Ink);
            let baseline = |line: usize| y + 13.0 + line as f32 * LABEL.leading();
            for (line, text) in it.iter().enumerate() {
                page.text(x, baseline(line), text, LABEL);
            }
            page.in_language(language, |page| {
                for (line, text) in other.iter().enumerate() {
                    page.text(x, baseline(it.len() + line), text, LABEL);
                }
            });
            x += width + GUTTER;
        }
        self.gap(height);
    }
}

/// A heading: the Italian bold, the other language after it, or beneath where one line is too short for both.
pub(super) fn heading(page: &mut Canvas, x: f32, y: f32, said: &Said, language: crate::texts::Language) {
    let first = clean(&said.it);
    page.text(x, y, &first, SECTION);
    if let Some(other) = said.other.as_deref().map(clean) {
        let (x, y) = match second_line(said) {
            0.0 => (x + SECTION.width(&first) + 8.0, y),
            down => (x, y + down),
        };
        page.in_language(language, |page| page.text(x, y, &other, SUBTITLE));
    }
}

/// How much a heading grows because its languages do not fit in one line.
pub(super) fn second_line(said: &Said) -> f32 {
    let Some(other) = said.other.as_deref() else { return 0.0 };
    let wide = SECTION.width(&clean(&said.it)) + 8.0 + SUBTITLE.width(&clean(other));
    if wide <= MEASURE { 0.0 } else { SUBTITLE.leading() }
}

/// A label as lines of runs, each with whether it is in the second language: one line where both fit.
fn label(said: &Said, width: f32) -> Vec<Vec<(String, bool)>> {
    let lines = |text: &str, second: bool| {
        wrap(&clean(text), LABEL.face, LABEL.size, width).into_iter().map(move |line| vec![(line, second)])
    };
    let Some(other) = &said.other else { return lines(&said.it, false).collect() };
    let (first, rest) = (clean(&said.it), format!(" · {}", clean(other)));
    if LABEL.width(&first) + LABEL.width(&rest) <= width {
        return vec![vec![(first, false), (rest, true)]];
    }
    lines(&said.it, false).chain(lines(other, true)).collect()
}
