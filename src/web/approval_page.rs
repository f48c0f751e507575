// SPDX-License-Identifier: AGPL-3.0-or-later
//! A request with its case, as a supervisor reads it before the decision.

use super::answers::{Answers, answers};
use super::approval_ask::causes;
use super::approvals::DecisionForm;
use super::case_page;
use super::dates::show_time;
use super::delegate;
use super::error::PageError;
use super::evidence_groups::{self, GroupView};
use super::page::Page;
use super::title_form;
use super::warnings::Choice;
use crate::approvals::{Decision, Look};
use crate::cases;
use crate::delegations;
use crate::policy::rome_date;
use crate::texts;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ApprovalPage {
    action: String,
    protocol: String,
    who: String,
    holder: String,
    asked_by: String,
    asked_at: String,
    /// Keys of the texts that say why.
    causes: Vec<String>,
    /// What stands out besides: items that rest on a self-certification alone.
    self_certified: Vec<String>,
    /// Where the codes go, where the signed delegation says that it is the delegate's address.
    delegates_address: String,
    /// Warnings ticked away, each with its reason.
    warnings: Vec<WarningView>,
    title: String,
    groups: Vec<GroupView>,
    answers: Vec<Answers>,
    /// Whether it waits, and this supervisor may decide.
    open: bool,
    /// The key of the sentence that says why not.
    closed: &'static str,
    verdict: Option<VerdictView>,
    decisions: Vec<Choice>,
    form: DecisionForm,
    /// Seconds until the next one-time code.
    wait: i64,
}

#[derive(Serialize)]
struct WarningView {
    key: String,
    reason: String,
}

#[derive(Serialize)]
struct VerdictView {
    decision: &'static str,
    reason: String,
    at: String,
    by: String,
}

/// The page of a request, with what was typed and the seconds to the next code.
pub(super) async fn of(
    page: &Page,
    look: &Look,
    (form, wait): (DecisionForm, i64),
) -> Result<ApprovalPage, PageError> {
    let (language, today) = (page.language(), rome_date(page.now()));
    let (request, case) = (&look.request, &look.case);
    let policy = page.policy_of(case)?;
    let acting = cases::delegation_of(policy, case)?;
    let mut conn = page.connection().await?;
    let groups = evidence_groups::of(page, &mut conn, case).await?;
    drop(conn);
    let marked = acting.map(|(delegation, rules)| delegations::self_certified(rules, delegation, today));
    let item = |key: &str| texts::text(language, &format!("evidence-item-{}", key.replace('_', "-")));
    let own_address = acting.is_some_and(|(delegation, _)| delegation.address_in_words());
    let recipient = case.contact.as_ref().map(|contact| contact.to.shown());
    let facts = case.complete();
    let warning =
        |(key, reason): &(String, String)| WarningView { key: key.replace('_', "-"), reason: reason.clone() };
    Ok(ApprovalPage {
        action: format!("/approvals/{}", request.id),
        protocol: case.protocol.to_string(),
        who: delegate::in_one_line(page, case),
        holder: case_page::holder(case),
        asked_by: format!("{} {}", request.by.name, request.by.surname),
        asked_at: show_time(request.at),
        causes: causes(&request.causes),
        self_certified: marked.unwrap_or_default().iter().map(|piece| item(&piece.item)).collect(),
        delegates_address: recipient.filter(|_| own_address).unwrap_or_default(),
        warnings: look.ticked.iter().map(warning).collect(),
        title: acting.map(|(delegation, _)| title_form::said(language, delegation)).unwrap_or_default(),
        groups,
        answers: facts
            .map(|facts| answers(page, case, &facts))
            .transpose()?
            .unwrap_or_default()
            .into_iter()
            .map(|part| part.without(&["answers-delegation-title", "answers-delegation-evidence"]))
            .collect(),
        open: look.waits() && look.may_decide,
        closed: closed(look),
        verdict: request.verdict.as_ref().map(|verdict| VerdictView {
            decision: verdict.decision.key(),
            reason: verdict.reason.clone(),
            at: show_time(verdict.at),
            by: format!("{} {}", verdict.by.name, verdict.by.surname),
        }),
        decisions: Decision::ALL
            .map(|it| Choice::of(language, it.key(), &format!("approval-decision-{}", it.key())))
            .into(),
        form,
        wait,
    })
}

fn closed(look: &Look) -> &'static str {
    match look.waits() {
        _ if look.request.verdict.is_some() => "",
        false => "approval-changed",
        true if !look.may_decide => "approval-own-act",
        true => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    fn sample() -> ApprovalPage {
        ApprovalPage {
            action: "/approvals/0193".to_owned(),
            protocol: "AN01-2026-000001".to_owned(),
            who: "Maria Rossi, fiduciario".to_owned(),
            holder: "Niccolò D'Alò".to_owned(),
            asked_by: "Anna D'Alò".to_owned(),
            asked_at: "31/01/2026 10:32".to_owned(),
            causes: causes(crate::policy::ApprovalCause::ALL),
            self_certified: vec!["Dichiarazione".to_owned()],
            delegates_address: "maria@example.it".to_owned(),
            warnings: vec![WarningView { key: "delegate-same-person".to_owned(), reason: "<b>".to_owned() }],
            title: "procura".to_owned(),
            groups: vec![GroupView::sample()],
            answers: Vec::new(),
            open: true,
            closed: "",
            verdict: None,
            decisions: Vec::new(),
            form: DecisionForm::default(),
            wait: 0,
        }
    }

    #[test]
    fn the_page_shows_what_stands_out_and_asks_for_reason_and_code() {
        let page = rendered("approval/show.html", &sample());
        for there in [
            "maria@example.it",
            "Dichiarazione",
            "&lt;b&gt;",
            "Anna D&#39;Alò",
            "name=\"totp\"",
            "name=\"reason\"",
        ] {
            assert!(page.contains(there), "{there}:\n{page}");
        }
        assert!(!page.contains("[approval") && !page.contains("[delegation"), "{page}");
    }

    #[test]
    fn who_had_a_hand_in_it_reads_why_somebody_else_decides() {
        let own = ApprovalPage { open: false, closed: "approval-own-act", ..sample() };
        let page = rendered("approval/show.html", &own);
        assert!(!page.contains("name=\"totp\"") && page.contains("Nessuno decide"), "{page}");
        let verdict = VerdictView {
            decision: "rejected",
            reason: "manca la procura".to_owned(),
            at: String::new(),
            by: "Clara Verdi".to_owned(),
        };
        let page =
            rendered("approval/show.html", &ApprovalPage { open: false, verdict: Some(verdict), ..sample() });
        assert!(page.contains("manca la procura") && !page.contains("name=\"totp\""), "{page}");
    }
}
