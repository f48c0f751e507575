// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a supervisor counts, for the counter chosen. What is asked for stands in the address: days, ids and codes.

mod asked;
mod chart;
mod export_view;
mod exports;
mod facts;
mod file;
mod saved;
mod show;

use super::dates;
use super::error::{Answer, PageError};
use super::page::Page;
use super::routes::Routes;
use crate::operators::Supervisor;
use crate::reports::{self, Desk, Filter, Report};
use serde::Serialize;

#[derive(Serialize)]
struct List {
    reports: Vec<&'static str>,
    saved: Vec<saved::SavedView>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/reports", list);
    exports::routes(routes);
    saved::routes(routes);
    routes.get("/reports/{report}", show::show);
    routes.get("/reports/{report}/facts", facts::facts);
    routes.get("/reports/{report}/figures/{format}", file::figures);
}

async fn list(supervisor: Supervisor, page: Page) -> Answer {
    let saved = reports::saved(&desk(&page)?, &supervisor).await?.into_iter().map(Into::into).collect();
    page.render("reports/list.html", &List { reports: Report::ALL.map(Report::key).to_vec(), saved })
}

/// What reports are made with; a refusal in words where this installation has none.
fn desk(page: &Page) -> Result<Desk<'_>, PageError> {
    let reports = page.app.reports.as_ref().ok_or_else(|| PageError::refused("reports-not-set-up", "/"))?;
    Ok(Desk { pool: &page.app.pool, reports, audit_key: &page.app.audit_key, now: page.now() })
}

fn shown(filter: &Filter) -> [String; 2] {
    [filter.period.first(), filter.period.last()].map(dates::show)
}

#[cfg(test)]
mod tests;
