// SPDX-License-Identifier: AGPL-3.0-or-later
//! What became of each case of a list that was released together.

use super::case_page::Head;
use super::error::{Answer, PageError};
use super::joint_views::rule_key;
use super::page::Page;
use super::release_views::refusal_words;
use super::routes::Routes;
use crate::cases::Step;
use crate::ids::{CaseId, ReauthenticationId};
use crate::operators::Operator;
use crate::releases::{self, Outcome};
use actix_web::web::Path;
use serde::Serialize;

#[derive(Serialize)]
struct OutcomePage {
    case: Head,
    list: ReauthenticationId,
    outcomes: Vec<OutcomeView>,
    waits: bool,
}

#[derive(Serialize)]
struct OutcomePiece {
    outcomes: Vec<OutcomeView>,
    waits: bool,
}

#[derive(Serialize)]
struct OutcomeView {
    id: CaseId,
    holder: String,
    protocol: String,
    /// The class of the line: `refused`, `asked`, `sheet`, …
    state: &'static str,
    /// The key of what became of it.
    text: String,
    /// The key of why, where it was a no.
    why: String,
    /// The page where the work goes on: its last segment, and the key of its name; empty where nothing is to be done.
    noun: &'static str,
    link: &'static str,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/joint-release/{list}", show);
    routes.poll("/cases/{id}/joint-release/{list}/state", state);
}

impl OutcomeView {
    fn of(outcome: &Outcome) -> Self {
        let line = &outcome.line;
        let (state, why, noun, link) = match (&outcome.rule, &outcome.refused, line.standing.key()) {
            (_, _, state @ "sheet") => (state, String::new(), "sheet", "joint-outcome-print"),
            (_, _, state @ ("asked" | "handed-over")) => (state, String::new(), "", ""),
            (Some(rule), _, _) => ("refused", rule_key(rule), "release", "joint-outcome-look"),
            (None, Some(no), _) => {
                let why = format!("refusal-{}-what", refusal_words(no));
                ("said-no", why, "release", "joint-outcome-look")
            }
            (None, None, "signed") => ("not-asked", String::new(), "release", "joint-outcome-alone"),
            (None, None, _) => ("left", String::new(), "release", "joint-outcome-look"),
        };
        Self {
            id: line.id,
            holder: line
                .holder
                .as_ref()
                .map(|(surname, name)| format!("{name} {surname}"))
                .unwrap_or_default(),
            protocol: line.protocol.to_string(),
            state,
            text: format!("joint-outcome-{state}"),
            why,
            noun,
            link,
        }
    }
}

async fn found(
    page: &Page,
    operator: &Operator,
    (id, list): (CaseId, ReauthenticationId),
) -> Result<(Head, Vec<OutcomeView>, bool), PageError> {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let outcomes = releases::outcomes(&mut conn, &case, list).await?;
    if outcomes.is_empty() {
        return Err(PageError::NotFound);
    }
    let waits = outcomes.iter().any(Outcome::waits);
    Ok((Head::of(page, &case, Step::Release), outcomes.iter().map(OutcomeView::of).collect(), waits))
}

async fn show(operator: Operator, page: Page, ids: Path<(CaseId, ReauthenticationId)>) -> Answer {
    let (case, outcomes, waits) = found(&page, &operator, *ids).await?;
    page.render("joint_release/outcome.html", &OutcomePage { case, list: ids.1, outcomes, waits })
}

async fn state(operator: Operator, page: Page, ids: Path<(CaseId, ReauthenticationId)>) -> Answer {
    let (_, outcomes, waits) = found(&page, &operator, *ids).await?;
    page.render("joint_release/state.html", &OutcomePiece { outcomes, waits })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    fn outcome(state: &'static str, why: &str) -> OutcomeView {
        OutcomeView {
            id: CaseId::new(chrono::Utc::now()),
            holder: "Niccolò D'Alò".to_owned(),
            protocol: "AN01-2026-000001".to_owned(),
            state,
            text: format!("joint-outcome-{state}"),
            why: why.to_owned(),
            noun: "release",
            link: "joint-outcome-look",
        }
    }

    #[test]
    fn what_became_of_each_case_is_said_in_words() {
        let outcomes = || {
            let no = outcome("refused", "joint-release-no-form-changed");
            let plain =
                ["sheet", "asked", "handed-over", "not-asked", "left"].map(|state| outcome(state, ""));
            Vec::from_iter([no, outcome("said-no", "refusal-suspended-what")].into_iter().chain(plain))
        };
        let list = ReauthenticationId::new(chrono::Utc::now());
        let case = Head::sample(Step::Release);
        let page = rendered(
            "joint_release/outcome.html",
            &OutcomePage { case, list, outcomes: outcomes(), waits: true },
        );
        assert!(page.contains("data-again") && page.matches("Niccolò").count() >= 7, "{page}");
        let piece =
            rendered("joint_release/state.html", &OutcomePiece { outcomes: outcomes(), waits: false });
        assert!(!piece.contains("data-again"), "{piece}");
    }
}
