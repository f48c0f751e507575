// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mail sent again: same address, within its window.

use super::case_page::{Head, holder};
use super::dates::show_time;
use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form, invalid};
use super::one_time_code;
use super::page::Page;
use super::releases::choice;
use super::routes::Routes;
use super::warnings::Choice;
use super::ways_on::text_of;
use crate::cases::{Case, Step};
use crate::contacts::{judgement::EmailWarning, recipient};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, HolderProof, NotResent, Resendable, Resending};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

#[derive(Default, Serialize, Deserialize, Validate)]
struct ResendForm {
    /// How many times it had been sent again when the page was made.
    sent: String,
    #[validate(custom(function = present))]
    present: bool,
    warnings: Vec<String>,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct ResendPage<'a> {
    case: Head,
    form: &'a ResendForm,
    mail: MailView,
    /// Whether the holder may be known by the CIP instead.
    by_cip: bool,
    wait: i64,
}

/// The mail that would go out again: `components/resend_mail.html`.
#[derive(Serialize)]
pub(super) struct MailView {
    holder: String,
    number: String,
    recipient: String,
    /// How many times it was sent again.
    pub(super) sent: u32,
    left: u32,
    until: String,
    warnings: Vec<Choice>,
}

impl MailView {
    pub(super) fn of(page: &Page, case: &Case, again: Resendable, warnings: Vec<EmailWarning>) -> Self {
        Self {
            holder: holder(case),
            number: again.number,
            recipient: recipient::shown(&again.recipient),
            sent: again.sent,
            left: again.left,
            until: show_time(again.until),
            warnings: warnings.into_iter().map(|warning| choice(page.language(), warning)).collect(),
        }
    }

    #[cfg(test)]
    pub(super) fn sample() -> Self {
        Self {
            holder: "Niccolò D'Alò".to_owned(),
            number: "AN01-2026-000001-R1".to_owned(),
            recipient: "maria@example.it".to_owned(),
            sent: 1,
            left: 2,
            until: "07/02/2026 10:32".to_owned(),
            warnings: Vec::new(),
        }
    }
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/resend", show);
    routes.post("/cases/{id}/resend", resend);
}

fn present(present: &bool) -> Result<(), ValidationError> {
    if *present { Ok(()) } else { Err(invalid("resend-present-needed")) }
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    answer(&page, &operator, *id, StatusCode::OK, &ResendForm::default(), &FieldErrors::default(), 0).await
}

/// The page; where nothing can be sent again, why not and the way on.
async fn answer(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    status: StatusCode,
    form: &ResendForm,
    errors: &FieldErrors,
    wait: i64,
) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let desk = page.app.desk();
    let again = releases::may_resend(&mut conn, &desk, &case).await.map_err(|no| refused(no, id))?;
    let warnings = releases::warnings(&mut conn, &desk, &case).await?;
    let context = ResendPage {
        case: Head::of(page, &case, Step::Release),
        form,
        by_cip: again.by_cip,
        mail: MailView::of(page, &case, again, warnings),
        wait,
    };
    page.render_with(status, "resend/show.html", &context, errors)
}

async fn resend(operator: Operator, form: Form<ResendForm>, page: Page, id: Path<CaseId>) -> Answer {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Err(errors) = form.check() {
        return answer(&page, &operator, *id, status, &form, &errors, 0).await;
    }
    let sent = form.sent.parse().map_err(|_| PageError::Unreadable)?;
    let proof = form.present.then_some(HolderProof::Presence);
    let words = Resending { sent, proof, warnings: &form.warnings, code: &form.totp };
    match releases::resend(&page.app.desk(), &operator, *id, &words).await {
        Ok(()) => page.see_with(format!("/cases/{id}/handover"), "notice-mail-sent-again"),
        Err(NotResent::Unconfirmed) => {
            let errors = FieldErrors::of("warnings", "release-warnings-open");
            answer(&page, &operator, *id, status, &form, &errors, 0).await
        }
        Err(NotResent::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            answer(&page, &operator, *id, status, &form, &errors, wait).await
        }
        Err(no) => Err(refused(no, *id)),
    }
}

/// Why nothing is sent, as a page.
pub(super) fn refused(no: NotResent, id: CaseId) -> PageError {
    let key = match &no {
        NotResent::Broken(_) | NotResent::NoEntry(_) => return broken(no),
        NotResent::PresenceOnly => {
            return PageError::refused("resend-presence-only", format!("/cases/{id}/resend"));
        }
        NotResent::CallerUnknown => {
            return PageError::refused("resend-caller-unknown", format!("/cases/{id}/resend"));
        }
        NotResent::Withdrawn => "resend-no-release-withdrawn",
        NotResent::Superseded => "resend-no-release-superseded",
        NotResent::Ended => "resend-no-release-ended",
        NotResent::Held => "resend-no-card-held",
        NotResent::Waiting => "resend-no-letter-waiting",
        NotResent::Alarm => "resend-no-letter-alarm",
        NotResent::WindowOver => "resend-no-window-over",
        NotResent::Limit => "resend-no-resend-limit",
        NotResent::AddressRefused => "resend-no-address-refused",
        NotResent::NothingGiven | NotResent::Absent | NotResent::Unconfirmed | NotResent::Code(_) => {
            "resend-no-nothing-given"
        }
    };
    debug_assert!(text_of(&no).is_empty() || crate::texts::exists(key));
    PageError::refused(key, format!("/cases/{id}"))
}

fn broken(no: NotResent) -> PageError {
    match no {
        NotResent::NoEntry(error) => no_entry(error),
        NotResent::Broken(breakage) => breakage.into(),
        _ => PageError::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_says_where_it_goes_how_often_and_until_when() {
        let context = ResendPage {
            case: Head::sample(Step::Release),
            form: &ResendForm::default(),
            mail: MailView::sample(),
            by_cip: false,
            wait: 12,
        };
        let page = rendered("resend/show.html", &context);
        assert!(page.contains("maria@example.it") && page.contains("07/02/2026 10:32"), "{page}");
        assert!(page.contains("name=\"sent\" value=\"1\"") && !page.contains('['), "{page}");
        assert!(!page.contains("/resend/callers"), "only where the policy has it: {page}");
        let by_cip = rendered("resend/show.html", &ResendPage { by_cip: true, ..context });
        assert!(by_cip.contains("action=\"/cases/0193/resend/callers\""), "{by_cip}");
    }
}
