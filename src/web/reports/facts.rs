// SPDX-License-Identifier: AGPL-3.0-or-later
//! The facts behind a figure, page by page.

use super::asked::Asked;
use super::{desk, shown};
use crate::operators::Supervisor;
use crate::reports::{self, Fact, Names, Report, Words};
use crate::web::dates;
use crate::web::error::{Answer, PageError};
use crate::web::page::Page;
use actix_web::web::{Path, Query};
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub(super) struct FactsPage {
    pub(super) report: &'static str,
    pub(super) back: String,
    pub(super) period: [String; 2],
    pub(super) total: i64,
    pub(super) page_number: i64,
    pub(super) pages: i64,
    pub(super) facts: Vec<FactLine>,
    pub(super) earlier: String,
    pub(super) later: String,
    /// What was asked for, to be asked for as a file.
    pub(super) fields: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
pub(super) struct FactLine {
    pub(super) at: String,
    pub(super) case: Option<Uuid>,
    pub(super) protocol: String,
    pub(super) operator: String,
    pub(super) kind: String,
    pub(super) outcome: String,
}

pub(super) async fn facts(
    supervisor: Supervisor,
    page: Page,
    report: Path<Report>,
    asked: Query<Asked>,
) -> Answer {
    let desk = desk(&page)?;
    let asked = asked.into_inner().completed(page.now());
    // these addresses are made by our own pages
    let (Ok(filter), Some(at)) = (asked.read(), asked.page()) else { return Err(PageError::Unreadable) };
    let colleagues = reports::colleagues(&desk, &supervisor).await?;
    let names = Names::from(&*colleagues);
    let (total, found) = reports::facts(&desk, &supervisor, *report, &filter, at).await?;
    let pages = (total + reports::ON_A_PAGE - 1) / reports::ON_A_PAGE;
    let words = Words { language: page.language(), report: *report };
    let line = |fact: Fact| FactLine {
        at: dates::show_time(fact.at),
        case: fact.case,
        protocol: fact.protocol,
        operator: names.of(fact.operator),
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
        fields: filter.fields(),
    };
    page.render("reports/facts.html", &view)
}
