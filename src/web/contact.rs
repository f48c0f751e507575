// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step four: how the citizen is reached.

use super::case_page::{Changed, Fact, Head};
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form, checked, invalid};
use super::page::Page;
use super::routes::Routes;
use super::siblings;
use super::warnings::{self, Choice, Warnings};
use super::whose_address::{self, WhoseAddress};
use crate::cases::{self, Blocked, Case, Contact, ContactRefused, Step};
use crate::contacts::email::{EmailAddress, EmailError, typo_hint};
use crate::contacts::judgement::{EmailRefusal, EmailWarning};
use crate::contacts::phone::{PhoneError, PhoneNumber};
use crate::contacts::recipient::Recipient;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::texts::Language;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

#[derive(Default, Serialize, Deserialize, Validate)]
struct ContactForm {
    version: String,
    #[validate(custom(function = email))]
    email: String,
    email_again: String,
    /// Ticked where the address is right although it looks mistyped.
    no_typo: bool,
    #[validate(custom(function = phone))]
    phone: String,
    #[validate(custom(function = language))]
    language: String,
    ticked: Vec<String>,
    reason: String,
}

#[derive(Serialize)]
struct ContactPage<'a> {
    case: Head,
    /// The way in force that this page does not change: `trusted` or `letter`, and empty where there is none.
    other: &'static str,
    /// Where the second half goes that way.
    other_to: String,
    /// Whose address the rules want, where somebody acts for the holder.
    whose: Option<WhoseAddress>,
    form: &'a ContactForm,
    languages: Vec<Choice>,
    /// What the address may have meant to be.
    typo: Option<String>,
    warnings: Warnings,
    changed: Option<Changed>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/contact", show);
    routes.post("/cases/{id}/contact", save);
}

pub(super) fn email(text: &str) -> Result<(), ValidationError> {
    checked::<EmailAddress>(text, |error| match error {
        EmailError::Empty => "field-required",
        EmailError::TooLong => "field-too-long",
        EmailError::Control | EmailError::Blank => "email-blank",
        EmailError::MoreThanAddress => "email-more",
        EmailError::At => "email-at",
        EmailError::Local => "email-local",
        EmailError::Dot => "email-dot",
        EmailError::InternationalDomain => "email-international",
        EmailError::Domain => "email-domain",
    })
}

/// A telephone number may be missing.
pub(super) fn phone(text: &str) -> Result<(), ValidationError> {
    let told = |error| match error {
        PhoneError::Empty | PhoneError::Length { .. } => "phone-length",
        PhoneError::Character { .. } => "phone-character",
    };
    if text.trim().is_empty() { Ok(()) } else { checked::<PhoneNumber>(text, told) }
}

pub(super) fn language(code: &str) -> Result<(), ValidationError> {
    code.parse::<Language>().map(drop).map_err(|_| invalid("language-needed"))
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if !case.is_open() {
        return page.see(format!("/cases/{id}"));
    }
    let form = ContactForm { version: case.version.to_string(), ..filled(&case) };
    let visit = siblings::of_case(&page, &mut conn, &operator, &case).await?;
    let context = context(&page, &case, &form)?;
    page.render("contact/edit.html", &ContactPage { case: context.case.in_visit(visit), ..context })
}

fn filled(case: &Case) -> ContactForm {
    let nothing = || ContactForm { language: Language::Italian.code().to_owned(), ..ContactForm::default() };
    case.contact.as_ref().map_or_else(nothing, |contact| {
        let own = contact.email().filter(|_| contact.trusted.is_none());
        let email = own.map(ToString::to_string).unwrap_or_default();
        ContactForm {
            email_again: email.clone(),
            no_typo: own.is_some(),
            email,
            phone: contact.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
            language: contact.language.code().to_owned(),
            ..ContactForm::default()
        }
    })
}

/// The languages of the citizen's papers, to choose from.
pub(super) fn languages(page: &Page) -> Vec<Choice> {
    let language = |language: Language| {
        Choice::of(page.language(), language.code(), &format!("language-{}", language.code()))
    };
    Language::ALL.map(language).into()
}

/// What a refused address is told in, its row in the register written; a letter that the policy does not have is a page of
/// its own.
pub(super) async fn refused(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    refusal: EmailRefusal,
) -> Result<FieldErrors, PageError> {
    let (rule, key) = match refusal {
        EmailRefusal::Staff => ("staff_address", "email-staff"),
        EmailRefusal::Pec => ("pec", "email-pec"),
        EmailRefusal::Letter => ("no_sealed_letter", "refused-no-letter"),
        EmailRefusal::OfDelegate => ("address_of_delegate", "contact-address-of-delegate"),
    };
    page.note_refused(cases::refused("contact.save", operator, id, rule)).await?;
    match refusal {
        EmailRefusal::Letter => Err(PageError::refused(key, format!("/cases/{id}/no-email"))),
        EmailRefusal::Staff | EmailRefusal::Pec | EmailRefusal::OfDelegate => {
            Ok(FieldErrors::of("email", key))
        }
    }
}

/// Refuses a letter where the policy has none.
pub(super) async fn no_letter(page: &Page, operator: &Operator, id: CaseId) -> Result<(), PageError> {
    refused(page, operator, id, EmailRefusal::Letter).await.map(drop)
}

/// The way in force where it is not a mailbox of the holder's own, and where it leads.
fn other(case: &Case) -> (&'static str, String) {
    match case.contact.as_deref() {
        Some(Contact { to: Recipient::Post(post), .. }) => ("letter", post.in_one_line()),
        Some(contact @ Contact { trusted: Some(_), .. }) => ("trusted", contact.shown()),
        Some(_) | None => ("", String::new()),
    }
}

fn context<'a>(page: &Page, case: &Case, form: &'a ContactForm) -> Result<ContactPage<'a>, PageError> {
    let (other, other_to) = other(case);
    Ok(ContactPage {
        case: Head::of(page, case, Step::Contact),
        other,
        other_to,
        whose: whose_address::of(page, case)?,
        form,
        languages: languages(page),
        typo: None,
        warnings: Warnings::default(),
        changed: None,
    })
}

async fn save(operator: Operator, form: Form<ContactForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let rules = policy.contact();
    let mut errors = form.check().err().unwrap_or_default();
    if form.email.trim() != form.email_again.trim() && !errors.fields().any(|field| field == "email") {
        errors.add("email_again", "email-differs");
    }
    let contact = match (errors.is_empty(), contact(&form)) {
        (true, Some(contact)) => contact,
        _ => return page.invalid("contact/edit.html", &context(&page, &case, &form)?, &errors),
    };
    if let Some(typo) = contact.email().and_then(|email| typo_hint(email, rules)).filter(|_| !form.no_typo) {
        let errors = FieldErrors::of("no_typo", "email-typo");
        let context = ContactPage { typo: Some(typo), ..context(&page, &case, &form)? };
        return page.invalid("contact/edit.html", &context, &errors);
    }
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let (acting, reasons) = (page.acting(&operator), warnings::reasons(&form.ticked, &form.reason));
    let saved = cases::save_contact(&mut conn, &acting, policy, *id, version, contact, &reasons).await;
    drop(conn);
    match after(&page, &operator, *id, saved, &form.ticked).await? {
        After::Saved => page.onward(&operator, *id).await,
        After::Again(errors, warnings) => {
            let context = ContactPage { warnings, ..context(&page, &case, &form)? };
            page.invalid("contact/edit.html", &context, &errors)
        }
        After::Changed(case, changed) => {
            let mine = ContactForm { version: case.version.to_string(), ..form.into_inner() };
            let context = ContactPage { changed: Some(changed), ..context(&page, &case, &mine)? };
            page.render_with(StatusCode::CONFLICT, "contact/edit.html", &context, &FieldErrors::default())
        }
    }
}

/// What became of a contact, for the page that it was typed on: each of the ways to the citizen ends like this.
pub(super) enum After {
    /// It is saved, or was there already.
    Saved,
    /// The page comes again, with what is wrong and what is to be ticked.
    Again(FieldErrors, Warnings),
    /// Somebody else saved the case meanwhile: the case as it is, and what it says of the contact.
    Changed(Box<Case>, Changed),
}

/// Reads the end of a saving; a refusal is in the register then.
pub(super) async fn after(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    saved: Result<cases::Saved, ContactRefused>,
    ticked: &[String],
) -> Result<After, PageError> {
    Ok(match saved {
        Ok(_) => After::Saved,
        Err(ContactRefused::Email(refusal)) => {
            After::Again(refused(page, operator, id, refusal).await?, Warnings::default())
        }
        Err(ContactRefused::Unexplained(found)) => {
            let keys = found.into_iter().map(EmailWarning::key);
            let (warnings, errors) = warnings::unexplained(page.language(), keys, ticked);
            After::Again(errors, warnings)
        }
        Err(ContactRefused::Blocked(Blocked::Changed(case))) => {
            let changed = Changed::of(&case, facts(&case));
            After::Changed(case, changed)
        }
        Err(ContactRefused::Blocked(blocked)) => {
            return Err(page.blocked(operator, id, "contact.save", blocked).await?);
        }
    })
}

fn contact(form: &ContactForm) -> Option<Contact> {
    let phone = form.phone.trim();
    let phone = if phone.is_empty() { None } else { Some(phone.parse().ok()?) };
    Some(Contact::by_email(form.email.parse().ok()?, phone, form.language.parse().ok()?))
}

/// What is in force, for who typed over it.
fn facts(case: &Case) -> Vec<Fact> {
    let Some(contact) = case.contact.as_deref() else { return Vec::new() };
    let trusted = contact.trusted.as_ref().map(|trusted| trusted.in_one_line());
    let facts = [
        ("contact-to", contact.to.shown()),
        ("trusted-person", trusted.unwrap_or_default()),
        ("contact-phone", contact.phone.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("contact-language", contact.language.code().to_owned()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    facts.map(|(label, value)| Fact { label, value }).collect()
}
