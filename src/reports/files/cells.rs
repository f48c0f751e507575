// SPDX-License-Identifier: AGPL-3.0-or-later
//! What stands in the cells of a line.

use super::Frame;
use crate::reports::words::Words;
use crate::reports::{Duration, Fact, Row};
use chrono_tz::Europe::Rome;
use std::collections::HashMap;
use uuid::Uuid;

/// A cell: words stay words in every format, whatever they look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Count(i64),
}

/// A sum: counter, day (ISO 8601), operator, kind, outcome, count.
pub(super) fn figure(frame: &Frame<'_>, row: &Row) -> [Cell; 6] {
    [
        Cell::Text(frame.counter.code.clone()),
        Cell::Text(row.day.to_string()),
        Cell::Text(frame.names.of(row.operator)),
        Cell::Text(frame.words.kind(&row.kind)),
        Cell::Text(frame.words.outcome(&row.outcome)),
        Cell::Count(row.count),
    ]
}

/// How long a step took: counter, step, operator (empty for all together), count, and seconds: median and nine of ten.
pub(super) fn duration(frame: &Frame<'_>, duration: &Duration) -> [Cell; 6] {
    [
        Cell::Text(frame.counter.code.clone()),
        Cell::Text(frame.words.outcome(&duration.step)),
        Cell::Text(duration.operator.map(|id| frame.names.of(id)).unwrap_or_default()),
        Cell::Count(duration.count),
        Cell::Count(duration.median),
        Cell::Count(duration.p90),
    ]
}

/// Heads of the lines of facts.
pub(in crate::reports) fn fact_heads(words: Words) -> [String; 6] {
    ["counter", "at", "protocol", "operator", "kind", "outcome"].map(|name| words.column(name))
}

/// Lines of facts. The few codes and names that a million lines have are put into words once each.
pub(in crate::reports) struct Facts<'a> {
    frame: Frame<'a>,
    kinds: HashMap<String, String>,
    outcomes: HashMap<String, String>,
    operators: HashMap<Uuid, String>,
}

impl<'a> Facts<'a> {
    pub(in crate::reports) fn of(frame: Frame<'a>) -> Self {
        Self { frame, kinds: HashMap::new(), outcomes: HashMap::new(), operators: HashMap::new() }
    }

    /// Counter, moment (ISO 8601 with the offset of that day in Italy), protocol number, operator, kind, outcome.
    pub(in crate::reports) fn line(&mut self, fact: &Fact) -> [Cell; 6] {
        let (words, names) = (self.frame.words, self.frame.names);
        let at = fact.at.with_timezone(&Rome).format("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let kind = self.kinds.entry(fact.kind.clone()).or_insert_with(|| words.kind(&fact.kind));
        let outcome =
            self.outcomes.entry(fact.outcome.clone()).or_insert_with(|| words.outcome(&fact.outcome));
        let operator = self.operators.entry(fact.operator).or_insert_with(|| names.of(fact.operator));
        [
            Cell::Text(self.frame.counter.code.clone()),
            Cell::Text(at),
            Cell::Text(fact.protocol.clone()),
            Cell::Text(operator.clone()),
            Cell::Text(kind.clone()),
            Cell::Text(outcome.clone()),
        ]
    }
}
