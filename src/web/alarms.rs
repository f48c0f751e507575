// SPDX-License-Identifier: AGPL-3.0-or-later
//! The policy's alarms about a delegate: what is remarkable, and the words with which an operator goes on.

use super::case_page::Head;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::warnings::{self, Choice};
use crate::cases::{self, Alarm, AlarmRefused, Case, Step};
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::texts::{self, Language};
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Default, Serialize, Deserialize, Validate)]
struct AlarmForm {
    ticked: Vec<String>,
    reason: String,
}

#[derive(Serialize)]
struct AlarmPage<'a> {
    case: Head,
    options: Vec<Choice>,
    form: &'a AlarmForm,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/alarms", show);
    routes.post("/cases/{id}/alarms", explain);
}

/// An alarm in words.
pub(super) fn words(language: Language, alarm: Alarm) -> String {
    let Alarm::ManyHolders { holders, days } = alarm;
    let arguments = [("holders", holders.into()), ("days", days.into())];
    texts::text_with(language, "alarm-delegate-many-holders", &arguments)
}

/// The alarms of a case that nobody has said a word on, in words; a holder in person costs no question.
pub(super) async fn open(page: &Page, conn: &mut Connection, case: &Case) -> Result<Vec<String>, Breakage> {
    if case.delegation.is_none() {
        return Ok(Vec::new());
    }
    let open = cases::unexplained_alarms(conn, page.policy_of(case)?, case, page.now()).await?;
    Ok(open.into_iter().map(|alarm| words(page.language(), alarm)).collect())
}

fn context<'a>(page: &Page, case: &Case, alarms: &[Alarm], form: &'a AlarmForm) -> AlarmPage<'a> {
    let option = |alarm: &Alarm| Choice {
        value: alarm.key().to_owned(),
        label: words(page.language(), *alarm),
        hint: String::new(),
    };
    AlarmPage { case: Head::of(page, case, Step::Check), options: alarms.iter().map(option).collect(), form }
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let open = cases::unexplained_alarms(&mut conn, page.policy_of(&case)?, &case, page.now()).await?;
    if open.is_empty() || !case.is_open() {
        return page.see(format!("/cases/{id}"));
    }
    page.render("delegation/alarms.html", &context(&page, &case, &open, &AlarmForm::default()))
}

async fn explain(operator: Operator, form: Form<AlarmForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let reasons = warnings::reasons(&form.ticked, &form.reason);
    let said = cases::explain_alarms(&mut conn, &page.acting(&operator), policy, *id, &reasons).await;
    drop(conn);
    match said {
        Ok(_) => page.see(format!("/cases/{id}")),
        Err(AlarmRefused::Unexplained(open)) => {
            let ticked = open.iter().all(|alarm| form.ticked.iter().any(|key| key == alarm.key()));
            let errors = match ticked {
                true => FieldErrors::of("reason", "warning-reason-needed"),
                false => FieldErrors::of("ticked", "warning-tick-needed"),
            };
            page.invalid("delegation/alarms.html", &context(&page, &case, &open, &form), &errors)
        }
        Err(AlarmRefused::Blocked(blocked)) => {
            Err::<_, PageError>(page.blocked(&operator, *id, "warning.override", blocked).await?)
        }
    }
}
