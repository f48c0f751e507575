// SPDX-License-Identifier: AGPL-3.0-or-later
//! A sealed letter to the holder, where the policy has them.

use super::open_case;
use crate::cases::{self, Case, Contact, Step};

use crate::contacts::post::{PostalAddress, PostalError, PostalPart};
use crate::contacts::recipient::Recipient;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::texts::Language;
use crate::web::case_page::{Changed, Head};
use crate::web::contact::{self, After};
use crate::web::error::{Answer, PageError};
use crate::web::form::{FieldErrors, Form};
use crate::web::page::Page;
use crate::web::routes::Routes;
use crate::web::warnings::{self, Choice, Warnings};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

const TEMPLATE: &str = "no_email/letter.html";

#[derive(Default, Serialize, Deserialize, Validate)]
struct LetterForm {
    version: String,
    street: String,
    postal_code: String,
    town: String,
    province: String,
    #[validate(custom(function = contact::phone))]
    phone: String,
    #[validate(custom(function = contact::language))]
    language: String,
    ticked: Vec<String>,
    reason: String,
}

#[derive(Serialize)]
struct LetterPage<'a> {
    case: Head,
    /// Whose name stands on the envelope.
    addressee: String,
    form: &'a LetterForm,
    languages: Vec<Choice>,
    warnings: Warnings,
    changed: Option<Changed>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/no-email/letter", show);
    routes.post("/cases/{id}/no-email/letter", save);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let Some(case) = open_case(&page, &operator, *id).await? else { return page.see(format!("/cases/{id}")) };
    if !page.policy_of(&case)?.contact().sealed_letter {
        return Err(PageError::NotFound);
    }
    if case.person.is_none() {
        // the envelope needs a name
        return page.see(format!("/cases/{id}/holder"));
    }
    let form = LetterForm { version: case.version.to_string(), ..filled(&case) };
    page.render(TEMPLATE, &context(&page, &case, &form))
}

fn filled(case: &Case) -> LetterForm {
    let mut form = LetterForm { language: Language::Italian.code().to_owned(), ..LetterForm::default() };
    if let Some(contact) = &case.contact {
        form.phone = contact.phone.as_ref().map(ToString::to_string).unwrap_or_default();
        form.language = contact.language.code().to_owned();
        if let Some(post) = contact.to.post() {
            form.street = post.street().to_owned();
            form.postal_code = post.code().to_owned();
            form.town = post.town().to_owned();
            form.province = post.province().to_owned();
        }
    }
    form
}

fn context<'a>(page: &Page, case: &Case, form: &'a LetterForm) -> LetterPage<'a> {
    LetterPage {
        case: Head::of(page, case, Step::Contact),
        addressee: crate::web::case_page::holder(case),
        form,
        languages: contact::languages(page),
        warnings: Warnings::default(),
        changed: None,
    }
}

async fn save(operator: Operator, form: Form<LetterForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let rules = policy.contact();
    if !rules.sealed_letter {
        // before what was typed: nobody is told how to write an address that is not wanted
        drop(conn);
        contact::no_letter(&page, &operator, *id).await?;
    }
    let Some(person) = case.person.as_deref() else { return page.see(format!("/cases/{id}/holder")) };
    let mut errors = form.check().err().unwrap_or_default();
    let post = PostalAddress::of(person, &form.street, &form.postal_code, &form.town, &form.province);
    if let Err(found) = &post {
        found.iter().for_each(|error| complain(&mut errors, *error));
    }
    let contact = match (errors.is_empty(), post) {
        (true, Ok(post)) => said(&form, post),
        _ => None,
    };
    let Some(contact) = contact else {
        return page.invalid(TEMPLATE, &context(&page, &case, &form), &errors);
    };
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let (acting, reasons) = (page.acting(&operator), warnings::reasons(&form.ticked, &form.reason));
    let mut conn = page.connection().await?;
    let saved = cases::save_contact(&mut conn, &acting, policy, *id, version, contact, &reasons).await;
    drop(conn);
    match contact::after(&page, &operator, *id, saved, &form.ticked).await? {
        After::Saved => page.see(format!("/cases/{id}")),
        After::Again(errors, warnings) => {
            page.invalid(TEMPLATE, &LetterPage { warnings, ..context(&page, &case, &form) }, &errors)
        }
        After::Changed(case, changed) => {
            let mine = LetterForm { version: case.version.to_string(), ..form.into_inner() };
            let context = LetterPage { changed: Some(changed), ..context(&page, &case, &mine) };
            page.render_with(StatusCode::CONFLICT, TEMPLATE, &context, &FieldErrors::default())
        }
    }
}

fn said(form: &LetterForm, post: PostalAddress) -> Option<Contact> {
    let phone = form.phone.trim();
    Some(Contact {
        to: Recipient::Post(post),
        trusted: None,
        phone: if phone.is_empty() { None } else { Some(phone.parse().ok()?) },
        language: form.language.parse().ok()?,
    })
}

fn complain(errors: &mut FieldErrors, error: PostalError) {
    let field = match error.part() {
        PostalPart::Addressee | PostalPart::Street => "street",
        PostalPart::Code => "postal_code",
        PostalPart::Town => "town",
        PostalPart::Province => "province",
    };
    let key = match error {
        PostalError::Empty(_) => "field-required",
        PostalError::TooLong(_) => "field-too-long",
        PostalError::Character(_) | PostalError::Form => "post-character",
        PostalError::Code => "post-code",
        PostalError::Province => "post-province",
    };
    errors.add(field, key);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_names_the_addressee_and_asks_for_the_rest() {
        let page = rendered(
            TEMPLATE,
            &LetterPage {
                case: Head::sample(Step::Contact),
                addressee: "Niccolò D'Alò".to_owned(),
                form: &LetterForm::default(),
                languages: Vec::new(),
                warnings: Warnings::default(),
                changed: None,
            },
        );
        assert!(page.contains("Niccolò D&#39;Alò") && page.contains("id=\"postal_code\""), "{page}");
    }
}
