// SPDX-License-Identifier: AGPL-3.0-or-later
//! What was seen in the first case of a visit, taken over by another holder's case: in place of the identification.

use super::case_page::{self, Head};
use super::contact;
use super::dates;
use super::delegate;
use super::error::{Answer, PageError};
use super::evidence_words;
use super::form::{FieldErrors, Form};
use super::identification::kind_name;
use super::page::Page;
use super::routes::Routes;
use super::siblings;
use super::warnings::{self, Choice};
use crate::cases::{
    self, Blocked, Carriable, CarryRefused, Carrying, Case, ContactRefused, IdentificationRefused, Ownership,
    Step,
};
use crate::contacts::judgement::EmailWarning;
use crate::db::{Breakage, Connection};
use crate::delegations::DelegateWarning;
use crate::ids::{CaseId, EvidenceId};
use crate::operators::Operator;
use crate::texts;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

const ACT: &str = "sibling.carry_over";

#[derive(Default, Serialize, Deserialize, Validate)]
struct CarryForm {
    version: String,
    /// Pieces of evidence on which the holder is named.
    named: Vec<String>,
    contact: bool,
    ticked: Vec<String>,
    reason: String,
}

#[derive(Serialize)]
struct CarryPage<'a> {
    case: Head,
    holder: String,
    delegate: String,
    /// The first case: its number and its holder.
    first: String,
    first_holder: String,
    document: String,
    seen_at: String,
    until: String,
    proofs: Vec<Choice>,
    /// The delegate's address; empty where none is taken over.
    contact: String,
    /// The key of how its ownership stands.
    ownership: &'static str,
    warnings: Vec<Choice>,
    form: &'a CarryForm,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/carry-over", show);
    routes.post("/cases/{id}/carry-over", save);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    answer(&page, &mut conn, &operator, &case, None, StatusCode::OK, &FieldErrors::default()).await
}

/// The page; where nothing can be taken over any more, the way to where it is typed.
async fn answer(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    case: &Case,
    form: Option<&CarryForm>,
    status: StatusCode,
    errors: &FieldErrors,
) -> Answer {
    if case.identification.is_some() || !case.is_open() {
        return page.see(format!("/cases/{}", case.id));
    }
    let found = cases::carriable(conn, &page.acting(operator), &page.app.policies, case).await;
    let found = match found {
        Ok(found) => found,
        Err(no) => return Err(page.blocked(operator, case.id, "case.show", Blocked::NoEntry(no)).await?),
    };
    let Some(found) = found else {
        return page.see_with(format!("/cases/{}/identification", case.id), "notice-visit-over");
    };
    let first = CarryForm {
        version: case.version.to_string(),
        contact: found.contact.is_some(),
        reason: texts::text_with(
            page.language(),
            "carry-over-reason",
            &[("protocol", found.first.protocol.to_string().into())],
        ),
        ..CarryForm::default()
    };
    let visit = siblings::of_case(page, conn, operator, case).await?;
    let head = Head::of(page, case, Step::Identification).in_visit(visit);
    let context = context(page, case, head, &found, form.unwrap_or(&first))?;
    page.render_with(status, "carry_over/show.html", &context, errors)
}

fn context<'a>(
    page: &Page,
    case: &Case,
    head: Head,
    found: &Carriable,
    form: &'a CarryForm,
) -> Result<CarryPage<'a>, Breakage> {
    let language = page.language();
    let document = &*found.document;
    let kind = page.policy_of(&found.first)?.document(document.kind());
    let kind = kind.map(|kind| kind_name(language, kind)).unwrap_or_default();
    let rules = page.policy_of(case)?.delegation(found.kind, crate::policy::rome_date(case.opened_at));
    let proof = |piece: &crate::delegations::Evidence| {
        let group = rules.and_then(|rules| rules.group(&piece.group))?;
        let shown = evidence_words::of_piece(language, group, piece);
        Some(Choice { value: piece.id.to_string(), label: shown.what, hint: String::new() })
    };
    let warning = |key: &&str| Choice::of(language, key, &format!("warning-{}", key.replace('_', "-")));
    Ok(CarryPage {
        case: head,
        holder: case_page::holder(case),
        delegate: delegate::in_one_line(page, &found.first),
        first: found.first.protocol.to_string(),
        first_holder: case_page::holder(&found.first),
        document: format!("{kind}, {}, {}", document.number(), document.issuer()),
        seen_at: dates::time_of_day(found.document.at),
        until: dates::time_of_day(found.until),
        proofs: found.proofs.iter().filter_map(proof).collect(),
        contact: found.contact.as_ref().map(|(contact, _)| contact.shown()).unwrap_or_default(),
        ownership: match found.contact.as_ref().map(|(_, ownership)| ownership) {
            Some(Ownership::Proven) => "carry-over-proven",
            Some(Ownership::Skipped) => "carry-over-skipped",
            Some(Ownership::Open) => "carry-over-unproven",
            Some(Ownership::NoMailbox) | None => "carry-over-letter",
        },
        warnings: found.warnings.iter().map(warning).collect(),
        form,
    })
}

async fn save(operator: Operator, form: Form<CarryForm>, page: Page, id: Path<CaseId>) -> Answer {
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let named: Vec<EvidenceId> = form
        .named
        .iter()
        .map(|id| id.parse().map_err(|_| PageError::Unreadable))
        .collect::<Result<_, _>>()?;
    let reasons = warnings::reasons(&form.ticked, &form.reason);
    let what = Carrying { contact: form.contact, named: &named, reasons: &reasons };
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let acting = page.acting(&operator);
    let saved = cases::carry_over(&mut conn, &acting, &page.app.policies, *id, version, &what).await;
    let errors = match saved {
        Ok(_) => return page.see(format!("/cases/{id}")),
        Err(CarryRefused::VisitOver) => {
            page.note_refused(cases::refused(ACT, &operator, *id, "visit_over")).await?;
            return page.see_with(format!("/cases/{id}/identification"), "notice-visit-over");
        }
        Err(CarryRefused::Blocked(blocked)) => {
            return Err(page.blocked(&operator, *id, ACT, blocked).await?);
        }
        Err(refused) => errors(&page, &operator, *id, &form.ticked, refused).await?,
    };
    answer(&page, &mut conn, &operator, &case, Some(&form), StatusCode::UNPROCESSABLE_ENTITY, &errors).await
}

/// What is wrong, at its field; a rule's no is in the register.
async fn errors(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    ticked: &[String],
    refused: CarryRefused,
) -> Result<FieldErrors, PageError> {
    let unexplained = |keys: Vec<&'static str>| warnings::unexplained(page.language(), keys, ticked).1;
    Ok(match refused {
        CarryRefused::Unexplained(found) => unexplained(found),
        CarryRefused::Identification(IdentificationRefused::Unexplained(found)) => {
            unexplained(found.into_iter().map(DelegateWarning::key).collect())
        }
        CarryRefused::Contact(ContactRefused::Unexplained(found)) => {
            unexplained(found.into_iter().map(EmailWarning::key).collect())
        }
        CarryRefused::Identification(IdentificationRefused::Present(refused)) => {
            page.note_refused(cases::refused(ACT, operator, id, refused.rule())).await?;
            let key = delegate::complaint(refused).map_or("delegation-holder-age", |(_, key)| key);
            FieldErrors::of("who", key)
        }
        CarryRefused::Identification(IdentificationRefused::Unfit(_)) => {
            FieldErrors::of("who", "carry-over-document")
        }
        CarryRefused::Contact(ContactRefused::Email(refusal)) => {
            let found = contact::refused(page, operator, id, refusal).await?;
            let mut errors = FieldErrors::default();
            found.iter().for_each(|error| errors.add("contact", error.key.clone()));
            errors
        }
        CarryRefused::Unknown | CarryRefused::Evidence(_) => FieldErrors::of("named", "carry-over-unknown"),
        CarryRefused::VisitOver => FieldErrors::of("who", "notice-visit-over"),
        CarryRefused::Blocked(blocked)
        | CarryRefused::Identification(IdentificationRefused::Blocked(blocked))
        | CarryRefused::Contact(ContactRefused::Blocked(blocked)) => {
            return Err(page.blocked(operator, id, ACT, blocked).await?);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;
    use crate::web::templates::tests::rendered;

    #[test]
    fn what_is_taken_over_is_said_before_it_is() {
        let form = CarryForm { reason: "<b>".to_owned(), contact: true, ..CarryForm::default() };
        let warnings =
            vec![Choice::of(Language::Italian, "used_for_another_holder", "warning-used-for-another-holder")];
        let page = rendered(
            "carry_over/show.html",
            &CarryPage {
                case: Head::sample(Step::Identification),
                holder: "Luca".to_owned(),
                delegate: "Maria D'Alò, genitore".to_owned(),
                first: "AN01-2026-000001".to_owned(),
                first_holder: "Sofia".to_owned(),
                document: "CIE, CA00000AA".to_owned(),
                seen_at: "10:32".to_owned(),
                until: "12:32".to_owned(),
                proofs: vec![Choice {
                    value: "0193".to_owned(),
                    label: "Stato di famiglia".to_owned(),
                    hint: String::new(),
                }],
                contact: "maria@example.org".to_owned(),
                ownership: "carry-over-proven",
                warnings,
                form: &form,
            },
        );
        assert!(
            !page.contains('[') && page.contains("&lt;b&gt;") && page.contains("Stato di famiglia"),
            "{page}"
        );
    }
}
