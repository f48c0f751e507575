// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mail sent again for a holder who is known by digits of the CIP, where the policy has it.

use super::caller::{CallerView, digits_of, is_over, is_right, once_more, three_digits};
use super::case_page::Head;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::resend::{MailView, refused};
use super::routes::Routes;
use crate::callers::{self, Caller, NotKnown, Said};
use crate::cases::{Case, Step};
use crate::ids::{CaseId, Reference};
use crate::operators::Operator;
use crate::releases::{self, HolderProof, NotResent, Resendable, Resending};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/cases/{id}/resend/callers", ask);
    routes.get("/cases/{id}/resend/callers/{caller}", show);
    routes.post("/cases/{id}/resend/callers/{caller}", send);
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct CallerForm {
    /// How many times it had been sent again when the page was made.
    sent: String,
    #[validate(custom(function = three_digits))]
    digits: String,
    warnings: Vec<String>,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct CallerPage<'a> {
    case: Head,
    question: Reference,
    caller: CallerView,
    mail: MailView,
    form: &'a CallerForm,
    wait: i64,
}

type Ids = Path<(CaseId, Reference)>;

/// The mail of a case, where that may go out again on the word of a caller.
async fn mail(page: &Page, case: &Case) -> Result<Resendable, PageError> {
    let mut conn = page.connection().await?;
    let again = releases::may_resend(&mut conn, &page.app.desk(), case).await;
    let again = again.map_err(|no| refused(no, case.id))?;
    if again.by_cip { Ok(again) } else { Err(refused(NotResent::PresenceOnly, case.id)) }
}

async fn ask(operator: Operator, _: Form<Button>, page: Page, id: Path<CaseId>) -> Answer {
    let case = {
        let mut conn = page.connection().await?;
        page.case(&mut conn, &operator, *id).await?
    };
    question(&page, &operator, &case, None).await
}

/// A new question, and its page.
async fn question(page: &Page, operator: &Operator, case: &Case, notice: Option<&'static str>) -> Answer {
    let again = mail(page, case).await?;
    let line = page.app.desk().line();
    let asked = callers::ask(&line, operator, &case.holder, &again.card_number).await;
    let reference = asked.map_err(|error| unknown(error, case.id))?;
    let path = format!("/cases/{}/resend/callers/{reference}", case.id);
    match notice {
        Some(notice) => page.see_with(path, notice),
        None => page.see(path),
    }
}

fn unknown(error: NotKnown, id: CaseId) -> PageError {
    let back = format!("/cases/{id}/resend");
    match error {
        NotKnown::OwnCard => PageError::refused("refused-own-data", "/"),
        NotKnown::NoCip => PageError::refused("resend-no-cip", back),
        NotKnown::Locked => PageError::refused("resend-cip-locked", back),
        NotKnown::Refused(_) => PageError::refused("resend-cip-refused", back),
        NotKnown::NoQuestion => PageError::refused("resend-caller-unknown", back),
        NotKnown::Away => PageError::refused("resend-cip-away", back),
        NotKnown::Broken(breakage) => breakage.into(),
    }
}

/// This operator's question about the card of this case; for everybody else there is none.
async fn found(page: &Page, operator: &Operator, ids: &Ids) -> Result<(Case, Caller), PageError> {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, ids.0).await?;
    let caller = callers::caller(&mut conn, operator, &case.holder, ids.1).await?;
    let card = case.card.as_ref().map(|card| card.card.number);
    let caller = caller.filter(|caller| card.is_some_and(|card| card.as_str() == caller.card_number));
    Ok((case, caller.ok_or(PageError::NotFound)?))
}

async fn show(operator: Operator, page: Page, ids: Ids) -> Answer {
    answer(&page, &operator, &ids, &CallerForm::default(), None).await
}

/// The page; with errors and the seconds until the next one-time code where the form was not taken.
async fn answer(
    page: &Page,
    operator: &Operator,
    ids: &Ids,
    form: &CallerForm,
    complaint: Option<(FieldErrors, i64)>,
) -> Answer {
    let (case, caller) = found(page, operator, ids).await?;
    if is_over(&caller) {
        return page.see(format!("/cases/{}/resend", case.id));
    }
    let again = mail(page, &case).await?;
    let warnings = {
        let mut conn = page.connection().await?;
        releases::warnings(&mut conn, &page.app.desk(), &case).await?
    };
    let status = if complaint.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (errors, wait) = complaint.unwrap_or_default();
    let context = CallerPage {
        case: Head::of(page, &case, Step::Release),
        question: caller.reference,
        caller: CallerView::of(&caller),
        mail: MailView::of(page, &case, again, warnings),
        form,
        wait,
    };
    page.render_with(status, "resend/caller.html", &context, &errors)
}

async fn send(operator: Operator, form: Form<CallerForm>, page: Page, ids: Ids) -> Answer {
    let (case, caller) = found(&page, &operator, &ids).await?;
    let known = is_right(&caller);
    let mut errors = form.check().err().unwrap_or_default();
    if known {
        errors = errors.without("digits");
    }
    if !errors.is_empty() {
        let errors = if known { errors } else { once_more(errors) };
        return answer(&page, &operator, &ids, &form, Some((errors, 0))).await;
    }
    let sent = form.sent.parse().map_err(|_| PageError::Unreadable)?;
    let desk = page.app.desk();
    if !known {
        mail(&page, &case).await?;
        let digits = digits_of(&form.digits);
        let said = callers::answer(&desk.line(), &operator, &case.holder, &caller, &digits).await;
        match said.map_err(|error| unknown(error, case.id))? {
            Said::Right => {}
            Said::Wrong => {
                return question(&page, &operator, &case, Some("notice-caller-wrong")).await;
            }
        }
    }
    let proof = Some(HolderProof::Cip(caller.reference));
    let words = Resending { sent, proof, warnings: &form.warnings, code: &form.totp };
    match releases::resend(&desk, &operator, case.id, &words).await {
        Ok(()) => page.see_with(format!("/cases/{}/handover", case.id), "notice-mail-sent-again"),
        Err(NotResent::Unconfirmed) => {
            let errors = FieldErrors::of("warnings", "release-warnings-open");
            answer(&page, &operator, &ids, &form, Some((errors, 0))).await
        }
        Err(NotResent::Code(error)) => {
            let complaint = one_time_code::refused(error)?;
            answer(&page, &operator, &ids, &form, Some(complaint)).await
        }
        Err(no) => Err(refused(no, case.id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_digits_are_asked_for_once_and_never_shown_again() {
        let form = CallerForm { digits: "123".to_owned(), ..CallerForm::default() };
        let page = |known| CallerPage {
            case: Head::sample(Step::Release),
            question: Reference::new(chrono::Utc::now()),
            caller: CallerView::sample(known),
            mail: MailView::sample(),
            form: &form,
            wait: 0,
        };
        let asks = rendered("resend/caller.html", &page(false));
        assert!(asks.contains("2, 5, 8") && asks.contains("name=\"digits\""), "{asks}");
        assert!(!asks.contains("value=\"123\"") && asks.contains("name=\"totp\""), "{asks}");
        let known = rendered("resend/caller.html", &page(true));
        assert!(!known.contains("name=\"digits\"") && known.contains("name=\"totp\""), "{known}");
    }
}
