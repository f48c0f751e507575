// SPDX-License-Identifier: AGPL-3.0-or-later
//! The holder at the counter has the card suspended, reactivated or revoked: document, reason, proof, one-time code.

use super::app::App;
use super::card_life::{self, Met, grouped, met, noun};
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::identification::{complain, date, kind_name};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases;
use crate::db::Breakage;
use crate::identification::document::Shown;
use crate::ids::{CardCheckId, HolderId, Reference};
use crate::lifecycle::{self, Ask, CardAct, NotAsked, Order, Proof, ProofKind, Reason, Seen, transition};
use crate::operators::Operator;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use validator::Validate;

/// How long the page of the act itself waits for the authority before it shows how things stand.
const PATIENCE: Duration = Duration::from_secs(3);

type Ids = Path<(HolderId, CardCheckId)>;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/holders/{id}/cards/{card}/suspension", show_suspension);
    routes.post("/holders/{id}/cards/{card}/suspension", suspend);
    routes.get("/holders/{id}/cards/{card}/reactivation", show_reactivation);
    routes.post("/holders/{id}/cards/{card}/reactivation", reactivate);
    routes.get("/holders/{id}/cards/{card}/revocation", show_revocation);
    routes.post("/holders/{id}/cards/{card}/revocation", revoke);
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct OrderForm {
    #[validate(length(min = 1, code = "card-life-reason-needed"))]
    reason: String,
    proof: String,
    proof_reference: String,
    #[validate(length(min = 1, code = "document-kind-needed"))]
    kind: String,
    number: String,
    issuer: String,
    issued: String,
    expires: String,
    totp: String,
}

#[derive(Serialize)]
struct OrderPage<'a> {
    back: String,
    action: String,
    act: &'static str,
    number: String,
    form: &'a OrderForm,
    reasons: Vec<Choice>,
    proofs: Vec<Choice>,
    kinds: Vec<Choice>,
    takes_code: bool,
    wait: i64,
}

async fn show_suspension(operator: Operator, page: Page, ids: Ids) -> Answer {
    show(&operator, &page, &ids, CardAct::Suspend).await
}

async fn show_reactivation(operator: Operator, page: Page, ids: Ids) -> Answer {
    show(&operator, &page, &ids, CardAct::Reactivate).await
}

async fn show_revocation(operator: Operator, page: Page, ids: Ids) -> Answer {
    show(&operator, &page, &ids, CardAct::Revoke).await
}

async fn suspend(operator: Operator, form: Form<OrderForm>, page: Page, ids: Ids) -> Answer {
    order(&operator, &form, &page, &ids, CardAct::Suspend).await
}

async fn reactivate(operator: Operator, form: Form<OrderForm>, page: Page, ids: Ids) -> Answer {
    order(&operator, &form, &page, &ids, CardAct::Reactivate).await
}

async fn revoke(operator: Operator, form: Form<OrderForm>, page: Page, ids: Ids) -> Answer {
    order(&operator, &form, &page, &ids, CardAct::Revoke).await
}

async fn show(operator: &Operator, page: &Page, ids: &Ids, act: CardAct) -> Answer {
    let Some(met) = met(page, operator, **ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    let form = OrderForm::default();
    page.render("card_life/edit.html", &context(page, &met, act, &form, 0)?)
}

/// The reasons of an act, as choices.
pub(super) fn reasons(page: &Page, act: CardAct) -> Vec<Choice> {
    let choice = |reason: &Reason| {
        let key = format!("card-life-reason-{}", reason.key().replace('_', "-"));
        Choice::of(page.language(), reason.key(), &key)
    };
    transition::of(act).reasons.iter().map(choice).collect()
}

fn context<'a>(
    page: &Page,
    met: &Met,
    act: CardAct,
    form: &'a OrderForm,
    wait: i64,
) -> Result<OrderPage<'a>, Breakage> {
    let proof = |proof: &ProofKind| {
        let key = format!("card-life-proof-{}", proof.key().replace('_', "-"));
        Choice::of(page.language(), proof.key(), &key)
    };
    let back = card_life::path(met.holder.id, met.card.id);
    let kinds = page.policy_today()?.documents().iter().map(|kind| Choice {
        value: kind.code.clone(),
        label: kind_name(page.language(), kind),
        hint: String::new(),
    });
    Ok(OrderPage {
        action: format!("{back}/{}", noun(act).unwrap_or_default()),
        back,
        act: act.key(),
        number: grouped(&met.card.number),
        form,
        reasons: reasons(page, act),
        proofs: if act == CardAct::Revoke { ProofKind::ALL.iter().map(proof).collect() } else { vec![] },
        kinds: kinds.collect(),
        takes_code: act.takes_code(),
        wait,
    })
}

async fn order(operator: &Operator, form: &Form<OrderForm>, page: &Page, ids: &Ids, act: CardAct) -> Answer {
    let Some(met) = met(page, operator, **ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    let again = |errors: &FieldErrors, wait| {
        let context = context(page, &met, act, form, wait)?;
        page.render_with(StatusCode::UNPROCESSABLE_ENTITY, "card_life/edit.html", &context, errors)
    };
    let mut errors = form.check().err().unwrap_or_default();
    let row = transition::of(act);
    let reason = Reason::from_key(&form.reason).filter(|reason| row.reasons.contains(reason));
    if reason.is_none() && !form.reason.is_empty() {
        errors.add("reason", "card-life-reason-needed");
    }
    let proof = proof(act, reason, form, &mut errors);
    let (issued, expires) =
        (date("issued", &form.issued, &mut errors), date("expires", &form.expires, &mut errors));
    let kind = page.policy_today()?.document(&form.kind);
    if kind.is_none() && !form.kind.is_empty() {
        errors.add("kind", "document-kind-needed");
    }
    if act.takes_code() && one_time_code::six_digits(&form.totp).is_err() {
        errors.add("totp", "sign-in-code-shape");
    }
    let (Some(reason), Some(kind), true) = (reason, kind, errors.is_empty()) else {
        return again(&errors, 0);
    };
    let birth_date = {
        let mut conn = page.connection().await?;
        cases::last_known(&mut conn, met.holder.id).await?.birth_date
    };
    let shown = Shown { number: &form.number, issuer: &form.issuer, issued, expires, birth_date };
    let order = Order { act, reason, proof, seen: Seen::InPerson { kind, shown }, code: &form.totp };
    match lifecycle::request(&page.app.desk(), operator, &met.holder, &met.card.number, &order).await {
        Ok(ask) => {
            let reference = carried(&page.app, ask).await;
            page.see(format!("/card-acts/{reference}"))
        }
        Err(NotAsked::Unfit(found)) => {
            let mut errors = FieldErrors::default();
            found.into_iter().for_each(|error| complain(error, &mut errors));
            again(&errors, 0)
        }
        Err(NotAsked::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            again(&errors, wait)
        }
        Err(NotAsked::NoProof) => again(&FieldErrors::of("proof", "card-life-proof-needed"), 0),
        Err(error) => Err(refused(error, &card_life::path(met.holder.id, met.card.id))),
    }
}

/// What proves the theft or loss; errors where it is missing.
fn proof(act: CardAct, reason: Option<Reason>, form: &OrderForm, errors: &mut FieldErrors) -> Option<Proof> {
    if act != CardAct::Revoke || !reason.is_some_and(Reason::needs_proof) {
        return None;
    }
    let kind = ProofKind::from_key(&form.proof);
    if kind.is_none() {
        errors.add("proof", "card-life-proof-needed");
    }
    let reference = form.proof_reference.trim();
    if reference.is_empty() {
        errors.add("proof_reference", "card-life-proof-reference-needed");
    } else if reference.chars().count() > 200 {
        errors.add("proof_reference", "field-too-long");
    }
    kind.map(|kind| Proof { kind, reference: reference.to_owned() })
}

/// The page for an order that is refused for what it is about, not for what was typed.
pub(super) fn refused(error: NotAsked, back: &str) -> PageError {
    match error {
        NotAsked::OwnCard => PageError::refused("refused-own-data", "/"),
        NotAsked::NotAllowed(_) => PageError::refused("card-life-not-allowed", back),
        NotAsked::NoCertificate => PageError::refused("card-life-no-certificate", back),
        NotAsked::StillAsked => PageError::refused("card-life-still-asked", back),
        NotAsked::NoProof => PageError::refused("card-life-proof-needed", back),
        NotAsked::CallerUnknown => PageError::refused("card-life-caller-unknown", back),
        NotAsked::Unfit(_) | NotAsked::Code(_) => PageError::Unreadable,
        NotAsked::Broken(breakage) => breakage.into(),
    }
}

/// Carries an order on in a task of its own, so that a browser that hangs up does not end it halfway; waits a little for it,
/// and no longer: the next page looks again by itself.
pub(super) async fn carried(app: &Data<App>, ask: Ask) -> Reference {
    let (app, reference) = (Data::clone(app), ask.reference);
    let carried = tokio::spawn(async move {
        if let Err(error) = lifecycle::carry_on(&app.desk(), &ask).await {
            tracing::warn!(%error, "an answer of the authority could not be recorded yet");
        }
    });
    let _in_time = tokio::time::timeout(PATIENCE, carried).await;
    reference
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    fn choice(value: &str) -> Choice {
        Choice { value: value.to_owned(), label: value.to_owned(), hint: String::new() }
    }

    #[test]
    fn a_revocation_asks_for_proof_and_code_and_a_suspension_for_neither() {
        let form = OrderForm { reason: "theft".to_owned(), ..OrderForm::default() };
        let page = |act: CardAct, proofs: Vec<Choice>| OrderPage {
            back: "/holders/1/cards/2".to_owned(),
            action: "/holders/1/cards/2/revocation".to_owned(),
            act: act.key(),
            number: "8038".to_owned(),
            form: &form,
            reasons: vec![choice("theft")],
            proofs,
            kinds: vec![choice("cie")],
            takes_code: act.takes_code(),
            wait: 0,
        };
        let revocation =
            rendered("card_life/edit.html", &page(CardAct::Revoke, vec![choice("police_report")]));
        assert!(revocation.contains("name=\"totp\"") && revocation.contains("name=\"proof_reference\""));
        let suspension = rendered("card_life/edit.html", &page(CardAct::Suspend, vec![]));
        assert!(!suspension.contains("name=\"totp\"") && !suspension.contains("name=\"proof\""));
        rendered("card_life/edit.html", &page(CardAct::Reactivate, vec![]));
    }
}
