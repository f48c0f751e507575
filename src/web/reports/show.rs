// SPDX-License-Identifier: AGPL-3.0-or-later
//! The figures of a report: total, chart, and tables whose numbers lead to the facts behind them.

use super::asked::Asked;
use super::chart::Chart;
use super::{desk, shown};
use crate::operators::Supervisor;
use crate::reports::{self, Colleague, Figures, Filter, Names, Part, Report, Words};
use crate::web::error::Answer;
use crate::web::form::FieldErrors;
use crate::web::page::Page;
use crate::web::table_file::{self, FileLink};
use crate::web::warnings::Choice;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Show<'a> {
    pub(super) report: &'static str,
    pub(super) asked: &'a Asked,
    /// The name that the filter is to be kept under.
    pub(super) filter_name: &'a str,
    /// What was asked for, to be kept.
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) operators: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
    pub(super) outcomes: Vec<Choice>,
    pub(super) figures: Option<FiguresView>,
}

#[derive(Serialize)]
pub(super) struct FiguresView {
    pub(super) total: i64,
    period: [String; 2],
    facts: String,
    files: Vec<FileLink>,
    chart: Chart,
    pub(super) groups: Vec<GroupView>,
    durations: Vec<DurationView>,
}

/// How long a step took; no operator: all together.
#[derive(Serialize)]
struct DurationView {
    step: String,
    operator: String,
    count: i64,
    median: String,
    p90: String,
}

/// A table of sums; its title's key is `report-by-<name>`.
#[derive(Serialize)]
pub(super) struct GroupView {
    pub(super) name: &'static str,
    pub(super) lines: Vec<LineView>,
}

#[derive(Serialize)]
pub(super) struct LineView {
    pub(super) label: String,
    pub(super) count: i64,
    /// The list of facts behind the number.
    pub(super) href: String,
}

pub(super) async fn show(
    supervisor: Supervisor,
    page: Page,
    report: Path<Report>,
    asked: Query<Asked>,
) -> Answer {
    let asked = asked.into_inner().completed(page.now());
    again(&supervisor, &page, *report, &asked, "", FieldErrors::default()).await
}

/// The page, or the same with what is wrong with the name that its filter was to be kept under.
pub(super) async fn again(
    supervisor: &Supervisor,
    page: &Page,
    report: Report,
    asked: &Asked,
    name: &str,
    errors: FieldErrors,
) -> Answer {
    let desk = desk(page)?;
    let colleagues = reports::colleagues(&desk, supervisor).await?;
    let filter = match asked.read() {
        Ok(filter) => filter,
        Err(errors) => {
            let view = view(page, report, asked, name, &colleagues, None);
            return page.invalid("reports/show.html", &view, &errors);
        }
    };
    let figures = reports::run(&desk, supervisor, report, &filter).await?;
    let view = view(page, report, asked, name, &colleagues, Some((&figures, &filter)));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page.render_with(status, "reports/show.html", &view, &errors)
}

fn view<'a>(
    page: &Page,
    report: Report,
    asked: &'a Asked,
    filter_name: &'a str,
    colleagues: &[Colleague],
    made: Option<(&Figures, &Filter)>,
) -> Show<'a> {
    let words = Words { language: page.language(), report };
    let choice = |value: String, label: String| Choice { value, label, hint: String::new() };
    let mut outcomes: Vec<String> = made
        .map(|(figures, _)| figures.by(|row| row.outcome.clone()).into_keys().collect())
        .unwrap_or_default();
    if !asked.outcome.is_empty() && !outcomes.contains(&asked.outcome) {
        outcomes.push(asked.outcome.clone());
    }
    Show {
        report: report.key(),
        asked,
        filter_name,
        fields: made.map(|(_, filter)| filter.fields()).unwrap_or_default(),
        operators: colleagues.iter().map(|who| choice(who.id.to_string(), who.name.clone())).collect(),
        kinds: reports::kinds().map(|kind| choice(kind.to_owned(), words.kind(kind))).collect(),
        outcomes: outcomes.into_iter().map(|code| choice(code.clone(), words.outcome(&code))).collect(),
        figures: made
            .map(|(figures, filter)| figures_view(words, asked, &Names::from(colleagues), figures, filter)),
    }
}

pub(super) fn figures_view(
    words: Words,
    asked: &Asked,
    names: &Names,
    figures: &Figures,
    filter: &Filter,
) -> FiguresView {
    let base = format!("/reports/{}", words.report.key());
    let facts = |asked: &Asked| format!("{base}/facts?{}", asked.address());
    let line = |line: reports::Line| LineView {
        href: facts(&asked.narrowed(line.part)),
        label: line.label,
        count: line.count,
    };
    let groups = reports::groups(words, names, figures, filter.period)
        .into_iter()
        .map(|group| GroupView { name: group.name, lines: group.lines.into_iter().map(line).collect() });
    let duration = |line: &reports::Duration| DurationView {
        step: words.outcome(&line.step),
        operator: line.operator.map(|id| names.of(id)).unwrap_or_default(),
        count: line.count,
        median: reports::clock(line.median),
        p90: reports::clock(line.p90),
    };
    FiguresView {
        durations: figures.durations().iter().map(duration).collect(),
        total: figures.total(),
        period: shown(filter),
        facts: facts(asked),
        files: table_file::links(&base, &asked.address()),
        chart: Chart::of(&reports::times(figures, filter.period)),
        groups: groups.collect(),
    }
}

impl Asked {
    /// The same for a part alone.
    fn narrowed(&self, part: Part) -> Self {
        let mut asked = self.clone();
        match part {
            Part::Days(first, last) => (asked.from, asked.to) = (first.to_string(), last.to_string()),
            Part::Outcome(code) => asked.outcome = code,
            Part::Kind(kind) => asked.kind = kind,
            Part::Operator(id) => asked.operator = id.to_string(),
        }
        asked
    }
}
