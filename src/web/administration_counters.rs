// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters as administrators see them: the list, one with its history, and the form to open and change one.

use super::counter_form::{CounterForm, FormPage, fields_wrong, form_page};
use super::counter_views::{CellView, RowView, different, rows};
use super::dates;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::routes::Routes;
use crate::counters::{self, CounterCode, Facts, Hand, KeepError, Kept};
use crate::operators::{Administrator, ReauthenticationError};
use actix_web::web::Path;
use serde::Serialize;

pub(super) const LIST: &str = "/administration/counters";

#[derive(Serialize)]
struct ListPage {
    open: Vec<LineView>,
    closed: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    code: String,
    name: String,
    body: String,
    municipality: String,
    telephone: String,
    closed: String,
}

#[derive(Serialize)]
struct ShowPage {
    code: String,
    name: String,
    opened: String,
    closed: String,
    rows: Vec<RowView>,
    history: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    act: String,
    at: String,
    by: String,
    cells: Vec<CellView>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(LIST, list);
    routes.post(LIST, open);
    routes.get("/administration/counters/new", new);
    routes.get("/administration/counters/{counter}", show);
    routes.get("/administration/counters/{counter}/edit", edit);
    routes.post("/administration/counters/{counter}/edit", change);
}

async fn list(_: Administrator, page: Page) -> Answer {
    let mut conn = page.connection().await?;
    let (closed, open) = counters::all(&mut conn, false)
        .await?
        .into_iter()
        .partition::<Vec<_>, _>(|kept| kept.closed_at.is_some());
    let lines = |kept: Vec<Kept>| kept.into_iter().map(line).collect();
    page.render("counters/list.html", &ListPage { open: lines(open), closed: lines(closed) })
}

fn line(kept: Kept) -> LineView {
    let Facts { code, name, body, municipality, telephone, .. } = kept.facts;
    let closed = kept.closed_at.map(dates::show_time).unwrap_or_default();
    LineView { code, name, body, municipality, telephone, closed }
}

async fn show(_: Administrator, page: Page, code: Path<String>) -> Answer {
    let mut conn = page.connection().await?;
    let kept = find(&mut conn, &code).await?;
    let history = counters::history(&mut conn, kept.id).await?;
    let change = |change: counters::Change| ChangeView {
        act: format!("counter-act-{}", change.act),
        at: dates::show_time(change.at),
        by: change.by.unwrap_or_default(),
        cells: change.before.map(|before| different(&before, &change.after)).unwrap_or_default(),
    };
    let shown = ShowPage {
        code: kept.facts.code.clone(),
        name: kept.facts.name.clone(),
        opened: dates::show_time(kept.opened_at),
        closed: kept.closed_at.map(dates::show_time).unwrap_or_default(),
        rows: rows(&page, &kept.facts),
        history: history.into_iter().map(change).collect(),
    };
    page.render("counters/show.html", &shown)
}

/// A counter by the code in an address.
pub(super) async fn find(conn: &mut crate::db::Connection, code: &str) -> Result<Kept, PageError> {
    let code: CounterCode = code.parse().map_err(|_| PageError::NotFound)?;
    counters::by_code(conn, &code).await?.ok_or(PageError::NotFound)
}

async fn new(_: Administrator, page: Page) -> Answer {
    let form = CounterForm::fresh();
    page.render("counters/edit.html", &form_page(&page, form, None, 0))
}

async fn edit(_: Administrator, page: Page, code: Path<String>) -> Answer {
    let mut conn = page.connection().await?;
    let kept = find(&mut conn, &code).await?;
    if kept.closed_at.is_some() {
        return Err(PageError::refused("counter-is-closed", format!("{LIST}/{code}")));
    }
    page.render("counters/edit.html", &form_page(&page, CounterForm::of(&kept), Some(&kept.facts.code), 0))
}

async fn open(administrator: Administrator, form: Form<CounterForm>, page: Page) -> Answer {
    keep(&administrator, &form, &page, None).await
}

async fn change(
    administrator: Administrator,
    form: Form<CounterForm>,
    page: Page,
    code: Path<String>,
) -> Answer {
    let code = {
        let mut conn = page.connection().await?;
        find(&mut conn, &code).await?.facts.code
    };
    keep(&administrator, &form, &page, Some(&code)).await
}

/// Opens a counter, or writes the one of `code` anew.
async fn keep(
    administrator: &Administrator,
    form: &Form<CounterForm>,
    page: &Page,
    code: Option<&str>,
) -> Answer {
    let again = |errors: FieldErrors, wait: i64| -> Answer {
        let shown: FormPage = form_page(page, CounterForm::clone(form), code, wait);
        page.invalid("counters/edit.html", &shown, &errors)
    };
    let judged = form.draft(code).judge();
    let wrong = fields_wrong(form, judged.as_ref().err());
    let facts = match judged {
        Ok(facts) if wrong.is_empty() => facts,
        Ok(_) | Err(_) => return again(wrong, 0),
    };
    let hand = page.hand(administrator, form.code_typed());
    let kept = match code {
        None => counters::open(&hand, &facts).await.map(drop),
        Some(_) => counters::change(&hand, form.seen()?, &facts).await,
    };
    let back = format!("{LIST}/{}", facts.code);
    match kept {
        Ok(()) => page.see_with(back, "notice-counter-kept"),
        Err(KeepError::Same) => page.see_with(back, "notice-counter-same"),
        Err(KeepError::Taken) => again(FieldErrors::of("code", "counter-fault-taken"), 0),
        Err(KeepError::Code(error)) => {
            let (errors, wait) = one_time_code::refused(error)?;
            again(errors, wait)
        }
        Err(error) => Err(refused(error, &facts.code)),
    }
}

pub(super) fn refused(error: KeepError, code: &str) -> PageError {
    let back = format!("{LIST}/{code}");
    match error {
        KeepError::Unknown => PageError::NotFound,
        KeepError::Closed => PageError::refused("counter-is-closed", back),
        KeepError::Changed => PageError::refused("counter-changed-meanwhile", back),
        KeepError::Taken => PageError::refused("counter-fault-taken", LIST),
        KeepError::Same | KeepError::WorkLeft(_) => PageError::refused("counter-work-left", back),
        KeepError::Code(ReauthenticationError::Broken(breakage)) | KeepError::Broken(breakage) => {
            breakage.into()
        }
        KeepError::Code(_) => PageError::SignInFirst,
    }
}

impl Page {
    /// Who keeps counters, with the one-time code that was typed.
    pub(super) fn hand<'a>(&'a self, administrator: &'a Administrator, code: &'a str) -> Hand<'a> {
        Hand { tools: self.app.tools(), administrator, code, now: self.now() }
    }

    /// A text in this reader's language.
    pub(super) fn say(&self, key: &str) -> String {
        crate::texts::text(self.language().of_pages(), key)
    }
}
