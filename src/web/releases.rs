// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step six: activate and release, and the wait for the authority.

use super::app::App;
use super::desk::{code_errors, entered, no_entry};
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::release_views::{self, CaseView, Choice, EndedView, WaitingView};
use super::routes::Routes;
use crate::cases::{self, Case};
use crate::contacts::judgement::EmailWarning;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, Confirmation, NotRequested, Release, Requested, State};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use validator::Validate;

/// How long the page of the act itself waits for the authority before it shows how things stand.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/release", show);
    routes.post("/cases/{id}/release", request);
    routes.poll("/cases/{id}/release/state", state);
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct ReleaseForm {
    warnings: Vec<String>,
    #[validate(length(min = 1, code = "field-required"))]
    totp: String,
}

#[derive(Serialize)]
struct ReleasePage {
    case: CaseView,
    action: String,
    back: String,
    ended: Option<EndedView>,
    /// Whether everything is signed, so that the form is shown.
    possible: bool,
    /// Whether the certificate is active already.
    active: bool,
    warnings: Vec<Choice>,
    chosen: Vec<String>,
    /// Seconds until the next one-time code, where the last one is used up.
    wait: i64,
}

#[derive(Serialize)]
struct AskedPage {
    case: CaseView,
    address: String,
    active: bool,
    waiting: Option<WaitingView>,
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = entered(&page, &operator, *id, cases::find(&mut conn, &operator, *id).await).await?;
    let release = releases::of_case(&mut conn, *id).await.map_err(PageError::from)?;
    match release.as_ref().map(|release| &release.state) {
        Some(State::Asked { .. }) => asked(&page, &case, release.as_ref()),
        Some(State::Ready(_) | State::Served { .. } | State::PaperMissing { .. }) => {
            page.see(format!("/cases/{id}/sheet"))
        }
        Some(State::HandedOver { .. }) => page.see(format!("/cases/{id}/handover")),
        None | Some(State::Ended { .. }) => {
            let warnings = releases::warnings(&mut conn, &page.app.desk(), &case).await?;
            let context = form_page(&page, &case, release.as_ref(), &warnings, &ReleaseForm::default(), 0);
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
    match act.await.map_err(crate::db::Breakage::new)? {
        Ok(()) => page.see(format!("/cases/{id}/release")),
        Err(NotRequested::NoEntry(error)) => Err(no_entry(error)),
        Err(NotRequested::Closed) => Err(PageError::refused("release-no-closed", format!("/cases/{id}"))),
        Err(NotRequested::NotSigned) => {
            Err(PageError::refused("release-no-not-signed", format!("/cases/{id}/check")))
        }
        Err(NotRequested::FormChanged) => {
            Err(PageError::refused("release-no-form-changed", format!("/cases/{id}/check")))
        }
        Err(NotRequested::AddressRefused) => {
            Err(PageError::refused("release-no-address", format!("/cases/{id}/contact")))
        }
        Err(NotRequested::StillAsked) => {
            Err(PageError::refused("release-no-still-asked", format!("/cases/{id}/release")))
        }
        Err(NotRequested::CardHasRelease) => {
            Err(PageError::refused("release-no-card-has-release", format!("/cases/{id}")))
        }
        Err(NotRequested::Unconfirmed) => {
            let errors = FieldErrors::of("warnings", "release-warnings-open");
            again(&page, &operator, id, &form, &errors, 0).await
        }
        Err(NotRequested::Code(error)) => {
            let (errors, wait) = code_errors(error)?;
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
    let case = entered(page, operator, id, cases::find(&mut conn, operator, id).await).await?;
    let release = releases::of_case(&mut conn, id).await?;
    let warnings = releases::warnings(&mut conn, &page.app.desk(), &case).await?;
    let context = form_page(page, &case, release.as_ref(), &warnings, form, wait);
    page.render_with(StatusCode::UNPROCESSABLE_ENTITY, "release/show.html", &context, errors)
}

async fn state(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = entered(&page, &operator, *id, cases::find(&mut conn, &operator, *id).await).await?;
    let release = releases::of_case(&mut conn, *id).await?;
    page.render("release/state.html", &asked_page(&case, release.as_ref()))
}

fn asked(page: &Page, case: &Case, release: Option<&Release>) -> Answer {
    page.render("release/asked.html", &asked_page(case, release))
}

fn asked_page(case: &Case, release: Option<&Release>) -> AskedPage {
    AskedPage {
        case: CaseView::of(case),
        address: format!("/cases/{}/release", case.id),
        active: release.is_some_and(|release| release.active_since.is_some()),
        waiting: release.and_then(WaitingView::of),
    }
}

fn form_page(
    page: &Page,
    case: &Case,
    release: Option<&Release>,
    warnings: &[EmailWarning],
    form: &ReleaseForm,
    wait: i64,
) -> ReleasePage {
    let possible = case.is_open()
        && case.signed_form.as_ref().is_some_and(|form| Some(form.fingerprint) == case.fingerprint());
    ReleasePage {
        case: CaseView::of(case),
        action: format!("/cases/{}/release", case.id),
        back: format!("/cases/{}", case.id),
        ended: release.and_then(EndedView::of),
        possible,
        active: release.is_some_and(|release| release.active_since.is_some()),
        warnings: warnings.iter().map(|warning| release_views::warning(page.language(), *warning)).collect(),
        chosen: form.warnings.clone(),
        wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::{Kind, Trouble};
    use crate::authority::contract::Refusal;
    use crate::ids::ReleaseId;
    use crate::releases::{Ending, Name};
    use crate::texts::{self, Language};
    use crate::web::templates::tests::rendered;
    use chrono::Utc;

    fn release(state: State) -> Release {
        let now = Utc::now();
        Release {
            id: ReleaseId::new(now),
            number: "AN01-2026-000001-R1".to_owned(),
            recipient: "maria@example.it".to_owned(),
            language: "it".to_owned(),
            requested_at: now,
            requested_by: Name { name: "Anna".to_owned(), surname: "D'Alò".to_owned() },
            active_since: Some(now),
            withdraw_after: now,
            state,
        }
    }

    fn form(ended: Option<EndedView>, possible: bool) -> ReleasePage {
        ReleasePage {
            case: CaseView::sample(),
            action: "/cases/0193/release".to_owned(),
            back: "/cases/0193".to_owned(),
            ended,
            possible,
            active: false,
            warnings: EmailWarning::ALL.map(|w| release_views::warning(Language::Italian, w)).into(),
            chosen: vec!["pec".to_owned()],
            wait: 20,
        }
    }

    #[test]
    fn the_form_renders_with_every_warning_and_every_end_of_an_earlier_release() {
        let page = rendered("release/show.html", &form(None, true));
        assert!(page.contains("value=\"pec\" checked") && page.contains("name=\"totp\""), "{page}");
        assert!(!page.contains('['), "a text is missing: {page}");
        for how in
            [Ending::Refused("expired".to_owned()), Ending::Withdrawn, Ending::Stopped, Ending::Superseded]
        {
            let ended = EndedView::of(&release(State::Ended { at: Utc::now(), how }));
            let page = rendered("release/show.html", &form(ended, false));
            assert!(!page.contains("name=\"totp\"") && !page.contains('['), "{page}");
        }
    }

    #[test]
    fn every_refusal_of_the_authority_has_its_words_and_its_slip() {
        for refusal in [
            Refusal::Unknown,
            Refusal::NoChip,
            Refusal::Expired,
            Refusal::OtherRegion,
            Refusal::AlreadyActive,
            Refusal::Suspended,
            Refusal::Revoked,
            Refusal::AnotherHolder,
            Refusal::NotActive,
            Refusal::NotSuspended,
            Refusal::ReferenceReused,
            Refusal::CapReached,
            Refusal::SplitUnfit,
            Refusal::Invalid,
        ] {
            for language in [Language::Italian, Language::English] {
                for key in ["release-refusal-{}", "refusal-slip-{}", "refusal-slip-{}-way-on"] {
                    let key = key.replace("{}", &refusal.to_string());
                    assert!(
                        !texts::text_with(language, &key, &[("at", "".into())]).starts_with('['),
                        "{key}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_trouble_has_its_words_while_the_page_waits() {
        for kind in [Kind::Activate, Kind::Codes] {
            for trouble in
                [Trouble::Unreachable, Trouble::Unanswered, Trouble::Senseless, Trouble::CapReached]
            {
                let trouble = Some(trouble.key().to_owned());
                let asked = release(State::Asked { kind, since: Utc::now(), attempts: 2, trouble });
                let context = AskedPage {
                    case: CaseView::sample(),
                    address: "/cases/0193/release".to_owned(),
                    active: kind == Kind::Codes,
                    waiting: WaitingView::of(&asked),
                };
                let page = rendered("release/asked.html", &context);
                assert!(page.contains("data-again") && !page.contains('['), "{page}");
                rendered("release/state.html", &AskedPage { waiting: None, ..context });
            }
        }
    }
}
