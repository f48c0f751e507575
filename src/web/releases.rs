// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step six: activate and release, and the wait for the authority.

use super::app::App;
use super::case_page::Head;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::release_views::{EndedView, Signed, WaitingView};
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases::{Case, Step};
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

#[derive(Default, Serialize, Deserialize, Validate)]
struct ReleaseForm {
    warnings: Vec<String>,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct ReleasePage {
    case: Head,
    ended: Option<EndedView>,
    signed: Option<Signed>,
    /// Whether the certificate is active already.
    active: bool,
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
            let context = AskedPage {
                case: Head::of(&page, &case, Step::Release),
                active: is_active(release.as_ref()),
                waiting: release.as_ref().and_then(WaitingView::of),
            };
            page.render("release/asked.html", &context)
        }
        Some(State::Ready(_) | State::Served { .. } | State::PaperMissing { .. }) => {
            page.see(format!("/cases/{id}/sheet"))
        }
        Some(State::HandedOver { .. }) => page.see(format!("/cases/{id}/handover")),
        None | Some(State::Ended { .. }) => {
            let context = form_page(&page, &mut conn, &case, release, &ReleaseForm::default(), 0).await?;
            page.render("release/show.html", &context)
        }
    }
}

/// The act. It runs apart from the request, so that a browser that hangs up does not end it halfway.
async fn request(operator: Operator, form: Form<ReleaseForm>, page: Page, id: Path<CaseId>) -> Answer {
    if let Err(errors) = form.check() {
        return again(&page, &operator, *id, &form, &errors, 0).await;
    }
    let (app, id) = (Data::clone(&page.app), *id);
    let (who, code, warnings) = (operator.clone(), form.totp.clone(), form.warnings.clone());
    let act = tokio::spawn(async move { act(&app, &who, id, &code, &warnings).await });
    let refused = |key, step: &str| Err(PageError::refused(key, format!("/cases/{id}/{step}")));
    match act.await.map_err(Breakage::new)? {
        Ok(()) => page.see(format!("/cases/{id}/release")),
        Err(NotRequested::NoEntry(error)) => Err(no_entry(error)),
        Err(NotRequested::Closed) => Err(PageError::refused("refused-case-closed", format!("/cases/{id}"))),
        Err(NotRequested::NotSigned) => refused("release-no-not-signed", "check"),
        Err(NotRequested::FormChanged) => refused("release-no-form-changed", "check"),
        Err(NotRequested::AddressRefused) => refused("release-no-address", "contact"),
        Err(NotRequested::StillAsked) => refused("release-no-still-asked", "release"),
        Err(NotRequested::CardHasRelease) => refused("release-no-card-has-release", "card"),
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
    code: &str,
    warnings: &[String],
) -> Result<(), NotRequested> {
    let confirmation = Confirmation { code, warnings };
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
    let context = form_page(page, &mut conn, &case, release, form, wait).await?;
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
    case: &Case,
    release: Option<Release>,
    form: &ReleaseForm,
    wait: i64,
) -> Result<ReleasePage, Breakage> {
    let warnings = releases::warnings(conn, &page.app.desk(), case).await?;
    Ok(ReleasePage {
        case: Head::of(page, case, Step::Release),
        ended: release.as_ref().and_then(EndedView::of),
        signed: Signed::of(case),
        active: is_active(release.as_ref()),
        warnings: warnings.into_iter().map(|warning| choice(page.language(), warning)).collect(),
        chosen: form.warnings.clone(),
        wait,
    })
}

fn choice(language: Language, warning: EmailWarning) -> Choice {
    Choice::of(language, warning.key(), &format!("warning-{}", warning.key().replace('_', "-")))
}

fn is_active(release: Option<&Release>) -> bool {
    release.is_some_and(|release| release.active_since.is_some())
}

#[cfg(test)]
#[path = "releases_tests.rs"]
mod tests;
