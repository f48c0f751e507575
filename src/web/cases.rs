// SPDX-License-Identifier: AGPL-3.0-or-later
//! Opening a case, finding the way to its step, closing it.

use super::case_page::{self, place_of};
use super::closing;
use super::dates;
use super::error::{Answer, PageError};
use super::form::Form;
use super::functional_check::CheckView;
use super::mails::{self, LetterView};
use super::page::Page;
use super::routes::Routes;
use super::scan_views::ScanLine;
use super::siblings::{self, VisitView};
use super::ways_on::WaysOn;
use crate::audit::Entry;
use crate::cases::{self, Case, Elsewhere, NO_EMAIL, OpenRefused, Opened, Service};
use crate::holders;
use crate::ids::{CaseId, HolderId, LookUpId};
use crate::operators::Operator;
use crate::releases::{self, FunctionalCheck};
use crate::texts::{self, Language};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A case is opened for somebody looked up: by the look-up that found nobody, or from the holder's page.
#[derive(Deserialize, Validate)]
struct OpenForm {
    look_up: String,
    holder: String,
    /// A finished case of this counter that it follows.
    former: String,
    /// What it is for; an activation where nothing is said.
    service: String,
}

/// Another counter's open case: counter, date and step, nothing else.
#[derive(Serialize)]
pub(super) struct ElsewherePage {
    id: CaseId,
    counter: String,
    opened: String,
    step: &'static str,
    asked: bool,
    reason: String,
}

#[derive(Serialize)]
struct ClosedPage {
    protocol: String,
    holder: String,
    holder_id: HolderId,
    how: &'static str,
    at: String,
    reason: String,
    id: CaseId,
    ways: Option<WaysOn>,
    letters: Vec<LetterView>,
    checks: Vec<CheckView>,
    visit: Option<VisitView>,
    /// The scans that it was decided on.
    scans: Vec<ScanLine>,
}

impl ElsewherePage {
    pub(super) fn of(there: &Elsewhere, reason: &str) -> Self {
        Self {
            id: there.id,
            counter: format!("{} {}", there.counter.code, there.counter.name),
            opened: dates::show_time(there.opened_at),
            step: there.step.noun(),
            asked: there.releasing,
            reason: reason.to_owned(),
        }
    }
}

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/cases", open);
    routes.get("/cases/{id}", show);
}

async fn open(operator: Operator, form: Form<OpenForm>, page: Page) -> Answer {
    let acting = page.acting(&operator);
    let mut conn = page.connection().await?;
    let service = match form.service.as_str() {
        "" => Service::Activation,
        key => Service::from_key(key).ok_or(PageError::Unreadable)?,
    };
    let code = if let Ok(former) = form.former.parse::<CaseId>() {
        page.case(&mut conn, &operator, former).await?.holder.code
    } else if let Ok(look_up) = form.look_up.parse::<LookUpId>() {
        cases::code_sought(&mut conn, &acting, look_up).await?.ok_or(PageError::NotFound)?
    } else {
        let holder: HolderId = form.holder.parse().map_err(|_| PageError::Unreadable)?;
        if !cases::may_see(&mut conn, &acting, holder).await? {
            return page.see(format!("/holders/{holder}"));
        }
        holders::find(&conn, holder).await?.ok_or(PageError::NotFound)?.code
    };
    let opened = cases::open_for(&mut conn, &acting, page.policy_today()?, service, &code).await;
    drop(conn);
    let refused = |rule| {
        let entry = Entry::new("case.open").by(operator.who()).personal("codice_fiscale", code);
        page.note_refused(entry.rule(rule))
    };
    match opened {
        Ok(Opened::New(id)) => page.see(format!("/cases/{id}/holder")),
        Ok(Opened::Resumed(id)) => page.see_with(format!("/cases/{id}"), "notice-case-resumed"),
        Err(OpenRefused::OwnCase) => {
            refused("own_case").await?;
            Err(PageError::refused("refused-own-case", "/"))
        }
        Err(OpenRefused::Elsewhere(there)) => {
            refused("open_elsewhere").await?;
            let context = ElsewherePage::of(&there, "");
            page.render_with(StatusCode::CONFLICT, "cases/elsewhere.html", &context, &Default::default())
        }
        Err(OpenRefused::NothingToCorrect) => {
            refused("nothing_to_correct").await?;
            Err(PageError::refused("refused-nothing-to-correct", "/"))
        }
        Err(OpenRefused::DayUnclosed(since)) => {
            refused("day_unclosed").await?;
            Err(closing::unclosed(since))
        }
        Err(OpenRefused::TooMuchOpen(open)) => {
            refused("too_much_open").await?;
            Err(closing::too_much(open))
        }
        Err(OpenRefused::Broken(breakage)) => Err(breakage.into()),
    }
}

/// The way to the step that has work; of a closed case, how it ended.
async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if case.is_open() {
        return page.see(place_of(&case));
    }
    let release = releases::of_case(&mut conn, *id).await?;
    let ways = WaysOn::of(&page, &mut conn, &case, release.as_ref()).await?;
    let (letters, _) = mails::letters(&mut conn, *id).await?;
    let checks = releases::checks_of_case(&mut conn, *id).await?;
    let visit = siblings::of_case(&page, &mut conn, &operator, &case).await?;
    let scans = page.scans_decided_on(&mut conn, &case).await?;
    match closed(page.language(), &case, ways, letters, &checks) {
        Some(context) => page.render("cases/closed.html", &ClosedPage { visit, scans, ..context }),
        None => Err(PageError::NotFound),
    }
}

fn closed(
    language: Language,
    case: &Case,
    ways: Option<WaysOn>,
    letters: Vec<LetterView>,
    checks: &[FunctionalCheck],
) -> Option<ClosedPage> {
    let closing = case.closing.as_ref()?;
    Some(ClosedPage {
        protocol: case.protocol.to_string(),
        holder: case_page::holder(case),
        holder_id: case.holder.id,
        how: closing.how.key(),
        at: dates::show_time(closing.at),
        reason: match closing.reason.as_deref() {
            Some(NO_EMAIL) => texts::text(language, "closure-reason-no_email"),
            reason => reason.unwrap_or_default().to_owned(),
        },
        id: case.id,
        ways,
        letters,
        checks: checks.iter().map(CheckView::of).collect(),
        visit: None,
        scans: Vec::new(),
    })
}
