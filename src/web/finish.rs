// SPDX-License-Identifier: AGPL-3.0-or-later
//! The outermost layer: reference, log line, measures, headers, and the page of whatever went wrong.

use super::app::App;
use super::error::{PageError, Refusal};
use super::form::FieldErrors;
use super::page::Page;
use super::visitor::Visitor;
use super::{cookies, headers, routes};
use crate::audit::{self, Entry};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

/// What `errors/problem.html` shows.
#[derive(Serialize)]
pub(super) struct Problem {
    /// Begins the keys of the texts: `<key>-title`, `<key>-text`.
    pub(super) key: &'static str,
    /// The number to tell when asking for help; empty where nothing broke.
    pub(super) reference: String,
    /// Seconds to wait, where waiting helps.
    pub(super) seconds: i64,
}

/// What `errors/refused.html` shows.
#[derive(Serialize)]
pub(super) struct Refused {
    /// The sentence that names the rule.
    pub(super) sentence: String,
    /// What to do now; empty where the sentence says it all.
    pub(super) way_on: String,
    /// Where the link leads.
    pub(super) back: String,
}

/// The middleware around everything.
pub(super) async fn finish(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let began = Instant::now();
    let reference = Uuid::now_v7().simple().to_string()[20..].to_uppercase();
    let method = req.method().clone();
    let span = tracing::info_span!("request", %reference);
    async move {
        let (request, mut response) = match next.call(req).await {
            Ok(answer) => answer.map_into_boxed_body().into_parts(),
            // No layer below lets an error through: each turns it into a response. This is the way out all the same.
            Err(error) => return Err(error),
        };
        if let Some(error) = response.error() {
            let page = explain(&request, error, &reference).await;
            response = page.unwrap_or_else(|_| HttpResponse::new(response.status()));
        } else if response.status() == StatusCode::NOT_FOUND && request.match_pattern().is_none() {
            response = problem(&request, StatusCode::NOT_FOUND, "not-found", String::new(), 0);
        }
        greet(&request, &mut response);
        headers::put(&request, &mut response);
        let pattern = request.match_pattern().unwrap_or_else(|| "none".to_owned());
        measure(&method, &pattern, response.status(), began);
        Ok(ServiceResponse::new(request, response))
    }
    .instrument(span)
    .await
}

/// The page of an error. Only here a breakage is logged, and only once.
async fn explain(req: &HttpRequest, error: &Error, reference: &str) -> Result<HttpResponse, PageError> {
    let status = error.as_response_error().status_code();
    let Some(error) = error.as_error::<PageError>() else {
        // actix's own: a path or a header that it could not read
        return Ok(problem(
            req,
            status,
            if status == StatusCode::NOT_FOUND { "not-found" } else { "unreadable" },
            String::new(),
            0,
        ));
    };
    if let Some(way) = error.way() {
        return Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, way_from(req, error, way)))
            .finish());
    }
    let reference = reference.to_owned();
    Ok(match error {
        PageError::Unreadable => problem(req, status, "unreadable", String::new(), 0),
        PageError::TooLarge => problem(req, status, "too-large", String::new(), 0),
        PageError::NotFound => problem(req, status, "not-found", String::new(), 0),
        PageError::WrongMethod => {
            let mut answer = problem(req, status, "wrong-method", String::new(), 0);
            if let Ok(allowed) = allowed(req).parse() {
                answer.headers_mut().insert(header::ALLOW, allowed);
            }
            answer
        }
        PageError::Forbidden => {
            note_forbidden(req).await;
            problem(req, status, "forbidden", String::new(), 0)
        }
        PageError::Barred => problem(req, status, "barred", String::new(), 0),
        PageError::Elsewhere => {
            metrics::counter!("sportello_forms_from_elsewhere_total").increment(1);
            problem(req, status, "elsewhere", String::new(), 0)
        }
        PageError::TooMany { seconds } => problem(req, status, "too-many", String::new(), *seconds),
        PageError::ReadOnly => problem(req, status, "read-only", String::new(), 0),
        PageError::Refused(refusal) => refused(req, refusal)?,
        PageError::Broken(breakage) if breakage.is_away() => {
            tracing::error!(%breakage, "the database is away");
            let mut answer = problem(req, status, "away", reference, 5);
            answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("5"));
            answer
        }
        PageError::Broken(breakage) => {
            tracing::error!(%breakage, "a request broke");
            problem(req, status, "broken", reference, 0)
        }
        PageError::SignInFirst | PageError::Locked | PageError::ChooseCounter | PageError::Parked => {
            HttpResponse::new(status)
        }
    })
}

/// To sign in, with the page that was wanted; a form that was posted waits parked, its path is not a page.
fn way_from(req: &HttpRequest, error: &PageError, way: &str) -> String {
    let wanted = req.method() == Method::GET && req.path() != "/" && req.query_string().is_empty();
    match error {
        PageError::SignInFirst | PageError::Locked if wanted => format!("{way}?next={}", req.path()),
        _ => way.to_owned(),
    }
}

fn allowed(req: &HttpRequest) -> String {
    let pattern = req.match_pattern().unwrap_or_default();
    let here = routes::registry().iter().filter(|route| route.pattern == pattern);
    here.map(|route| route.method.as_str()).collect::<Vec<_>>().join(", ")
}

fn problem(
    req: &HttpRequest,
    status: StatusCode,
    key: &'static str,
    reference: String,
    seconds: i64,
) -> HttpResponse {
    let page = Page::of(req).and_then(|page| {
        let context = Problem { key, reference, seconds };
        page.render_with(status, "errors/problem.html", &context, &FieldErrors::default())
    });
    // A static file or a health check that does not exist: no layout, no session, and nobody reads it.
    page.unwrap_or_else(|_| HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(key))
}

fn refused(req: &HttpRequest, refusal: &Refusal) -> Result<HttpResponse, PageError> {
    let page = Page::of(req)?;
    let arguments =
        refusal.arguments.iter().map(|(name, value)| ((*name).into(), value.as_str().into())).collect();
    let text = |key: &str| crate::texts::text_named(page.language(), key, &arguments);
    let way_on = format!("{}-way-on", refusal.key);
    let context = Refused {
        sentence: text(refusal.key),
        way_on: if crate::texts::exists(&way_on) { text(&way_on) } else { String::new() },
        back: refusal.back.clone(),
    };
    page.render_with(refusal.status, "errors/refused.html", &context, &FieldErrors::default())
}

/// A call beyond one's role is in the register; if the register cannot be written now, it is at least counted.
async fn note_forbidden(req: &HttpRequest) {
    metrics::counter!("sportello_forbidden_total").increment(1);
    let pattern = req.match_pattern().unwrap_or_default();
    let (Some(app), Ok(visitor)) = (req.app_data::<web::Data<App>>(), Visitor::of(req)) else { return };
    let Some(session) = &visitor.session else { return };
    let entry =
        Entry::new("page.forbidden").by(session.who()).plain("method", req.method()).plain("route", pattern);
    if let Err(breakage) = audit::refuse(&app.pool, &app.audit_key, entry, visitor.now).await {
        tracing::error!(%breakage, "a forbidden call is not in the register");
    }
}

/// A browser that has no key gets one with its first page, and a notice that was shown is taken away.
fn greet(req: &HttpRequest, response: &mut HttpResponse) {
    let (Some(app), Ok(visitor)) = (req.app_data::<web::Data<App>>(), Visitor::of(req)) else { return };
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return;
    }
    let keyed = response.cookies().any(|cookie| cookie.name().ends_with("sportello"));
    let fresh = (visitor.fresh && !keyed).then(|| cookies::session(&app.settings, &visitor.key));
    let read = visitor.notice.is_some().then(|| cookies::notice_was_read(&app.settings));
    for cookie in fresh.into_iter().chain(read) {
        if let Err(error) = response.add_cookie(&cookie) {
            tracing::error!(%error, "a cookie could not be set");
        }
    }
}

fn measure(method: &Method, pattern: &str, status: StatusCode, began: Instant) {
    let seconds = began.elapsed().as_secs_f64();
    let labels = [
        ("method", method.as_str().to_owned()),
        ("route", pattern.to_owned()),
        ("status", status.as_str().to_owned()),
    ];
    metrics::counter!("sportello_requests_total", &labels).increment(1);
    metrics::histogram!("sportello_request_seconds", "route" => pattern.to_owned()).record(seconds);
    // The pattern and not the path: ids do not belong in a log that lives longer than the case.
    tracing::info!(%method, route = pattern, status = status.as_u16(), milliseconds = (seconds * 1000.0).round(), "request");
}
