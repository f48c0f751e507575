// SPDX-License-Identifier: AGPL-3.0-or-later
//! A report on paper.

use super::{Cell, Frame, Sheet};
use crate::pdf::{PaperColumn, PaperTable};
use crate::reports::Duration;
use crate::reports::figures::Figures;
use crate::reports::groups::{self, Group};
use crate::reports::words::clock;
use crate::texts;

/// Facts of a paper at most: nobody reads more than a hundred pages, and a paper is drawn in memory.
pub(in crate::reports) const MOST: i64 = 5_000;

/// The tables of the page.
pub(super) fn figures(frame: &Frame<'_>, figures: &Figures) -> Vec<u8> {
    let groups = groups::groups(frame.words, frame.names, figures, frame.filter.period);
    let tables: Vec<PaperTable> =
        groups.into_iter().map(|group| table(frame, group, figures.total())).collect();
    let durations = (!figures.durations().is_empty()).then(|| durations(frame, figures));
    let tables: Vec<PaperTable> = durations.into_iter().chain(tables).collect();
    draw(frame, figures.total(), &tables)
}

/// How long steps took.
fn durations(frame: &Frame<'_>, figures: &Figures) -> PaperTable {
    let column =
        |name: &str, share: f32, number: bool| PaperColumn { head: frame.words.column(name), share, number };
    let row = |line: &Duration| {
        let who = line.operator.map_or_else(|| frame.words.said("report-all"), |id| frame.names.of(id));
        vec![
            frame.words.outcome(&line.step),
            who,
            line.count.to_string(),
            clock(line.median),
            clock(line.p90),
        ]
    };
    PaperTable {
        title: frame.words.said("report-durations-title"),
        columns: vec![
            column("step", 2.0, false),
            column("operator", 2.0, false),
            column("count", 0.8, true),
            column("median-clock", 1.0, true),
            column("p90-clock", 1.0, true),
        ],
        rows: figures.durations().iter().map(row).collect(),
        foot: None,
    }
}

/// The list of facts, by their cells in the order of [`super::cells::fact_heads`].
pub(in crate::reports) fn facts(frame: &Frame<'_>, lines: Vec<Vec<Cell>>) -> Vec<u8> {
    let shares = [1.75, 1.75, 1.5, 1.5, 1.5];
    // the counter stands on top of each page
    let heads = super::cells::fact_heads(frame.words).into_iter().skip(1);
    let columns = heads.zip(shares).map(|(head, share)| PaperColumn { head, share, number: false }).collect();
    let total = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let text = |cell: Cell| match cell {
        Cell::Text(text) => text,
        Cell::Count(count) => count.to_string(),
    };
    let rows = lines.into_iter().map(|line| line.into_iter().skip(1).map(text).collect()).collect();
    let title = frame.words.said("report-facts-title");
    draw(frame, total, &[PaperTable { title, columns, rows, foot: None }])
}

fn table(frame: &Frame<'_>, group: Group, total: i64) -> PaperTable {
    let said = |what: &str| frame.words.said(&format!("report-{what}-{}", group.name));
    let columns = vec![
        PaperColumn { head: said("head"), share: 3.0, number: false },
        PaperColumn { head: frame.words.column("count"), share: 1.0, number: true },
    ];
    PaperTable {
        title: said("by"),
        columns,
        rows: group.lines.into_iter().map(|line| vec![line.label, line.count.to_string()]).collect(),
        foot: Some(vec![frame.words.said("report-sum"), total.to_string()]),
    }
}

fn draw(frame: &Frame<'_>, total: i64, tables: &[PaperTable]) -> Vec<u8> {
    let day = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
    let (words, filter) = (frame.words, frame.filter);
    let period = [("from", day(filter.period.first()).into()), ("to", day(filter.period.last()).into())];
    let period = texts::text_with(words.language, "report-total", &period);
    let mut facts =
        vec![(words.said("report-sum"), total.to_string()), (words.said("report-period"), period)];
    facts.extend(filter.operator.map(|id| (words.column("operator"), frame.names.of(id.uuid()))));
    facts.extend(filter.kind.map(|kind| (words.column("kind"), words.kind(kind.key()))));
    facts.extend(filter.outcome().map(|code| (words.column("outcome"), words.outcome(code))));
    let sheet = Sheet {
        language: words.language,
        region: frame.region,
        counter: frame.counter,
        title: &words.title(),
        facts,
        now: frame.now,
    };
    super::sheet(&sheet, tables)
}
