// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step one: the holder's personal data.

use super::birth_place::{self, Resolved};
use super::case_page::{Changed, Fact, Head};
use super::dates;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form, checked, invalid};
use super::page::Page;
use super::routes::Routes;
use super::warnings::{self, Choice, Warnings};
use crate::cases::{self, Blocked, Case, PersonRefused, Service, Step};
use crate::holders::mismatch::Mismatch;
use crate::holders::person::{Person, PersonName, PersonNameError, Sex};
use crate::ids::CaseId;
use crate::operators::Operator;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

#[derive(Default, Serialize, Deserialize, Validate)]
struct HolderForm {
    version: String,
    #[validate(custom(function = name))]
    surname: String,
    #[validate(custom(function = name))]
    name: String,
    #[validate(custom(function = sex))]
    sex: String,
    #[validate(custom(function = dates::check))]
    birth_date: String,
    birth_place: String,
    /// The place picked where several have the name.
    birth_place_code: String,
    ticked: Vec<String>,
    reason: String,
}

#[derive(Serialize)]
struct HolderPage<'a> {
    case: Head,
    code: String,
    form: &'a HolderForm,
    places: Vec<Choice>,
    warnings: Warnings,
    changed: Option<Changed>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/holder", show);
    routes.post("/cases/{id}/holder", save);
}

pub(super) fn name(text: &str) -> Result<(), ValidationError> {
    checked::<PersonName>(text, |error| match error {
        PersonNameError::Empty => "field-required",
        PersonNameError::TooLong { .. } => "field-too-long",
        PersonNameError::Character { .. } => "name-character",
        PersonNameError::NoLetter => "name-no-letter",
    })
}

pub(super) fn sex(text: &str) -> Result<(), ValidationError> {
    text.parse::<Sex>().map(drop).map_err(|_| invalid("sex-needed"))
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if !case.is_open() {
        return page.see(format!("/cases/{id}"));
    }
    let known = match case.service {
        Service::Activation => None,
        Service::NewRelease | Service::CorrectedAddress => cases::known_person(&mut conn, &case).await?,
    };
    let form = HolderForm { version: case.version.to_string(), ..filled(&case, known) };
    page.render("holder/edit.html", &context(&page, &case, &form))
}

/// The form as the saved data fill it, or those of an earlier case.
fn filled(case: &Case, known: Option<Person>) -> HolderForm {
    case.person.as_deref().or(known.as_ref()).map_or_else(HolderForm::default, |person| HolderForm {
        surname: person.surname.to_string(),
        name: person.name.to_string(),
        sex: person.sex.letter().to_owned(),
        birth_date: dates::show(person.birth_date),
        birth_place: birth_place::label(person.birth_place, person.birth_date),
        ..HolderForm::default()
    })
}

fn context<'a>(page: &Page, case: &Case, form: &'a HolderForm) -> HolderPage<'a> {
    HolderPage {
        case: Head::of(page, case, Step::Holder),
        code: case.holder.code.to_string(),
        form,
        places: Vec::new(),
        warnings: Warnings::default(),
        changed: None,
    }
}

async fn save(operator: Operator, form: Form<HolderForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.brief(&mut conn, &operator, *id).await?;
    let checked = form.check();
    let resolved = birth_place::resolve(
        &form.birth_place,
        &form.birth_place_code,
        dates::parse(&form.birth_date),
        case.holder.code.personal().map(|code| code.place_code()),
    );
    let (person, errors, places) = match (checked, resolved) {
        (Ok(()), Resolved::One(place)) => (person(&form, place), FieldErrors::default(), vec![]),
        (checked, resolved) => {
            let mut errors = checked.err().unwrap_or_default();
            let places = birth_place::complain(&resolved, &form.birth_place, &mut errors);
            (None, errors, places)
        }
    };
    let Some(person) = person else {
        drop(conn);
        return again(&page, &operator, *id, &form, (places, Warnings::default()), &errors).await;
    };
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let (acting, policy) = (page.acting(&operator), page.policy_named(&case.policy_version)?);
    let reasons = warnings::reasons(&form.ticked, &form.reason);
    let saved = cases::save_person(&mut conn, &acting, policy, *id, version, person, &reasons).await;
    drop(conn);
    match saved {
        Ok(_) => page.onward(&operator, *id).await,
        Err(PersonRefused::Minor) => {
            let mut conn = page.connection().await?;
            let refusal = cases::keep_refusal(&mut conn, &acting, *id, "holder.save", "minor").await?;
            page.see(format!("/cases/{id}/refusals/{refusal}"))
        }
        Err(PersonRefused::HolderAge) => {
            let entry = cases::refused("holder.save", &operator, *id, "holder_age");
            page.note_refused(entry).await?;
            let errors = FieldErrors::of("birth_date", "delegation-holder-age");
            again(&page, &operator, *id, &form, Default::default(), &errors).await
        }
        Err(PersonRefused::NotBorn) => {
            let errors = FieldErrors::of("birth_date", "birth-date-future");
            again(&page, &operator, *id, &form, Default::default(), &errors).await
        }
        Err(PersonRefused::Unexplained(found)) => {
            let keys = found.into_iter().map(Mismatch::key);
            let (warnings, errors) = warnings::unexplained(page.language(), keys, &form.ticked);
            again(&page, &operator, *id, &form, (Vec::new(), warnings), &errors).await
        }
        Err(PersonRefused::Blocked(Blocked::Changed(case))) => changed(&page, &case, form),
        Err(PersonRefused::Blocked(blocked)) => {
            Err(page.blocked(&operator, *id, "holder.save", blocked).await?)
        }
    }
}

/// The form again as typed, with what is wrong: only then the case is read with its facts.
async fn again(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    form: &HolderForm,
    (places, warnings): (Vec<Choice>, Warnings),
    errors: &FieldErrors,
) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    page.invalid("holder/edit.html", &HolderPage { places, warnings, ..context(page, &case, form) }, errors)
}

fn person(form: &HolderForm, birth_place: crate::holders::person::PlaceCode) -> Option<Person> {
    Some(Person {
        surname: form.surname.parse().ok()?,
        name: form.name.parse().ok()?,
        sex: form.sex.parse().ok()?,
        birth_date: dates::parse(&form.birth_date)?,
        birth_place,
    })
}

/// The form again as typed, over what the other saved: posted once more, it is saved over that on purpose.
fn changed(page: &Page, case: &Case, form: Form<HolderForm>) -> Answer {
    let theirs = filled(case, None);
    let facts = [
        ("holder-surname", theirs.surname),
        ("holder-name", theirs.name),
        ("holder-sex", theirs.sex),
        ("holder-birth-date", theirs.birth_date),
        ("holder-birth-place", theirs.birth_place),
    ];
    let facts = facts.map(|(label, value)| Fact { label, value }).into();
    let mine = HolderForm { version: case.version.to_string(), ..form.into_inner() };
    let context = HolderPage { changed: Some(Changed::of(case, facts)), ..context(page, case, &mine) };
    page.render_with(StatusCode::CONFLICT, "holder/edit.html", &context, &FieldErrors::default())
}
