// SPDX-License-Identifier: AGPL-3.0-or-later
//! The request form on paper, in two copies.

use super::acting::Acting;
use super::birth_place;
use super::check;
use super::error::{Answer, PageError};
use super::page::Page;
use super::paper;
use super::signed_paper::SignedOnPaper;
use crate::cases::{self, Complete, Service};
use crate::contacts::recipient::Recipient;
use crate::db::Breakage;
use crate::ids::{CaseId, FormId};
use crate::operators::Operator;
use crate::pdf;
use actix_web::web::Path;
use zeroize::Zeroizing;

/// The PDF, kept by nobody; only as long as it says what the case says.
pub(super) async fn serve(operator: Operator, page: Page, ids: Path<(CaseId, FormId)>) -> Answer {
    let (id, form) = *ids;
    let mut conn = page.connection().await?;
    let found = cases::form_to_serve(&mut conn, &page.acting(&operator), id, form).await;
    let (case, printed) = match found {
        Ok(found) => found,
        Err(refused) => {
            drop(conn);
            return Err(check::answer(&page, &operator, id, "form.show", refused).await?);
        }
    };
    let office = page.office(&mut conn, case.counter.id).await?;
    drop(conn);
    let facts = case.complete().ok_or_else(|| Breakage::new("a printed form has no facts"))?;
    let Complete { service, protocol, code, person, card, document, contact, .. } = facts;
    let policy = page.policy_of(&case)?;
    let (kind, acting) = (policy.document(document.kind()), Acting::of(policy, &case, contact.language)?);
    let place = birth_place::label(person.birth_place, person.birth_date);
    let (shown, whose) = (contact.to.shown(), contact.trusted.as_ref().map(|it| it.in_one_line()));
    let signed = SignedOnPaper::of(policy, &printed.signing, contact.language);
    let settings = &page.app.settings;
    // where no page of its own is configured, the administration's site leads there
    let whole_notice = match settings.links.privacy.as_str() {
        "" => &settings.region_url,
        privacy => privacy,
    };
    let paper = pdf::RequestForm {
        asked: match service {
            Service::Activation => pdf::Asked::Activation,
            Service::NewRelease => pdf::Asked::NewRelease,
            Service::CorrectedAddress => pdf::Asked::CorrectedAddress,
        },
        counter: office.view(),
        protocol: protocol.as_str(),
        holder: pdf::Holder {
            surname: person.surname.as_str(),
            name: person.name.as_str(),
            codice_fiscale: code.as_str(),
            birth_date: person.birth_date,
            birth_place: &place,
        },
        delegate: acting.as_ref().map(Acting::on_form),
        card: pdf::Card { number: card.number.as_str(), expires: card.expires, certificate: None },
        identity: pdf::Identity {
            kind: pdf::Said::named(contact.language, |language| kind.map_or("", |kind| kind.name(language))),
            number: document.number(),
            issuer: document.issuer(),
            issued: Some(document.issued()),
            expires: document.expires(),
        },
        contact: pdf::Contact {
            to: match (&contact.to, &whose) {
                (Recipient::Email(email), Some(person)) => {
                    pdf::Reach::Trusted { email: email.as_str(), person }
                }
                (Recipient::Email(email), None) => pdf::Reach::Email(email.as_str()),
                (Recipient::Post(_), _) => pdf::Reach::Post(&shown),
            },
            phone: contact.phone.as_ref().map(|phone| phone.as_str()),
        },
        notice: office.notice(&settings.privacy_officer, whole_notice),
        fingerprint: &printed.fingerprint.to_string(),
        signed: signed.view(),
        language: contact.language,
        now: printed.printed_at,
    };
    Ok::<_, PageError>(paper::pdf("richiesta.pdf", Zeroizing::new(pdf::request_form(&paper))))
}
