// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lists of facts as files: asked for, looked after while they are made, fetched.

use super::asked::Asked;
use super::desk;
use super::export_view::ExportView;
use crate::ids::ExportId;
use crate::operators::Supervisor;
use crate::reports::Report;
use crate::reports::exports::{self, AskRefused, State, Wish, file_name};
use crate::reports::files::Format;
use crate::web::error::{Answer, PageError};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::routes::Routes;
use crate::web::table_file::attachment;
use actix_web::body::SizedStream;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Bytes, Path};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Seconds until a page without script looks again how far a file is.
const AGAIN: &str = "2";

#[derive(Deserialize, Serialize, Validate)]
struct ExportForm {
    from: String,
    to: String,
    operator: String,
    kind: String,
    outcome: String,
    format: String,
}

#[derive(Serialize)]
struct Exports {
    exports: Vec<ExportView>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/reports/exports", list);
    // the page looks again by itself while the file is made
    routes.poll("/reports/exports/{export}", show);
    routes.get("/reports/exports/{export}/file", file);
    routes.post("/reports/{report}/exports", ask);
}

async fn ask(supervisor: Supervisor, form: Form<ExportForm>, page: Page, report: Path<Report>) -> Answer {
    let desk = desk(&page)?;
    let ExportForm { from, to, operator, kind, outcome, format } = form.into_inner();
    let asked = Asked { from, to, operator, kind, outcome, page: String::new() };
    // these fields are filled by our own pages
    let (Ok(filter), Some(format)) = (asked.read(), Format::from_key(&format)) else {
        return Err(PageError::Unreadable);
    };
    let wish = Wish { report: *report, filter, format, language: page.language() };
    match exports::ask(&desk, &supervisor, &wish).await {
        Ok(id) => page.see(format!("/reports/exports/{id}")),
        Err(AskRefused::TooMany) => Err(PageError::refused("export-too-many", "/reports/exports")),
        Err(AskRefused::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn list(supervisor: Supervisor, page: Page) -> Answer {
    let found = exports::list(&desk(&page)?, &supervisor).await?;
    let exports = found.iter().map(|export| ExportView::of(page.language(), export)).collect();
    page.render("reports/exports.html", &Exports { exports })
}

async fn show(supervisor: Supervisor, page: Page, id: Path<ExportId>) -> Answer {
    let export = exports::find(&desk(&page)?, &supervisor, *id).await?.ok_or(PageError::NotFound)?;
    let view = ExportView::of(page.language(), &export);
    let mut answer = page.render("reports/export.html", &view)?;
    if export.state.may_change() {
        let again = HeaderName::from_static("refresh");
        answer.headers_mut().insert(again, HeaderValue::from_static(AGAIN));
    }
    Ok(answer)
}

/// The file, piece after piece: it is never whole in memory.
async fn file(supervisor: Supervisor, page: Page, id: Path<ExportId>) -> Answer {
    let desk = desk(&page)?;
    let export = exports::find(&desk, &supervisor, *id).await?.ok_or(PageError::NotFound)?;
    let State::Ready { bytes, .. } = export.state else {
        return Err(PageError::refused("export-gone", format!("/reports/exports/{id}")));
    };
    exports::fetched(&desk, &supervisor, &export).await?;
    let Wish { report, filter, format, .. } = &export.wish;
    let name = file_name(*report, &supervisor.place().code, filter, *format);
    let (pool, id) = (page.app.pool.clone(), export.id);
    let pieces = stream::try_unfold(0, move |ordinal| {
        let pool = pool.clone();
        async move {
            let piece = exports::piece(&pool, id, ordinal).await?;
            Ok::<_, crate::db::Breakage>(piece.map(|piece| (Bytes::from(piece), ordinal + 1)))
        }
    });
    Ok(attachment(*format, &name).body(SizedStream::new(u64::try_from(bytes).unwrap_or(0), pieces)))
}
