// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is filled in by hand: boxes to tick, lines to write on, persons of whom not everything is known.

use super::{
    blocks::Field,
    canvas::{MARGIN, MEASURE, Pen, Shade},
    dates::day,
    flow::{Flow, SCALES},
    fonts::Face,
    said::Said,
    views::{Decree, Person},
};

/// Side of a box to tick.
const BOX: f32 = 9.5;
/// Height of a line to write on.
const LINE: f32 = 25.0;

/// The largest running text with which a paper has no more than `most` pages, else the largest of all.
pub(super) fn fitted(most: usize, draw: impl Fn(f32) -> Flow) -> Flow {
    SCALES.into_iter().map(&draw).find(|flow| flow.pages.len() <= most).unwrap_or_else(|| draw(SCALES[0]))
}

impl Flow {
    /// A box to tick, or ticked already, and what it stands for.
    pub(super) fn tick(&mut self, ticked: bool, said: &Said) {
        let pen = self.body();
        // The box stands where the first line does: on the next page where that one turns.
        let [left, right] = self.lines(said, pen, MEASURE, 16.0);
        self.keep(pen.leading() * left.len().max(right.len()).min(2) as f32);
        let y = self.y;
        let page = self.page();
        page.frame(MARGIN + 0.5, y + pen.size - BOX + 1.5, BOX, BOX, 1.0, Shade::Ink);
        if ticked {
            page.text(MARGIN + 2.1, y + pen.size + 0.4, "×", Pen::new(Face::Bold, 12.0, Shade::Ink));
        }
        self.columns(said, pen, MARGIN, MEASURE, Some(""));
        self.gap(3.0);
    }

    /// Lines to write on.
    pub(super) fn lines_to_write(&mut self, count: usize) {
        self.keep(LINE * count as f32);
        for _ in 0..count {
            self.gap(LINE);
            let y = self.y - 3.0;
            self.page().rule((MARGIN, y), (MARGIN + MEASURE, y), 0.75, Shade::Ink);
        }
        self.gap(3.0);
    }

    /// Who somebody is.
    pub(super) fn person(&mut self, person: &Person<'_>) {
        let born = person.birth_date.map(day);
        self.fields(&[
            Field::filled(self.say("form-surname"), person.surname),
            Field::filled(self.say("form-name"), person.name),
        ]);
        self.fields(&[
            Field::filled(self.say("form-codice-fiscale"), person.codice_fiscale).mono().wide(1.1),
            Field::filled(self.say("form-birth-date"), born.as_deref()).wide(1.2),
            Field::filled(self.say("form-birth-place"), person.birth_place).wide(1.35),
        ]);
    }

    /// A court's decision.
    pub(super) fn decree(&mut self, decree: &Decree<'_>) {
        let (date, end) = (decree.date.map(day), decree.end.map(day));
        self.fields(&[
            Field::filled(self.say("deed-court"), decree.court).wide(1.5),
            Field::filled(self.say("deed-decree-number"), decree.number),
        ]);
        self.fields(&[
            Field::filled(self.say("deed-decree-date"), date.as_deref()),
            Field::filled(self.say("deed-decree-end"), end.as_deref()).wide(1.5),
        ]);
    }
}

impl Decree<'_> {
    /// The decree in one line that needs no language: `Tribunale di Ancona, 12/2024, 01/02/2024 – 31/12/2030`.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let days: Vec<String> = [self.date, self.end].into_iter().flatten().map(day).collect();
        let days = days.join(" – ");
        let parts = [self.court.unwrap_or_default(), self.number.unwrap_or_default(), days.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
