// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step three: who is at the counter, with which document.

use super::case_page::{Changed, Fact, Head};
use super::dates;
use super::delegate::{self, Typed};
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::identity_document::{complain, date, notice};
use super::page::Page;
use super::routes::Routes;
use super::warnings::{self, Choice, Warnings};
use crate::cases::{self, Blocked, Case, IdentificationRefused, Step};
use crate::delegations::{DelegateWarning, KnownDelegation};
use crate::identification::document::{DocumentKind, Shown};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::policy::{Policy, rome_date};
use crate::texts::Language;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

const ACT: &str = "identification.save";

#[derive(Default, Serialize, Deserialize, Validate)]
struct IdentificationForm {
    version: String,
    who: String,
    code: String,
    surname: String,
    name: String,
    sex: String,
    birth_date: String,
    birth_place: String,
    /// The place picked where several have the name.
    birth_place_code: String,
    ticked: Vec<String>,
    reason: String,
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
    /// Who may stand there.
    people: Vec<Choice>,
    /// Whether the data of who acts are to be typed, so that the cursor begins there.
    is_new: bool,
    places: Vec<Choice>,
    warnings: Warnings,
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
    let policy = page.policy_of(&case)?;
    let known = cases::delegations_to_use(&mut conn, policy, &case, rome_date(page.now())).await?;
    let mut form = IdentificationForm { version: case.version.to_string(), ..filled(&case) };
    if form.who.is_empty() {
        // the usual one: the holder in person; who acted for a minor before, or a parent
        form.who = delegate::choices(&page, policy, &case, &known).swap_remove(0).value;
    }
    page.render("identification/edit.html", &context(&page, policy, (&case, &known), &form))
}

fn filled(case: &Case) -> IdentificationForm {
    let Some(document) = &case.identification else { return IdentificationForm::default() };
    let delegation = case.delegation.as_ref();
    let delegate = delegation.and_then(|delegation| delegation.delegate.as_ref());
    let [code, surname, name, sex, birth_date, birth_place] =
        delegate.map(delegate::shown).unwrap_or_default();
    IdentificationForm {
        who: delegation.map_or(delegate::IN_PERSON, |delegation| delegation.kind.key()).to_owned(),
        code,
        surname,
        name,
        sex,
        birth_date,
        birth_place,
        kind: document.kind().to_owned(),
        number: document.number().to_owned(),
        issuer: document.issuer().to_owned(),
        issued: dates::show(document.issued()),
        expires: document.expires().map(dates::show).unwrap_or_default(),
        ..IdentificationForm::default()
    }
}

impl IdentificationForm {
    fn typed(&self) -> Typed<'_> {
        Typed {
            who: &self.who,
            code: &self.code,
            surname: &self.surname,
            name: &self.name,
            sex: &self.sex,
            birth_date: &self.birth_date,
            birth_place: &self.birth_place,
            birth_place_code: &self.birth_place_code,
        }
    }
}

fn context<'a>(
    page: &Page,
    policy: &Policy,
    (case, known): (&Case, &[KnownDelegation]),
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
        people: delegate::choices(page, policy, case, known),
        is_new: delegate::is_new(&form.who),
        places: Vec::new(),
        warnings: Warnings::default(),
        kinds: policy.documents().iter().map(kind).collect(),
        changed: None,
    }
}

async fn save(operator: Operator, form: Form<IdentificationForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.brief(&mut conn, &operator, *id).await?;
    let policy = page.policy_named(&case.policy_version)?;
    let (who, mut errors, places) = match delegate::read(&form.typed()) {
        Ok(who) => (Some(who), FieldErrors::default(), Vec::new()),
        Err((errors, places)) => (None, errors, places),
    };
    errors = errors.and(form.check().err().unwrap_or_default());
    let (issued, expires) =
        (date("issued", &form.issued, &mut errors), date("expires", &form.expires, &mut errors));
    let kind = policy.document(&form.kind);
    if kind.is_none() {
        errors.add("kind", "document-kind-needed");
    }
    let (Some(kind), Some(who), true) = (kind, who, errors.is_empty()) else {
        drop(conn);
        return again(&page, &operator, *id, &form, (places, Warnings::default()), &errors).await;
    };
    let shown = Shown { number: &form.number, issuer: &form.issuer, issued, expires, birth_date: None };
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let acting = page.acting(&operator);
    let saved = {
        let reasons = warnings::reasons(&form.ticked, &form.reason);
        cases::save_identification(&mut conn, &acting, policy, *id, version, &who, (kind, shown), &reasons)
            .await
    };
    drop(conn);
    match saved {
        Ok((_, hints)) => match hints.first() {
            None => page.onward(&operator, *id).await,
            Some(hint) => page.see_with(format!("/cases/{id}"), notice(*hint)),
        },
        Err(IdentificationRefused::Unfit(found)) => {
            let mut errors = FieldErrors::default();
            found.into_iter().for_each(|error| complain(error, &mut errors));
            again(&page, &operator, *id, &form, Default::default(), &errors).await
        }
        Err(IdentificationRefused::Present(refused)) => match delegate::complaint(refused) {
            Some((field, key)) => {
                page.note_refused(cases::refused(ACT, &operator, *id, refused.rule())).await?;
                let errors = FieldErrors::of(field, key);
                again(&page, &operator, *id, &form, Default::default(), &errors).await
            }
            None => {
                let mut conn = page.connection().await?;
                let refusal = cases::keep_refusal(&mut conn, &acting, *id, ACT, refused.rule()).await?;
                page.see(format!("/cases/{id}/refusals/{refusal}"))
            }
        },
        Err(IdentificationRefused::Unexplained(found)) => {
            let keys = found.into_iter().map(DelegateWarning::key);
            let (warnings, errors) = warnings::unexplained(page.language(), keys, &form.ticked);
            again(&page, &operator, *id, &form, (Vec::new(), warnings), &errors).await
        }
        Err(IdentificationRefused::Blocked(Blocked::Changed(case))) => {
            let mut conn = page.connection().await?;
            let known = cases::delegations_to_use(&mut conn, policy, &case, rome_date(page.now())).await?;
            changed(&page, policy, (&case, &known), form)
        }
        Err(IdentificationRefused::Blocked(blocked)) => {
            Err(page.blocked(&operator, *id, ACT, blocked).await?)
        }
    }
}

/// The form again as typed, with what is wrong: only then the case is read with its facts.
async fn again(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    form: &IdentificationForm,
    (places, warnings): (Vec<Choice>, Warnings),
    errors: &FieldErrors,
) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let policy = page.policy_of(&case)?;
    let known = cases::delegations_to_use(&mut conn, policy, &case, rome_date(page.now())).await?;
    let context = IdentificationPage { places, warnings, ..context(page, policy, (&case, &known), form) };
    page.invalid("identification/edit.html", &context, errors)
}

fn changed(
    page: &Page,
    policy: &Policy,
    (case, known): (&Case, &[KnownDelegation]),
    form: Form<IdentificationForm>,
) -> Answer {
    let theirs = filled(case);
    let kind = policy.document(&theirs.kind).map(|kind| kind_name(page.language(), kind));
    let facts = [
        ("identification-who", delegate::in_one_line(page, case)),
        ("document-kind", kind.unwrap_or_default()),
        ("document-number", theirs.number),
        ("document-issuer", theirs.issuer),
        ("document-issued", theirs.issued),
        ("document-expires", theirs.expires),
    ];
    let facts = facts.map(|(label, value)| Fact { label, value }).into();
    let mine = IdentificationForm { version: case.version.to_string(), ..form.into_inner() };
    let context = IdentificationPage {
        changed: Some(Changed::of(case, facts)),
        ..context(page, policy, (case, known), &mine)
    };
    page.render_with(StatusCode::CONFLICT, "identification/edit.html", &context, &FieldErrors::default())
}
