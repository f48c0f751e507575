// SPDX-License-Identifier: AGPL-3.0-or-later
//! Papers as answers: shown in the browser, kept by nobody, named without personal data.

use super::acting::Acting;
use super::case_page::holder;
use super::page::Page;
use crate::cases::{Case, Contact};
use crate::contacts::recipient::Recipient;
use crate::counters::{self, Counter};
use crate::db::{Breakage, Connection};
use crate::ids::CounterId;
use crate::pdf;
use crate::policy::{CodeKind, Credential, PolicyBook};
use crate::releases::Paper;
use crate::seal;
use crate::texts::Language;
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use zeroize::Zeroizing;

/// Minutes within which the mail is usually there after the hand-over.
const MAIL_MINUTES: u32 = 1;

/// A paper that is shown, printed and not kept. Its bytes are wiped when they have been sent.
pub(super) fn pdf(name: &str, bytes: Zeroizing<Vec<u8>>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(Bytes::from_owner(bytes))
}

/// A counter as papers name it.
pub(super) struct Office {
    region: String,
    counter: Counter,
    reach: String,
}

impl Office {
    /// The view that papers take.
    pub(super) fn view(&self) -> pdf::Counter<'_> {
        pdf::Counter {
            region: &self.region,
            name: &self.counter.name,
            address: &self.counter.address,
            place: &self.counter.municipality,
            contact: &self.reach,
        }
    }

    /// Who is responsible for the data: the counter's body, its data protection officer, and where the whole notice stands.
    pub(super) fn notice<'a>(&'a self, officer: &'a str, privacy: &'a str) -> pdf::Notice<'a> {
        let officer = if officer.is_empty() { &self.reach } else { officer };
        pdf::Notice { controller: &self.counter.body, officer, link: privacy }
    }
}

impl Page {
    /// The counter of a case, for its papers.
    pub(super) async fn office(&self, conn: &mut Connection, id: CounterId) -> Result<Office, Breakage> {
        let counter = counters::find(conn, id).await?;
        let Counter { telephone, address, municipality, hours, .. } = &counter;
        let reach = [telephone, address, municipality, hours].map(String::as_str);
        let reach: Vec<&str> = reach.into_iter().filter(|part| !part.is_empty()).collect();
        let reach = reach.join(" · ");
        Ok(Office { region: self.app.settings.region.clone(), counter, reach })
    }
}

/// The code sheet: first halves with their positions.
pub(super) fn code_sheet(
    office: &Office,
    paper: &Paper<'_>,
    policies: &PolicyBook,
    now: DateTime<Utc>,
) -> Result<Zeroizing<Vec<u8>>, Breakage> {
    let policy = policies.by_version(&paper.case.policy_version);
    let policy = policy.ok_or_else(|| Breakage::new("the policy of a case is not in the book any more"))?;
    let codes = policy.codes(Credential::TsCns);
    let tries = |kind| codes.rule(kind).and_then(|rule| rule.tries()).unwrap_or(3);
    let halves: Vec<pdf::CodeHalf<'_>> = paper
        .half
        .codes
        .iter()
        .map(|part| pdf::CodeHalf {
            kind: kind(part.kind),
            digits: part.digits().reveal(),
            positions: usize::from(part.offset())..usize::from(part.offset()) + part.digits().len(),
            total: usize::from(part.total),
        })
        .collect();
    let masked = paper.case.contact.as_ref().map(|contact| contact.to.masked()).unwrap_or_default();
    let language = paper.release.language.parse::<Language>().unwrap_or_default();
    let acting = Acting::of(policy, paper.case, language)?;
    let sheet = pdf::CodeSheet {
        counter: office.view(),
        protocol: paper.case.protocol.as_str(),
        release: &paper.release.number,
        serial: paper.sheet.serial.as_str(),
        holder: &holder(paper.case),
        acting: acting.as_ref().map(Acting::on_paper),
        codes: &halves,
        tries: pdf::Tries { pin: tries(CodeKind::Pin), puk: tries(CodeKind::Puk) },
        carrier: carrier(paper.case),
        masked_address: &masked,
        mail_minutes: MAIL_MINUTES,
        duplicate: paper.duplicate,
        language,
        now,
    };
    Ok(pdf::code_sheet(&sheet))
}

/// What carries the second half of a case, as its papers speak of it.
pub(super) fn carrier(case: &Case) -> pdf::Carrier {
    match case.contact.as_deref() {
        Some(Contact { to: Recipient::Post(_), .. }) => pdf::Carrier::Letter,
        Some(Contact { trusted: Some(_), .. }) => pdf::Carrier::TrustedMail,
        Some(_) | None => pdf::Carrier::Mail,
    }
}

const fn kind(kind: seal::CodeKind) -> pdf::CodeKind {
    match kind {
        seal::CodeKind::Pin => pdf::CodeKind::Pin,
        seal::CodeKind::Puk => pdf::CodeKind::Puk,
        seal::CodeKind::Cip => pdf::CodeKind::Cip,
    }
}
