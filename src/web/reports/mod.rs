// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a supervisor counts, for the counter chosen. What is asked for stands in the address: days, ids and codes.

mod asked;
mod chart;
mod sheet;
mod words;

use super::dates;
use super::error::{Answer, PageError};
use super::form::FieldErrors;
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::operators::Supervisor;
use crate::reports::{self, Colleague, Desk, Fact, Figures, Filter, Report};
use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Path, Query};
use asked::Asked;
use chart::Chart;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;
use words::Words;

/// Names of the people at the counter by account.
type Names = HashMap<Uuid, String>;

#[derive(Serialize)]
struct List {
    reports: Vec<&'static str>,
}

#[derive(Serialize)]
struct Show<'a> {
    report: &'static str,
    asked: &'a Asked,
    operators: Vec<Choice>,
    kinds: Vec<Choice>,
    outcomes: Vec<Choice>,
    figures: Option<FiguresView>,
}

#[derive(Serialize)]
struct FiguresView {
    total: i64,
    period: [String; 2],
    facts: String,
    export: String,
    chart: Chart,
    groups: Vec<Group>,
}

/// A table of sums; its title's key is `report-by-<name>`.
#[derive(Serialize)]
struct Group {
    name: &'static str,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    label: String,
    count: i64,
    /// The list of facts behind the number.
    href: String,
}

#[derive(Serialize)]
struct FactsPage {
    report: &'static str,
    back: String,
    period: [String; 2],
    total: i64,
    page_number: i64,
    pages: i64,
    facts: Vec<FactLine>,
    earlier: String,
    later: String,
}

#[derive(Serialize)]
struct FactLine {
    at: String,
    case: Uuid,
    protocol: String,
    operator: String,
    kind: String,
    outcome: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/reports", list);
    routes.get("/reports/{report}", show);
    routes.get("/reports/{report}/facts", facts);
    routes.get("/reports/{report}/figures.csv", export);
}

async fn list(_: Supervisor, page: Page) -> Answer {
    page.render("reports/list.html", &List { reports: Report::ALL.map(Report::key).to_vec() })
}

/// What reports are made with; a refusal in words where this installation has none.
fn desk(page: &Page) -> Result<Desk<'_>, PageError> {
    let reports = page.app.reports.as_ref().ok_or_else(|| PageError::refused("reports-not-set-up", "/"))?;
    Ok(Desk { pool: &page.app.pool, reports, audit_key: &page.app.audit_key, now: page.now() })
}

async fn show(supervisor: Supervisor, page: Page, report: Path<Report>, asked: Query<Asked>) -> Answer {
    let desk = desk(&page)?;
    let asked = asked.into_inner().completed(page.now());
    let colleagues = reports::colleagues(&desk, &supervisor).await?;
    let filter = match asked.read() {
        Ok(filter) => filter,
        Err(errors) => {
            let view = view(&page, *report, &asked, &colleagues, None);
            return page.invalid("reports/show.html", &view, &errors);
        }
    };
    let figures = reports::run(&desk, &supervisor, *report, &filter).await?;
    let view = view(&page, *report, &asked, &colleagues, Some((&figures, &filter)));
    page.render_with(actix_web::http::StatusCode::OK, "reports/show.html", &view, &FieldErrors::default())
}

fn view<'a>(
    page: &Page,
    report: Report,
    asked: &'a Asked,
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
        operators: colleagues.iter().map(|who| choice(who.id.to_string(), who.name.clone())).collect(),
        kinds: words::kinds().map(|kind| choice(kind.to_owned(), words.kind(kind))).collect(),
        outcomes: outcomes.into_iter().map(|code| choice(code.clone(), words.outcome(&code))).collect(),
        figures: made
            .map(|(figures, filter)| figures_view(words, asked, &names(colleagues), figures, filter)),
    }
}

fn names(colleagues: &[Colleague]) -> Names {
    colleagues.iter().map(|who| (who.id, who.name.clone())).collect()
}

fn figures_view(
    words: Words,
    asked: &Asked,
    names: &Names,
    figures: &Figures,
    filter: &Filter,
) -> FiguresView {
    let base = format!("/reports/{}", words.report.key());
    let line =
        |label, count, asked: Asked| Line { label, count, href: format!("{base}/facts?{}", asked.address()) };
    let times = chart::times(figures, filter.period);
    let groups = vec![
        Group {
            name: "time",
            lines: times
                .iter()
                .map(|time| line(time.label.clone(), time.count, asked.within(time.first, time.last)))
                .collect(),
        },
        Group {
            name: "outcome",
            lines: (figures.by(|row| row.outcome.clone()).into_iter())
                .map(|(code, count)| {
                    line(words.outcome(&code), count, Asked { outcome: code, ..asked.clone() })
                })
                .collect(),
        },
        Group {
            name: "kind",
            lines: (figures.by(|row| row.kind.clone()).into_iter())
                .map(|(kind, count)| line(words.kind(&kind), count, Asked { kind, ..asked.clone() }))
                .collect(),
        },
        Group {
            name: "operator",
            lines: (figures.by(|row| row.operator).into_iter())
                .map(|(id, count)| {
                    line(name(names, id), count, Asked { operator: id.to_string(), ..asked.clone() })
                })
                .collect(),
        },
    ];
    FiguresView {
        total: figures.total(),
        period: shown(filter),
        facts: format!("{base}/facts?{}", asked.address()),
        export: format!("{base}/figures.csv?{}", asked.address()),
        chart: Chart::of(&times),
        groups,
    }
}

fn shown(filter: &Filter) -> [String; 2] {
    [filter.period.first(), filter.period.last()].map(dates::show)
}

fn name(names: &Names, operator: Uuid) -> String {
    names.get(&operator).cloned().unwrap_or_else(|| operator.to_string())
}

async fn facts(supervisor: Supervisor, page: Page, report: Path<Report>, asked: Query<Asked>) -> Answer {
    let desk = desk(&page)?;
    let asked = asked.into_inner().completed(page.now());
    // these addresses are made by our own pages
    let (Ok(filter), Some(at)) = (asked.read(), asked.page()) else { return Err(PageError::Unreadable) };
    let names = names(&reports::colleagues(&desk, &supervisor).await?);
    let (total, found) = reports::facts(&desk, &supervisor, *report, &filter, at).await?;
    let pages = (total + reports::ON_A_PAGE - 1) / reports::ON_A_PAGE;
    let words = Words { language: page.language(), report: *report };
    let line = |fact: Fact| FactLine {
        at: dates::show_time(fact.at),
        case: fact.case,
        protocol: fact.protocol,
        operator: name(&names, fact.operator),
        kind: words.kind(&fact.kind),
        outcome: words.outcome(&fact.outcome),
    };
    let base = format!("/reports/{}", report.key());
    let turn = |to: i64| match (1..=pages).contains(&to) {
        true => format!("{base}/facts?{}&page={to}", asked.address()),
        false => String::new(),
    };
    let view = FactsPage {
        report: report.key(),
        back: format!("{base}?{}", asked.address()),
        period: shown(&filter),
        total,
        page_number: at,
        pages,
        facts: found.into_iter().map(line).collect(),
        earlier: turn(at + 1),
        later: turn(at - 1),
    };
    page.render("reports/facts.html", &view)
}

/// The figures as CSV (RFC 4180, UTF-8): a line for each day, operator, kind and outcome.
async fn export(supervisor: Supervisor, page: Page, report: Path<Report>, asked: Query<Asked>) -> Answer {
    let desk = desk(&page)?;
    let asked = asked.into_inner().completed(page.now());
    let Ok(filter) = asked.read() else { return Err(PageError::Unreadable) };
    let names = names(&reports::colleagues(&desk, &supervisor).await?);
    let figures = reports::export(&desk, &supervisor, *report, &filter).await?;
    let words = Words { language: page.language(), report: *report };
    let code = &supervisor.place().code;
    let bytes = sheet::csv(words, code, &names, &figures)?;
    let [from, to] = [filter.period.first(), filter.period.last()];
    let file = format!("attachment; filename=\"{}-{code}-{from}-{to}.csv\"", report.key());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, file))
        .body(bytes))
}

#[cfg(test)]
mod tests;
