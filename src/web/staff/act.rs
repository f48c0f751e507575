// SPDX-License-Identifier: AGPL-3.0-or-later
//! One act on an account, with its reason and a one-time code: the same page for each.

use super::LIST;
use super::person::acts;
use super::refused::told;
use super::views::{self, some_words};
use crate::ids::{DutyId, OperatorId};
use crate::operators::Administrator;
use crate::operators::staff::{self, Said, StaffError, Wanted};
use crate::web::error::{Answer, PageError};
use crate::web::form::{FieldErrors, Form};
use crate::web::one_time_code::six_digits;
use crate::web::page::Page;
use crate::web::routes::Routes;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct ActForm {
    #[validate(custom(function = some_words))]
    reason: String,
    #[validate(custom(function = six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct ActPage<'a> {
    /// The end of text keys.
    act: &'a str,
    name: String,
    /// The duty that would end; else empty.
    duty: String,
    back: String,
    action: String,
    reason: &'a str,
    wait: i64,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/administration/staff/{id}/acts/{act}", ask);
    routes.post("/administration/staff/{id}/acts/{act}", take);
    routes.get("/administration/staff/{id}/duties/{duty}/end", ask_end);
    routes.post("/administration/staff/{id}/duties/{duty}/end", take_end);
}

async fn answer(
    page: &Page,
    (id, act, duty): (OperatorId, &str, Option<DutyId>),
    status: StatusCode,
    (form, wait): (&ActForm, i64),
    errors: &FieldErrors,
) -> Answer {
    let (line, _) = views::person(page, id).await?;
    let back = format!("{LIST}/{id}");
    let held = line.duties.iter().find(|held| Some(held.id) == duty && held.lasts(page.now()));
    if duty.is_some() && held.is_none() || duty.is_none() && !acts(&line).contains(&act) {
        return Err(PageError::refused("staff-changed", back));
    }
    let view = ActPage {
        act,
        name: format!("{} {}", line.name, line.surname),
        duty: held
            .map(|held| views::duty(page.language(), &line, held, page.now()).words)
            .unwrap_or_default(),
        action: match duty {
            Some(duty) => format!("{back}/duties/{duty}/end"),
            None => format!("{back}/acts/{act}"),
        },
        back,
        reason: &form.reason,
        wait,
    };
    page.render_with(status, "staff/act.html", &view, errors)
}

/// The acts that the page knows, and the notice that follows each.
fn notice(act: &str) -> Result<&'static str, PageError> {
    Ok(match act {
        "suspend" => "notice-staff-suspended",
        "restore" => "notice-staff-restored",
        "end" => "notice-staff-ended",
        "link" => "notice-staff-link",
        "second-factor" | "administrator" => "notice-staff-asked",
        _ => return Err(PageError::NotFound),
    })
}

async fn ask(_: Administrator, page: Page, ids: Path<(OperatorId, String)>) -> Answer {
    notice(&ids.1)?;
    let form = ActForm::default();
    answer(&page, (ids.0, &ids.1, None), StatusCode::OK, (&form, 0), &FieldErrors::default()).await
}

async fn take(by: Administrator, form: Form<ActForm>, page: Page, ids: Path<(OperatorId, String)>) -> Answer {
    let (id, act) = (ids.0, ids.1.as_str());
    let notice = notice(act)?;
    let what = (id, act, None);
    if let Err(errors) = form.check() {
        return answer(&page, what, StatusCode::UNPROCESSABLE_ENTITY, (&form, 0), &errors).await;
    }
    let (office, now) = (page.staff_office()?, page.now());
    let said = Said { reason: &form.reason, code: &form.totp };
    let done = match act {
        "suspend" => staff::suspend(&office, &by, id, said, now).await,
        "restore" => staff::restore(&office, &by, id, said, now).await,
        "end" => staff::end(&office, &by, id, said, now).await,
        "link" => staff::send_link(&office, &by, id, said, now).await,
        "administrator" => staff::ask(&office, &by, id, Wanted::Administrator, said, now).await.map(drop),
        _ => staff::ask(&office, &by, id, Wanted::SecondFactor, said, now).await.map(drop),
    };
    done_or_again(&page, what, &form, done, notice).await
}

async fn ask_end(_: Administrator, page: Page, ids: Path<(OperatorId, DutyId)>) -> Answer {
    let form = ActForm::default();
    answer(&page, (ids.0, "end-duty", Some(ids.1)), StatusCode::OK, (&form, 0), &FieldErrors::default()).await
}

async fn take_end(
    by: Administrator,
    form: Form<ActForm>,
    page: Page,
    ids: Path<(OperatorId, DutyId)>,
) -> Answer {
    let what = (ids.0, "end-duty", Some(ids.1));
    if let Err(errors) = form.check() {
        return answer(&page, what, StatusCode::UNPROCESSABLE_ENTITY, (&form, 0), &errors).await;
    }
    let said = Said { reason: &form.reason, code: &form.totp };
    let done = staff::end_duty(&page.staff_office()?, &by, *ids, said, page.now()).await;
    done_or_again(&page, what, &form, done, "notice-staff-duty-ended").await
}

async fn done_or_again(
    page: &Page,
    what: (OperatorId, &str, Option<DutyId>),
    form: &ActForm,
    done: Result<(), StaffError>,
    notice: &'static str,
) -> Answer {
    let back = format!("{LIST}/{}", what.0);
    match done {
        Ok(()) => page.see_with(back, notice),
        Err(error) => {
            let (errors, wait) = told(error, back)?;
            answer(page, what, StatusCode::UNPROCESSABLE_ENTITY, (form, wait), &errors).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_renders_for_every_act() {
        for act in ["suspend", "restore", "end", "link", "second-factor", "administrator", "end-duty"] {
            let view = ActPage {
                act,
                name: "D'Alò".into(),
                duty: "Operatore, AN01".into(),
                back: "/b".into(),
                action: "/a".into(),
                reason: "<b>",
                wait: 3,
            };
            assert!(rendered("staff/act.html", &view).contains("&lt;b&gt;"));
            assert!(notice(act).is_ok() || act == "end-duty");
        }
    }
}
