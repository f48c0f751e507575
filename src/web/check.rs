// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step five: check your answers, print the request form, record that it was signed.

use super::alarms;
use super::answers::{Answers, answers};
use super::approval_ask::{self, StandingView};
use super::case_page::{Head, way_on};
use super::dates;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form, invalid};
use super::page::Page;
use super::routes::Routes;
use super::scan_views::ScanLine;
use super::siblings;
use crate::cards::check::CardOutcome;
use crate::cases::{self, Case, FormRefused, PrintedForm, Step};
use crate::db::Connection;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::policy::Signatory;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Deserialize, Validate)]
struct SignatureForm {
    #[validate(custom(function = yes))]
    signed: bool,
    /// What the page showed: a form printed since then from another tab is not the one that was signed.
    fingerprint: String,
}

#[derive(Serialize)]
struct CheckPage {
    case: Head,
    answers: Vec<Answers>,
    fingerprint: String,
    /// The form that was printed and still holds; empty where there is none.
    form: String,
    printed: String,
    signed: String,
    /// The key of the sentence that says who has signed.
    signature: &'static str,
    /// An earlier form is worthless by now.
    outdated: bool,
    /// The authority could not be asked yet.
    away: bool,
    /// The scans that a delegation stands on.
    scans: Vec<ScanLine>,
    /// Alarms about the delegate that nobody has said a word on.
    alarms: Vec<String>,
    /// Warnings ticked away, each with its reason.
    warnings: Vec<WarningView>,
    /// How the approval stands, where the rules want one: before it nothing is printed or signed here.
    approval: Option<StandingView>,
    /// What stands in place of the signature on the form that holds: `officer`, `relative`, `hand` where nothing does.
    signing: &'static str,
    /// Whether the operator may take the declaration of a holder who does not sign.
    by_officer: bool,
    /// Whether a relative may declare.
    by_relative: bool,
}

#[derive(Serialize)]
struct WarningView {
    key: String,
    reason: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/check", show);
    routes.post("/cases/{id}/form", print);
    routes.get("/cases/{id}/form/{form}", super::request_form::serve);
    routes.post("/cases/{id}/signature", sign);
}

fn yes(signed: &bool) -> Result<(), validator::ValidationError> {
    if *signed { Ok(()) } else { Err(invalid("signature-needed")) }
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    match context(&page, &mut conn, &operator, &case).await? {
        Some(context) if case.is_open() => page.render("check/show.html", &context),
        _ => page.see(if case.is_open() { way_on(&case) } else { format!("/cases/{id}") }),
    }
}

async fn context(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    case: &Case,
) -> Result<Option<CheckPage>, PageError> {
    let Some(facts) = case.complete() else { return Ok(None) };
    let fingerprint = cases::fingerprint(&facts);
    let newest = cases::newest_form(conn, case.id).await?;
    let holds = |form: &&PrintedForm| form.fingerprint == fingerprint;
    let form = newest.as_ref().filter(holds);
    let signed = case.signed_form.as_ref();
    let warnings = cases::overrides(conn, case).await?;
    let warning = |(key, reason): (String, String)| WarningView { key: key.replace('_', "-"), reason };
    let instead = cases::in_place_of_signature(page.policy_of(case)?, case)?;
    let signing = form.map_or("hand", |form| form.signing.key());
    Ok(Some(CheckPage {
        case: Head::of(page, case, Step::Check)
            .in_visit(siblings::of_case(page, conn, operator, case).await?),
        answers: answers(page, case, &facts)?,
        fingerprint: fingerprint.short(),
        form: form.map(|form| form.id.to_string()).unwrap_or_default(),
        printed: form.map(|form| dates::show_time(form.printed_at)).unwrap_or_default(),
        signed: signed.map(|form| dates::show_time(form.signed_at)).unwrap_or_default(),
        signature: signature(page, case, signing)?,
        outdated: form.is_none() && newest.is_some(),
        away: case.card.as_ref().is_some_and(|card| card.outcome == CardOutcome::Away),
        scans: page.scans_decided_on(conn, case).await?,
        alarms: alarms::open(page, conn, case).await?,
        warnings: warnings.into_iter().map(warning).collect(),
        approval: approval_ask::of_case(page, conn, case).await?,
        signing,
        by_officer: instead.officer,
        by_relative: instead.relative,
    }))
}

/// Who has to have signed: the holder, who acts for them, or both; or who declared in place of a signature.
fn signature(page: &Page, case: &Case, signing: &str) -> Result<&'static str, PageError> {
    let acting = cases::delegation_of(page.policy_of(case)?, case)?;
    let signatures =
        acting.and_then(|(delegation, rules)| delegation.conduct(rules)).map(|it| &it.signatures[..]);
    Ok(match (signing, signatures) {
        ("officer", Some([_, _, ..])) => "check-signature-officer-both",
        ("officer", _) => "check-signature-officer",
        ("relative", _) => "check-signature-relative",
        (_, None | Some([Signatory::Holder] | [])) => "check-signature",
        (_, Some([Signatory::Delegate])) => "check-signature-delegate",
        (_, Some([_, _, ..])) => "check-signature-both",
    })
}

async fn print(operator: Operator, _: Form<Button>, page: Page, id: Path<CaseId>) -> Answer {
    let printed = {
        let mut conn = page.connection().await?;
        cases::print_form(&mut conn, &page.acting(&operator), &page.app.policies, *id).await
    };
    match printed {
        Ok(form) => page.see(format!("/cases/{id}/form/{form}")),
        Err(refused) => Err(answer(&page, &operator, *id, "form.print", refused).await?),
    }
}

async fn sign(operator: Operator, form: Form<SignatureForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.brief(&mut conn, &operator, *id).await?.id;
    let Some(newest) = cases::newest_form(&mut conn, case).await? else {
        let errors = FieldErrors::of("print", "form-print-first");
        return unsigned(&page, &mut conn, &operator, case, &errors).await;
    };
    if let Err(errors) = form.check() {
        return unsigned(&page, &mut conn, &operator, case, &errors).await;
    }
    let signed = match newest.fingerprint.short() == form.fingerprint {
        true => {
            let policies = &page.app.policies;
            cases::sign_form(&mut conn, &page.acting(&operator), policies, *id, newest.id).await
        }
        false => Err(FormRefused::Outdated),
    };
    drop(conn);
    match signed {
        Ok(()) => page.onward(&operator, *id).await,
        Err(refused) => Err(answer(&page, &operator, *id, "form.sign", refused).await?),
    }
}

async fn unsigned(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    id: CaseId,
    errors: &FieldErrors,
) -> Answer {
    let case = page.case(conn, operator, id).await?;
    match context(page, conn, operator, &case).await? {
        Some(context) => page.invalid("check/show.html", &context, errors),
        None => page.see(format!("/cases/{}", case.id)),
    }
}

/// What a refusal about the form looks like, its row in the register written.
pub(super) async fn answer(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    act: &'static str,
    refused: FormRefused,
) -> Result<PageError, PageError> {
    if let (Some(rule), false) = (refused.rule(), matches!(refused, FormRefused::Blocked(_))) {
        page.note_refused(cases::refused(act, operator, id, rule)).await?;
    }
    let back = format!("/cases/{id}/check");
    Ok(match refused {
        FormRefused::Blocked(blocked) => page.blocked(operator, id, act, blocked).await?,
        FormRefused::Incomplete => PageError::refused("refused-form-incomplete", format!("/cases/{id}")),
        FormRefused::Missing(_) => {
            PageError::refused("refused-delegation-incomplete", format!("/cases/{id}/delegation"))
        }
        FormRefused::AddressOfDelegate => {
            PageError::refused("contact-address-of-delegate", format!("/cases/{id}/contact"))
        }
        FormRefused::NotForThisPerson => {
            PageError::refused("refused-not-for-this-person", format!("/cases/{id}/identification"))
        }
        FormRefused::Unknown => PageError::NotFound,
        FormRefused::Outdated => PageError::refused("refused-form-outdated", back),
    })
}
