// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor closes the day: what is open is listed, each dealt with or carried over with a reason, and a one-time code ends it.

use super::closing_views::{self as views, Typed};
use super::dates;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use crate::closing::{self, Desk, EndKind, Given, NotClosed, Reason};
use crate::operators::Supervisor;
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) const PAGE: &str = "/closing";

/// The three lists belong together: what is open, why it is carried over, and in which words.
#[derive(Default, Serialize, Deserialize, Validate)]
struct ClosingForm {
    /// The day, as `2026-11-22`: that of the page, which may be another by now.
    day: String,
    /// What was shown, as `sheet:` and an id.
    end: Vec<String>,
    reason: Vec<String>,
    words: Vec<String>,
    #[validate(custom(function = one_time_code::six_digits))]
    totp: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(PAGE, show);
    routes.post(PAGE, close);
}

impl Page {
    /// What closings are made with.
    pub(super) fn closings(&self) -> Desk<'_> {
        Desk { tools: self.app.tools(), now: self.now() }
    }
}

/// The page for a case that is not opened because a day is not closed.
pub(super) fn unclosed(since: NaiveDate) -> PageError {
    PageError::refused_with("refused-day-unclosed", vec![("day", dates::show(since))], "/")
}

/// The page for a case that is not opened because too much was left open.
pub(super) fn too_much(open: i64) -> PageError {
    PageError::refused_with("refused-too-much-open", vec![("count", open.to_string())], "/")
}

async fn show(supervisor: Supervisor, page: Page) -> Answer {
    answer(&page, &supervisor, StatusCode::OK, &[], |_| FieldErrors::default(), 0).await
}

async fn close(supervisor: Supervisor, form: Form<ClosingForm>, page: Page) -> Answer {
    let (typed, day) = (typed(&form)?, form.day.parse::<NaiveDate>().map_err(|_| PageError::Unreadable)?);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let again = async |errors: FieldErrors, wait: i64| {
        let all = |ends: &[closing::OpenEnd]| views::faults(ends, &typed).and(errors.clone());
        answer(&page, &supervisor, status, &typed, all, wait).await
    };
    if let Err(errors) = form.check() {
        return again(errors, 0).await;
    }
    let given: Vec<Given> = typed.iter().filter_map(Typed::given).collect();
    match closing::close(&page.closings(), &supervisor, day, &given, &form.totp).await {
        Ok(_) => page.see_with(format!("{PAGE}/{day}"), "notice-day-closed"),
        Err(NotClosed::Already) => page.see_with(format!("{PAGE}/{day}"), "notice-day-closed-before"),
        Err(NotClosed::NotThisDay) => Err(PageError::refused("closing-not-this-day", PAGE)),
        Err(NotClosed::Open(_) | NotClosed::Words) => again(FieldErrors::default(), 0).await,
        Err(NotClosed::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            again(errors, wait).await
        }
        Err(NotClosed::Broken(breakage)) => Err(breakage.into()),
    }
}

/// What was said of each thing that the page listed.
fn typed(form: &ClosingForm) -> Result<Vec<Typed>, PageError> {
    if form.end.len() != form.reason.len() || form.end.len() != form.words.len() {
        return Err(PageError::Unreadable);
    }
    let said = form.end.iter().zip(&form.reason).zip(&form.words);
    said.map(|((end, reason), words)| {
        let (kind, subject) = end.split_once(':').ok_or(PageError::Unreadable)?;
        Ok(Typed {
            kind: EndKind::from_key(kind).ok_or(PageError::Unreadable)?,
            subject: subject.parse().map_err(|_| PageError::Unreadable)?,
            reason: Reason::from_key(reason),
            words: words.clone(),
        })
    })
    .collect()
}

async fn answer(
    page: &Page,
    supervisor: &Supervisor,
    status: StatusCode,
    typed: &[Typed],
    errors: impl FnOnce(&[closing::OpenEnd]) -> FieldErrors,
    wait: i64,
) -> Answer {
    let mut conn = page.connection().await?;
    let standing = closing::standing(&mut conn, supervisor.counter_id(), page.now()).await?;
    let past = closing::past(&mut conn, supervisor.counter_id()).await?;
    drop(conn);
    let errors = errors(&standing.ends);
    let operates = supervisor.session().operates();
    let context = views::of(page, &standing, &past, typed, operates, wait);
    page.render_with(status, "closing/show.html", &context, &errors)
}
