// SPDX-License-Identifier: AGPL-3.0-or-later
//! Another person, same delegate: the list of the visit on its cases' pages, and the next holder's case.

use super::case_page::{self, Head};
use super::cases::ElsewherePage;
use super::closing;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::look_ups;
use super::page::Page;
use super::routes::Routes;
use crate::audit::Entry;
use crate::cases::{
    self, Blocked, Case, LookUpReason, LookUpRefused, LookedUp, OpenRefused, Opened, SiblingLine,
    SiblingRefused, Sought, Standing,
};
use crate::db::{Breakage, Connection};
use crate::holders;
use crate::holders::codice_fiscale::FiscalCode;
use crate::ids::CaseId;
use crate::operators::Operator;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The visit that a case belongs to, `visit` in the templates.
#[derive(Serialize)]
pub(super) struct VisitView {
    /// The case of this page.
    case: CaseId,
    /// Given name and surname of who acts; empty before they were identified here.
    delegate: String,
    /// The cases of the visit; empty where this one is alone.
    lines: Vec<LineView>,
    /// Whether another holder's case can be opened from here.
    another: bool,
    /// How many of them wait for their release, where they can be released together.
    together: usize,
    /// The next one whose sheet is to be printed or handed over: its case and its holder; empty where there is none.
    next: String,
    next_holder: String,
}

#[derive(Serialize)]
struct LineView {
    id: CaseId,
    protocol: String,
    holder: String,
    /// The middle of the key of its state.
    state: &'static str,
    /// The step that has work, where one has.
    step: &'static str,
    /// Whether it is the case of this page.
    here: bool,
}

impl LineView {
    fn of(line: &SiblingLine, here: CaseId) -> Self {
        Self {
            id: line.id,
            protocol: line.protocol.to_string(),
            holder: line
                .holder
                .as_ref()
                .map(|(surname, name)| format!("{name} {surname}"))
                .unwrap_or_default(),
            state: line.standing.key(),
            step: match line.standing {
                Standing::Open(step) => step.noun(),
                _ => "",
            },
            here: line.id == here,
        }
    }
}

impl VisitView {
    /// The list alone, on the page where the work of all of them is done.
    pub(super) fn only_list(self) -> Self {
        Self { another: false, together: 0, ..self }
    }

    /// A visit, for tests of templates.
    #[cfg(test)]
    pub(super) fn sample() -> Self {
        let line = |state, step, here| LineView {
            id: CaseId::new(chrono::Utc::now()),
            protocol: "AN01-2026-000001".to_owned(),
            holder: "Niccolò D'Alò".to_owned(),
            state,
            step,
            here,
        };
        Self {
            case: CaseId::new(chrono::Utc::now()),
            delegate: "Maria D'Alò".to_owned(),
            lines: vec![line("open", "contact", false), line("signed", "", true), line("signed", "", false)],
            another: true,
            together: 2,
            next: "0193".to_owned(),
            next_holder: "Sofia".to_owned(),
        }
    }
}

/// The visit of a case: one statement where there are others, none where it is alone.
pub(super) async fn of_case(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    case: &Case,
) -> Result<Option<VisitView>, Breakage> {
    let another = cases::may_open_sibling(page.policy_today()?, &page.acting(operator), case);
    let lines = cases::siblings(conn, case).await?;
    if lines.is_empty() && !another {
        return Ok(None);
    }
    let signed = lines.iter().filter(|line| line.standing == Standing::Signed).count();
    let next = lines.iter().find(|line| line.standing == Standing::Sheet && line.id != case.id);
    let next = next.map(|line| LineView::of(line, case.id));
    Ok(Some(VisitView {
        next: next.as_ref().map(|line| line.id.to_string()).unwrap_or_default(),
        next_holder: next.map(|line| line.holder).unwrap_or_default(),
        case: case.id,
        delegate: case_page::delegate(case),
        lines: lines.iter().map(|line| LineView::of(line, case.id)).collect(),
        another,
        together: if signed > 1 { signed } else { 0 },
    }))
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct SiblingForm {
    sought: String,
}

#[derive(Serialize)]
struct SiblingPage<'a> {
    case: Head,
    delegate: String,
    form: &'a SiblingForm,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/siblings", show);
    routes.post("/cases/{id}/siblings", open);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if !cases::may_open_sibling(page.policy_today()?, &page.acting(&operator), &case) {
        return page.see_with(format!("/cases/{id}"), "notice-visit-over");
    }
    answer(
        &page,
        &mut conn,
        &operator,
        &case,
        &SiblingForm::default(),
        StatusCode::OK,
        &FieldErrors::default(),
    )
    .await
}

async fn answer(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    case: &Case,
    form: &SiblingForm,
    status: StatusCode,
    errors: &FieldErrors,
) -> Answer {
    let visit = of_case(page, conn, operator, case).await?;
    let context = SiblingPage {
        case: Head::of(page, case, case.step()).in_visit(visit),
        delegate: case_page::delegate(case),
        form,
    };
    page.render_with(status, "siblings/open.html", &context, errors)
}

/// The code of the person who was scanned or typed; the look-up is in the register.
async fn sought(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    text: &str,
) -> Result<Result<FiscalCode, FieldErrors>, PageError> {
    let nothing = || Ok(Err(FieldErrors::of("sought", "sibling-nothing")));
    let sought = match Sought::read(text) {
        Ok(sought @ (Sought::Code(_) | Sought::Card(_))) => sought,
        Ok(Sought::Protocol(_) | Sought::Serial(_)) => return nothing(),
        Err(error) => return Ok(Err(look_ups::code_error("sought", error))),
    };
    let acting = page.acting(operator);
    let found = cases::look_up(conn, &acting, &sought, LookUpReason::Present).await;
    if let Err(refused) = &found
        && let Some(rule) = refused.rule()
    {
        page.note_refused(cases::refused_look_up(&acting, &sought, LookUpReason::Present, rule)).await?;
    }
    match (found, sought) {
        (Ok(LookedUp::Unknown(_) | LookedUp::Holder(_)), Sought::Code(code)) => Ok(Ok(code)),
        (Ok(LookedUp::Holder(holder)), _) => {
            let known = holders::find(conn, holder).await?.ok_or(PageError::NotFound)?;
            Ok(Ok(known.code))
        }
        (Ok(LookedUp::Unknown(_) | LookedUp::Case(_)) | Err(LookUpRefused::Nothing), _) => nothing(),
        (Err(LookUpRefused::Own), _) => Err(PageError::refused("refused-own-data", "/")),
        (Err(LookUpRefused::Broken(breakage)), _) => Err(breakage.into()),
    }
}

async fn open(operator: Operator, form: Form<SiblingForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let code = match sought(&page, &mut conn, &operator, &form.sought).await? {
        Ok(code) => code,
        Err(errors) => return answer(&page, &mut conn, &operator, &case, &form, status, &errors).await,
    };
    let acting = page.acting(&operator);
    let opened = cases::open_sibling(&mut conn, &acting, page.policy_today()?, *id, &code).await;
    let refused = match opened {
        Ok(Opened::New(new)) => return page.see(format!("/cases/{new}/holder")),
        Ok(Opened::Resumed(new)) => return page.see_with(format!("/cases/{new}"), "notice-case-resumed"),
        Err(refused) => refused,
    };
    if let Some(rule) = refused.rule() {
        let entry = Entry::new("sibling.open").by(operator.who()).case(*id).personal("codice_fiscale", code);
        page.note_refused(entry.rule(rule)).await?;
    }
    let wrong = |key| FieldErrors::of("sought", key);
    let errors = match refused {
        SiblingRefused::SameHolder => wrong("sibling-same-holder"),
        SiblingRefused::Delegate => wrong("sibling-is-delegate"),
        SiblingRefused::VisitOver => {
            return Err(PageError::refused("refused-visit-over", format!("/cases/{id}")));
        }
        SiblingRefused::Open(OpenRefused::OwnCase) => {
            return Err(PageError::refused("refused-own-case", "/"));
        }
        SiblingRefused::Open(OpenRefused::NothingToCorrect) => {
            return Err(PageError::refused("refused-nothing-to-correct", "/"));
        }
        SiblingRefused::Open(OpenRefused::DayUnclosed(since)) => return Err(closing::unclosed(since)),
        SiblingRefused::Open(OpenRefused::TooMuchOpen(open)) => return Err(closing::too_much(open)),
        SiblingRefused::Open(OpenRefused::Elsewhere(there)) => {
            let context = ElsewherePage::of(&there, "");
            let clean = FieldErrors::default();
            return page.render_with(StatusCode::CONFLICT, "cases/elsewhere.html", &context, &clean);
        }
        SiblingRefused::Open(OpenRefused::Broken(breakage)) => return Err(breakage.into()),
        SiblingRefused::NoEntry(no) => {
            return Err(page.blocked(&operator, *id, "sibling.open", Blocked::NoEntry(no)).await?);
        }
    };
    answer(&page, &mut conn, &operator, &case, &form, status, &errors).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Step;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_list_of_a_visit_names_each_case_with_its_state() {
        let form = SiblingForm { sought: "<x>".to_owned() };
        let head = Head::sample(Step::Contact).in_visit(Some(VisitView::sample()));
        let page = rendered(
            "siblings/open.html",
            &SiblingPage { case: head, delegate: "Maria".to_owned(), form: &form },
        );
        assert!(page.contains("Niccolò") && page.contains("joint-release") && !page.contains('['), "{page}");
        assert!(page.contains("&lt;x&gt;"), "{page}");
    }
}
