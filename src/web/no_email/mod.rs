// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step four for a holder without an e-mail address: the ways on, one page each.

mod letter;
mod trusted;

use super::acting::Acting;
use super::case_page::{Head, holder};
use super::error::{Answer, PageError};
use super::form::{Form, invalid};
use super::page::Page;
use super::paper;
use super::routes::Routes;
use super::warnings::Choice;
use crate::audit::{self, Entry};
use crate::cases::{self, Case, LeaveRefused, Step};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::pdf::{self, Said};
use crate::texts::Language;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};
use zeroize::Zeroizing;

/// Steps of the slip: `slip-no-email-1` …
const STEPS: usize = 4;

#[derive(Serialize)]
struct WaysPage {
    case: Head,
    /// Whether the policy has sealed letters.
    letter: bool,
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct LeaveForm {
    #[validate(custom(function = known))]
    outcome: String,
}

#[derive(Serialize)]
struct SlipPage<'a> {
    case: Head,
    form: &'a LeaveForm,
    outcomes: Vec<Choice>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/no-email", show);
    routes.get("/cases/{id}/no-email/slip", ask);
    routes.post("/cases/{id}/no-email/slip", leave);
    routes.get("/cases/{id}/no-email/paper", slip);
    trusted::routes(routes);
    letter::routes(routes);
}

fn known(outcome: &str) -> Result<(), ValidationError> {
    if ["open", "closed"].contains(&outcome) { Ok(()) } else { Err(invalid("no-email-outcome-needed")) }
}

/// An open case of the operator's; of a closed one, its page.
async fn open_case(page: &Page, operator: &Operator, id: CaseId) -> Result<Option<Case>, PageError> {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    Ok(Some(case).filter(Case::is_open))
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let Some(case) = open_case(&page, &operator, *id).await? else { return page.see(format!("/cases/{id}")) };
    let letter = page.policy_of(&case)?.contact().sealed_letter;
    page.render("no_email/choose.html", &WaysPage { case: Head::of(&page, &case, Step::Contact), letter })
}

async fn ask(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let Some(case) = open_case(&page, &operator, *id).await? else { return page.see(format!("/cases/{id}")) };
    let form = LeaveForm { outcome: "open".to_owned() };
    page.render("no_email/slip.html", &slip_page(&page, &case, &form))
}

fn slip_page<'a>(page: &Page, case: &Case, form: &'a LeaveForm) -> SlipPage<'a> {
    let outcomes =
        ["open", "closed"].map(|word| Choice::of(page.language(), word, &format!("no-email-outcome-{word}")));
    SlipPage { case: Head::of(page, case, Step::Contact), form, outcomes: outcomes.into() }
}

async fn leave(operator: Operator, form: Form<LeaveForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    if let Err(errors) = form.check() {
        return page.invalid("no_email/slip.html", &slip_page(&page, &case, &form), &errors);
    }
    let close = form.outcome == "closed";
    let left = cases::leave_without_email(&mut conn, &page.acting(&operator), *id, close).await;
    drop(conn);
    match left {
        Ok(()) if close => page.see_with("/", "notice-case-closed"),
        Ok(()) => page.see_with("/", "notice-case-left-open"),
        Err(LeaveRefused::Blocked(blocked)) => {
            Err(page.blocked(&operator, *id, "no_email.leave", blocked).await?)
        }
        Err(LeaveRefused::Asked) => {
            page.note_refused(cases::refused("no_email.leave", &operator, *id, "asked")).await?;
            Err(PageError::refused("refused-close-asked", format!("/cases/{id}")))
        }
    }
}

/// The slip that says what to bring and how to get an address.
async fn slip(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let office = page.office(&mut conn, case.counter.id).await?;
    let entry = Entry::new("no_email.print").by(operator.who()).holder(case.holder.id).case(*id);
    audit::record(&conn, &page.app.audit_key, entry, page.now()).await?;
    let language = case.contact.as_ref().map_or(Language::English, |contact| contact.language);
    let said = |key: &str| Said::of(language, key, &[]);
    let steps: Vec<Said> = (1..=STEPS).map(|step| said(&format!("slip-no-email-{step}"))).collect();
    let (holder, acting) = (holder(&case), Acting::of(page.policy_of(&case)?, &case, language)?);
    let slip = pdf::AdviceSlip {
        counter: office.view(),
        protocol: Some(case.protocol.as_str()),
        persons: acting.as_ref().map(|acting| acting.persons(&holder)),
        title: &said("slip-no-email-title"),
        steps: &steps,
        language,
        now: page.now(),
    };
    Ok(paper::pdf("promemoria.pdf", Zeroizing::new(pdf::advice_slip(&slip))))
}
