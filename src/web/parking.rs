// SPDX-License-Identifier: AGPL-3.0-or-later
//! Forms that came with an ended or locked session: parked, shown again after the sign-in, sent by one click.

use super::app::App;
use super::error::{Answer, PageError};
use super::form::{Button, Form, Pairs, TOKEN, read_pairs};
use super::page::Page;
use super::routes::Routes;
use super::scan_upload::{Upload, is_upload};
use super::visitor::Visitor;
use crate::db;
use crate::ids::{OperatorId, ParkedFormId};
use crate::operators::{self, SignedIn};
use actix_web::dev::ServiceRequest;
use actix_web::http::header::LOCATION;
use actix_web::{HttpMessage, HttpResponse, web};
use serde::Serialize;

/// Where parked forms are shown.
pub(super) const PAGE: &str = "/session/parked";

/// Fields that are not kept: a token of the ended session is worthless, and secrets are not for keeping, neither the operator's nor
/// a caller's digits of the CIP.
const NOT_KEPT: [&str; 4] = [TOKEN, "totp", "password", "digits"];

/// The ends of paths whose forms take files, which are never kept.
const FILES: [&str; 2] = ["/scans", "/delegation/evidence"];

#[derive(Serialize)]
struct Parked {
    forms: Vec<ParkedView>,
}

#[derive(Serialize)]
struct ParkedView {
    id: ParkedFormId,
    at: String,
    /// Whether the form takes files: they are chosen again.
    files: bool,
    fields: Vec<(String, String)>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(PAGE, show);
    routes.post("/session/parked/{id}", send);
    routes.post("/session/parked/{id}/discard", discard);
}

/// Parks what a POST brought with a session that has ended. A button without fields is not worth keeping.
pub(super) async fn park(
    app: &App,
    visitor: &Visitor,
    req: &mut ServiceRequest,
    operator: OperatorId,
) -> Result<(), PageError> {
    let payload = req.take_payload();
    let pairs = match is_upload(req.request()) {
        // files are chosen again: what a browser read from a disk is not kept before anybody signed in
        true => Upload::begin(req.request(), payload).await?.without_files().await?,
        false => read_pairs(req.request(), payload).await?,
    };
    if !visitor.token_fits(pairs.first(TOKEN)) {
        return Err(PageError::Elsewhere);
    }
    keep(app, visitor, req.path(), &pairs, operator).await
}

/// Parks the fields of a form.
pub(super) async fn keep(
    app: &App,
    visitor: &Visitor,
    path: &str,
    pairs: &Pairs,
    operator: OperatorId,
) -> Result<(), PageError> {
    let fields: Vec<_> = pairs.iter().filter(|(name, _)| !NOT_KEPT.contains(name)).collect();
    let of_session = path.starts_with("/session") || path == "/language";
    if fields.iter().all(|(_, value)| value.is_empty()) || of_session {
        return Ok(());
    }
    let mut conn = db::connection(&app.pool).await?;
    let so_long = app.settings.sign_in.parked_for;
    operators::park(&mut conn, &app.secrets, operator, path, &fields, so_long, visitor.now).await?;
    Ok(())
}

/// Whether something waits for whoever has just signed in.
pub(super) async fn waits(page: &Page, operator: OperatorId) -> Result<bool, PageError> {
    let mut conn = page.connection().await?;
    Ok(!operators::parked_forms(&mut conn, &page.app.secrets, operator, page.now()).await?.is_empty())
}

async fn show(signed_in: SignedIn, page: Page) -> Answer {
    let mut conn = page.connection().await?;
    let forms = operators::parked_forms(&mut conn, &page.app.secrets, signed_in.id(), page.now()).await?;
    if forms.is_empty() {
        return page.see("/");
    }
    let view = |form: operators::ParkedForm| ParkedView {
        id: form.id,
        at: super::dates::time_of_day(form.parked_at),
        files: FILES.iter().any(|end| form.path.ends_with(end)),
        fields: form.fields,
    };
    page.render("session/parked.html", &Parked { forms: forms.into_iter().map(view).collect() })
}

/// 307: the browser posts the same fields, with today's token, to where they were meant for.
async fn send(signed_in: SignedIn, _: Form<Button>, page: Page, id: web::Path<ParkedFormId>) -> Answer {
    let mut conn = page.connection().await?;
    let path = operators::take_parked(&mut conn, signed_in.id(), *id).await?.ok_or(PageError::NotFound)?;
    Ok(HttpResponse::TemporaryRedirect().insert_header((LOCATION, path)).finish())
}

async fn discard(signed_in: SignedIn, _: Form<Button>, page: Page, id: web::Path<ParkedFormId>) -> Answer {
    let mut conn = page.connection().await?;
    operators::take_parked(&mut conn, signed_in.id(), *id).await?.ok_or(PageError::NotFound)?;
    page.see(PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_of_parked_forms_renders() {
        let fields = vec![("note".to_owned(), "<b>\"a\"".to_owned())];
        let forms = vec![ParkedView {
            id: ParkedFormId::new(chrono::Utc::now()),
            at: "10:32".into(),
            files: true,
            fields,
        }];
        let page = rendered("session/parked.html", &Parked { forms });
        assert!(page.contains("value=\"&lt;b&gt;&quot;a&quot;\""), "{page}");
    }
}
