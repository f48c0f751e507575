// SPDX-License-Identifier: AGPL-3.0-or-later
//! Giving a case up, here or from another counter.

use super::case_page::Head;
use super::error::{Answer, PageError};
use super::form::Form;
use super::page::Page;
use super::routes::Routes;
use crate::cases::{self, CloseRefused, Given};
use crate::ids::CaseId;
use crate::operators::Operator;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The longest reason.
const LONGEST: u64 = 500;

#[derive(Default, Serialize, Deserialize, Validate)]
struct ClosureForm {
    #[validate(custom(function = said))]
    reason: String,
    /// Whether a rule said no, or the citizen left.
    refused: bool,
}

#[derive(Serialize)]
struct ClosurePage<'a> {
    case: Head,
    form: &'a ClosureForm,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/closure", ask);
    routes.post("/cases/{id}/closure", close);
    routes.post("/cases/{id}/closure/elsewhere", close_elsewhere);
}

/// A reason is said in words.
pub(super) fn said(reason: &str) -> Result<(), validator::ValidationError> {
    let length = reason.trim().chars().count() as u64;
    match length {
        0 => Err(super::form::invalid("field-required")),
        1..=LONGEST => Ok(()),
        _ => Err(super::form::invalid("field-too-long")),
    }
}

async fn ask(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if !case.is_open() {
        return page.see(format!("/cases/{id}"));
    }
    let form = ClosureForm::default();
    page.render("closure/edit.html", &ClosurePage { case: Head::of(&page, &case, case.step()), form: &form })
}

async fn close(operator: Operator, form: Form<ClosureForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    if let Err(errors) = form.check() {
        let case = page.case(&mut conn, &operator, *id).await?;
        let context = ClosurePage { case: Head::of(&page, &case, case.step()), form: &form };
        return page.invalid("closure/edit.html", &context, &errors);
    }
    let how = if form.refused { Given::Refused } else { Given::Abandoned };
    let closed = cases::abandon(&mut conn, &page.acting(&operator), *id, how, form.reason.trim()).await;
    drop(conn);
    match closed {
        Ok(()) => page.see_with("/", "notice-case-closed"),
        Err(refused) => Err(answer(&page, &operator, *id, refused).await?),
    }
}

async fn close_elsewhere(
    operator: Operator,
    form: Form<ClosureForm>,
    page: Page,
    id: Path<CaseId>,
) -> Answer {
    if form.check().is_err() {
        return Err(PageError::refused("refused-reason-missing", "/"));
    }
    let closed = {
        let mut conn = page.connection().await?;
        cases::close_elsewhere(&mut conn, &page.acting(&operator), *id, form.reason.trim()).await
    };
    match closed {
        Ok(()) => page.see_with("/", "notice-case-closed"),
        Err(refused) => Err(answer(&page, &operator, *id, refused).await?),
    }
}

async fn answer(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    refused: CloseRefused,
) -> Result<PageError, PageError> {
    match refused {
        CloseRefused::Blocked(blocked) => Ok(page.blocked(operator, id, "case.close", blocked).await?),
        CloseRefused::Asked => {
            page.note_refused(cases::refused("case.close", operator, id, "asked")).await?;
            Ok(PageError::refused("refused-close-asked", format!("/cases/{id}")))
        }
    }
}
