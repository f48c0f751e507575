// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one field: a POST that leads to ids, so that no address and no history holds who was looked for.

use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::home;
use super::page::Page;
use super::routes::Routes;
use crate::cases::{self, LookUpReason, LookUpRefused, LookedUp, Sought};
use crate::holders::codice_fiscale::CodiceFiscaleError;
use crate::ids::LookUpId;
use crate::operators::Operator;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Deserialize, Validate)]
struct LookUpForm {
    sought: String,
    #[validate(custom(function = known_reason))]
    reason: String,
}

#[derive(Serialize)]
struct Unknown {
    look_up: LookUpId,
    code: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/look-ups", look_up);
    routes.get("/look-ups/{id}", unknown);
}

/// A reason is one of the list.
pub(super) fn known_reason(key: &str) -> Result<(), validator::ValidationError> {
    LookUpReason::from_key(key).map(drop).ok_or_else(|| super::form::invalid("look-up-reason-needed"))
}

async fn look_up(operator: Operator, form: Form<LookUpForm>, page: Page) -> Answer {
    let again = async |errors: FieldErrors| home::again(&page, &form.sought, &form.reason, &errors).await;
    if let Err(errors) = form.check() {
        return again(errors).await;
    }
    let sought = match Sought::read(&form.sought) {
        Ok(sought) => sought,
        Err(error) => return again(code_error("sought", error)).await,
    };
    let reason = LookUpReason::from_key(&form.reason).ok_or(PageError::Unreadable)?;
    let acting = page.acting(&operator);
    let found = {
        let mut conn = page.connection().await?;
        cases::look_up(&mut conn, &acting, &sought, reason).await
    };
    if let Err(rule) = &found
        && let Some(rule) = rule.rule()
    {
        page.note_refused(cases::refused_look_up(&acting, &sought, reason, rule)).await?;
    }
    match found {
        Ok(LookedUp::Holder(holder)) => page.see(format!("/holders/{holder}")),
        Ok(LookedUp::Case(case)) => page.see(format!("/cases/{case}")),
        Ok(LookedUp::Unknown(look_up)) => page.see(format!("/look-ups/{look_up}")),
        Err(LookUpRefused::Nothing) => again(FieldErrors::of("sought", "look-up-nothing")).await,
        Err(LookUpRefused::Own) => Err(PageError::refused("refused-own-data", "/")),
        Err(LookUpRefused::Broken(breakage)) => Err(breakage.into()),
    }
}

/// Nobody is known by the code: it stands on the page, not in its address, and a case can be opened.
async fn unknown(operator: Operator, page: Page, id: Path<LookUpId>) -> Answer {
    let mut conn = page.connection().await?;
    let code = cases::code_sought(&mut conn, &page.acting(&operator), *id).await?;
    let code = code.ok_or(PageError::NotFound)?.to_string();
    page.render("look_ups/unknown.html", &Unknown { look_up: *id, code })
}

/// What is wrong with a codice fiscale, at its field.
pub(super) fn code_error(field: &str, error: CodiceFiscaleError) -> FieldErrors {
    let mut errors = FieldErrors::default();
    let (key, arguments) = match error {
        CodiceFiscaleError::Empty => ("look-up-empty", vec![]),
        CodiceFiscaleError::InnerSeparator { position } => {
            ("code-separator", vec![("position".to_owned(), position.to_string())])
        }
        CodiceFiscaleError::Length { given } => {
            ("code-length", vec![("given".to_owned(), given.to_string())])
        }
        CodiceFiscaleError::Character { position } => {
            ("code-character", vec![("position".to_owned(), position.to_string())])
        }
        CodiceFiscaleError::CheckLetter => ("code-check-letter", vec![]),
        CodiceFiscaleError::ImpossibleDate { .. } => ("code-impossible-date", vec![]),
        CodiceFiscaleError::CheckDigit => ("code-check-digit", vec![]),
    };
    errors.add_with(field, key, arguments);
    errors
}
