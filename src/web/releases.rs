// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step six: activate and release, and the wait for the authority.

use super::alarms;
use super::app::App;
use super::approval_ask::{self, StandingView};
use super::case_page::Head;
use super::dates::show_time;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::evidence_words;
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::release_views::{EndedView, FormerView, Signed, WaitingView};
use super::routes::Routes;
use super::siblings;
use super::warnings::Choice;
use crate::cases::{self, Case, Service, Step};
use crate::contacts::judgement::EmailWarning;
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, Confirmation, NotRequested, Release, Requested, State};
use crate::texts::Language;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use validator::Validate;

/// How long the page of the act itself waits for the authority before it shows how things stand.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct ReleaseForm {
    warnings: Vec<String>,
    /// `yes` where the citizen still has the sheet of an earlier release.
    old_sheet: String,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct ReleasePage {
    case: Head,
    ended: Option<EndedView>,
    signed: Option<Signed>,
    /// How the approval stands, where the rules want one.
    approval: Option<StandingView>,
    /// Whether the certificate is active already.
    active: bool,
    /// When the sheet that may stay was handed over; empty where there is none, or a new one is printed in any case.
    old_sheet: String,
    old_sheet_options: Vec<Choice>,
    old_sheet_chosen: String,
    /// The release whose place the new one takes.
    former: Option<FormerView>,
    /// What today's rules of delegations would want besides: told, not asked for.
    not_by_now: Vec<String>,
    /// Alarms about the delegate that nobody has said a word on: no release before that.
    alarms: Vec<String>,
    warnings: Vec<Choice>,
    chosen: Vec<String>,
    /// Seconds until the next one-time code, where the last one is used up.
    wait: i64,
}

#[derive(Serialize)]
struct AskedPage {
    case: Head,
    active: bool,
    waiting: Option<WaitingView>,
}

#[derive(Serialize)]
struct AskedPiece {
    waiting: Option<WaitingView>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/release", show);
    routes.post("/cases/{id}/release", request);
    routes.poll("/cases/{id}/release/state", state);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let release = releases::of_case(&mut conn, *id).await?;
    match release.as_ref().map(|release| &release.state) {
        Some(State::Asked { .. }) => {
            let visit = siblings::of_case(&page, &mut conn, &operator, &case).await?;
            let context = AskedPage {
                case: Head::of(&page, &case, Step::Release).in_visit(visit),
                active: is_active(&case, release.as_ref()),
                waiting: release.as_ref().and_then(WaitingView::of),
            };
            page.render("release/asked.html", &context)
        }
        Some(State::Ready(_) | State::Served { .. } | State::PaperMissing { .. }) => {
            page.see(format!("/cases/{id}/sheet"))
        }
        Some(State::OldSheet { .. }) => page.see(format!("/cases/{id}/old-sheet")),
        Some(State::HandedOver { .. }) => page.see(format!("/cases/{id}/handover")),
        None | Some(State::Ended { .. }) if !case.is_open() => page.see(format!("/cases/{id}")),
        None | Some(State::Ended { .. }) => {
            let context =
                form_page(&page, &mut conn, &operator, &case, release, &ReleaseForm::default(), 0).await?;
            page.render("release/show.html", &context)
        }
    }
}

/// After the act: to the sheet where the authority has answered already, else to the page that waits.
async fn requested(page: &Page, id: CaseId) -> Answer {
    let mut conn = page.connection().await?;
    match releases::of_case(&mut conn, id).await?.map(|release| release.state) {
        Some(State::Ready(_)) => page.see(format!("/cases/{id}/sheet")),
        _ => page.see(format!("/cases/{id}/release")),
    }
}

/// The act. It runs apart from the request, so that a browser that hangs up does not end it halfway.
async fn request(operator: Operator, form: Form<ReleaseForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut errors = FieldErrors::default();
    if must_say_sheet(&page, &operator, *id).await? && !matches!(form.old_sheet.as_str(), "yes" | "no") {
        errors.add("old_sheet", "release-old-sheet-missing");
    }
    let errors = errors.and(form.check().err().unwrap_or_default());
    if !errors.is_empty() {
        return again(&page, &operator, *id, &form, &errors, 0).await;
    }
    let (app, id) = (Data::clone(&page.app), *id);
    let (who, said) = (operator.clone(), form.clone());
    let act = tokio::spawn(async move { act(&app, &who, id, &said).await });
    let refused = |key, step: &str| Err(PageError::refused(key, format!("/cases/{id}/{step}")));
    match act.await.map_err(Breakage::new)? {
        Ok(()) => requested(&page, id).await,
        Err(NotRequested::NoEntry(error)) => Err(no_entry(error)),
        Err(NotRequested::Closed) => Err(PageError::refused("refused-case-closed", format!("/cases/{id}"))),
        Err(NotRequested::NotSigned) => refused("release-no-not-signed", "check"),
        Err(NotRequested::FormChanged) => refused("release-no-form-changed", "check"),
        Err(NotRequested::DelegationIncomplete) => refused("refused-delegation-incomplete", "delegation"),
        Err(NotRequested::AlarmUnexplained) => refused("release-no-alarm", "alarms"),
        Err(NotRequested::NeedsApproval) => refused("release-no-approval", "check"),
        Err(NotRequested::AddressRefused) => refused("release-no-address", "contact"),
        Err(NotRequested::StillAsked) => refused("release-no-still-asked", "release"),
        Err(NotRequested::CardHasRelease) => refused("release-no-card-has-release", "card"),
        Err(NotRequested::BeingSent) => refused("release-no-being-sent", "release"),
        Err(NotRequested::NothingToCorrect) => refused("refused-nothing-to-correct", "card"),
        Err(NotRequested::Unconfirmed) => {
            let errors = FieldErrors::of("warnings", "release-warnings-open");
            again(&page, &operator, id, &form, &errors, 0).await
        }
        Err(NotRequested::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            again(&page, &operator, id, &form, &errors, wait).await
        }
        Err(NotRequested::Broken(breakage)) => Err(breakage.into()),
    }
}

/// Requests, and carries on in a task of its own; the page waits a little for it, and no longer.
async fn act(
    app: &Data<App>,
    operator: &Operator,
    id: CaseId,
    form: &ReleaseForm,
) -> Result<(), NotRequested> {
    let confirmation =
        Confirmation { code: &form.totp, warnings: &form.warnings, old_sheet: form.old_sheet == "yes" };
    if let Requested::New(ask) = releases::request(&app.desk(), operator, id, &confirmation).await? {
        let app = Data::clone(app);
        let carried = tokio::spawn(async move {
            if let Err(error) = releases::carry_on(&app.desk(), *ask).await {
                tracing::warn!(%error, "an answer of the authority could not be recorded yet");
            }
        });
        // what is not known by then is on the next page, which looks again by itself
        let _in_time = tokio::time::timeout(PATIENCE, carried).await;
    }
    Ok(())
}

async fn again(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    form: &ReleaseForm,
    errors: &FieldErrors,
    wait: i64,
) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let release = releases::of_case(&mut conn, id).await?;
    let context = form_page(page, &mut conn, operator, &case, release, form, wait).await?;
    page.render_with(StatusCode::UNPROCESSABLE_ENTITY, "release/show.html", &context, errors)
}

async fn state(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    page.case(&mut conn, &operator, *id).await?;
    let release = releases::of_case(&mut conn, *id).await?;
    page.render("release/state.html", &AskedPiece { waiting: release.as_ref().and_then(WaitingView::of) })
}

async fn form_page(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    case: &Case,
    release: Option<Release>,
    form: &ReleaseForm,
    wait: i64,
) -> Result<ReleasePage, Breakage> {
    let old_sheet = match case.service {
        Service::CorrectedAddress => releases::old_sheet(conn, case).await?,
        Service::Activation | Service::NewRelease => None,
    };
    let old_sheet = old_sheet.map(|sheet| show_time(sheet.handed_over_at)).unwrap_or_default();
    let warnings = releases::warnings(conn, &page.app.desk(), case).await?;
    let visit = siblings::of_case(page, conn, operator, case).await?;
    Ok(ReleasePage {
        case: Head::of(page, case, Step::Release).in_visit(visit),
        ended: release.as_ref().and_then(EndedView::of),
        signed: Signed::of(case),
        approval: approval_ask::of_case(page, conn, case).await?,
        active: is_active(case, release.as_ref()),
        old_sheet,
        old_sheet_options: old_sheet_options(page.language()),
        old_sheet_chosen: form.old_sheet.clone(),
        former: releases::former(conn, case).await?.as_ref().map(FormerView::of),
        not_by_now: not_by_now(page, case)?,
        alarms: alarms::open(page, conn, case).await?,
        warnings: warnings.into_iter().map(|warning| choice(page.language(), warning)).collect(),
        chosen: form.warnings.clone(),
        wait,
    })
}

/// A case keeps the rules that it was opened under; what is no longer allowed by today's is told before the release.
fn not_by_now(page: &Page, case: &Case) -> Result<Vec<String>, Breakage> {
    if case.delegation.is_none() {
        return Ok(Vec::new());
    }
    let today = crate::policy::rome_date(page.now());
    let missing = cases::missing_by_now(page.policy_of(case)?, page.policy_today()?, case, today)?;
    Ok(missing.iter().map(|missing| evidence_words::missing(page.language(), missing)).collect())
}

pub(super) fn choice(language: Language, warning: EmailWarning) -> Choice {
    Choice::of(language, warning.key(), &format!("warning-{}", warning.key().replace('_', "-")))
}

fn is_active(case: &Case, release: Option<&Release>) -> bool {
    case.service != Service::Activation || release.is_some_and(|release| release.active_since.is_some())
}

/// Whether the operator has to say if the citizen still has the sheet.
async fn must_say_sheet(page: &Page, operator: &Operator, id: CaseId) -> Result<bool, PageError> {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    Ok(case.service == Service::CorrectedAddress && releases::old_sheet(&mut conn, &case).await?.is_some())
}

fn old_sheet_options(language: Language) -> Vec<Choice> {
    ["yes", "no"].map(|word| Choice::of(language, word, &format!("release-old-sheet-{word}"))).into()
}

#[cfg(test)]
#[path = "releases_tests.rs"]
mod tests;
