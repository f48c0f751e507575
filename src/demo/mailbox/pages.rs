// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mailbox's pages.

use super::folder;
use crate::texts::{Language, text};
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, ContentType};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono_tz::Europe::Rome;
use std::path::PathBuf;
use std::sync::LazyLock;
use tera::{Context, Tera};

static TEMPLATES: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::default();
    // the names end in .html, so that values are escaped
    tera.add_raw_templates([
        ("frame.html", include_str!("frame.html")),
        ("list.html", include_str!("list.html")),
        ("mail.html", include_str!("mail.html")),
    ])
    .expect("the mailbox's templates are part of the program");
    tera
});

/// `GET /`: all mails, the newest first; looks again every three seconds.
pub(super) async fn list(request: HttpRequest, mails: web::Data<PathBuf>) -> HttpResponse {
    let mut context = words(&request);
    let rows: Vec<_> = folder::all(&mails)
        .into_iter()
        .map(|mail| {
            serde_json::json!({
                "name": mail.name,
                "arrived": mail.arrived.with_timezone(&Rome).format("%d/%m/%Y %H:%M:%S").to_string(),
                "from": mail.message.from,
                "to": mail.message.to,
                "subject": mail.message.subject,
            })
        })
        .collect();
    context.insert("mails", &rows);
    page("list.html", &context)
}

/// `GET /mail/{name}`: one mail, its text and below it the HTML in a frame without any rights.
pub(super) async fn mail(
    request: HttpRequest,
    mails: web::Data<PathBuf>,
    name: web::Path<String>,
) -> HttpResponse {
    let Some(mail) = folder::one(&mails, &name) else { return HttpResponse::NotFound().finish() };
    let mut context = words(&request);
    context.insert("name", &mail.name);
    context.insert("arrived", &mail.arrived.with_timezone(&Rome).format("%d/%m/%Y %H:%M:%S").to_string());
    context.insert("from", &mail.message.from);
    context.insert("to", &mail.message.to);
    context.insert("subject", &mail.message.subject);
    context.insert("text", &mail.message.text);
    context.insert("has_html", &mail.message.html.is_some());
    page("mail.html", &context)
}

/// `GET /mail/{name}/html`: the HTML part as it is.
pub(super) async fn html(mails: web::Data<PathBuf>, name: web::Path<String>) -> HttpResponse {
    match folder::one(&mails, &name).and_then(|mail| mail.message.html) {
        Some(html) => HttpResponse::Ok()
            .content_type(ContentType::html())
            .insert_header((
                CONTENT_SECURITY_POLICY,
                "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            ))
            .body(html),
        None => HttpResponse::NotFound().finish(),
    }
}

/// `GET /style.css`
pub(super) async fn style() -> HttpResponse {
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(include_str!("style.css"))
}

fn page(name: &str, context: &Context) -> HttpResponse {
    match TEMPLATES.render(name, context) {
        Ok(html) => HttpResponse::Ok().content_type(ContentType::html()).body(html),
        Err(error) => {
            tracing::error!(%error, name, "a page of the mailbox was not rendered");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// The page's words, in English for a browser that asks for it first.
fn words(request: &HttpRequest) -> Context {
    let asked =
        request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let language = if asked.starts_with("en") { Language::English } else { Language::Italian };
    let mut context = Context::new();
    context.insert("lang", language.code());
    for (name, key) in [
        ("title", "mailbox-title"),
        ("about", "mailbox-about"),
        ("empty", "mailbox-empty"),
        ("back", "mailbox-back"),
        ("from_label", "mailbox-from"),
        ("to_label", "mailbox-to"),
        ("arrived_label", "mailbox-arrived"),
        ("subject_label", "mailbox-subject"),
        ("html_label", "mailbox-html"),
    ] {
        context.insert(name, &text(language, key));
    }
    context
}
