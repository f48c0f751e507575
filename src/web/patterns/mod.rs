// SPDX-License-Identifier: AGPL-3.0-or-later
//! Patterns worth a look, for the counter chosen: the rules with their counts, what each finds, and who has looked.

mod asked;
mod file;
mod views;

use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::samples::of_this_counter;
use super::table_file;
use crate::db::Breakage;
use crate::operators::Supervisor;
use crate::patterns::{self, NotLooked, Pattern};
use crate::policy::{SupervisionRules, rome_date};
use crate::reports::files::Format;
use crate::reports::{self, Desk, Period};
use crate::samples::NoteError;
use actix_web::web::{Path, Query};
use asked::Asked;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::Validate;

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct LookForm {
    subject: String,
    from: String,
    to: String,
    #[validate(custom(function = super::samples::a_note))]
    note: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/patterns", list);
    routes.get("/patterns/figures/{format}", figures);
    routes.get("/patterns/{pattern}", show);
    routes.post("/patterns/{pattern}", look);
}

/// What the pages read with; a refusal in words where this installation has no role for reports.
fn desk(page: &Page) -> Result<Desk<'_>, PageError> {
    let reports = page.app.reports.as_ref().ok_or_else(|| PageError::refused("reports-not-set-up", "/"))?;
    Ok(Desk { pool: &page.app.pool, reports, audit_key: &page.app.audit_key, now: page.now() })
}

/// The thresholds of today.
fn rules(page: &Page) -> Result<SupervisionRules, PageError> {
    let policy = page.app.policies.on(rome_date(page.now()));
    let policy = policy.ok_or_else(|| Breakage::new("no policy is in force"))?;
    Ok(*policy.supervision())
}

async fn list(supervisor: Supervisor, page: Page, asked: Query<Asked>) -> Answer {
    of_this_counter(&supervisor, &asked.counter)?;
    let (desk, rules) = (desk(&page)?, rules(&page)?);
    let asked = asked.into_inner().completed(page.now());
    let period = match asked.period() {
        Ok(period) => period,
        Err(errors) => {
            return page.invalid("patterns/list.html", &views::list(&page, &asked, &rules, None), &errors);
        }
    };
    let counts = patterns::overview(&desk, &supervisor, &rules, period).await?;
    page.render("patterns/list.html", &views::list(&page, &asked, &rules, Some((period, &counts))))
}

/// The same figures as on the page, whatever the format.
async fn figures(supervisor: Supervisor, page: Page, format: Path<Format>, asked: Query<Asked>) -> Answer {
    of_this_counter(&supervisor, &asked.counter)?;
    let (desk, rules) = (desk(&page)?, rules(&page)?);
    // these addresses are made by our own pages
    let Ok(period) = asked.into_inner().completed(page.now()).period() else {
        return Err(PageError::Unreadable);
    };
    let counts = patterns::export(&desk, &supervisor, &rules, period, *format).await?;
    let file = file::file(page.language(), &rules, period, &counts);
    table_file::answer(&page, &supervisor, *format, file).await
}

async fn show(supervisor: Supervisor, page: Page, pattern: Path<Pattern>, asked: Query<Asked>) -> Answer {
    of_this_counter(&supervisor, &asked.counter)?;
    let asked = asked.into_inner().completed(page.now());
    // these addresses are made by our own pages
    let (Ok(period), Some(at)) = (asked.period(), asked.page()) else { return Err(PageError::Unreadable) };
    let none = (LookForm::default(), FieldErrors::default());
    answer(&page, &supervisor, (*pattern, period, at), none).await
}

async fn answer(
    page: &Page,
    supervisor: &Supervisor,
    (pattern, period, at): (Pattern, Period, i64),
    (typed, errors): (LookForm, FieldErrors),
) -> Answer {
    let (desk, rules) = (desk(page)?, rules(page)?);
    let colleagues = reports::colleagues(&desk, supervisor).await?;
    let found = patterns::findings(&desk, supervisor, &rules, (pattern, period), at).await?;
    let context = views::show(page, &rules, (pattern, period, at), found, &colleagues, typed);
    match errors.is_empty() {
        true => page.render("patterns/show.html", &context),
        false => page.invalid("patterns/show.html", &context, &errors),
    }
}

async fn look(supervisor: Supervisor, form: Form<LookForm>, page: Page, pattern: Path<Pattern>) -> Answer {
    let asked = Asked { from: form.from.clone(), to: form.to.clone(), ..Asked::default() };
    let (Ok(period), Ok(subject)) = (asked.period(), form.subject.parse::<Uuid>()) else {
        return Err(PageError::Unreadable);
    };
    let again = async |errors: FieldErrors| {
        let typed = LookForm::clone(&form);
        answer(&page, &supervisor, (*pattern, period, 1), (typed, errors)).await
    };
    if let Err(errors) = form.check() {
        return again(errors).await;
    }
    let back = format!("/patterns/{}?{}", pattern.name(), asked::address(period));
    let (desk, rules) = (desk(&page)?, rules(&page)?);
    let looked =
        patterns::look_at(&desk, &supervisor, &rules, (*pattern, period), (subject, &form.note)).await;
    match looked {
        Ok(()) => page.see_with(back, "notice-pattern-looked"),
        Err(NotLooked::Unknown) => Err(PageError::NotFound),
        Err(NotLooked::NoNote) => again(FieldErrors::of("note", "pattern-note-missing")).await,
        Err(NotLooked::Note(NoteError::TooLong)) => again(FieldErrors::of("note", "field-too-long")).await,
        Err(NotLooked::Note(NoteError::NamesSomebody)) => {
            again(FieldErrors::of("note", "sample-note-names")).await
        }
        Err(NotLooked::Broken(breakage)) => Err(breakage.into()),
    }
}

#[cfg(test)]
mod tests;
