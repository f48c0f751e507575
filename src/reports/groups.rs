// SPDX-License-Identifier: AGPL-3.0-or-later
//! The tables of a report: the same sums on its page and on paper.

use super::figures::Figures;
use super::filter::Period;
use super::names::Names;
use super::report::Report;
use super::words::Words;
use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

/// Longer periods are counted by months.
const DAYS: usize = 35;

/// A day or a month, with its sum, which may be 0.
#[derive(Debug, PartialEq, Eq)]
pub struct Time {
    /// Its first day within the period.
    pub first: NaiveDate,
    /// Its last day within the period.
    pub last: NaiveDate,
    /// `31/01/2026`, or `01/2026` of a month.
    pub label: String,
    /// How often.
    pub count: i64,
}

/// A table of sums.
#[derive(Debug)]
pub struct Group {
    /// `time`, `outcome` (or `step`), `kind` or `operator`: the end of the keys `report-by-…` and `report-head-…`.
    pub name: &'static str,
    /// Each with its sum; together the report's total.
    pub lines: Vec<Line>,
}

/// A sum.
#[derive(Debug)]
pub struct Line {
    /// In the reader's words.
    pub label: String,
    /// How often.
    pub count: i64,
    /// What of the whole it is.
    pub part: Part,
}

/// What a line is a part by.
#[derive(Debug, Clone)]
pub enum Part {
    /// These days.
    Days(NaiveDate, NaiveDate),
    /// This outcome.
    Outcome(String),
    /// This kind.
    Kind(String),
    /// This operator.
    Operator(Uuid),
}

/// The days or months of a period in order, none left out.
#[must_use]
pub fn times(figures: &Figures, period: Period) -> Vec<Time> {
    let by_months = period.days().count() > DAYS;
    let key = |day: NaiveDate| if by_months { day.with_day(1).unwrap_or(day) } else { day };
    let sums = figures.by(|row| key(row.day));
    let mut times: Vec<Time> = Vec::new();
    for day in period.days() {
        match times.last_mut() {
            Some(last) if key(last.first) == key(day) => last.last = day,
            _ => times.push(Time {
                first: day,
                last: day,
                label: day.format(if by_months { "%m/%Y" } else { "%d/%m/%Y" }).to_string(),
                count: sums.get(&key(day)).copied().unwrap_or(0),
            }),
        }
    }
    times
}

/// All tables of a report.
#[must_use]
pub fn groups(words: Words, names: &Names, figures: &Figures, period: Period) -> Vec<Group> {
    let time =
        |time: Time| Line { label: time.label, count: time.count, part: Part::Days(time.first, time.last) };
    let outcome =
        |(code, count): (String, i64)| Line { label: words.outcome(&code), count, part: Part::Outcome(code) };
    let kind =
        |(kind, count): (String, i64)| Line { label: words.kind(&kind), count, part: Part::Kind(kind) };
    let operator = |(id, count): (Uuid, i64)| Line { label: names.of(id), count, part: Part::Operator(id) };
    vec![
        Group { name: "time", lines: times(figures, period).into_iter().map(time).collect() },
        Group {
            name: if words.report == Report::Durations { "step" } else { "outcome" },
            lines: figures.by(|row| row.outcome.clone()).into_iter().map(outcome).collect(),
        },
        Group { name: "kind", lines: figures.by(|row| row.kind.clone()).into_iter().map(kind).collect() },
        Group { name: "operator", lines: figures.by(|row| row.operator).into_iter().map(operator).collect() },
    ]
}
