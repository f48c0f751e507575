// SPDX-License-Identifier: AGPL-3.0-or-later
//! Filters that a supervisor keeps: saved under the figures, listed with the reports, forgotten there.

use super::asked::Asked;
use super::{desk, show};
use crate::ids::ReportFilterId;
use crate::operators::Supervisor;
use crate::reports::{self, Report, SaveRefused, Saved};
use crate::web::error::{Answer, PageError};
use crate::web::form::{Button, FieldErrors, Form};
use crate::web::page::Page;
use crate::web::routes::Routes;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Deserialize, Serialize, Validate)]
struct FilterForm {
    from: String,
    to: String,
    operator: String,
    kind: String,
    outcome: String,
    name: String,
}

/// A filter on the list; its report's key.
#[derive(Serialize)]
pub(super) struct SavedView {
    id: ReportFilterId,
    name: String,
    report: &'static str,
    href: String,
}

impl From<Saved> for SavedView {
    fn from(saved: Saved) -> Self {
        let Saved { id, name, report, asked } = saved;
        Self { id, name, report: report.key(), href: format!("/reports/{}?{asked}", report.key()) }
    }
}

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/reports/{report}/filters", save);
    routes.post("/reports/filters/{filter}/forget", forget);
}

async fn save(supervisor: Supervisor, form: Form<FilterForm>, page: Page, report: Path<Report>) -> Answer {
    let checked = form.check();
    let FilterForm { from, to, operator, kind, outcome, name } = form.into_inner();
    let asked = Asked { from, to, operator, kind, outcome, page: String::new() };
    // these fields are filled by our own pages
    let Ok(filter) = asked.read() else { return Err(PageError::Unreadable) };
    let again =
        async |errors: FieldErrors| show::again(&supervisor, &page, *report, &asked, &name, errors).await;
    if let Err(errors) = checked {
        return again(errors).await;
    }
    match reports::save(&desk(&page)?, &supervisor, *report, &filter, &name).await {
        Ok(()) => page.see_with("/reports", "notice-filter-saved"),
        Err(SaveRefused::Name) => again(FieldErrors::of("name", "filter-name-length")).await,
        Err(SaveRefused::Taken) => again(FieldErrors::of("name", "filter-name-taken")).await,
        Err(SaveRefused::TooMany) => again(FieldErrors::of("name", "filter-too-many")).await,
        Err(SaveRefused::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn forget(supervisor: Supervisor, _: Form<Button>, page: Page, filter: Path<ReportFilterId>) -> Answer {
    match reports::forget(&desk(&page)?, &supervisor, *filter).await? {
        true => page.see_with("/reports", "notice-filter-forgotten"),
        false => Err(PageError::NotFound),
    }
}
