// SPDX-License-Identifier: AGPL-3.0-or-later
//! The supervisor's side of an approval: what waits at the counter, one request with its case, and the decision.

use super::approval_ask::causes;
use super::approval_page;
use super::dates::show_time;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form, invalid};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use crate::approvals::{self, Decision, NotDecided, NotShown, Said};
use crate::ids::ApprovalId;
use crate::operators::Supervisor;
use crate::texts;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

const LIST: &str = "/approvals";

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
pub(super) struct DecisionForm {
    #[validate(custom(function = one_of_both))]
    pub(super) decision: String,
    #[validate(custom(function = some_words))]
    pub(super) reason: String,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct ListPage {
    requests: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    href: String,
    protocol: String,
    holder: String,
    kind: String,
    /// Keys of the texts that say why.
    causes: Vec<String>,
    asked: String,
    by: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(LIST, list);
    routes.get("/approvals/{approval}", show);
    routes.post("/approvals/{approval}", decide);
}

fn one_of_both(key: &str) -> Result<(), ValidationError> {
    Decision::from_key(key).map(drop).ok_or_else(|| invalid("approval-decision-missing"))
}

fn some_words(reason: &str) -> Result<(), ValidationError> {
    match reason.trim().chars().count() {
        0 => Err(invalid("approval-reason-missing")),
        1..=500 => Ok(()),
        _ => Err(invalid("field-too-long")),
    }
}

async fn list(supervisor: Supervisor, page: Page) -> Answer {
    let mut conn = page.connection().await?;
    let requests = approvals::waiting(&mut conn, supervisor.counter_id()).await?;
    let line = |waiting: approvals::Waiting| LineView {
        href: format!("{LIST}/{}", waiting.id),
        protocol: waiting.protocol,
        holder: format!("{} {}", waiting.holder.0, waiting.holder.1),
        kind: texts::text(page.language(), &waiting.kind.text_key("delegation-kind")),
        causes: causes(&waiting.causes),
        asked: show_time(waiting.at),
        by: format!("{} {}", waiting.by.1, waiting.by.0),
    };
    page.render("approval/list.html", &ListPage { requests: requests.into_iter().map(line).collect() })
}

async fn show(supervisor: Supervisor, page: Page, id: Path<ApprovalId>) -> Answer {
    let (form, none) = (DecisionForm::default(), FieldErrors::default());
    answer(&page, &supervisor, *id, StatusCode::OK, (form, 0), &none).await
}

async fn answer(
    page: &Page,
    supervisor: &Supervisor,
    id: ApprovalId,
    status: StatusCode,
    typed: (DecisionForm, i64),
    errors: &FieldErrors,
) -> Answer {
    match approvals::look(&page.approvals(), supervisor, id).await {
        Ok(look) => {
            let context = approval_page::of(page, &look, typed).await?;
            page.render_with(status, "approval/show.html", &context, errors)
        }
        Err(NotShown::Unknown) => Err(PageError::NotFound),
        Err(NotShown::NoEntry(error)) => Err(no_entry(error)),
        Err(NotShown::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn decide(
    supervisor: Supervisor,
    form: Form<DecisionForm>,
    page: Page,
    id: Path<ApprovalId>,
) -> Answer {
    let again = async |errors: FieldErrors, wait: i64| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        answer(&page, &supervisor, *id, status, (DecisionForm::clone(&form), wait), &errors).await
    };
    let decision = match (form.check(), Decision::from_key(&form.decision)) {
        (Ok(()), Some(decision)) => decision,
        (checked, _) => return again(checked.err().unwrap_or_default(), 0).await,
    };
    let said = Said { decision, reason: &form.reason, code: &form.totp };
    match approvals::decide(&page.approvals(), &supervisor, *id, &said).await {
        Ok(()) => page.see_with(
            LIST,
            match decision {
                Decision::Approved => "notice-approval-approved",
                Decision::Rejected => "notice-approval-rejected",
            },
        ),
        Err(NotDecided::Unknown) => Err(PageError::NotFound),
        Err(NotDecided::NoEntry(error)) => Err(no_entry(error)),
        Err(NotDecided::Changed) => Err(PageError::refused("approval-changed", LIST)),
        Err(NotDecided::Decided) => Err(PageError::refused("approval-decided-before", LIST)),
        Err(NotDecided::OwnAct) => Err(PageError::refused("approval-own-act", LIST)),
        Err(NotDecided::NoReason) => again(FieldErrors::of("reason", "approval-reason-missing"), 0).await,
        Err(NotDecided::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            again(errors, wait).await
        }
        Err(NotDecided::Broken(breakage)) => Err(breakage.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_list_leads_to_each_request_and_says_when_there_is_none() {
        let line = LineView {
            href: "/approvals/0193".to_owned(),
            protocol: "AN01-2026-000001".to_owned(),
            holder: "D'Alò <b>".to_owned(),
            kind: "fiduciario".to_owned(),
            causes: causes(crate::policy::ApprovalCause::ALL),
            asked: "31/01/2026 10:32".to_owned(),
            by: "Anna Rossi".to_owned(),
        };
        let page = rendered("approval/list.html", &ListPage { requests: vec![line] });
        assert!(page.contains("href=\"/approvals/0193\"") && page.contains("D&#39;Alò &lt;b&gt;"), "{page}");
        assert!(!page.contains("[delegation"), "{page}");
        rendered("approval/list.html", &ListPage { requests: vec![] });
    }

    #[test]
    fn a_decision_has_one_of_two_words_and_a_reason() {
        assert!(
            one_of_both("approved").is_ok() && one_of_both("rejected").is_ok() && one_of_both("").is_err()
        );
        assert!(some_words("procura esibita").is_ok());
        for odd in ["", " \n ", &"x".repeat(501)] {
            assert!(some_words(odd).is_err(), "{odd:?}");
        }
    }
}
