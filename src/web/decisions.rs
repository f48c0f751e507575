// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor decides on sheets that were voided without their paper.

use super::dates::{self, show_time};
use super::error::{Answer, PageError};
use super::form::Form;
use super::page::Page;
use super::routes::Routes;
use crate::ids::CaseId;
use crate::operators::Supervisor;
use crate::releases::{self, Decision, NotDecided};
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/sheets/undecided", list);
    routes.post("/cases/{id}/sheet/decision", decide);
}

#[derive(Serialize, Deserialize, Validate)]
struct DecisionForm {
    decision: String,
}

#[derive(Serialize)]
struct DecisionPage {
    sheets: Vec<UndecidedView>,
}

#[derive(Serialize)]
struct UndecidedView {
    number: String,
    at: String,
    by: String,
    reason: String,
    until: String,
    action: String,
    own: bool,
}

async fn list(supervisor: Supervisor, page: Page) -> Answer {
    let mut conn = page.connection().await?;
    let sheets = releases::undecided(&mut conn, supervisor.counter_id()).await?;
    let sheets = sheets
        .into_iter()
        .map(|sheet| UndecidedView {
            number: sheet.number,
            at: sheet.voided_at.map(show_time).unwrap_or_default(),
            by: format!("{} {}", sheet.voided_by.1, sheet.voided_by.0),
            reason: sheet.reason.unwrap_or_default(),
            until: dates::show(releases::last_day(sheet.withdraw_after)),
            action: format!("/cases/{}/sheet/decision", sheet.case),
            own: sheet.voided_by_id == Some(supervisor.id()),
        })
        .collect();
    page.render("decision/list.html", &DecisionPage { sheets })
}

async fn decide(supervisor: Supervisor, form: Form<DecisionForm>, page: Page, id: Path<CaseId>) -> Answer {
    let (decision, notice) = match form.decision.as_str() {
        "anew" => (Decision::Anew, "notice-decision-anew"),
        "end" => (Decision::End, "notice-decision-end"),
        _ => return Err(PageError::Unreadable),
    };
    match releases::decide(&page.app.desk(), &supervisor, *id, decision).await {
        Ok(()) => page.see_with("/sheets/undecided", notice),
        Err(NotDecided::Nothing) => Err(PageError::refused("decision-nothing", "/sheets/undecided")),
        Err(NotDecided::OwnAct) => Err(PageError::refused("decision-own-act", "/sheets/undecided")),
        Err(NotDecided::Broken(breakage)) => Err(breakage.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_list_lets_nobody_decide_on_an_act_of_their_own() {
        let sheet = |own| UndecidedView {
            number: "AN01-2026-000001-R1".to_owned(),
            at: "31/01/2026 10:32".to_owned(),
            by: "Anna D'Alò".to_owned(),
            reason: "<b>".to_owned(),
            until: "02/02/2026 00:00".to_owned(),
            action: "/cases/0193/sheet/decision".to_owned(),
            own,
        };
        let page = rendered("decision/list.html", &DecisionPage { sheets: vec![sheet(true)] });
        assert!(!page.contains("value=\"anew\"") && page.contains("&lt;b&gt;"), "{page}");
        let page = rendered("decision/list.html", &DecisionPage { sheets: vec![sheet(false)] });
        assert!(page.contains("value=\"anew\"") && page.contains("value=\"end\""), "{page}");
        rendered("decision/list.html", &DecisionPage { sheets: vec![] });
    }
}
