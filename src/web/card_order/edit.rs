// SPDX-License-Identifier: AGPL-3.0-or-later
//! The page on which an act is ordered: `card_life/edit.html`.

use super::Ids;
use super::reasons::{proofs, reasons};
use crate::db::Breakage;
use crate::lifecycle::CardAct;
use crate::operators::Operator;
use crate::web::card_life::{self, Met, grouped, met, noun};
use crate::web::error::Answer;
use crate::web::identification::kind_name;
use crate::web::page::Page;
use crate::web::warnings::Choice;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) const TEMPLATE: &str = "card_life/edit.html";

#[derive(Default, Serialize, Deserialize, Validate)]
pub(super) struct OrderForm {
    #[validate(length(min = 1, code = "card-life-reason-needed"))]
    pub(super) reason: String,
    pub(super) proof: String,
    pub(super) proof_reference: String,
    #[validate(length(min = 1, code = "document-kind-needed"))]
    pub(super) kind: String,
    pub(super) number: String,
    pub(super) issuer: String,
    pub(super) issued: String,
    pub(super) expires: String,
    pub(super) totp: String,
}

#[derive(Serialize)]
pub(super) struct OrderPage<'a> {
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

pub(super) async fn show(operator: &Operator, page: &Page, ids: &Ids, act: CardAct) -> Answer {
    let Some(met) = met(page, operator, **ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    let form = OrderForm::default();
    page.render(TEMPLATE, &context(page, &met, act, &form, 0)?)
}

/// The page of an act on a card, as it stands.
pub(super) fn context<'a>(
    page: &Page,
    met: &Met,
    act: CardAct,
    form: &'a OrderForm,
    wait: i64,
) -> Result<OrderPage<'a>, Breakage> {
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
        proofs: proofs(page, act),
        kinds: kinds.collect(),
        takes_code: act.takes_code(),
        wait,
    })
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
