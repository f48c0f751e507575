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
use crate::cases::Step;
use crate::contacts::recipient;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, NotResent, Resending};
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
    holder: String,
    number: String,
    recipient: String,
    sent: u32,
    left: u32,
    until: String,
    warnings: Vec<Choice>,
    wait: i64,
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
    let again = match releases::may_resend(&mut conn, &desk, &case).await {
        Ok(again) => again,
        Err(NotResent::Broken(breakage)) => return Err(breakage.into()),
        Err(no) => return Err(refused(&no, id)),
    };
    let warnings = releases::warnings(&mut conn, &desk, &case).await?;
    let context = ResendPage {
        case: Head::of(page, &case, Step::Release),
        form,
        holder: holder(&case),
        number: again.number,
        recipient: recipient::shown(&again.recipient),
        sent: again.sent,
        left: again.left,
        until: show_time(again.until),
        warnings: warnings.into_iter().map(|warning| choice(page.language(), warning)).collect(),
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
    let words = Resending { sent, present: form.present, warnings: &form.warnings, code: &form.totp };
    match releases::resend(&page.app.desk(), &operator, *id, &words).await {
        Ok(()) => page.see_with(format!("/cases/{id}/handover"), "notice-mail-sent-again"),
        Err(NotResent::NoEntry(error)) => Err(no_entry(error)),
        Err(NotResent::Unconfirmed) => {
            let errors = FieldErrors::of("warnings", "release-warnings-open");
            answer(&page, &operator, *id, status, &form, &errors, 0).await
        }
        Err(NotResent::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            answer(&page, &operator, *id, status, &form, &errors, wait).await
        }
        Err(NotResent::Broken(breakage)) => Err(breakage.into()),
        Err(no) => Err(refused(&no, *id)),
    }
}

fn refused(no: &NotResent, id: CaseId) -> PageError {
    let key = match no {
        NotResent::Withdrawn => "resend-no-release-withdrawn",
        NotResent::Superseded => "resend-no-release-superseded",
        NotResent::Ended => "resend-no-release-ended",
        NotResent::Held => "resend-no-card-held",
        NotResent::Waiting => "resend-no-letter-waiting",
        NotResent::Alarm => "resend-no-letter-alarm",
        NotResent::WindowOver => "resend-no-window-over",
        NotResent::Limit => "resend-no-resend-limit",
        NotResent::AddressRefused => "resend-no-address-refused",
        NotResent::NothingGiven
        | NotResent::NoEntry(_)
        | NotResent::Absent
        | NotResent::Unconfirmed
        | NotResent::Code(_)
        | NotResent::Broken(_) => "resend-no-nothing-given",
    };
    debug_assert!(text_of(no).is_empty() || crate::texts::exists(key));
    PageError::refused(key, format!("/cases/{id}"))
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
            holder: "Niccolò D'Alò".to_owned(),
            number: "AN01-2026-000001-R1".to_owned(),
            recipient: "maria@example.it".to_owned(),
            sent: 1,
            left: 2,
            until: "07/02/2026 10:32".to_owned(),
            warnings: Vec::new(),
            wait: 12,
        };
        let page = rendered("resend/show.html", &context);
        assert!(page.contains("maria@example.it") && page.contains("07/02/2026 10:32"), "{page}");
        assert!(page.contains("name=\"sent\" value=\"1\"") && !page.contains('['), "{page}");
    }
}
