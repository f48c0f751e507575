// SPDX-License-Identifier: AGPL-3.0-or-later
//! A person whom the holder trusts gets the mail: named, and so signed for.

use super::open_case;
use crate::cases::{self, Case, Contact, Step};
use crate::contacts::email::typo_hint;
use crate::contacts::recipient::Recipient;
use crate::contacts::trusted::{MAX_RELATION, TrustedPerson};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::texts::Language;
use crate::web::case_page::{Changed, Head};
use crate::web::contact::{self, After};
use crate::web::error::{Answer, PageError};
use crate::web::form::{FieldErrors, Form, invalid};
use crate::web::holder;
use crate::web::page::Page;
use crate::web::routes::Routes;
use crate::web::warnings::{self, Choice, Warnings};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

const TEMPLATE: &str = "no_email/trusted.html";

#[derive(Default, Serialize, Deserialize, Validate)]
struct TrustedForm {
    version: String,
    #[validate(custom(function = holder::name))]
    surname: String,
    #[validate(custom(function = holder::name))]
    name: String,
    #[validate(custom(function = relation))]
    relation: String,
    #[validate(custom(function = contact::email))]
    email: String,
    email_again: String,
    /// Ticked where the address is right although it looks mistyped.
    no_typo: bool,
    #[validate(custom(function = contact::phone))]
    phone: String,
    #[validate(custom(function = contact::language))]
    language: String,
    ticked: Vec<String>,
    reason: String,
}

#[derive(Serialize)]
struct TrustedPage<'a> {
    case: Head,
    form: &'a TrustedForm,
    languages: Vec<Choice>,
    typo: Option<String>,
    warnings: Warnings,
    changed: Option<Changed>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/no-email/trusted", show);
    routes.post("/cases/{id}/no-email/trusted", save);
}

/// What the person is to the holder, in words; may be missing.
fn relation(text: &str) -> Result<(), ValidationError> {
    if text.trim().chars().count() > MAX_RELATION { Err(invalid("field-too-long")) } else { Ok(()) }
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let Some(case) = open_case(&page, &operator, *id).await? else { return page.see(format!("/cases/{id}")) };
    let form = TrustedForm { version: case.version.to_string(), ..filled(&case) };
    page.render(TEMPLATE, &context(&page, &case, &form))
}

fn filled(case: &Case) -> TrustedForm {
    let mut form = TrustedForm { language: Language::Italian.code().to_owned(), ..TrustedForm::default() };
    if let Some(contact) = &case.contact {
        form.phone = contact.phone.as_ref().map(ToString::to_string).unwrap_or_default();
        form.language = contact.language.code().to_owned();
        if let (Some(email), Some(trusted)) = (contact.email(), &contact.trusted) {
            form.surname = trusted.surname.to_string();
            form.name = trusted.name.to_string();
            form.relation = trusted.relation.clone().unwrap_or_default();
            form.email = email.to_string();
            form.email_again = email.to_string();
            form.no_typo = true;
        }
    }
    form
}

fn context<'a>(page: &Page, case: &Case, form: &'a TrustedForm) -> TrustedPage<'a> {
    TrustedPage {
        case: Head::of(page, case, Step::Contact),
        form,
        languages: contact::languages(page),
        typo: None,
        warnings: Warnings::default(),
        changed: None,
    }
}

async fn save(operator: Operator, form: Form<TrustedForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let rules = policy.contact();
    let mut errors = form.check().err().unwrap_or_default();
    if form.email.trim() != form.email_again.trim() && !errors.fields().any(|field| field == "email") {
        errors.add("email_again", "email-differs");
    }
    let contact = match (errors.is_empty(), said(&form)) {
        (true, Some(contact)) => contact,
        _ => return page.invalid(TEMPLATE, &context(&page, &case, &form), &errors),
    };
    if let Some(typo) = contact.email().and_then(|email| typo_hint(email, rules)).filter(|_| !form.no_typo) {
        let errors = FieldErrors::of("no_typo", "email-typo");
        return page.invalid(
            TEMPLATE,
            &TrustedPage { typo: Some(typo), ..context(&page, &case, &form) },
            &errors,
        );
    }
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let (acting, reasons) = (page.acting(&operator), warnings::reasons(&form.ticked, &form.reason));
    let saved = cases::save_contact(&mut conn, &acting, policy, *id, version, contact, &reasons).await;
    drop(conn);
    match contact::after(&page, &operator, *id, saved, &form.ticked).await? {
        After::Saved => page.see(format!("/cases/{id}")),
        After::Again(errors, warnings) => {
            page.invalid(TEMPLATE, &TrustedPage { warnings, ..context(&page, &case, &form) }, &errors)
        }
        After::Changed(case, changed) => {
            let mine = TrustedForm { version: case.version.to_string(), ..form.into_inner() };
            let context = TrustedPage { changed: Some(changed), ..context(&page, &case, &mine) };
            page.render_with(StatusCode::CONFLICT, TEMPLATE, &context, &FieldErrors::default())
        }
    }
}

fn said(form: &TrustedForm) -> Option<Contact> {
    let (phone, relation) = (form.phone.trim(), form.relation.trim());
    Some(Contact {
        to: Recipient::Email(form.email.parse().ok()?),
        trusted: Some(TrustedPerson {
            surname: form.surname.parse().ok()?,
            name: form.name.parse().ok()?,
            relation: (!relation.is_empty()).then(|| relation.to_owned()),
        }),
        phone: if phone.is_empty() { None } else { Some(phone.parse().ok()?) },
        language: form.language.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_asks_for_the_name_first() {
        let form = TrustedForm { surname: "D'Alò".to_owned(), ..TrustedForm::default() };
        let page = rendered(
            TEMPLATE,
            &TrustedPage {
                case: Head::sample(Step::Contact),
                form: &form,
                languages: Vec::new(),
                typo: Some("ada@gmail.com".to_owned()),
                warnings: Warnings::default(),
                changed: None,
            },
        );
        let (surname, email) = (page.find("id=\"surname\"").unwrap(), page.find("id=\"email\"").unwrap());
        assert!(surname < email && page.contains("D&#39;Alò"), "{page}");
    }
}
