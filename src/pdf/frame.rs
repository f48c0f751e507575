// SPDX-License-Identifier: AGPL-3.0-or-later
//! What stands on every page: the counter above, protocol and page number below.

use super::{
    canvas::{Canvas, HEIGHT, MARGIN, MEASURE, Pen, Shade},
    flow::{BODY, FLOOR, LABEL},
    fonts::Face,
    lettering::{clean, fit, wrap},
    said::Said,
    views::Counter,
};
use crate::texts::{self, Language};

const TOP: f32 = 34.0;
/// Width of the counter's lines; the protocol stands at their right.
const LEFT: f32 = 350.0;
const REGION: Pen = Pen::new(Face::Bold, 11.5, Shade::Accent);
const PROTOCOL: Pen = Pen::new(Face::Mono, 12.0, Shade::Ink);

/// Header and footer of one paper.
pub(super) struct Frame {
    lines: Vec<(String, Pen)>,
    label: Said,
    protocol: String,
    language: Language,
}

impl Frame {
    pub(super) fn new(counter: &Counter<'_>, protocol: &str, language: Language) -> Self {
        let lines = |text: &str, pen: Pen| {
            wrap(&clean(text), pen.face, pen.size, LEFT)
                .into_iter()
                .map(move |line| (line, pen))
                .collect::<Vec<_>>()
        };
        let mut all = lines(counter.region, REGION);
        all.extend(lines(counter.name, BODY));
        all.extend(lines(counter.address, LABEL));
        Self::with(all, protocol, language)
    }

    /// A header without the address, where every line counts.
    pub(super) fn brief(counter: &Counter<'_>, protocol: &str, language: Language) -> Self {
        let lines = [(counter.region, REGION), (counter.name, BODY)].into_iter().flat_map(|(text, pen)| {
            let (size, lines) = fit(&clean(text), pen.face, pen.size, 10.5, LEFT, 1);
            lines.into_iter().map(move |line| (line, Pen { size, ..pen }))
        });
        Self::with(lines.collect(), protocol, language)
    }

    fn with(lines: Vec<(String, Pen)>, protocol: &str, language: Language) -> Self {
        Self { lines, label: Said::of(language, "paper-protocol", &[]), protocol: clean(protocol), language }
    }

    /// What the number at the right is, where it is not a case's protocol number.
    pub(super) fn numbered(mut self, label: &str) -> Self {
        self.label = Said::of(self.language, label, &[]);
        self
    }

    /// The same for a paper that is not a citizen's.
    pub(super) fn labelled(mut self, label: Said) -> Self {
        self.label = label;
        self
    }

    /// Where the content of each page begins.
    pub(super) fn bottom(&self) -> f32 {
        let lines: f32 = self.lines.iter().map(|(_, pen)| pen.leading()).sum();
        TOP + lines.max(30.0) + 18.0
    }

    /// Draws header and footer on the pages of one copy; `copy` names it.
    pub(super) fn dress(&self, pages: &mut [Canvas], copy: &Said) {
        let total = pages.len();
        for (number, page) in (1..).zip(pages) {
            let body = std::mem::take(&mut page.ops);
            self.header(page);
            page.ops.extend(body);
            self.footer(page, copy, number, total);
        }
    }

    fn header(&self, page: &mut Canvas) {
        let mut y = TOP;
        for (line, pen) in &self.lines {
            page.text(MARGIN, y + pen.size, line, *pen);
            y += pen.leading();
        }
        let right = MARGIN + MEASURE;
        if !self.protocol.is_empty() {
            page.text_right(right, TOP + LABEL.size, &clean(&self.label.joined()), LABEL);
            page.text_right(right, TOP + LABEL.size + 16.0, &self.protocol, PROTOCOL);
        }
        let y = self.bottom() - 12.0;
        page.rule((MARGIN, y), (right, y), 1.25, Shade::Accent);
    }

    fn footer(&self, page: &mut Canvas, copy: &Said, number: usize, total: usize) {
        let right = MARGIN + MEASURE;
        page.rule((MARGIN, FLOOR + 8.0), (right, FLOOR + 8.0), 0.75, Shade::Rule);
        let arguments = [("number", number.into()), ("total", total.into())];
        let count = Said::of(self.language, "paper-page", &arguments);
        let (y, second) = (FLOOR + 22.0, FLOOR + 22.0 + LABEL.leading());
        debug_assert!(second < HEIGHT - 10.0);
        let what = match self.protocol.as_str() {
            "" => copy.it.clone(),
            protocol => format!("{protocol} · {}", copy.it),
        };
        page.text(MARGIN, y, &clean(&what), LABEL);
        page.text_right(right, y, &count.it, LABEL);
        if let (Some(copy), Some(count)) = (&copy.other, &count.other) {
            page.in_language(self.language, |page| {
                page.text(MARGIN, second, &clean(copy), LABEL);
                page.text_right(right, second, count, LABEL);
            });
        }
    }
}

/// The title of the document: the kind of paper, in Italian, and nothing else.
pub(super) fn title(key: &str) -> String {
    texts::text(Language::Italian, key)
}
