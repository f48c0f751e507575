// SPDX-License-Identifier: AGPL-3.0-or-later
//! A counter's facts, and what is different between two of them, as pages show them.

use super::page::Page;
use crate::counters::{Column, Draft, Facts, Service};
use serde::Serialize;

/// A fact: the label's key, the lines of its value.
#[derive(Serialize)]
pub(super) struct RowView {
    label: String,
    lines: Vec<String>,
}

/// What a change made different.
#[derive(Serialize)]
pub(super) struct CellView {
    pub(super) label: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// What is known of a counter, row by row, without its code and name; nothing of what is empty but the hours.
pub(super) fn rows(page: &Page, facts: &Facts) -> Vec<RowView> {
    let draft = Draft::of(facts);
    let row = |column: Column| {
        let lines: Vec<String> = match column {
            Column::Services => {
                let said = |service: &Service| page.say(&format!("counter-service-{}", service.key()));
                facts.services.iter().map(said).collect()
            }
            day if day.weekday().is_some() && draft.cell(day).is_empty() => {
                vec![page.say("counter-closed-day")]
            }
            other => draft.cell(other).lines().map(str::to_owned).collect(),
        };
        RowView { label: label(column), lines }
    };
    let rows = Column::ALL.into_iter().filter(|column| !matches!(column, Column::Code | Column::Name));
    rows.map(row).filter(|row| !row.lines.is_empty()).collect()
}

/// The key of a column's label.
pub(super) fn label(column: Column) -> String {
    format!("counter-{}", column.field().replace('_', "-"))
}

/// What is different, as it would be typed.
pub(super) fn different(before: &Facts, after: &Facts) -> Vec<CellView> {
    let (was, is) = (Draft::of(before), Draft::of(after));
    let cell = |column: Column| CellView {
        label: label(column),
        before: was.cell(column).replace('\n', "; "),
        after: is.cell(column).replace('\n', "; "),
    };
    Column::ALL.into_iter().filter(|column| was.cell(*column) != is.cell(*column)).map(cell).collect()
}
