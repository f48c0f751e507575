// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step four, second half: does the citizen read this address?

use super::case_page::Head;
use super::closure::said;
use super::dates;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use crate::cases::{self, Case, Ownership, OwnershipRefused, Step};
use crate::db::Connection;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::outbox::Reader;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Default, Deserialize, Validate)]
struct SendForm {
    /// How many codes the page knew of: a double click sends one.
    sent: String,
}

#[derive(Default, Deserialize, Validate)]
struct CodeForm {
    #[validate(length(min = 1, code = "field-required"))]
    code: String,
}

#[derive(Default, Deserialize, Validate)]
struct SkipForm {
    #[validate(custom(function = said))]
    skip_reason: String,
}

#[derive(Serialize)]
struct OwnershipPage {
    case: Head,
    email: String,
    /// Whose mailbox it is, where it is not the holder's own.
    trusted: String,
    /// Whether the holder reads it elsewhere, while somebody acts for them here.
    away: bool,
    sent: u32,
    /// Codes that may still be sent.
    left: u32,
    /// Until when the newest code may be typed; empty where none counts.
    until: String,
    skip_reason: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/ownership", show);
    routes.post("/cases/{id}/ownership", prove);
    routes.post("/cases/{id}/ownership/code", send);
    routes.post("/cases/{id}/ownership/skip", skip);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if !case.is_open()
        || case.contact.is_none()
        || matches!(case.ownership, Ownership::Proven | Ownership::NoMailbox)
    {
        return page.see(format!("/cases/{id}"));
    }
    page.render("ownership/edit.html", &context(&page, &mut conn, &case, "").await?)
}

async fn context(
    page: &Page,
    conn: &mut Connection,
    case: &Case,
    skip_reason: &str,
) -> Result<OwnershipPage, PageError> {
    let rules = page.policy_of(case)?.contact().ownership_code;
    let codes = cases::codes_sent(conn, case).await?;
    let contact = case.contact.as_deref();
    let until = codes.until.filter(|until| *until > page.now() && codes.tries < rules.tries);
    Ok(OwnershipPage {
        case: Head::of(page, case, Step::Contact),
        email: contact.map(|contact| contact.to.shown()).unwrap_or_default(),
        trusted: contact
            .and_then(|contact| contact.trusted.as_ref())
            .map(|it| it.in_one_line())
            .unwrap_or_default(),
        away: cases::code_reader(page.policy_of(case)?, case)? == Reader::Away,
        sent: codes.sent,
        left: rules.per_case.saturating_sub(codes.sent),
        until: until.map(dates::time_of_day).unwrap_or_default(),
        skip_reason: skip_reason.to_owned(),
    })
}

async fn send(operator: Operator, form: Form<SendForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.brief(&mut conn, &operator, *id).await?;
    let policy = page.policy_named(&case.policy_version)?;
    let sent = form.sent.parse().map_err(|_| PageError::Unreadable)?;
    let acting = page.acting(&operator);
    let done = cases::send_code(&mut conn, &acting, policy, &page.app.mail_key, *id, sent).await;
    drop(conn);
    match done {
        Ok(()) => page.see(format!("/cases/{id}/ownership")),
        Err(refused) => again(&page, &operator, *id, "ownership.ask", refused, "").await,
    }
}

async fn prove(operator: Operator, form: Form<CodeForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.brief(&mut conn, &operator, *id).await?;
    if let Err(errors) = form.check() {
        return invalid(&page, &mut conn, &operator, *id, "", &errors).await;
    }
    let rules = page.policy_named(&case.policy_version)?.contact().ownership_code;
    let acting = page.acting(&operator);
    let done = cases::prove(&mut conn, &acting, &rules, *id, &form.code).await;
    drop(conn);
    match done {
        Ok(()) => page.see_with(format!("/cases/{id}"), "notice-ownership-proven"),
        Err(refused) => again(&page, &operator, *id, "ownership.prove", refused, "").await,
    }
}

async fn skip(operator: Operator, form: Form<SkipForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    page.brief(&mut conn, &operator, *id).await?;
    if let Err(errors) = form.check() {
        return invalid(&page, &mut conn, &operator, *id, &form.skip_reason, &errors).await;
    }
    let acting = page.acting(&operator);
    let done = cases::skip_proof(&mut conn, &acting, *id, form.skip_reason.trim()).await;
    drop(conn);
    match done {
        Ok(()) => page.onward(&operator, *id).await,
        Err(refused) => again(&page, &operator, *id, "ownership.skip", refused, &form.skip_reason).await,
    }
}

/// The page with what was wrong: only then the case is read with its facts.
async fn invalid(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    id: CaseId,
    skip_reason: &str,
    errors: &FieldErrors,
) -> Answer {
    let case = page.case(conn, operator, id).await?;
    page.invalid("ownership/edit.html", &context(page, conn, &case, skip_reason).await?, errors)
}

/// The page with what was wrong, its row in the register written.
async fn again(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    act: &'static str,
    refused: OwnershipRefused,
    skip_reason: &str,
) -> Answer {
    let rule = refused.rule();
    let errors = match refused {
        OwnershipRefused::Blocked(blocked) => {
            return Err(page.blocked(operator, id, act, blocked).await?);
        }
        OwnershipRefused::NoAddress => return page.see(format!("/cases/{id}/contact")),
        OwnershipRefused::TooMany => FieldErrors::of("send", "ownership-too-many"),
        OwnershipRefused::NoCode => FieldErrors::of("send", "ownership-no-code"),
        OwnershipRefused::Spent => FieldErrors::of("send", "ownership-spent"),
        OwnershipRefused::Wrong { left: 0 } => FieldErrors::of("send", "ownership-spent"),
        OwnershipRefused::Wrong { left } => {
            let mut errors = FieldErrors::default();
            errors.add_with("code", "ownership-wrong", vec![("left".to_owned(), left.to_string())]);
            errors
        }
    };
    if let Some(rule) = rule {
        page.note_refused(cases::refused(act, operator, id, rule)).await?;
    }
    let mut conn = page.connection().await?;
    invalid(page, &mut conn, operator, id, skip_reason, &errors).await
}
