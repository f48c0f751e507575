// SPDX-License-Identifier: AGPL-3.0-or-later
//! The holder at the counter has the card suspended, reactivated or revoked: document, reason, proof, one-time code.

mod ask;
mod edit;
mod reasons;

pub(super) use ask::{carried, refused};
pub(super) use reasons::reasons;

use super::card_life::{self, met};
use super::error::Answer;
use super::form::{FieldErrors, Form};
use super::identity_document::{complain, date};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use crate::cases;
use crate::identification::document::Shown;
use crate::ids::{CardCheckId, HolderId};
use crate::lifecycle::{self, CardAct, NotAsked, Order, Reason, Seen, transition};
use crate::operators::Operator;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use edit::{OrderForm, TEMPLATE, context, show};
use reasons::proof;

type Ids = Path<(HolderId, CardCheckId)>;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/holders/{id}/cards/{card}/suspension", show_suspension);
    routes.post("/holders/{id}/cards/{card}/suspension", suspend);
    routes.get("/holders/{id}/cards/{card}/reactivation", show_reactivation);
    routes.post("/holders/{id}/cards/{card}/reactivation", reactivate);
    routes.get("/holders/{id}/cards/{card}/revocation", show_revocation);
    routes.post("/holders/{id}/cards/{card}/revocation", revoke);
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

async fn order(operator: &Operator, form: &Form<OrderForm>, page: &Page, ids: &Ids, act: CardAct) -> Answer {
    let Some(met) = met(page, operator, **ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    let again = |errors: &FieldErrors, wait| {
        let context = context(page, &met, act, form, wait)?;
        page.render_with(StatusCode::UNPROCESSABLE_ENTITY, TEMPLATE, &context, errors)
    };
    let mut errors = form.check().err().unwrap_or_default();
    let row = transition::of(act);
    let reason = Reason::from_key(&form.reason).filter(|reason| row.reasons.contains(reason));
    if reason.is_none() && !form.reason.is_empty() {
        errors.add("reason", "card-life-reason-needed");
    }
    let proof = proof(act, reason, &form.proof, &form.proof_reference, &mut errors);
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
