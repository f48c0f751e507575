// SPDX-License-Identifier: AGPL-3.0-or-later
//! The receipt: what was done, and how the card is stopped if it is lost.

use super::acting::Acting;
use super::case_page::holder;
use super::error::{Answer, PageError};
use super::page::Page;
use super::paper;
use super::release_views::refusal_words;
use super::routes::Routes;
use super::signed_paper;
use crate::audit::{self, Entry};
use crate::cases::{self, Case};
use crate::contacts::recipient;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::outbox::{self, Kind, Letter, LetterState};
use crate::pdf::{self, Receipt, Said};
use crate::register;
use crate::releases::{self, Ending, Release, State};
use crate::texts::Language;
use actix_web::web::Path;
use zeroize::Zeroizing;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/receipt", receipt);
    routes.get("/cases/{id}/refusal", refusal);
}

async fn receipt(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let release = releases::of_case(&mut conn, *id).await?.ok_or(PageError::NotFound)?;
    let State::HandedOver { serial, .. } = &release.state else {
        return page.see(format!("/cases/{id}/release"));
    };
    let letters = outbox::letters_of_case(&mut conn, *id).await?;
    let letter = letters.iter().find(|letter| letter.kind == Kind::SecondHalf);
    let language = language(&release);
    let mail = letter.and_then(|letter| mail(language, letter));
    let office = page.office(&mut conn, case.counter.id).await?;
    let entry = Entry::new("receipt.print").by(operator.who()).holder(case.holder.id).case(*id);
    audit::record(&conn, &page.app.audit_key, entry, page.now()).await?;
    let code = register::receipt_code(&mut conn, *id).await?;
    let code = code.map(|hash| format!("{}/receipts/{}", page.app.settings.public_url, hex::encode(hash)));
    let signed = cases::form_signed(&mut conn, &case).await?;
    let instead = signed.and_then(|form| signed_paper::on_receipt(&form.signing, language));
    let [activated, codes] = Receipt::activation(language, paper::carrier(&case));
    let here = release.active_since.is_some_and(|since| since >= release.requested_at);
    let mut done = if here { vec![activated, codes] } else { vec![codes] };
    done.extend(instead);
    let holder = holder(&case);
    let acting = Acting::of(page.policy_of(&case)?, &case, language)?;
    let taker = acting.as_ref().and_then(Acting::taker);
    let (grouped, suspension) = (serial.grouped(), Said::of(language, "receipt-suspension", &[]));
    let card = case.card.as_ref().map(|card| card.card.number.grouped());
    let view = Receipt {
        counter: office.view(),
        protocol: case.protocol.as_str(),
        holder: &holder,
        done: &done,
        release: Some(&release.number),
        serial: Some(&grouped),
        taken_by: Some(taker.unwrap_or(&holder)),
        acting: acting.as_ref().map(Acting::on_paper),
        mail: mail.as_ref(),
        suspension: &suspension.joined(),
        card: card.as_deref(),
        qr: code.as_deref(),
        language,
        now: page.now(),
    };
    Ok(paper::pdf("ricevuta.pdf", Zeroizing::new(pdf::receipt(&view))))
}

/// What the receipt may say of the mail at this moment.
fn mail(language: Language, letter: &Letter) -> Option<Said> {
    let post = recipient::is_post(&letter.recipient);
    let (key, server) = match &letter.state {
        LetterState::Waiting { .. } if post => ("receipt-mail-waiting-letter", ""),
        LetterState::GivenUp { .. } if post => ("receipt-mail-given-up-letter", ""),
        LetterState::Waiting { .. } => ("receipt-mail-waiting", ""),
        LetterState::Accepted { by, .. } | LetterState::PerhapsTwice { by, .. }
            if by == outbox::PRINT_FOLDER =>
        {
            ("receipt-mail-printed", "")
        }
        LetterState::Accepted { by, .. } => ("receipt-mail-accepted", by.as_str()),
        LetterState::PerhapsTwice { by, .. } => ("receipt-mail-perhaps-twice", by.as_str()),
        LetterState::GivenUp { .. } | LetterState::Bounced { .. } => ("receipt-mail-given-up", ""),
        LetterState::Alarm { .. } | LetterState::Stopped { .. } => return None,
    };
    Some(Said::of(language, key, &[("server", server.into())]))
}

/// The slip about what the authority refused at the release: what, why, what to do.
async fn refusal(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let release = releases::of_case(&mut conn, *id).await?.ok_or(PageError::NotFound)?;
    let State::Ended { how: Ending::Refused(why), .. } = &release.state else {
        return Err(PageError::NotFound);
    };
    let office = page.office(&mut conn, case.counter.id).await?;
    let entry = Entry::new("refusal.print").by(operator.who()).holder(case.holder.id).case(*id);
    audit::record(&conn, &page.app.audit_key, entry.plain("why", why), page.now()).await?;
    Ok(paper::pdf("esito.pdf", Zeroizing::new(slip(&page, &case, &release, why, &office)?)))
}

fn slip(
    page: &Page,
    case: &Case,
    release: &Release,
    why: &str,
    office: &paper::Office,
) -> Result<Vec<u8>, PageError> {
    let language = language(release);
    let say = |part: &str| Said::of(language, &format!("refusal-{}-{part}", refusal_words(why)), &[]);
    let (holder, acting) = (holder(case), Acting::of(page.policy_of(case)?, case, language)?);
    Ok(pdf::refusal_slip(&pdf::RefusalSlip {
        counter: office.view(),
        protocol: case.protocol.as_str(),
        persons: acting.as_ref().map(|acting| acting.persons(&holder)),
        title: &say("what"),
        reasons: &[say("why")],
        ways_on: &[say("tell")],
        language,
        now: page.now(),
    }))
}

fn language(release: &Release) -> Language {
    release.language.parse().unwrap_or_default()
}
