// SPDX-License-Identifier: AGPL-3.0-or-later
//! The functional check before the citizen leaves: a guided list, and its result. No field takes a code.

use super::case_page::Head;
use super::dates::show_time;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases::{Case, Step};
use crate::db::Connection;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, CheckResult, FunctionalCheck, NotRecorded, State};
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

const TEMPLATE: &str = "functional_check/edit.html";

/// A recorded check, as pages show it.
#[derive(Serialize)]
pub(super) struct CheckView {
    release: String,
    /// The key of its words.
    result: String,
    reason: String,
    at: String,
    by: String,
}

impl CheckView {
    pub(super) fn of(check: &FunctionalCheck) -> Self {
        let reason = match &check.result {
            CheckResult::NotChecked(reason) => reason.clone(),
            CheckResult::CardRead | CheckResult::PinTried => String::new(),
        };
        Self {
            release: check.release.clone(),
            result: format!("functional-check-{}", check.result.key()),
            reason,
            at: show_time(check.at),
            by: check.by.to_string(),
        }
    }
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct CheckForm {
    /// How many results the page showed: a double click adds one.
    known: String,
    result: String,
    reason: String,
}

#[derive(Serialize)]
struct CheckPage<'a> {
    case: Head,
    number: String,
    checks: Vec<CheckView>,
    known: usize,
    results: Vec<Choice>,
    form: &'a CheckForm,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/functional-check", show);
    routes.post("/cases/{id}/functional-check", record);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let form = CheckForm::default();
    match context(&page, &mut conn, &case, &form).await? {
        Some(context) => page.render(TEMPLATE, &context),
        None => page.see(format!("/cases/{id}")),
    }
}

/// None as long as the sheet is not handed over.
async fn context<'a>(
    page: &Page,
    conn: &mut Connection,
    case: &Case,
    form: &'a CheckForm,
) -> Result<Option<CheckPage<'a>>, PageError> {
    let release = releases::of_case(conn, case.id).await?;
    let Some(release) = release.filter(|release| matches!(release.state, State::HandedOver { .. })) else {
        return Ok(None);
    };
    let checks = releases::checks_of_case(conn, case.id).await?;
    let result = |key: &str| Choice::of(page.language(), key, &format!("functional-check-{key}"));
    Ok(Some(CheckPage {
        case: Head::of(page, case, Step::Release),
        // a second release of the case has checks of its own
        known: checks.iter().filter(|check| check.release == release.number).count(),
        number: release.number,
        checks: checks.iter().map(CheckView::of).collect(),
        results: CheckResult::KEYS.map(result).into(),
        form,
    }))
}

async fn record(operator: Operator, form: Form<CheckForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let mut errors = form.check().err().unwrap_or_default();
    let result = CheckResult::of(&form.result, &form.reason);
    if result.is_none() {
        match CheckResult::KEYS.contains(&form.result.as_str()) {
            true => errors.add("reason", "functional-check-reason-needed"),
            false => errors.add("result", "functional-check-result-needed"),
        }
    }
    let (Some(result), true) = (result, errors.is_empty()) else {
        return again(&page, &mut conn, &case, &form, &errors).await;
    };
    drop(conn);
    let known = form.known.parse().map_err(|_| PageError::Unreadable)?;
    match releases::record_check(&page.app.desk(), &operator, *id, known, &result).await {
        Ok(()) => page.see_with(format!("/cases/{id}/handover"), "notice-functional-check"),
        Err(NotRecorded::HoldsCode) => {
            let mut conn = page.connection().await?;
            // what may be half of a code does not go back to the page either
            let form = CheckForm { reason: String::new(), ..form.into_inner() };
            let errors = FieldErrors::of("reason", "functional-check-no-codes");
            again(&page, &mut conn, &case, &form, &errors).await
        }
        Err(NotRecorded::NotHandedOver) => {
            Err(PageError::refused("refused-functional-check", format!("/cases/{id}")))
        }
        Err(NotRecorded::NoEntry(error)) => Err(no_entry(error)),
        Err(NotRecorded::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn again(
    page: &Page,
    conn: &mut Connection,
    case: &Case,
    form: &CheckForm,
    errors: &FieldErrors,
) -> Answer {
    match context(page, conn, case, form).await? {
        Some(context) => page.invalid(TEMPLATE, &context, errors),
        None => page.see(format!("/cases/{}", case.id)),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    /// One of each result.
    pub(in crate::web) fn checks() -> Vec<CheckView> {
        let view = |key: &str| CheckView {
            release: "AN01-2026-000001-R1".to_owned(),
            result: format!("functional-check-{key}"),
            reason: String::new(),
            at: "31/01/2026 10:32".to_owned(),
            by: "Anna D'Alò".to_owned(),
        };
        CheckResult::KEYS.map(view).into()
    }

    #[test]
    fn the_page_takes_a_result_and_no_code() {
        let page = rendered(
            TEMPLATE,
            &CheckPage {
                case: Head::sample(Step::Release),
                number: "AN01-2026-000001-R1".to_owned(),
                checks: checks(),
                known: 3,
                results: Vec::new(),
                form: &CheckForm::default(),
            },
        );
        assert!(page.contains("name=\"known\" value=\"3\"") && page.contains("Anna D&#39;Alò"), "{page}");
        assert!(!page.contains("inputmode=\"numeric\"") && !page.contains("type=\"password\""), "{page}");
    }
}
