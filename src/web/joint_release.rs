// SPDX-License-Identifier: AGPL-3.0-or-later
//! The cases of a visit released together: what is listed, ticked, and confirmed by one code.

use super::app::App;
use super::case_page::{self, Head};
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::joint_views::{ReadyView, WaitingView};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use super::siblings;
use crate::cases::{Fingerprint, Step};
use crate::db::Breakage;
use crate::ids::{CaseId, ReauthenticationId};
use crate::operators::Operator;
use crate::releases::{self, Candidate, JointConfirmation, Listed, NotTogether};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use validator::Validate;

/// How long the page of the act waits for the authority before it shows how things stand.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct JointForm {
    /// The cases that were ticked, each as `<case>.<fingerprint>`.
    cases: Vec<String>,
    /// The warnings that were ticked once more, each as `<case>.<warning>`.
    warnings: Vec<String>,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct JointPage {
    case: Head,
    delegate: String,
    ready: Vec<ReadyView>,
    waiting: Vec<WaitingView>,
    form: JointForm,
    wait: i64,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/joint-release", show);
    routes.post("/cases/{id}/joint-release", request);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    answer(&page, &operator, *id, JointForm::default(), StatusCode::OK, 0, &FieldErrors::default()).await
}

async fn answer(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    form: JointForm,
    status: StatusCode,
    wait: i64,
    errors: &FieldErrors,
) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let found = releases::candidates(&mut conn, &page.app.desk(), operator, &case).await?;
    if found.is_empty() {
        return page.see(format!("/cases/{id}"));
    }
    let visit = siblings::of_case(page, &mut conn, operator, &case).await?;
    let (ready, waiting): (Vec<&Candidate>, Vec<&Candidate>) =
        found.iter().partition(|candidate| candidate.obstacle.is_none());
    let context = JointPage {
        case: Head::of(page, &case, Step::Release).in_visit(visit.map(siblings::VisitView::only_list)),
        delegate: case_page::delegate(&case),
        ready: (1..).zip(ready).map(|(nth, it)| ReadyView::of(page.language(), nth, it)).collect(),
        waiting: waiting.into_iter().map(WaitingView::of).collect(),
        form,
        wait,
    };
    page.render_with(status, "joint_release/show.html", &context, errors)
}

/// What was ticked, as it was shown.
fn listed(value: &str) -> Option<Listed> {
    let (case, fingerprint) = value.split_once('.')?;
    let bytes = hex::decode(fingerprint).ok()?;
    Some(Listed { case: case.parse().ok()?, fingerprint: Fingerprint::try_from(bytes).ok()? })
}

fn ticked(value: &str) -> Option<(CaseId, String)> {
    let (case, warning) = value.split_once('.')?;
    Some((case.parse().ok()?, warning.to_owned()))
}

/// The act. It runs apart from the request, so that a browser that hangs up does not end it halfway.
async fn request(operator: Operator, form: Form<JointForm>, page: Page, id: Path<CaseId>) -> Answer {
    let id = *id;
    let list: Vec<Listed> =
        form.cases.iter().map(|it| listed(it).ok_or(PageError::Unreadable)).collect::<Result<_, _>>()?;
    let warnings: Vec<(CaseId, String)> =
        form.warnings.iter().map(|it| ticked(it).ok_or(PageError::Unreadable)).collect::<Result<_, _>>()?;
    let mut errors = form.check().err().unwrap_or_default();
    if list.is_empty() {
        errors.add("cases", "joint-release-nothing");
    } else if list.len() > releases::AT_ONCE {
        errors.add("cases", "joint-release-too-many");
    } else if !are_ticked(&page, &operator, id, &list, &warnings).await? {
        errors.add("cases", "release-warnings-open");
    }
    let invalid = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.is_empty() {
        return answer(&page, &operator, id, form.clone(), invalid, 0, &errors).await;
    }
    let (app, who, code) = (Data::clone(&page.app), operator.clone(), form.totp.clone());
    let act = tokio::spawn(async move { act(&app, &who, id, &code, &list, &warnings).await });
    match act.await.map_err(Breakage::new)? {
        Ok(joint) => page.see(format!("/cases/{id}/joint-release/{joint}")),
        Err(NotTogether::NoEntry(error)) => Err(no_entry(error)),
        Err(NotTogether::Nothing | NotTogether::TooMany | NotTogether::Stranger) => {
            Err(PageError::refused("refused-not-of-this-visit", format!("/cases/{id}")))
        }
        Err(NotTogether::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            answer(&page, &operator, id, form.clone(), invalid, wait, &errors).await
        }
        Err(NotTogether::Broken(breakage)) => Err(breakage.into()),
    }
}

/// Whether the warnings of what was chosen are ticked once more: said before a code is used up. What has changed since the page was
/// shown is told by the act.
async fn are_ticked(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    list: &[Listed],
    warnings: &[(CaseId, String)],
) -> Result<bool, PageError> {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let found = releases::candidates(&mut conn, &page.app.desk(), operator, &case).await?;
    let chosen = found.iter().filter(|it| list.iter().any(|listed| listed.case == it.case.id));
    let said = |candidate: &Candidate, key: &str| {
        warnings.iter().any(|(case, warning)| *case == candidate.case.id && warning == key)
    };
    Ok(chosen.into_iter().all(|it| it.warnings.iter().all(|warning| said(it, warning.key()))))
}

/// Asks for all, and carries each on in a task of its own; the page waits a little for them, and no longer.
async fn act(
    app: &Data<App>,
    operator: &Operator,
    id: CaseId,
    code: &str,
    list: &[Listed],
    warnings: &[(CaseId, String)],
) -> Result<ReauthenticationId, NotTogether> {
    let confirmation = JointConfirmation { code, list, warnings };
    let together = releases::request_joint(&app.desk(), operator, id, &confirmation).await?;
    let carried = together.asks.into_iter().map(|ask| {
        let app = Data::clone(app);
        tokio::spawn(async move {
            if let Err(error) = releases::carry_on(&app.desk(), ask).await {
                tracing::warn!(%error, "an answer of the authority could not be recorded yet");
            }
        })
    });
    // what is not known by then is on the next page, which looks again by itself
    let _in_time = tokio::time::timeout(PATIENCE, join_all(carried)).await;
    Ok(together.id)
}

#[cfg(test)]
mod tests {
    use super::super::joint_views::{WarningView, rule_key};
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_list_says_holder_card_address_and_warnings_of_each() {
        let id = CaseId::new(chrono::Utc::now());
        let value = format!("{id}.{}", "ab".repeat(32));
        let ready = ReadyView {
            nth: 1,
            value: value.clone(),
            holder: "Niccolò D'Alò".to_owned(),
            protocol: "AN01-2026-000001".to_owned(),
            card: "8038 0001".to_owned(),
            recipient: "maria@example.org".to_owned(),
            alarms: vec!["<alarm>".to_owned()],
            warnings: vec![WarningView { value: format!("{id}.pec"), label: "PEC".to_owned() }],
        };
        let waiting = WaitingView {
            id,
            holder: "Luca".to_owned(),
            protocol: "AN01-2026-000002".to_owned(),
            why: rule_key("needs_approval"),
        };
        let page = JointPage {
            case: Head::sample(Step::Release),
            delegate: "Maria D'Alò".to_owned(),
            ready: vec![ready],
            waiting: vec![waiting],
            form: JointForm { cases: vec![value.clone()], ..JointForm::default() },
            wait: 3,
        };
        let page = rendered("joint_release/show.html", &page);
        assert!(
            page.contains(&value) && page.contains("checked") && page.contains("&lt;alarm&gt;"),
            "{page}"
        );
        assert!(listed(&value).is_some() && listed("x.y").is_none() && ticked("x").is_none());
    }
}
