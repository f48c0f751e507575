// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters from a file: looked through, shown line by line, and taken with a one-time code.

use super::administration_counters::LIST;
use super::counter_views::{CellView, different};
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use super::scan_upload::Upload;
use crate::counters::import::{self, ImportError, MOST_BYTES, NoPlan, Plan, Planned, Trouble, What};
use crate::ids::CounterImportId;
use crate::operators::Administrator;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The field of the file.
const FIELD: &str = "files";

#[derive(Serialize, Default)]
struct AskPage {
    troubles: Vec<TroubleView>,
    columns: Vec<&'static str>,
}

#[derive(Serialize)]
struct TroubleView {
    line: u64,
    column: String,
    said: String,
}

#[derive(Serialize)]
struct PlanPage {
    id: CounterImportId,
    seen: String,
    opened: usize,
    changed: usize,
    same: usize,
    lines: Vec<PlannedView>,
    wait: i64,
}

#[derive(Serialize)]
struct PlannedView {
    line: u64,
    code: String,
    name: String,
    what: &'static str,
    cells: Vec<CellView>,
}

#[derive(Deserialize, Validate)]
struct TakeForm {
    seen: String,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/administration/counters/import", ask);
    routes.post("/administration/counters/import", look_through);
    routes.get("/administration/counters/import/{import}", show);
    routes.post("/administration/counters/import/{import}", take);
}

async fn ask(_: Administrator, page: Page) -> Answer {
    ask_again(&page, StatusCode::OK, Vec::new(), &FieldErrors::default())
}

fn ask_again(page: &Page, status: StatusCode, troubles: Vec<Trouble>, errors: &FieldErrors) -> Answer {
    let view = |trouble: Trouble| TroubleView {
        said: trouble.said(page.language().of_pages()),
        line: trouble.line,
        column: trouble.column,
    };
    let columns = crate::counters::Column::ALL.map(crate::counters::Column::header).into();
    let shown = AskPage { troubles: troubles.into_iter().map(view).collect(), columns };
    page.render_with(status, "counters/import.html", &shown, errors)
}

/// The file is kept as it came until its administrator says yes, or looks at another.
async fn look_through(
    administrator: Administrator,
    mut upload: Upload,
    page: Page,
    _: actix_web::HttpRequest,
) -> Answer {
    let mut sent = None;
    while let Some(file) = upload.file(MOST_BYTES).await? {
        sent.get_or_insert(file);
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let wrong = |key: &str| {
        let mut errors = FieldErrors::default();
        errors.add_with(FIELD, key, vec![("kilobytes".to_owned(), (MOST_BYTES / 1024).to_string())]);
        errors
    };
    let Some(sent) = sent else { return ask_again(&page, status, vec![], &wrong("counter-import-no-file")) };
    let Some(bytes) = sent.bytes else {
        return ask_again(&page, status, vec![], &wrong("counter-import-large"));
    };
    let mut conn = page.connection().await?;
    match import::look_through(&mut conn, &bytes).await {
        Ok(_) => {
            let content = std::str::from_utf8(&bytes).map_err(|_| PageError::Unreadable)?;
            let id = import::stage(&mut conn, administrator.id(), content, page.now()).await?;
            page.see(format!("{LIST}/import/{id}"))
        }
        Err(NoPlan::Troubles(troubles)) => {
            ask_again(&page, status, troubles, &wrong("counter-import-troubles"))
        }
        Err(NoPlan::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn show(administrator: Administrator, page: Page, id: Path<CounterImportId>) -> Answer {
    plan_page(&page, &administrator, *id, 0, StatusCode::OK, &FieldErrors::default()).await
}

async fn plan_page(
    page: &Page,
    administrator: &Administrator,
    id: CounterImportId,
    wait: i64,
    status: StatusCode,
    errors: &FieldErrors,
) -> Answer {
    let mut conn = page.connection().await?;
    let content = import::staged(&mut conn, administrator.id(), id).await?.ok_or(PageError::NotFound)?;
    let plan = match import::look_through(&mut conn, content.as_bytes()).await {
        Ok(plan) => plan,
        // a counter that it names was closed since
        Err(NoPlan::Troubles(troubles)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return ask_again(page, status, troubles, &FieldErrors::of(FIELD, "counter-import-troubles"));
        }
        Err(NoPlan::Broken(breakage)) => return Err(breakage.into()),
    };
    page.render_with(status, "counters/plan.html", &of(id, plan, wait), errors)
}

fn of(id: CounterImportId, plan: Plan, wait: i64) -> PlanPage {
    let ((opened, changed, same), seen) = (plan.counts(), plan.fingerprint());
    let view = |planned: Planned| PlannedView {
        line: planned.line,
        what: match planned.what {
            What::New => "counter-import-new",
            What::Changed(_) => "counter-import-changed",
            What::Same => "counter-import-same",
        },
        cells: planned.kept.map(|kept| different(&kept.facts, &planned.facts)).unwrap_or_default(),
        code: planned.facts.code,
        name: planned.facts.name,
    };
    PlanPage { id, seen, opened, changed, same, lines: plan.lines.into_iter().map(view).collect(), wait }
}

async fn take(
    administrator: Administrator,
    form: Form<TakeForm>,
    page: Page,
    id: Path<CounterImportId>,
) -> Answer {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Err(errors) = form.check() {
        return plan_page(&page, &administrator, *id, 0, status, &errors).await;
    }
    let content = {
        let mut conn = page.connection().await?;
        import::staged(&mut conn, administrator.id(), *id).await?.ok_or(PageError::NotFound)?
    };
    match import::take(&page.hand(&administrator, &form.totp), content.as_bytes(), &form.seen).await {
        Ok(_) => page.see_with(LIST, "notice-counters-imported"),
        Err(ImportError::Changed | ImportError::Troubles(_)) => {
            Err(PageError::refused("counter-import-outdated", format!("{LIST}/import/{id}")))
        }
        Err(ImportError::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            plan_page(&page, &administrator, *id, wait, status, &errors).await
        }
        Err(ImportError::Broken(breakage)) => Err(breakage.into()),
    }
}
