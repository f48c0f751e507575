// SPDX-License-Identifier: AGPL-3.0-or-later
//! From top to bottom, page after page: where the next thing goes, and columns of prose.

use super::{
    canvas::{Canvas, HEIGHT, MARGIN, MEASURE, Pen, Shade},
    fonts::Face,
    lettering::{clean, wrap},
    said::Said,
};
use crate::texts::Language;

/// Running text.
pub(super) const BODY: Pen = Pen::new(Face::Regular, 10.5, Shade::Ink);
/// Running text where it has the whole measure for itself.
pub(super) const LARGE: Pen = Pen::new(Face::Regular, 12.0, Shade::Ink);
/// Running text that must not be missed.
pub(super) const STRONG: Pen = Pen::new(Face::Bold, 10.5, Shade::Ink);
/// What running text and values may be shrunk to where difficult data would not leave it its room: never below 9.4 points.
pub(super) const SCALES: [f32; 3] = [1.0, 0.95, 0.9];
/// Shares of the usual space between things where two persons share a paper, the larger first.
pub(super) const DENSE: [f32; 2] = [0.5, 0.2];
/// Labels and second language.
pub(super) const LABEL: Pen = Pen::new(Face::Regular, 10.5, Shade::Soft);
/// Space between two columns.
pub(super) const GUTTER: f32 = 24.0;
/// Where the footer begins; nothing else is drawn below.
pub(super) const FLOOR: f32 = HEIGHT - 54.0;

/// The pages of a document while it is laid out.
pub(super) struct Flow {
    /// Finished pages and the current one, which is the last.
    pub(super) pages: Vec<Canvas>,
    /// Upper edge of what comes next.
    pub(super) y: f32,
    /// Language of the paper.
    pub(super) language: Language,
    /// Width that fields may take, less where something stands at their right.
    pub(super) measure: f32,
    /// One of [`SCALES`], for running text and values.
    pub(super) scale: f32,
    /// Share of the usual space between sections, rows and points: 1, or less where two persons share a form.
    pub(super) air: f32,
    top: f32,
}

impl Flow {
    /// Starts on a first page, `top` points below its upper edge (under the header).
    pub(super) fn new(language: Language, top: f32) -> Self {
        Self { pages: vec![Canvas::default()], y: top, language, measure: MEASURE, scale: 1.0, air: 1.0, top }
    }

    /// Draws with the largest running text that ends above `floor` on this page.
    pub(super) fn squeeze(&mut self, floor: f32, draw: impl Fn(&mut Self)) {
        let drawn =
            SCALES.into_iter().map(|scale| self.attempt(scale, &draw)).find(|flow| flow.ends_above(floor));
        let drawn = drawn.unwrap_or_else(|| self.attempt(SCALES[2], &draw));
        self.y = drawn.y;
        let mut pages = drawn.pages.into_iter();
        self.page().ops.extend(pages.next().into_iter().flat_map(|page| page.ops));
        self.pages.extend(pages);
    }

    /// Whether that ends above `floor` with the smallest running text at least.
    pub(super) fn can_squeeze(&self, floor: f32, draw: impl Fn(&mut Self)) -> bool {
        self.attempt(SCALES[2], &draw).ends_above(floor)
    }

    fn attempt(&self, scale: f32, draw: &impl Fn(&mut Self)) -> Self {
        let mut flow = Self { pages: vec![Canvas::default()], scale, ..*self };
        draw(&mut flow);
        flow
    }

    fn ends_above(&self, floor: f32) -> bool {
        self.pages.len() == 1 && self.y <= floor
    }

    /// The current page.
    pub(super) fn page(&mut self) -> &mut Canvas {
        if self.pages.is_empty() {
            self.pages.push(Canvas::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Goes on at the top of a new page.
    pub(super) fn turn(&mut self) {
        self.pages.push(Canvas::default());
        self.y = self.top;
    }

    /// Goes to a new page unless `height` points are left on this one.
    pub(super) fn keep(&mut self, height: f32) {
        if self.y + height > FLOOR && !self.fresh() {
            self.turn();
        }
    }

    /// Leaves blank space.
    pub(super) fn gap(&mut self, height: f32) {
        self.y += height;
    }

    /// Whether nothing has been drawn on this page yet.
    pub(super) fn fresh(&self) -> bool {
        self.y <= self.top
    }

    /// Running text: larger where only one language needs the room.
    pub(super) fn body(&self) -> Pen {
        let pen = if self.language == Language::Italian { LARGE } else { BODY };
        Pen { size: pen.size * self.scale, ..pen }
    }

    /// One text in the languages of the paper.
    pub(super) fn say(&self, key: &str) -> Said {
        Said::of(self.language, key, &[])
    }

    /// A paragraph: two columns where the paper has two languages, else the full measure.
    pub(super) fn prose(&mut self, said: &Said, pen: Pen) {
        self.columns(said, pen, MARGIN, MEASURE, None);
    }

    /// A numbered step or, with `•`, a point of a list.
    pub(super) fn item(&mut self, mark: &str, said: &Said, pen: Pen) {
        self.columns(said, pen, MARGIN, MEASURE, Some(mark));
        self.gap(3.0 * self.air);
    }

    /// Width of one column of prose within `width`.
    pub(super) fn column(&self, width: f32, said: &Said) -> f32 {
        if said.other.is_some() { (width - GUTTER) / 2.0 } else { width }
    }

    /// Lines of each column of a paragraph within `width`, `indent` points less each.
    pub(super) fn lines(&self, said: &Said, pen: Pen, width: f32, indent: f32) -> [Vec<String>; 2] {
        let column = self.column(width, said) - indent;
        let lines = |text: &str| wrap(&clean(text), pen.face, pen.size, column);
        [lines(&said.it), said.other.as_deref().map(lines).unwrap_or_default()]
    }

    /// Height of a paragraph that stands within `width`.
    pub(super) fn height(&self, said: &Said, pen: Pen, width: f32, indent: f32) -> f32 {
        let [left, right] = self.lines(said, pen, width, indent);
        left.len().max(right.len()) as f32 * pen.leading()
    }

    /// Draws a paragraph at `x` within `width`; where the page ends it goes on on the next.
    pub(super) fn columns(&mut self, said: &Said, pen: Pen, x: f32, width: f32, mark: Option<&str>) {
        let indent = mark.map_or(0.0, |mark| (Face::Bold.width(mark, pen.size) + 5.0).max(16.0));
        let [left, right] = self.lines(said, pen, width, indent);
        let step = self.column(width, said) + GUTTER;
        let (total, mut done) = (left.len().max(right.len()), 0);
        while done < total {
            self.keep(pen.leading() * (total - done).min(2) as f32);
            let fits = (((FLOOR - self.y) / pen.leading()).floor() as usize).clamp(1, total - done);
            let (y, language) = (self.y, self.language);
            let mark = mark.filter(|_| done == 0);
            let part = |lines: &[String]| lines.iter().skip(done).take(fits).cloned().collect::<Vec<_>>();
            let (left, right) = (part(&left), part(&right));
            let page = self.page();
            let draw = |page: &mut Canvas, lines: &[String], x: f32, pen: Pen| {
                if let Some(mark) = mark.filter(|_| !lines.is_empty()) {
                    page.text(x, y + pen.size, mark, Pen { face: Face::Bold, ..pen });
                }
                for (line, text) in lines.iter().enumerate() {
                    page.text(x + indent, y + pen.size + line as f32 * pen.leading(), text, pen);
                }
            };
            draw(page, &left, x, pen);
            if !right.is_empty() {
                page.in_language(language, |page| draw(page, &right, x + step, pen));
            }
            self.gap(fits as f32 * pen.leading());
            done += fits;
        }
    }
}
