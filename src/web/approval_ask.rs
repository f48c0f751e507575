// SPDX-License-Identifier: AGPL-3.0-or-later
//! The operator's side of an approval: asks for it, and sees on the pages of the case how it stands.

use super::dates::show_time;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{Button, Form};
use super::page::Page;
use super::routes::Routes;
use crate::approvals::{self, Desk, NotAsked, Request, Standing};
use crate::cases::Case;
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::policy::{ApprovalCause, rome_date};
use actix_web::web::Path;
use serde::Serialize;

/// How a case stands, `approval` in the templates; none where its rules want no approval.
#[derive(Serialize, Default)]
pub(super) struct StandingView {
    /// `to-ask`, `waiting`, `approved` or `rejected`.
    state: &'static str,
    /// Whether the case goes on.
    allowed: bool,
    /// Whether a change has left an earlier request behind.
    outdated: bool,
    /// Keys of the texts that say why.
    causes: Vec<String>,
    asked_at: String,
    asked_by: String,
    decided_at: String,
    decided_by: String,
    reason: String,
}

#[derive(Serialize)]
struct Piece {
    approval: Option<StandingView>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/cases/{id}/approval", ask);
    routes.poll("/cases/{id}/approval/state", state);
}

/// Keys of the texts of causes.
pub(super) fn causes(causes: &[ApprovalCause]) -> Vec<String> {
    causes.iter().map(|cause| cause.text_key("delegation-approval")).collect()
}

impl StandingView {
    fn of(standing: &Standing) -> Option<Self> {
        let allowed = standing.lets_release();
        Some(match standing {
            Standing::NotNeeded => return None,
            Standing::ToAsk { causes: found, outdated } => Self {
                state: "to-ask",
                outdated: outdated.is_some(),
                causes: causes(found),
                ..Self::default()
            },
            Standing::Waiting(request) => Self { allowed, ..Self::asked("waiting", request) },
            Standing::Approved(request) => Self { allowed, ..Self::asked("approved", request) },
            Standing::Rejected(request) => Self { allowed, ..Self::asked("rejected", request) },
        })
    }

    fn asked(state: &'static str, request: &Request) -> Self {
        let verdict = request.verdict.as_ref();
        Self {
            state,
            causes: causes(&request.causes),
            asked_at: show_time(request.at),
            asked_by: format!("{} {}", request.by.name, request.by.surname),
            decided_at: verdict.map(|verdict| show_time(verdict.at)).unwrap_or_default(),
            decided_by: verdict
                .map(|verdict| format!("{} {}", verdict.by.name, verdict.by.surname))
                .unwrap_or_default(),
            reason: verdict.map(|verdict| verdict.reason.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// A case that waits, for tests of templates.
    #[cfg(test)]
    pub(super) fn sample(state: &'static str) -> Self {
        Self {
            state,
            allowed: state == "approved",
            causes: causes(&[ApprovalCause::Always]),
            asked_by: "Anna D'Alò".to_owned(),
            reason: "<b>".to_owned(),
            ..Self::default()
        }
    }
}

impl Page {
    /// What approvals are made with.
    pub(super) fn approvals(&self) -> Desk<'_> {
        Desk { tools: self.app.tools(), policies: &self.app.policies, now: self.now() }
    }
}

/// How a case stands; a holder in person costs no question of the database.
pub(super) async fn of_case(
    page: &Page,
    conn: &mut Connection,
    case: &Case,
) -> Result<Option<StandingView>, Breakage> {
    if case.delegation.is_none() {
        return Ok(None);
    }
    let standing = approvals::standing(conn, page.policy_of(case)?, case, rome_date(page.now())).await?;
    Ok(StandingView::of(&standing))
}

async fn ask(operator: Operator, _: Form<Button>, page: Page, id: Path<CaseId>) -> Answer {
    let refused = |key, to: &str| Err(PageError::refused(key, format!("/cases/{id}{to}")));
    match approvals::ask(&page.approvals(), &operator, *id).await {
        Ok(_) => page.see(format!("/cases/{id}/check")),
        Err(NotAsked::NoEntry(error)) => Err(no_entry(error)),
        Err(NotAsked::Closed) => refused("refused-case-closed", ""),
        Err(NotAsked::Incomplete) => refused("refused-form-incomplete", ""),
        Err(NotAsked::NotNeeded) => refused("approval-not-needed", "/check"),
        Err(NotAsked::Rejected) => refused("approval-unchanged", "/check"),
        Err(NotAsked::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn state(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let approval = of_case(&page, &mut conn, &case).await?;
    page.render("approval/state.html", &Piece { approval })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_piece_asks_again_only_as_long_as_the_case_waits() {
        let piece = |state| Piece { approval: Some(StandingView::sample(state)) };
        let waits = rendered("approval/state.html", &piece("waiting"));
        assert!(waits.contains("data-again") && waits.contains("Anna D&#39;Alò"), "{waits}");
        for state in ["approved", "rejected", "to-ask"] {
            let page = rendered("approval/state.html", &piece(state));
            assert!(!page.contains("data-again") && !page.contains('['), "{page}");
        }
        rendered("approval/state.html", &Piece { approval: None });
    }
}
