// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case behind a figure, as a supervisor of its counter reads it.

use super::answers::{Answers, answers};
use super::case_page;
use super::dates;
use super::delegate;
use super::desk::no_entry;
use super::error::Answer;
use super::evidence_groups::{self, GroupView};
use super::holders::{LookView, ReleaseView};
use super::mails::{self, LetterView};
use super::page::Page;
use super::routes::Routes;
use crate::cases::{self, Case, Inspection, NO_EMAIL};
use crate::ids::CaseId;
use crate::operators::Supervisor;
use crate::texts::{self, Language};
use actix_web::web::Path;
use serde::Serialize;

#[derive(Serialize)]
struct InspectionPage {
    /// Where operators go on with it.
    case: String,
    protocol: String,
    code: String,
    /// Given name and surname of the holder, once saved.
    holder: String,
    /// Who acts, as what; empty for a holder in person.
    who: String,
    opened: String,
    /// The step that has work, of an open case.
    step: &'static str,
    ending: Option<EndingView>,
    /// What was recorded, once all of it is there.
    answers: Vec<Answers>,
    groups: Vec<GroupView>,
    releases: Vec<ReleaseView>,
    letters: Vec<LetterView>,
    looks: Vec<LookView>,
}

#[derive(Serialize)]
struct EndingView {
    how: &'static str,
    at: String,
    reason: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/inspection", show);
}

async fn show(supervisor: Supervisor, page: Page, id: Path<CaseId>) -> Answer {
    let (pool, key) = (&page.app.pool, &page.app.audit_key);
    let found = cases::inspect(pool, key, &supervisor, *id, page.now()).await.map_err(no_entry)?;
    let mut conn = page.connection().await?;
    let groups = evidence_groups::of(&page, &mut conn, &found.case).await?;
    let (letters, _) = mails::letters(&mut conn, *id).await?;
    drop(conn);
    let parts = found.case.complete().map(|facts| answers(&page, &found.case, &facts)).transpose()?;
    let view = InspectionPage {
        who: delegate::in_one_line(&page, &found.case),
        // the evidence has a list of its own, with who recorded it
        answers: (parts.into_iter().flatten())
            .map(|part| part.without(&["answers-delegation-evidence"]))
            .collect(),
        groups,
        letters,
        ..view(page.language(), &found)
    };
    page.render("cases/inspection.html", &view)
}

fn view(language: Language, found: &Inspection) -> InspectionPage {
    let Inspection { case, releases, acts } = found;
    InspectionPage {
        case: format!("/cases/{}", case.id),
        protocol: case.protocol.to_string(),
        code: case.holder.code.to_string(),
        holder: case_page::holder(case),
        who: String::new(),
        opened: dates::show_time(case.opened_at),
        step: if case.is_open() { case.step().noun() } else { "" },
        ending: ending(language, case),
        answers: Vec::new(),
        groups: Vec::new(),
        releases: releases.iter().map(ReleaseView::of).collect(),
        letters: Vec::new(),
        looks: acts.iter().map(|act| LookView::of(language, act)).collect(),
    }
}

fn ending(language: Language, case: &Case) -> Option<EndingView> {
    let closing = case.closing.as_ref()?;
    let reason = match closing.reason.as_deref() {
        Some(NO_EMAIL) => texts::text(language, "closure-reason-no_email"),
        reason => reason.unwrap_or_default().to_owned(),
    };
    Some(EndingView { how: closing.how.key(), at: dates::show_time(closing.at), reason })
}
