// SPDX-License-Identifier: AGPL-3.0-or-later
//! The hand-over, and the page that says it is done.

use super::case_page::Head;
use super::dates::show_time;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::Form;
use super::functional_check::CheckView;
use super::mails::{self, LetterView};
use super::page::Page;
use super::routes::Routes;
use super::sheet_page::{self, Typed};
use super::siblings;
use super::ways_on::WaysOn;
use crate::cases::Step;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, NotHandedOver, State, TakenBy};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/handover", show);
    routes.post("/cases/{id}/handover", hand_over);
}

#[derive(Serialize, Deserialize, Validate)]
struct HandoverForm {
    #[validate(length(min = 1, code = "handover-serial-missing"))]
    serial: String,
    taken_by: String,
}

#[derive(Serialize)]
struct DonePage {
    case: Head,
    number: String,
    at: String,
    letters: Vec<LetterView>,
    again: bool,
    ways: Option<WaysOn>,
    checks: Vec<CheckView>,
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let release = releases::of_case(&mut conn, *id).await?;
    let Some((release, at)) = release.and_then(|release| match release.state {
        State::HandedOver { at, .. } => Some((release, at)),
        _ => None,
    }) else {
        return page.see(format!("/cases/{id}/release"));
    };
    let (letters, again) = mails::letters(&mut conn, *id).await?;
    let checks = releases::checks_of_case(&mut conn, *id).await?;
    let ways = WaysOn::of(&page, &mut conn, &case, Some(&release)).await?;
    let visit = siblings::of_case(&page, &mut conn, &operator, &case).await?;
    let context = DonePage {
        case: Head::of(&page, &case, Step::Release).in_visit(visit),
        number: release.number,
        at: show_time(at),
        letters,
        again,
        ways: ways.map(WaysOn::beside_live_state),
        checks: checks.iter().map(CheckView::of).collect(),
    };
    page.render("handover/done.html", &context)
}

async fn hand_over(operator: Operator, form: Form<HandoverForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut errors = form.check().err().unwrap_or_default();
    let taken_by = TakenBy::from_key(&form.taken_by);
    if taken_by.is_none() {
        errors.add("taken_by", "handover-taken-by-missing");
    }
    if let (Some(taken_by), true) = (taken_by, errors.is_empty()) {
        match releases::hand_over(&page.app.desk(), &operator, *id, &form.serial, taken_by).await {
            Ok(()) => return page.see(format!("/cases/{id}/handover")),
            Err(NotHandedOver::WrongSerial) => errors.add("serial", "handover-wrong-serial"),
            Err(NotHandedOver::WrongPerson) => errors.add("taken_by", "handover-wrong-person"),
            Err(NotHandedOver::NoSheet) => {
                return Err(PageError::refused("handover-no-sheet", format!("/cases/{id}/sheet")));
            }
            Err(NotHandedOver::Held) => {
                return Err(PageError::refused("handover-card-held", format!("/cases/{id}/sheet")));
            }
            Err(NotHandedOver::DelegationEnded) => {
                return Err(PageError::refused("sheet-delegation-ended", format!("/cases/{id}/sheet")));
            }
            Err(NotHandedOver::NoEntry(error)) => return Err(no_entry(error)),
            Err(NotHandedOver::Broken(breakage)) => return Err(breakage.into()),
        }
    }
    let typed = Typed { serial: form.serial.clone(), taken_by: form.taken_by.clone(), ..Typed::default() };
    sheet_page::answer(&page, &operator, *id, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::functional_check;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_that_says_done_renders() {
        let page = rendered(
            "handover/done.html",
            &DonePage {
                case: Head::sample(Step::Release),
                number: "AN01-2026-000001-R1".to_owned(),
                at: "31/01/2026 10:32".to_owned(),
                letters: mails::tests::letters(),
                again: true,
                ways: Some(WaysOn::sample()),
                checks: functional_check::tests::checks(),
            },
        );
        assert!(page.contains("data-live=\"/cases/0193/mail\""), "{page}");
        assert!(!page.contains('['), "a text is missing: {page}");
    }
}
