// SPDX-License-Identifier: AGPL-3.0-or-later
//! What all patterns find in a period as a file: how much there is, by which rule, and nobody's name.

use super::super::table_file::{TableFile, column};
use super::views;
use crate::patterns::Count;
use crate::pdf::PaperTable;
use crate::policy::SupervisionRules;
use crate::reports::Period;
use crate::reports::files::Cell;
use crate::texts::{self, Language};

/// The file of a period.
pub(super) fn file(
    language: Language,
    rules: &SupervisionRules,
    period: Period,
    counts: &[Count],
) -> TableFile {
    let said = |key: &str| texts::text(language, key);
    let name = |count: &Count| said(&format!("pattern-{}", count.pattern.name()));
    let rule = |count: &Count| views::rule(language, count.pattern, rules);
    let sum = |of: fn(&Count) -> i64| counts.iter().map(of).sum::<i64>().to_string();
    let [from, to] = views::days(period);
    let days = [("from", from.into()), ("to", to.into())];
    let row = |count: &Count| {
        vec![
            Cell::Text(period.first().to_string()),
            Cell::Text(period.last().to_string()),
            Cell::Text(name(count)),
            Cell::Count(count.to_look),
            Cell::Count(count.looked),
            Cell::Text(rule(count)),
        ]
    };
    let line =
        |count: &Count| vec![name(count), count.to_look.to_string(), count.looked.to_string(), rule(count)];
    let columns = [
        ("pattern-what", 2.0, false),
        ("pattern-to-look", 0.9, true),
        ("pattern-looked", 0.9, true),
        ("pattern-rule", 4.0, false),
    ];
    let heads =
        ["report-from", "report-to", "pattern-what", "pattern-to-look", "pattern-looked", "pattern-rule"];
    TableFile {
        name: "patterns",
        days: format!("{}-{}", period.first(), period.last()),
        title: said("patterns-title"),
        facts: vec![
            (said("report-period"), texts::text_with(language, "report-total", &days)),
            (said("pattern-to-look"), sum(|count| count.to_look)),
            (said("pattern-looked"), sum(|count| count.looked)),
        ],
        heads: heads.map(said).into(),
        rows: counts.iter().map(row).collect(),
        tables: vec![PaperTable {
            title: said("patterns-title"),
            columns: columns.map(|(key, share, number)| column(said(key), share, number)).into(),
            rows: counts.iter().map(line).collect(),
            foot: None,
        }],
    }
}
