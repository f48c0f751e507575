// SPDX-License-Identifier: AGPL-3.0-or-later
//! The old sheet held out instead of a new one: it is scanned, and the mail goes to the corrected address.

use super::case_page::Head;
use super::dates;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use crate::cases::Step;
use crate::contacts::recipient;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, NotConfirmed, Release, State};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Serialize, Deserialize, Validate)]
struct OldSheetForm {
    #[validate(length(min = 1, code = "handover-serial-missing"))]
    serial: String,
}

#[derive(Serialize)]
struct OldSheetPage {
    case: Head,
    /// The number of the release that stands on the sheet.
    number: String,
    recipient: String,
    handed_over: String,
    until: String,
    typed: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/old-sheet", show);
    routes.post("/cases/{id}/old-sheet", confirm);
    routes.post("/cases/{id}/old-sheet/missing", miss);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    answer(&page, &operator, *id, StatusCode::OK, "", &FieldErrors::default()).await
}

/// The page as the release stands; where no old sheet waits, the way to the page that fits.
async fn answer(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    status: StatusCode,
    typed: &str,
    errors: &FieldErrors,
) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let release = releases::of_case(&mut conn, id).await?;
    let old = releases::old_sheet(&mut conn, &case).await?;
    let (Some(release @ Release { state: State::OldSheet { .. }, .. }), Some(old)) = (release, old) else {
        return page.see(format!("/cases/{id}/release"));
    };
    let context = OldSheetPage {
        case: Head::of(page, &case, Step::Release),
        until: dates::show(release.last_day()),
        number: old.number,
        recipient: recipient::shown(&release.recipient),
        handed_over: dates::show_time(old.handed_over_at),
        typed: typed.to_owned(),
    };
    page.render_with(status, "old_sheet/show.html", &context, errors)
}

async fn confirm(operator: Operator, form: Form<OldSheetForm>, page: Page, id: Path<CaseId>) -> Answer {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Err(errors) = form.check() {
        return answer(&page, &operator, *id, status, &form.serial, &errors).await;
    }
    match releases::confirm(&page.app.desk(), &operator, *id, &form.serial).await {
        Ok(()) => page.see(format!("/cases/{id}/handover")),
        Err(NotConfirmed::WrongSheet) => {
            let errors = FieldErrors::of("serial", "old-sheet-wrong");
            answer(&page, &operator, *id, status, &form.serial, &errors).await
        }
        Err(error) => Err(refused(error, *id)),
    }
}

async fn miss(operator: Operator, _: Form<Button>, page: Page, id: Path<CaseId>) -> Answer {
    match releases::miss(&page.app.desk(), &operator, *id).await {
        Ok(()) => page.see(format!("/cases/{id}/release")),
        Err(error) => Err(refused(error, *id)),
    }
}

fn refused(error: NotConfirmed, id: CaseId) -> PageError {
    match error {
        NotConfirmed::NoEntry(error) => no_entry(error),
        NotConfirmed::Held => PageError::refused("handover-card-held", format!("/cases/{id}")),
        NotConfirmed::NoSheet | NotConfirmed::WrongSheet => {
            PageError::refused("old-sheet-none", format!("/cases/{id}"))
        }
        NotConfirmed::Broken(breakage) => breakage.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_asks_for_the_sheet_and_knows_the_way_without_it() {
        let context = OldSheetPage {
            case: Head::sample(Step::Release),
            number: "AN01-2026-000002-R1".to_owned(),
            recipient: "maria@example.it".to_owned(),
            handed_over: "31/01/2026 10:32".to_owned(),
            until: "02/02/2026".to_owned(),
            typed: "ZZZZ".to_owned(),
        };
        let page = rendered("old_sheet/show.html", &context);
        assert!(page.contains("value=\"ZZZZ\"") && page.contains("/cases/0193/old-sheet/missing"), "{page}");
        assert!(page.contains("31/01/2026 10:32") && !page.contains('['), "{page}");
    }
}
