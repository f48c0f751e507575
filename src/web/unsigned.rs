// SPDX-License-Identifier: AGPL-3.0-or-later
//! The request of a holder who is there and does not sign: the operator takes the declaration, or a relative declares.

use super::case_page::Head;
use super::check;
use super::dates;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form, invalid};
use super::holder;
use super::identification::kind_name;
use super::identity_document::{complain, date};
use super::look_ups;
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases::{
    self, Case, Cause, DeclarantRefused, InsteadOf, RELATIVES, RelativeSaid, Step, UnsignedRefused,
};
use crate::holders::codice_fiscale::FiscalCode;
use crate::identification::document::Shown;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::policy::Relation;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

const ACT: &str = "form.print";
const OFFICER: &str = "signature/officer.html";
const RELATIVE: &str = "signature/relative.html";

#[derive(Default, Serialize, Deserialize, Validate)]
struct OfficerForm {
    #[validate(custom(function = known_cause))]
    cause: String,
}

#[derive(Serialize)]
struct OfficerPage<'a> {
    case: Head,
    form: &'a OfficerForm,
    causes: Vec<Choice>,
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct RelativeForm {
    code: String,
    #[validate(custom(function = holder::name))]
    surname: String,
    #[validate(custom(function = holder::name))]
    name: String,
    #[validate(custom(function = dates::check))]
    birth_date: String,
    #[validate(custom(function = known_relation))]
    relation: String,
    #[validate(length(min = 1, code = "document-kind-needed"))]
    kind: String,
    number: String,
    issuer: String,
    issued: String,
    expires: String,
    #[validate(custom(function = declared))]
    impediment: bool,
}

#[derive(Serialize)]
struct RelativePage<'a> {
    case: Head,
    form: &'a RelativeForm,
    relations: Vec<Choice>,
    kinds: Vec<Choice>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/signature/officer", ask_cause);
    routes.post("/cases/{id}/signature/officer", take);
    routes.get("/cases/{id}/signature/relative", ask_relative);
    routes.post("/cases/{id}/signature/relative", declare);
}

fn known_cause(cause: &str) -> Result<(), ValidationError> {
    Cause::from_key(cause).map(drop).ok_or_else(|| invalid("unsigned-cause-needed"))
}

fn known_relation(relation: &str) -> Result<(), ValidationError> {
    let known = Relation::from_key(relation).is_some_and(|it| RELATIVES.contains(&it));
    if known { Ok(()) } else { Err(invalid("unsigned-relation-needed")) }
}

fn declared(impediment: &bool) -> Result<(), ValidationError> {
    if *impediment { Ok(()) } else { Err(invalid("unsigned-impediment-needed")) }
}

/// A case that is ready to be signed, and in which something may stand in place of the signature.
async fn ready(page: &Page, operator: &Operator, id: CaseId, relative: bool) -> Result<Case, PageError> {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    drop(conn);
    let admitted = cases::in_place_of_signature(page.policy_of(&case)?, &case)?;
    let may = if relative { admitted.relative } else { admitted.officer };
    let ready = case.is_open() && case.complete().is_some();
    if may && ready { Ok(case) } else { Err(PageError::refused("refused-signature-wanted", back(id))) }
}

fn back(id: CaseId) -> String {
    format!("/cases/{id}/check")
}

async fn ask_cause(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let case = ready(&page, &operator, *id, false).await?;
    page.render(OFFICER, &officer(&page, &case, &OfficerForm::default()))
}

fn officer<'a>(page: &Page, case: &Case, form: &'a OfficerForm) -> OfficerPage<'a> {
    let causes = ["does_not_know", "cannot"]
        .map(|key| Choice::of(page.language(), key, &format!("unsigned-cause-{}", key.replace('_', "-"))));
    OfficerPage { case: Head::of(page, case, Step::Check), form, causes: causes.into() }
}

async fn take(operator: Operator, form: Form<OfficerForm>, page: Page, id: Path<CaseId>) -> Answer {
    let case = {
        let mut conn = page.connection().await?;
        page.case(&mut conn, &operator, *id).await?
    };
    let (Ok(()), Some(cause)) = (form.check(), Cause::from_key(&form.cause)) else {
        let errors = FieldErrors::of("cause", "unsigned-cause-needed");
        return page.invalid(OFFICER, &officer(&page, &case, &form), &errors);
    };
    match print(&page, &operator, *id, &InsteadOf::Officer(cause)).await {
        Ok(()) => page.see(back(*id)),
        Err(refused) => Err(answer(&page, &operator, *id, refused).await?),
    }
}

async fn ask_relative(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let case = ready(&page, &operator, *id, true).await?;
    page.render(RELATIVE, &relative(&page, &case, &RelativeForm::default())?)
}

fn relative<'a>(page: &Page, case: &Case, form: &'a RelativeForm) -> Result<RelativePage<'a>, PageError> {
    let relation = |it: &Relation| {
        Choice::of(page.language(), it.key(), &format!("unsigned-relation-{}", it.key().replace('_', "-")))
    };
    let kinds = page.policy_of(case)?.documents().iter().map(|kind| Choice {
        value: kind.code.clone(),
        label: kind_name(page.language(), kind),
        hint: String::new(),
    });
    Ok(RelativePage {
        case: Head::of(page, case, Step::Check),
        form,
        relations: RELATIVES.iter().map(relation).collect(),
        kinds: kinds.collect(),
    })
}

async fn declare(operator: Operator, form: Form<RelativeForm>, page: Page, id: Path<CaseId>) -> Answer {
    let case = {
        let mut conn = page.connection().await?;
        page.case(&mut conn, &operator, *id).await?
    };
    let again = |errors: &FieldErrors| page.invalid(RELATIVE, &relative(&page, &case, &form)?, errors);
    let mut errors = FieldErrors::default();
    let code = FiscalCode::parse_scan(&form.code);
    if let Err(error) = code {
        errors = errors.and(look_ups::code_error("code", error));
    }
    errors = errors.and(form.check().err().unwrap_or_default());
    let (issued, expires) =
        (date("issued", &form.issued, &mut errors), date("expires", &form.expires, &mut errors));
    let kind = page.policy_of(&case)?.document(&form.kind);
    if kind.is_none() {
        errors.add("kind", "document-kind-needed");
    }
    let shown = Shown { number: &form.number, issuer: &form.issuer, issued, expires, birth_date: None };
    let said = || {
        Some(RelativeSaid {
            code: code.ok()?,
            surname: form.surname.parse().ok()?,
            name: form.name.parse().ok()?,
            birth_date: dates::parse(&form.birth_date)?,
            relation: Relation::from_key(&form.relation)?,
            document: (kind?, shown),
        })
    };
    let (Some(said), true) = (said(), errors.is_empty()) else { return again(&errors) };
    match print(&page, &operator, *id, &InsteadOf::Relative(said)).await {
        Ok(()) => page.see(back(*id)),
        Err(UnsignedRefused::Document(found)) => {
            let mut errors = FieldErrors::default();
            found.into_iter().for_each(|error| complain(error, &mut errors));
            again(&errors)
        }
        Err(UnsignedRefused::Declarant(refused)) => {
            page.note_refused(cases::refused(ACT, &operator, *id, refused.rule())).await?;
            let (field, key) = match refused {
                DeclarantRefused::Holder => ("code", "unsigned-relative-is-holder"),
                DeclarantRefused::Operator => ("code", "unsigned-relative-is-operator"),
                DeclarantRefused::NotBorn => ("birth_date", "birth-date-future"),
                DeclarantRefused::UnderAge => ("birth_date", "unsigned-relative-under-age"),
                DeclarantRefused::Relation => ("relation", "unsigned-relation-needed"),
            };
            again(&FieldErrors::of(field, key))
        }
        Err(refused) => Err(answer(&page, &operator, *id, refused).await?),
    }
}

async fn print(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    instead: &InsteadOf<'_>,
) -> Result<(), UnsignedRefused> {
    let mut conn = page.connection().await.map_err(cases::FormRefused::from)?;
    let acting = page.acting(operator);
    cases::print_unsigned(&mut conn, &acting, &page.app.policies, id, instead).await.map(drop)
}

/// What a refusal of the whole form looks like, its row in the register written.
async fn answer(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    refused: UnsignedRefused,
) -> Result<PageError, PageError> {
    match refused {
        UnsignedRefused::Form(refused) => check::answer(page, operator, id, ACT, refused).await,
        UnsignedRefused::NotAdmitted | UnsignedRefused::Declarant(_) | UnsignedRefused::Document(_) => {
            page.note_refused(cases::refused(ACT, operator, id, "signature_wanted")).await?;
            Ok(PageError::refused("refused-signature-wanted", back(id)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn no_field_takes_an_illness() {
        let case = || Head::sample(Step::Check);
        let officer = OfficerPage { case: case(), form: &OfficerForm::default(), causes: Vec::new() };
        let officer = rendered(OFFICER, &officer);
        let form = RelativeForm { surname: "D'Alò".to_owned(), ..RelativeForm::default() };
        let page = RelativePage { case: case(), form: &form, relations: Vec::new(), kinds: Vec::new() };
        let page = rendered(RELATIVE, &page);
        assert!(page.contains("D&#39;Alò") && page.contains("nessuna malattia"), "{page}");
        assert!(officer.contains("nessuna malattia") && !officer.contains("<textarea"), "{officer}");
        assert!(!officer.contains("type=\"text\"") && !page.contains("<textarea"), "{officer}");
    }
}
