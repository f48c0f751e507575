// SPDX-License-Identifier: AGPL-3.0-or-later
//! The code sheet: its page, its one serving, and its voiding.

use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::paper;
use super::routes::Routes;
use super::sheet_page::{self, Typed};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, NotServed, NotVoided, Serial, Void};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/sheet", show);
    routes.post("/cases/{id}/sheet", serve);
    routes.post("/cases/{id}/sheet/void", void);
}

#[derive(Serialize, Deserialize, Validate)]
struct ServeForm {
    totp: String,
}

#[derive(Serialize, Deserialize, Validate)]
struct VoidForm {
    voided: String,
    #[validate(length(min = 1, max = 200, code = "void-reason-missing"))]
    reason: String,
    destroyed: String,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    sheet_page::answer(&page, &operator, *id, StatusCode::OK, Typed::default(), &FieldErrors::default()).await
}

/// Serves the sheet once. The answer is the paper itself, kept nowhere; whoever asks again gets the page that says when and
/// to whom it was served.
async fn serve(operator: Operator, form: Form<ServeForm>, page: Page, id: Path<CaseId>) -> Answer {
    let clean = FieldErrors::default();
    let office = {
        let mut conn = page.connection().await?;
        page.office(&mut conn, operator.counter_id()).await?
    };
    let draw =
        |sheet: &releases::Paper<'_>| paper::code_sheet(&office, sheet, &page.app.policies, page.now());
    match releases::serve(&page.app.desk(), &operator, *id, &form.totp, draw).await {
        Ok(bytes) => Ok(paper::pdf("foglio-codici.pdf", bytes)),
        Err(NotServed::Before | NotServed::Held) => {
            sheet_page::answer(&page, &operator, *id, StatusCode::CONFLICT, Typed::default(), &clean).await
        }
        Err(NotServed::DelegationEnded) => {
            Err(PageError::refused("sheet-delegation-ended", format!("/cases/{id}/sheet")))
        }
        Err(NotServed::NoSheet) => Err(PageError::refused("sheet-none", format!("/cases/{id}/release"))),
        Err(NotServed::CodeNeeded) => {
            let errors = FieldErrors::of("totp", "sheet-code-needed");
            let typed = Typed { code_needed: true, ..Typed::default() };
            sheet_page::answer(&page, &operator, *id, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors).await
        }
        Err(NotServed::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            let typed = Typed { code_needed: true, wait, ..Typed::default() };
            sheet_page::answer(&page, &operator, *id, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors).await
        }
        Err(NotServed::NoEntry(error)) => Err(no_entry(error)),
        Err(NotServed::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn void(operator: Operator, form: Form<VoidForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut errors = form.check().err().unwrap_or_default();
    let destroyed = match form.destroyed.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if destroyed.is_none() {
        errors.add("destroyed", "void-destroyed-missing");
    }
    let typed = |wait| Typed {
        voiding: true,
        reason: form.reason.clone(),
        destroyed: form.destroyed.clone(),
        wait,
        ..Typed::default()
    };
    let (Some(paper_destroyed), true) = (destroyed, errors.is_empty()) else {
        return sheet_page::answer(
            &page,
            &operator,
            *id,
            StatusCode::UNPROCESSABLE_ENTITY,
            typed(0),
            &errors,
        )
        .await;
    };
    let serial: Serial = form.voided.parse().map_err(|_| PageError::Unreadable)?;
    let words = Void { serial: &serial, reason: form.reason.trim(), paper_destroyed, code: &form.totp };
    match releases::void(&page.app.desk(), &operator, *id, &words).await {
        Ok(()) if paper_destroyed => page.see_with(format!("/cases/{id}/sheet"), "notice-sheet-voided"),
        Ok(()) => page.see_with(format!("/cases/{id}/sheet"), "notice-sheet-paper-missing"),
        Err(NotVoided::NoSheet) => Err(PageError::refused("void-no-sheet", format!("/cases/{id}/sheet"))),
        Err(NotVoided::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            sheet_page::answer(&page, &operator, *id, StatusCode::UNPROCESSABLE_ENTITY, typed(wait), &errors)
                .await
        }
        Err(NotVoided::NoEntry(error)) => Err(no_entry(error)),
        Err(NotVoided::Broken(breakage)) => Err(breakage.into()),
    }
}
