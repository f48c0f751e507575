// SPDX-License-Identifier: AGPL-3.0-or-later
//! A list as a file, as its page and the list of lists show it.

use crate::ids::ExportId;
use crate::reports::Words;
use crate::reports::exports::{Export, State, Wish};
use crate::texts::Language;
use crate::web::dates;
use serde::Serialize;

/// A file; the word for how far it is has the key `export-state-<state>`.
#[derive(Serialize)]
pub(super) struct ExportView {
    id: ExportId,
    report: String,
    key: &'static str,
    asked_at: String,
    period: [String; 2],
    format: &'static str,
    state: &'static str,
    failure: &'static str,
    done: i64,
    /// Facts in all; −1 before they are counted.
    all: i64,
    until: String,
    may_change: bool,
    /// The page of the figures.
    back: String,
    /// What was asked for, to be asked for again.
    fields: Vec<(&'static str, String)>,
}

impl ExportView {
    pub(super) fn of(language: Language, export: &Export) -> Self {
        let Wish { report, filter, format, .. } = &export.wish;
        let (done, all, until) = match export.state {
            State::Running { done, all } => (done, all.unwrap_or(-1), String::new()),
            State::Ready { rows, until, .. } => (rows, rows, dates::show_time(until)),
            State::Waiting | State::Failed(_) | State::Expired => (0, -1, String::new()),
        };
        let fields = filter.fields();
        let address: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Self {
            id: export.id,
            report: Words { language, report: *report }.title(),
            key: report.key(),
            asked_at: dates::show_time(export.asked_at),
            period: super::shown(filter),
            format: format.key(),
            state: export.state.word(),
            failure: if let State::Failed(why) = export.state { why.word() } else { "" },
            done,
            all,
            until,
            may_change: export.state.may_change(),
            back: format!("/reports/{}?{}", report.key(), address.join("&")),
            fields,
        }
    }
}
