// SPDX-License-Identifier: AGPL-3.0-or-later
//! The figures of samples as a file: a line for each month, kind and operator; on paper also what is open and what was checked.

use super::super::table_file::{TableFile, column};
use super::views;
use crate::pdf::PaperTable;
use crate::reports::files::Cell;
use crate::samples::{Figure, Line, Outcome, Overview, Which};
use crate::texts::{self, Language};
use crate::web::dates;
use chrono::{DateTime, Utc};

/// The file of what was asked for.
pub(super) fn file(language: Language, which: Which, overview: &Overview, now: DateTime<Utc>) -> TableFile {
    let said = |key: &str| texts::text(language, key);
    let mut facts = Vec::new();
    facts.extend(which.month.map(|month| (said("sample-month"), views::month(month))));
    facts.extend(which.kind.map(|kind| (said("sample-kind"), views::kind(language, kind))));
    let sum = |of: fn(&Figure) -> i32| overview.figures.iter().map(of).sum::<i32>().to_string();
    facts.push((said("sample-population"), sum(|figure| figure.population)));
    facts.push((said("sample-size"), sum(|figure| figure.sample)));
    facts.push((said("samples-open"), overview.open.len().to_string()));
    facts.push((said("samples-done"), overview.done.len().to_string()));
    let mut heads: Vec<String> = [
        "sample-month",
        "sample-kind",
        "report-column-operator",
        "sample-population",
        "sample-size",
        "sample-done",
    ]
    .map(said)
    .into();
    heads.extend(Outcome::ALL.iter().filter(|it| it.is_done()).map(|it| views::outcome(language, *it)));
    heads.extend(["sample-open", "sample-overdue"].map(said));
    TableFile {
        name: "samples",
        days: which.month.map_or_else(
            || crate::policy::rome_date(now).to_string(),
            |month| month.format("%Y-%m").to_string(),
        ),
        title: said("samples-title"),
        facts,
        heads,
        rows: overview.figures.iter().map(|figure| row(language, figure)).collect(),
        tables: vec![
            figures(language, &overview.figures),
            lines(language, "samples-open", &overview.open),
            lines(language, "samples-done", &overview.done),
        ],
    }
}

fn row(language: Language, figure: &Figure) -> Vec<Cell> {
    let count = |number: i32| Cell::Count(number.into());
    let mut cells = vec![
        Cell::Text(figure.month.format("%Y-%m").to_string()),
        Cell::Text(views::kind(language, figure.kind)),
        Cell::Text(operator(language, figure)),
        count(figure.population),
        count(figure.sample),
        count(figure.done),
    ];
    let outcomes = Outcome::ALL.iter().filter(|it| it.is_done());
    cells.extend(outcomes.map(|it| count(figure.outcomes.get(it).copied().unwrap_or(0))));
    cells.extend([count(figure.open), count(figure.overdue)]);
    cells
}

fn operator(language: Language, figure: &Figure) -> String {
    figure.operator.clone().unwrap_or_else(|| texts::text(language, "sample-nothing-to-draw"))
}

/// The table of the page.
fn figures(language: Language, figures: &[Figure]) -> PaperTable {
    let said = |key: &str| texts::text(language, key);
    let row = |figure: &Figure| {
        let outcomes = views::outcomes(language, figure);
        let mut cells =
            vec![views::month(figure.month), views::kind(language, figure.kind), operator(language, figure)];
        cells.extend([figure.population, figure.sample, figure.done].map(|number| number.to_string()));
        cells.extend([outcomes, figure.open.to_string(), figure.overdue.to_string()]);
        cells
    };
    let columns = [
        ("sample-month", 1.0, false),
        ("sample-kind", 1.8, false),
        ("report-column-operator", 1.8, false),
        ("sample-population", 0.9, true),
        ("sample-size", 0.9, true),
        ("sample-done", 0.8, true),
        ("sample-outcomes", 1.8, false),
        ("sample-open", 0.9, true),
        ("sample-overdue", 1.1, true),
    ];
    PaperTable {
        title: said("samples-figures"),
        columns: columns.map(|(key, share, number)| column(said(key), share, number)).into(),
        rows: figures.iter().map(row).collect(),
        foot: None,
    }
}

fn lines(language: Language, title: &str, lines: &[Line]) -> PaperTable {
    let said = |key: &str| texts::text(language, key);
    let row = |line: &Line| {
        let late = if line.overdue { format!(" {}", said("sample-is-overdue")) } else { String::new() };
        vec![
            line.protocol.clone(),
            views::kind(language, line.kind),
            dates::show_time(line.at),
            line.operator.clone(),
            format!("{}{late}", dates::show(line.due_on)),
            line.outcome.map(|it| views::outcome(language, it)).unwrap_or_default(),
        ]
    };
    let columns = [
        ("case-protocol", 1.6),
        ("sample-kind", 1.5),
        ("sample-at", 1.4),
        ("report-column-operator", 1.5),
        ("sample-due", 1.2),
        ("sample-last", 1.5),
    ];
    PaperTable {
        title: said(title),
        columns: columns.map(|(key, share)| column(said(key), share, false)).into(),
        rows: lines.iter().map(row).collect(),
        foot: None,
    }
}
