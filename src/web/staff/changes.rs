// SPDX-License-Identifier: AGPL-3.0-or-later
//! What waits for a second administrator, and the word on it.

use super::LIST;
use super::refused::told;
use super::views::{self, ChangeView};
use crate::ids::{OperatorId, StaffChangeId};
use crate::operators::Administrator;
use crate::operators::staff::{self, Decision};
use crate::web::error::{Answer, PageError};
use crate::web::form::{FieldErrors, Form, invalid};
use crate::web::one_time_code::six_digits;
use crate::web::page::Page;
use crate::web::routes::Routes;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

const QUEUE: &str = "/administration/staff/changes";

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct DecisionForm {
    #[validate(custom(function = one_of_both))]
    decision: String,
    #[validate(custom(function = six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct QueuePage {
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangePage<'a> {
    change: ChangeView,
    person: String,
    decision: &'a str,
    wait: i64,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(QUEUE, list);
    routes.get("/administration/staff/{id}/changes/{change}", show);
    routes.post("/administration/staff/{id}/changes/{change}", decide);
}

fn decision(word: &str) -> Option<Decision> {
    match word {
        "confirmed" => Some(Decision::Confirmed),
        "rejected" => Some(Decision::Rejected),
        _ => None,
    }
}

fn one_of_both(word: &str) -> Result<(), ValidationError> {
    decision(word).map(drop).ok_or_else(|| invalid("staff-decision-needed"))
}

async fn list(_: Administrator, page: Page) -> Answer {
    let changes = staff::changes(&mut *page.connection().await?, None).await?;
    let changes = changes.iter().map(|change| views::change(&page, change)).collect();
    page.render("staff/changes.html", &QueuePage { changes })
}

async fn answer(
    page: &Page,
    (operator, id): (OperatorId, StaffChangeId),
    status: StatusCode,
    (form, wait): (&DecisionForm, i64),
    errors: &FieldErrors,
) -> Answer {
    let waiting = staff::changes(&mut *page.connection().await?, Some(operator)).await?;
    let Some(change) = waiting.iter().find(|change| change.id == id) else {
        return Err(PageError::refused("staff-decided-before", QUEUE));
    };
    let view = ChangePage {
        change: views::change(page, change),
        person: format!("{LIST}/{operator}"),
        decision: &form.decision,
        wait,
    };
    page.render_with(status, "staff/change.html", &view, errors)
}

async fn show(_: Administrator, page: Page, ids: Path<(OperatorId, StaffChangeId)>) -> Answer {
    answer(&page, *ids, StatusCode::OK, (&DecisionForm::default(), 0), &FieldErrors::default()).await
}

async fn decide(
    by: Administrator,
    form: Form<DecisionForm>,
    page: Page,
    ids: Path<(OperatorId, StaffChangeId)>,
) -> Answer {
    let again = async |errors: FieldErrors, wait| {
        answer(&page, *ids, StatusCode::UNPROCESSABLE_ENTITY, (&form, wait), &errors).await
    };
    let decision = match (form.check(), decision(&form.decision)) {
        (Ok(()), Some(decision)) => decision,
        (checked, _) => return again(checked.err().unwrap_or_default(), 0).await,
    };
    match staff::decide(&page.staff_office()?, &by, *ids, decision, &form.totp, page.now()).await {
        Ok(()) => page.see_with(
            QUEUE,
            match decision {
                Decision::Confirmed => "notice-staff-confirmed",
                Decision::Rejected => "notice-staff-rejected",
            },
        ),
        Err(error) => {
            let (errors, wait) = told(error, QUEUE.to_owned())?;
            again(errors, wait).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    fn change(own: bool) -> ChangeView {
        ChangeView {
            href: "/c".into(),
            who: "D'Alò <b>".into(),
            what: "Supervisore".into(),
            reason: "<i>".into(),
            asked: "31/01/2026 10:00".into(),
            by: "Ada".into(),
            own,
        }
    }

    #[test]
    fn who_asked_can_take_back_and_not_confirm() {
        let page = |own| {
            let view = ChangePage { change: change(own), person: "/p".into(), decision: "", wait: 0 };
            rendered("staff/change.html", &view)
        };
        assert!(page(false).contains("value=\"confirmed\"") && page(false).contains("value=\"rejected\""));
        assert!(!page(true).contains("value=\"confirmed\"") && page(true).contains("value=\"rejected\""));
        rendered("staff/changes.html", &QueuePage { changes: vec![change(true), change(false)] });
        rendered("staff/changes.html", &QueuePage { changes: vec![] });
        assert!(one_of_both("").is_err());
    }
}
