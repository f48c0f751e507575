// SPDX-License-Identifier: AGPL-3.0-or-later
//! Checks by sample on pages: what was drawn at the counter chosen, and one thing drawn with what its check brought.

mod file;
mod views;

use super::desk::no_entry;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form, invalid};
use super::page::Page;
use super::routes::Routes;
use super::table_file;
use crate::ids::{CounterId, SampleId};
use crate::operators::Supervisor;
use crate::reports::files::Format;
use crate::samples::{self, Desk, Kind, NotRecorded, NotShown, NoteError, Outcome, Said, Which};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

const LIST: &str = "/samples";

/// The parameters of the list's address: a month as `2026-10-01`, a kind; a counter, which must be the one chosen.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    month: String,
    kind: String,
    counter: String,
}

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct ResultForm {
    #[validate(custom(function = known_outcome))]
    outcome: String,
    #[validate(custom(function = a_note))]
    note: String,
    /// How many results the page showed.
    seen: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(LIST, list);
    routes.get("/samples/figures/{format}", figures);
    routes.get("/samples/{sample}", show);
    routes.post("/samples/{sample}", record);
}

fn known_outcome(key: &str) -> Result<(), ValidationError> {
    Outcome::from_key(key).map(drop).ok_or_else(|| invalid("sample-outcome-missing"))
}

pub(super) fn a_note(note: &str) -> Result<(), ValidationError> {
    samples::check_note(note.trim()).map_err(|error| invalid(complaint(error)))
}

const fn complaint(error: NoteError) -> &'static str {
    match error {
        NoteError::TooLong => "field-too-long",
        NoteError::NamesSomebody => "sample-note-names",
    }
}

/// An address may name the counter, and then the one chosen: another one's figures are nobody's here.
pub(super) fn of_this_counter(supervisor: &Supervisor, counter: &str) -> Result<(), PageError> {
    match counter.parse::<CounterId>() {
        _ if counter.is_empty() => Ok(()),
        Ok(id) if id == supervisor.counter_id() => Ok(()),
        Ok(_) => Err(PageError::Forbidden),
        Err(_) => Err(PageError::Unreadable),
    }
}

impl Page {
    fn samples(&self) -> Desk<'_> {
        Desk { pool: &self.app.pool, audit_key: &self.app.audit_key, now: self.now() }
    }
}

impl Asked {
    /// The parameters of an address, as they mean: `month=2026-10-01&kind=telephone`. Empty where they mean nothing.
    fn address(&self) -> String {
        let Ok(Which { month, kind }) = self.read() else { return String::new() };
        let month = month.map(|month| format!("month={month}"));
        let kind = kind.map(|kind| format!("kind={}", kind.key()));
        month.into_iter().chain(kind).collect::<Vec<_>>().join("&")
    }

    fn read(&self) -> Result<Which, PageError> {
        let month = match self.month.as_str() {
            "" => None,
            text => {
                let day = text.parse::<NaiveDate>().ok().filter(|day| day.day() == 1);
                Some(day.ok_or(PageError::Unreadable)?)
            }
        };
        let kind = match self.kind.as_str() {
            "" => None,
            key => Some(Kind::from_key(key).ok_or(PageError::Unreadable)?),
        };
        Ok(Which { month, kind })
    }
}

async fn list(supervisor: Supervisor, page: Page, asked: Query<Asked>) -> Answer {
    of_this_counter(&supervisor, &asked.counter)?;
    let overview = samples::overview(&page.samples(), &supervisor, asked.read()?).await?;
    page.render("samples/list.html", &views::list(page.language(), &asked, overview))
}

/// The same figures as on the page, whatever the format.
async fn figures(supervisor: Supervisor, page: Page, format: Path<Format>, asked: Query<Asked>) -> Answer {
    of_this_counter(&supervisor, &asked.counter)?;
    let which = asked.read()?;
    let overview = samples::export(&page.samples(), &supervisor, which, *format).await?;
    let file = file::file(page.language(), which, &overview, page.now());
    table_file::answer(&page, &supervisor, *format, file).await
}

async fn show(supervisor: Supervisor, page: Page, id: Path<SampleId>) -> Answer {
    answer(&page, &supervisor, *id, StatusCode::OK, None, &FieldErrors::default()).await
}

async fn answer(
    page: &Page,
    supervisor: &Supervisor,
    id: SampleId,
    status: StatusCode,
    typed: Option<ResultForm>,
    errors: &FieldErrors,
) -> Answer {
    match samples::look(&page.samples(), supervisor, id).await {
        Ok(look) => {
            let context = views::show(page, &look, typed).await?;
            page.render_with(status, "samples/show.html", &context, errors)
        }
        Err(NotShown::Unknown) => Err(PageError::NotFound),
        Err(NotShown::NoEntry(error)) => Err(no_entry(error)),
        Err(NotShown::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn record(supervisor: Supervisor, form: Form<ResultForm>, page: Page, id: Path<SampleId>) -> Answer {
    let again = async |errors: FieldErrors| {
        let (status, typed) = (StatusCode::UNPROCESSABLE_ENTITY, Some(ResultForm::clone(&form)));
        answer(&page, &supervisor, *id, status, typed, &errors).await
    };
    let seen = form.seen.parse().map_err(|_| PageError::Unreadable)?;
    let outcome = match (form.check(), Outcome::from_key(&form.outcome)) {
        (Ok(()), Some(outcome)) => outcome,
        (checked, _) => return again(checked.err().unwrap_or_default()).await,
    };
    let said = Said { outcome, note: &form.note, seen };
    let back = format!("{LIST}/{}", *id);
    match samples::record(&page.samples(), &supervisor, *id, &said).await {
        // what the law wants next stands on the page itself
        Ok(()) if outcome.is_grave() => page.see_with(back, "notice-sample-recorded"),
        Ok(()) => page.see_with(LIST, "notice-sample-recorded"),
        Err(NotRecorded::Unknown) => Err(PageError::NotFound),
        Err(NotRecorded::NoEntry(error)) => Err(no_entry(error)),
        Err(NotRecorded::OwnAct) => Err(PageError::refused("sample-own-act", LIST)),
        Err(NotRecorded::Changed) => Err(PageError::refused("sample-changed", back)),
        Err(NotRecorded::OtherKind) => again(FieldErrors::of("outcome", "sample-outcome-missing")).await,
        Err(NotRecorded::TooFewCalls) => again(FieldErrors::of("outcome", "sample-too-few-calls")).await,
        Err(NotRecorded::NoNote) => again(FieldErrors::of("note", "sample-note-missing")).await,
        Err(NotRecorded::Note(error)) => again(FieldErrors::of("note", complaint(error))).await,
        Err(NotRecorded::Broken(breakage)) => Err(breakage.into()),
    }
}

#[cfg(test)]
mod tests;
