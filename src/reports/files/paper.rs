// SPDX-License-Identifier: AGPL-3.0-or-later
//! A report on paper.

use super::{Cell, Frame};
use crate::pdf::{self, PaperColumn, PaperTable, ReportPaper, Said};
use crate::reports::figures::Figures;
use crate::reports::groups::{self, Group};
use crate::texts;
use chrono_tz::Europe::Rome;

/// Facts of a paper at most: nobody reads more than a hundred pages, and a paper is drawn in memory.
pub(in crate::reports) const MOST: i64 = 5_000;

/// The tables of the page.
pub(super) fn figures(frame: &Frame<'_>, figures: &Figures) -> Vec<u8> {
    let groups = groups::groups(frame.words, frame.names, figures, frame.filter.period);
    let tables: Vec<PaperTable> =
        groups.into_iter().map(|group| table(frame, group, figures.total())).collect();
    draw(frame, figures.total(), &tables)
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
    let made = frame.now.with_timezone(&Rome).format("%d/%m/%Y, %H:%M").to_string();
    let mut facts = vec![
        (words.said("report-made"), made),
        (words.said("report-sum"), total.to_string()),
        (words.said("report-period"), period),
    ];
    facts.extend(filter.operator.map(|id| (words.column("operator"), frame.names.of(id.uuid()))));
    facts.extend(filter.kind.map(|kind| (words.column("kind"), words.kind(kind.key()))));
    facts.extend(filter.outcome().map(|code| (words.column("outcome"), words.outcome(code))));
    let counter = frame.counter;
    let reach: Vec<&str> = [&counter.telephone, &counter.address, &counter.municipality]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let name = format!("{} {}", counter.code, counter.name);
    pdf::report_paper(&ReportPaper {
        counter: pdf::Counter {
            region: frame.region,
            name: &name,
            address: &counter.address,
            place: &counter.municipality,
            contact: &reach.join(" · "),
        },
        title: &Said::same(words.title()),
        kind: &Said::same(words.said("report-paper")),
        facts: &facts,
        tables,
        language: words.language,
        now: frame.now,
    })
}
