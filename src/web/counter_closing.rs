// SPDX-License-Identifier: AGPL-3.0-or-later
//! Closing a counter: what keeps it from closing stands on the page, and the code is asked for where nothing does.

use super::administration_counters::{LIST, find, refused};
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use crate::counters::{self, CounterCode, Facts, KeepError, Kept, WorkLeft};
use crate::operators::Administrator;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Serialize)]
struct ClosePage {
    code: String,
    name: String,
    version: i32,
    cases: i64,
    sheets: i64,
    duties: i64,
    left: bool,
    wait: i64,
}

#[derive(Deserialize, Validate)]
struct CloseForm {
    version: String,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/administration/counters/{counter}/closing", ask_to_close);
    routes.post("/administration/counters/{counter}/closing", close);
}

async fn ask_to_close(_: Administrator, page: Page, code: Path<String>) -> Answer {
    close_page(&page, &code, 0, StatusCode::OK, &FieldErrors::default()).await
}

async fn close_page(page: &Page, code: &str, wait: i64, status: StatusCode, errors: &FieldErrors) -> Answer {
    let mut conn = page.connection().await?;
    let kept = find(&mut conn, code).await?;
    if kept.closed_at.is_some() {
        return Err(PageError::refused("counter-is-closed", format!("{LIST}/{code}")));
    }
    let left = counters::work_left(&mut conn, kept.id, page.now()).await?;
    let WorkLeft { cases, sheets, duties } = left;
    let Kept { version, facts: Facts { code, name, .. }, .. } = kept;
    let shown = ClosePage { code, name, version, cases, sheets, duties, left: !left.is_none(), wait };
    page.render_with(status, "counters/close.html", &shown, errors)
}

async fn close(
    administrator: Administrator,
    form: Form<CloseForm>,
    page: Page,
    code: Path<String>,
) -> Answer {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Err(errors) = form.check() {
        return close_page(&page, &code, 0, status, &errors).await;
    }
    let seen = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let parsed: CounterCode = code.parse().map_err(|_| PageError::NotFound)?;
    match counters::close(&page.hand(&administrator, &form.totp), &parsed, seen).await {
        Ok(()) => page.see_with(format!("{LIST}/{code}"), "notice-counter-closed"),
        // what is left stands on the page
        Err(KeepError::WorkLeft(_)) => {
            close_page(&page, &code, 0, StatusCode::CONFLICT, &FieldErrors::default()).await
        }
        Err(KeepError::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            close_page(&page, &code, wait, status, &errors).await
        }
        Err(error) => Err(refused(error, &code)),
    }
}
