// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step two: the card in hand, and what the authority says of it.

use super::case_page::{Changed, Fact, Head};
use super::dates;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form, invalid};
use super::page::Page;
use super::routes::Routes;
use super::warnings::{self, Choice, Warnings};
use crate::cards::check::{Card, CardOutcome, FormerCard};
use crate::cards::number::{CardNumber, CardNumberError, Entry};
use crate::cases::{self, Blocked, CardRefused, CardSaved, CardWarning, Case, Reasons, Step};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::texts;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

#[derive(Default, Serialize, Deserialize, Validate)]
struct CardForm {
    version: String,
    #[validate(custom(function = number))]
    number: String,
    /// `scanner` where the script saw the number come in faster than hands type.
    entered_by: String,
    #[validate(custom(function = dates::check))]
    expires: String,
    #[validate(custom(function = former))]
    former: String,
    ticked: Vec<String>,
    reason: String,
}

#[derive(Serialize)]
struct CardPage<'a> {
    case: Head,
    form: &'a CardForm,
    formers: Vec<Choice>,
    warnings: Warnings,
    changed: Option<Changed>,
    /// What was said of the saved card; empty where none is saved.
    outcome: &'static str,
    /// Whether the question can be put again.
    away: bool,
    /// Whether the case may go on with the card.
    lets_on: bool,
    /// The service that the card asks for; empty where it asks for no other.
    turn: &'static str,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/card", show);
    routes.post("/cases/{id}/card", save);
    routes.post("/cases/{id}/card/question", ask_again);
}

/// A card number as it is typed or scanned, as a check of a form's field.
pub(super) fn number(text: &str) -> Result<(), ValidationError> {
    let told = |error| match error {
        CardNumberError::Empty => invalid("field-required"),
        CardNumberError::Character { position } => with("card-number-character", "position", position),
        CardNumberError::Length { given } => with("card-number-length", "given", given),
        CardNumberError::Prefix => invalid("card-number-prefix"),
        CardNumberError::Region { code } => {
            let code: String = code.iter().map(|digit| char::from(b'0' + digit)).collect();
            with("card-number-region", "code", code)
        }
        CardNumberError::Luhn => invalid("card-number-luhn"),
    };
    CardNumber::parse_scan(text).map(drop).map_err(told)
}

fn with(key: &'static str, name: &'static str, value: impl Serialize) -> ValidationError {
    let mut error = invalid(key);
    error.add_param(name.into(), &value);
    error
}

fn former(key: &str) -> Result<(), ValidationError> {
    FormerCard::from_key(key).map(drop).ok_or_else(|| invalid("former-card-needed"))
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if !case.is_open() {
        return page.see(format!("/cases/{id}"));
    }
    let form = CardForm { version: case.version.to_string(), ..filled(&case) };
    page.render("card/edit.html", &context(&page, &case, &form))
}

fn filled(case: &Case) -> CardForm {
    case.card.as_ref().map_or_else(CardForm::default, |card| CardForm {
        number: card.card.number.grouped(),
        entered_by: card.card.entered_by.key().to_owned(),
        expires: dates::show(card.card.expires),
        former: card.card.former.key().to_owned(),
        ..CardForm::default()
    })
}

fn context<'a>(page: &Page, case: &Case, form: &'a CardForm) -> CardPage<'a> {
    let former = |former: FormerCard| {
        let key = former.key().replace('_', "-");
        Choice::of(page.language(), former.key(), &format!("former-card-{key}"))
    };
    let outcome = case.card.as_ref().map(|card| card.outcome);
    CardPage {
        case: Head::of(page, case, Step::Card),
        form,
        formers: FormerCard::ALL.map(former).into(),
        warnings: Warnings::default(),
        changed: None,
        outcome: outcome.map_or("", CardOutcome::key),
        away: outcome == Some(CardOutcome::Away),
        lets_on: outcome.is_some_and(|outcome| case.service.lets_on(outcome)),
        turn: turn(case),
    }
}

/// The service that the case's card asks for; empty where it asks for no other.
pub(super) fn turn(case: &Case) -> &'static str {
    let outcome = case.card.as_ref().map(|card| card.outcome).filter(|_| case.is_open());
    outcome.and_then(|outcome| case.service.turned_by(outcome)).map_or("", cases::Service::key)
}

async fn save(operator: Operator, form: Form<CardForm>, page: Page, id: Path<CaseId>) -> Answer {
    let case = {
        let mut conn = page.connection().await?;
        page.case(&mut conn, &operator, *id).await?
    };
    if let Err(errors) = form.check() {
        return page.invalid("card/edit.html", &context(&page, &case, &form), &errors);
    }
    let card = card(&form, &case).ok_or(PageError::Unreadable)?;
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let reasons = warnings::reasons(&form.ticked, &form.reason);
    match save_card(&page, &operator, &case, version, card, &reasons).await {
        Ok(saved) => saved_page(&page, &operator, *id, &saved).await,
        Err(CardRefused::Unexplained(found)) => {
            let keys = found.into_iter().map(CardWarning::key);
            let (warnings, errors) = warnings::unexplained(page.language(), keys, &form.ticked);
            let context = CardPage { warnings, ..context(&page, &case, &form) };
            page.invalid("card/edit.html", &context, &errors)
        }
        Err(CardRefused::Blocked(Blocked::Changed(case))) => changed(&page, &case, form),
        Err(CardRefused::Blocked(blocked)) => Err(page.blocked(&operator, *id, "card.save", blocked).await?),
    }
}

/// The same card, asked about again.
async fn ask_again(operator: Operator, _: Form<Button>, page: Page, id: Path<CaseId>) -> Answer {
    let case = {
        let mut conn = page.connection().await?;
        page.case(&mut conn, &operator, *id).await?
    };
    let Some(card) = case.card.as_ref().map(|card| card.card.clone()) else {
        return page.see(format!("/cases/{id}/card"));
    };
    match save_card(&page, &operator, &case, case.version, card, &Reasons::default()).await {
        Ok(saved) => saved_page(&page, &operator, *id, &saved).await,
        // what is known now does not fit: the form asks for the reason
        Err(CardRefused::Unexplained(found)) => {
            let form = CardForm { version: case.version.to_string(), ..filled(&case) };
            let keys = found.into_iter().map(CardWarning::key);
            let (warnings, errors) = warnings::unexplained(page.language(), keys, &[]);
            page.invalid("card/edit.html", &CardPage { warnings, ..context(&page, &case, &form) }, &errors)
        }
        Err(CardRefused::Blocked(blocked)) => Err(page.blocked(&operator, *id, "card.ask", blocked).await?),
    }
}

async fn save_card(
    page: &Page,
    operator: &Operator,
    case: &Case,
    version: i32,
    card: Card,
    reasons: &Reasons,
) -> Result<CardSaved, CardRefused> {
    let (acting, policy) = (page.acting(operator), page.policy_of(case)?);
    let authority = &*page.app.authority;
    cases::save_card(&page.app.pool, authority, &acting, policy, case.id, version, card, reasons).await
}

async fn saved_page(page: &Page, operator: &Operator, id: CaseId, saved: &CardSaved) -> Answer {
    match (saved.refusal, saved.outcome) {
        (Some(refusal), _) => page.see(format!("/cases/{id}/refusals/{refusal}")),
        (None, CardOutcome::Away) => page.see_with(format!("/cases/{id}"), "notice-card-away"),
        (None, CardOutcome::Told(_) | CardOutcome::ActivatedHere) => page.onward(operator, id).await,
    }
}

/// The number of a reader's framing is a scanner's; a bare one where the script saw it come in at once. A number that was
/// saved before keeps how it came in.
fn card(form: &CardForm, case: &Case) -> Option<Card> {
    let (number, framed) = CardNumber::parse_scan(&form.number).ok()?;
    let before =
        case.card.as_ref().filter(|card| card.card.number == number).map(|card| card.card.entered_by);
    let fast = form.entered_by == Entry::Scanner.key();
    let seen = if fast { Entry::Scanner } else { framed };
    Some(Card {
        number,
        entered_by: before.unwrap_or(seen),
        expires: dates::parse(&form.expires)?,
        former: FormerCard::from_key(&form.former)?,
    })
}

fn changed(page: &Page, case: &Case, form: Form<CardForm>) -> Answer {
    let theirs = filled(case);
    let former = match theirs.former.as_str() {
        "" => String::new(),
        key => texts::text(page.language(), &format!("former-card-{}", key.replace('_', "-"))),
    };
    let facts = [("card-number", theirs.number), ("card-expires", theirs.expires), ("card-former", former)];
    let facts = facts.map(|(label, value)| Fact { label, value }).into();
    let mine = CardForm { version: case.version.to_string(), ..form.into_inner() };
    let context = CardPage { changed: Some(Changed::of(case, facts)), ..context(page, case, &mine) };
    page.render_with(StatusCode::CONFLICT, "card/edit.html", &context, &FieldErrors::default())
}
