// SPDX-License-Identifier: AGPL-3.0-or-later
//! One A4 page: points from the upper left corner, downwards; text by its baseline.

use printpdf::{
    Color, DictItem, Line, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle, Point, Pt, Rect, Rgb,
    TextItem, TextMatrix,
};

use super::fonts::Face;
use crate::texts::Language;

/// Height of A4 in points.
pub(super) const HEIGHT: f32 = 841.89;
/// Width of A4 in points.
pub(super) const WIDTH: f32 = 595.28;
/// Blank border at the left and at the right.
pub(super) const MARGIN: f32 = 51.0;
/// Width that text may take.
pub(super) const MEASURE: f32 = WIDTH - 2.0 * MARGIN;

/// The few colours; each text colour has a contrast of at least 7:1 on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shade {
    /// Text.
    Ink,
    /// Labels and the second language.
    Soft,
    /// Titles.
    Accent,
    /// Lines.
    Rule,
    /// Background of what matters most.
    Tint,
    /// What a scanner reads.
    Black,
}

impl Shade {
    fn color(self) -> Color {
        let (r, g, b) = match self {
            Self::Ink => (0.09, 0.10, 0.12),
            Self::Soft => (0.29, 0.33, 0.38),
            Self::Accent => (0.04, 0.23, 0.43),
            Self::Rule => (0.70, 0.75, 0.80),
            Self::Tint => (0.945, 0.957, 0.97),
            Self::Black => (0.0, 0.0, 0.0),
        };
        Color::Rgb(Rgb::new(r, g, b, None))
    }
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) shade: Shade,
}

impl Pen {
    pub(super) const fn new(face: Face, size: f32, shade: Shade) -> Self {
        Self { face, size, shade }
    }

    /// The same pen in another colour.
    pub(super) const fn shade(self, shade: Shade) -> Self {
        Self { shade, ..self }
    }

    /// Distance between two baselines.
    pub(super) fn leading(self) -> f32 {
        self.size * 1.32
    }

    /// Width of a text in points.
    pub(super) fn width(self, text: &str) -> f32 {
        self.face.width(text, self.size)
    }
}

/// The page under the pen.
#[derive(Clone, Default)]
pub(super) struct Canvas {
    pub(super) ops: Vec<Op>,
}

impl Canvas {
    /// One line of clean text from `x`, on the baseline `y`.
    pub(super) fn text(&mut self, x: f32, y: f32, text: &str, pen: Pen) {
        self.spaced(x, y, text, pen, 0.0);
    }

    /// As [`Canvas::text`], with `space` points more after each letter.
    pub(super) fn spaced(&mut self, x: f32, y: f32, text: &str, pen: Pen, space: f32) {
        if text.is_empty() {
            return;
        }
        let font = PdfFontHandle::External(pen.face.loaded().id());
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFont { font, size: Pt(pen.size) },
            Op::SetFillColor { col: pen.shade.color() },
            Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(HEIGHT - y)) },
        ]);
        if space != 0.0 {
            self.ops.push(Op::SetCharacterSpacing { multiplier: space });
        }
        self.ops.push(Op::ShowText { items: vec![TextItem::Text(text.to_owned())] });
        if space != 0.0 {
            self.ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
        }
        self.ops.push(Op::EndTextSection);
    }

    /// A line that ends at `x`.
    pub(super) fn text_right(&mut self, x: f32, y: f32, text: &str, pen: Pen) {
        self.text(x - pen.width(text), y, text, pen);
    }

    /// A straight line.
    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32), thick: f32, shade: Shade) {
        let end = |(x, y): (f32, f32)| LinePoint { p: Point { x: Pt(x), y: Pt(HEIGHT - y) }, bezier: false };
        self.ops.extend([
            Op::SetOutlineColor { col: shade.color() },
            Op::SetOutlineThickness { pt: Pt(thick) },
            Op::DrawLine { line: Line { points: vec![end(from), end(to)], is_closed: false } },
        ]);
    }

    /// A dashed line.
    pub(super) fn dashes(&mut self, from: (f32, f32), to: (f32, f32), thick: f32, shade: Shade) {
        self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[4.0, 4.0]) });
        self.rule(from, to, thick, shade);
        self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
    }

    /// A filled rectangle whose upper left corner is (`x`, `y`).
    pub(super) fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, shade: Shade) {
        self.ops.push(Op::SetFillColor { col: shade.color() });
        self.rectangle(x, y, width, height, PaintMode::Fill);
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, thick: f32, shade: Shade) {
        self.ops
            .extend([Op::SetOutlineColor { col: shade.color() }, Op::SetOutlineThickness { pt: Pt(thick) }]);
        self.rectangle(x, y, width, height, PaintMode::Stroke);
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, mode: PaintMode) {
        let (x, y, width, height) = (Pt(x), Pt(HEIGHT - y - height), Pt(width), Pt(height));
        self.ops.push(Op::DrawRectangle {
            rectangle: Rect { x, y, width, height, mode: Some(mode), winding_order: None },
        });
    }

    /// What is drawn inside counts, for a reader's ears and for copying, as this text.
    pub(super) fn read_as(&mut self, text: &str, draw: impl FnOnce(&mut Self)) {
        let mut data = vec![0xfe, 0xff];
        data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        self.span("ActualText", data, draw);
    }

    /// What is drawn inside is in this language (the document itself is Italian).
    pub(super) fn in_language(&mut self, language: Language, draw: impl FnOnce(&mut Self)) {
        self.span("Lang", language.code().into(), draw);
    }

    fn span(&mut self, key: &str, data: Vec<u8>, draw: impl FnOnce(&mut Self)) {
        let entry = (key.to_owned(), DictItem::String { data, literal: false });
        let properties = DictItem::Dict { map: [entry].into() };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
        draw(self);
        self.ops.push(Op::EndMarkedContent);
    }
}
