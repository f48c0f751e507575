// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step three: who is at the counter, with which document.

use super::case_page::{Changed, Fact, Head};
use super::dates;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases::{self, Blocked, Case, IdentificationRefused, Step};
use crate::identification::document::{DocumentError, DocumentField, DocumentHint, DocumentKind, Shown};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::policy::Policy;
use crate::texts::Language;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Default, Serialize, Deserialize, Validate)]
struct IdentificationForm {
    version: String,
    #[validate(length(min = 1, code = "document-kind-needed"))]
    kind: String,
    number: String,
    issuer: String,
    issued: String,
    expires: String,
}

#[derive(Serialize)]
struct IdentificationPage<'a> {
    case: Head,
    form: &'a IdentificationForm,
    kinds: Vec<Choice>,
    changed: Option<Changed>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/identification", show);
    routes.post("/cases/{id}/identification", save);
}

/// The name of a kind of document in the reader's language.
pub(super) fn kind_name(language: Language, kind: &DocumentKind) -> String {
    kind.name(language.of_pages()).to_owned()
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if !case.is_open() {
        return page.see(format!("/cases/{id}"));
    }
    let form = IdentificationForm { version: case.version.to_string(), ..filled(&case) };
    let policy = page.policy_of(&case)?;
    page.render("identification/edit.html", &context(&page, policy, &case, &form))
}

fn filled(case: &Case) -> IdentificationForm {
    case.identification.as_ref().map_or_else(IdentificationForm::default, |document| IdentificationForm {
        kind: document.kind().to_owned(),
        number: document.number().to_owned(),
        issuer: document.issuer().to_owned(),
        issued: dates::show(document.issued()),
        expires: document.expires().map(dates::show).unwrap_or_default(),
        ..IdentificationForm::default()
    })
}

fn context<'a>(
    page: &Page,
    policy: &Policy,
    case: &Case,
    form: &'a IdentificationForm,
) -> IdentificationPage<'a> {
    let kind = |kind: &DocumentKind| Choice {
        value: kind.code.clone(),
        label: kind_name(page.language(), kind),
        hint: String::new(),
    };
    IdentificationPage {
        case: Head::of(page, case, Step::Identification),
        form,
        kinds: policy.documents().iter().map(kind).collect(),
        changed: None,
    }
}

async fn save(operator: Operator, form: Form<IdentificationForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let again = |errors: &FieldErrors| {
        page.invalid("identification/edit.html", &context(&page, policy, &case, &form), errors)
    };
    let mut errors = form.check().err().unwrap_or_default();
    let (issued, expires) =
        (date("issued", &form.issued, &mut errors), date("expires", &form.expires, &mut errors));
    let kind = match policy.document(&form.kind) {
        Some(kind) if errors.is_empty() => kind,
        Some(_) => return again(&errors),
        None => {
            errors.add("kind", "document-kind-needed");
            return again(&errors);
        }
    };
    let shown = Shown { number: &form.number, issuer: &form.issuer, issued, expires, birth_date: None };
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let acting = page.acting(&operator);
    let saved = cases::save_identification(&mut conn, &acting, *id, version, kind, shown).await;
    drop(conn);
    match saved {
        Ok((_, hints)) => match hints.first() {
            None => page.see(format!("/cases/{id}")),
            Some(hint) => page.see_with(format!("/cases/{id}"), notice(*hint)),
        },
        Err(IdentificationRefused::Unfit(found)) => {
            let mut errors = FieldErrors::default();
            found.into_iter().for_each(|error| complain(error, &mut errors));
            again(&errors)
        }
        Err(IdentificationRefused::Blocked(Blocked::Changed(case))) => changed(&page, policy, &case, form),
        Err(IdentificationRefused::Blocked(blocked)) => {
            Err(page.blocked(&operator, *id, "identification.save", blocked).await?)
        }
    }
}

/// A date that may be missing; whether it must be there is the document's own rule.
pub(super) fn date(field: &str, text: &str, errors: &mut FieldErrors) -> Option<chrono::NaiveDate> {
    let date = dates::parse(text);
    if date.is_none() && !text.trim().is_empty() {
        errors.add(field, "field-date-wrong");
    }
    date
}

fn notice(hint: DocumentHint) -> &'static str {
    match hint {
        DocumentHint::UnusualNumber => "notice-document-unusual-number",
        DocumentHint::NotOnBirthday => "notice-document-not-on-birthday",
        DocumentHint::UnusuallyLong => "notice-document-unusually-long",
    }
}

pub(super) fn complain(error: DocumentError, errors: &mut FieldErrors) {
    let field = match error.field() {
        DocumentField::Kind => "kind",
        DocumentField::Number => "number",
        DocumentField::Issuer => "issuer",
        DocumentField::Issued => "issued",
        DocumentField::Expires => "expires",
    };
    let day = |name: &str, day| vec![(name.to_owned(), dates::show(day))];
    let position = |at: usize| vec![("position".to_owned(), at.to_string())];
    let (key, arguments) = match error {
        DocumentError::KindNoLongerValid { last_valid_day } => {
            ("document-kind-over", day("day", last_valid_day))
        }
        DocumentError::NumberMissing
        | DocumentError::IssuerMissing
        | DocumentError::IssuedMissing
        | DocumentError::ExpiryMissing => ("field-required", vec![]),
        DocumentError::NumberTooLong | DocumentError::IssuerTooLong => ("field-too-long", vec![]),
        DocumentError::NumberCharacter { position: at } => ("document-number-character", position(at)),
        DocumentError::IssuerCharacter { position: at } => ("document-issuer-character", position(at)),
        DocumentError::IssuedInFuture => ("document-issued-future", vec![]),
        DocumentError::IssuedBeforeBirth => ("document-issued-before-birth", vec![]),
        DocumentError::IssuedBeforeKind { first_issue_day } => {
            ("document-issued-before-kind", day("day", first_issue_day))
        }
        DocumentError::ExpiresBeforeIssue => ("document-expires-before-issue", vec![]),
        DocumentError::Expired { on } => ("document-expired", day("day", on)),
    };
    errors.add_with(field, key, arguments);
}

fn changed(page: &Page, policy: &Policy, case: &Case, form: Form<IdentificationForm>) -> Answer {
    let theirs = filled(case);
    let kind = policy.document(&theirs.kind).map(|kind| kind_name(page.language(), kind));
    let facts = [
        ("document-kind", kind.unwrap_or_default()),
        ("document-number", theirs.number),
        ("document-issuer", theirs.issuer),
        ("document-issued", theirs.issued),
        ("document-expires", theirs.expires),
    ];
    let facts = facts.map(|(label, value)| Fact { label, value }).into();
    let mine = IdentificationForm { version: case.version.to_string(), ..form.into_inner() };
    let context =
        IdentificationPage { changed: Some(Changed::of(case, facts)), ..context(page, policy, case, &mine) };
    page.render_with(StatusCode::CONFLICT, "identification/edit.html", &context, &FieldErrors::default())
}
