// SPDX-License-Identifier: AGPL-3.0-or-later
//! The holder on the telephone: digits of the CIP at drawn positions, then the suspension.

use super::caller::{CallerView, digits_of, is_over, is_right, once_more, three_digits};
use super::card_life::{self, Met, grouped, met};
use super::card_order::{carried, reasons, refused};
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::callers::{self, Caller, NotKnown, Said};
use crate::ids::{CardCheckId, HolderId, Reference};
use crate::lifecycle::{self, CardAct, Order, Reason, Seen, transition};
use crate::operators::Operator;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/holders/{id}/cards/{card}/callers", ask);
    routes.get("/holders/{id}/cards/{card}/callers/{caller}", show);
    routes.post("/holders/{id}/cards/{card}/callers/{caller}", suspend);
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct CallerForm {
    #[validate(custom(function = three_digits))]
    digits: String,
    #[validate(length(min = 1, code = "card-life-reason-needed"))]
    reason: String,
}

#[derive(Serialize)]
struct CallerPage<'a> {
    back: String,
    action: String,
    number: String,
    caller: CallerView,
    form: &'a CallerForm,
    reasons: Vec<Choice>,
}

async fn ask(operator: Operator, _: Form<Button>, page: Page, ids: Path<(HolderId, CardCheckId)>) -> Answer {
    let Some(met) = met(&page, &operator, *ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    question(&page, &operator, &met, None).await
}

/// A new question, and its page.
async fn question(page: &Page, operator: &Operator, met: &Met, notice: Option<&'static str>) -> Answer {
    let back = card_life::path(met.holder.id, met.card.id);
    let asked = callers::ask(&page.app.desk().line(), operator, &met.holder, &met.card.number).await;
    let reference = asked.map_err(|error| unknown(error, &back))?;
    let path = format!("{back}/callers/{reference}");
    match notice {
        Some(notice) => page.see_with(path, notice),
        None => page.see(path),
    }
}

fn unknown(error: NotKnown, back: &str) -> PageError {
    match error {
        NotKnown::OwnCard => PageError::refused("refused-own-data", "/"),
        NotKnown::NoCip => PageError::refused("card-life-no-cip", back),
        NotKnown::Locked => PageError::refused("card-life-cip-locked", back),
        NotKnown::Refused(_) => PageError::refused("card-life-not-allowed", back),
        NotKnown::NoQuestion => PageError::refused("card-life-caller-unknown", back),
        NotKnown::Away => PageError::refused("card-life-away", back),
        NotKnown::Broken(breakage) => breakage.into(),
    }
}

type Ids = Path<(HolderId, CardCheckId, Reference)>;

async fn found(page: &Page, operator: &Operator, ids: &Ids) -> Result<Option<(Met, Caller)>, PageError> {
    let Some(met) = met(page, operator, (ids.0, ids.1)).await? else { return Ok(None) };
    let mut conn = page.connection().await?;
    let caller = callers::caller(&mut conn, operator, &met.holder, ids.2).await?;
    let caller = caller.filter(|caller| caller.card_number == met.card.number);
    Ok(Some((met, caller.ok_or(PageError::NotFound)?)))
}

fn context<'a>(page: &Page, met: &Met, caller: &Caller, form: &'a CallerForm) -> CallerPage<'a> {
    let back = card_life::path(met.holder.id, met.card.id);
    CallerPage {
        action: format!("{back}/callers/{}", caller.reference),
        back,
        number: grouped(&met.card.number),
        caller: CallerView::of(caller),
        form,
        reasons: reasons(page, CardAct::Suspend),
    }
}

async fn show(operator: Operator, page: Page, ids: Ids) -> Answer {
    let Some((met, caller)) = found(&page, &operator, &ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    if is_over(&caller) {
        return page.see(card_life::path(met.holder.id, met.card.id));
    }
    page.render("card_life/caller.html", &context(&page, &met, &caller, &CallerForm::default()))
}

async fn suspend(operator: Operator, form: Form<CallerForm>, page: Page, ids: Ids) -> Answer {
    let Some((met, caller)) = found(&page, &operator, &ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    let known = is_right(&caller);
    let mut errors = form.check().err().unwrap_or_default();
    if known {
        errors = errors.without("digits");
    }
    let row = transition::of(CardAct::Suspend);
    let reason = Reason::from_key(&form.reason).filter(|reason| row.reasons.contains(reason));
    let (Some(reason), true) = (reason, errors.is_empty()) else {
        if errors.is_empty() {
            errors = FieldErrors::of("reason", "card-life-reason-needed");
        }
        if !known {
            errors = once_more(errors);
        }
        // the digits are not shown again: they are half a secret, and quickly said once more
        let kept = CallerForm { digits: String::new(), reason: form.reason.clone() };
        return page.invalid("card_life/caller.html", &context(&page, &met, &caller, &kept), &errors);
    };
    let back = card_life::path(met.holder.id, met.card.id);
    let desk = page.app.desk();
    if !known {
        let digits = digits_of(&form.digits);
        let said = callers::answer(&desk.line(), &operator, &met.holder, &caller, &digits).await;
        match said.map_err(|error| unknown(error, &back))? {
            Said::Right => {}
            Said::Wrong => return question(&page, &operator, &met, Some("notice-caller-wrong")).await,
        }
    }
    let order = Order {
        act: CardAct::Suspend,
        reason,
        proof: None,
        seen: Seen::Telephone { check: caller.reference },
        code: "",
    };
    let asked = lifecycle::request(&desk, &operator, &met.holder, &met.card.number, &order).await;
    let reference = carried(&page.app, asked.map_err(|error| refused(error, &back))?).await;
    page.see(format!("/card-acts/{reference}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_positions_are_read_to_the_caller_and_the_digits_never_shown_again() {
        let form = CallerForm { digits: "123".to_owned(), reason: String::new() };
        let page = |known| CallerPage {
            back: "/holders/1/cards/2".to_owned(),
            action: "/holders/1/cards/2/callers/3".to_owned(),
            number: "8038".to_owned(),
            caller: CallerView::sample(known),
            form: &form,
            reasons: vec![Choice { value: "loss".into(), label: "x".into(), hint: String::new() }],
        };
        let asks = rendered("card_life/caller.html", &page(false));
        assert!(
            asks.contains("2, 5, 8") && asks.contains("name=\"digits\"") && !asks.contains("value=\"123\"")
        );
        assert!(!rendered("card_life/caller.html", &page(true)).contains("name=\"digits\""));
    }
}
