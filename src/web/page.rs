// SPDX-License-Identifier: AGPL-3.0-or-later
//! The page that a handler answers with: its template, its typed context, and around it what every page shows.

use super::app::{App, Links};
use super::cookies;
use super::error::{Answer, PageError};
use super::form::{FieldError, FieldErrors};
use super::visitor::Visitor;
use crate::db::{self, Breakage};
use crate::operators::{Session, Step};
use crate::texts;
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::borrow::Cow;
use std::future::{Ready, ready};
use std::net::IpAddr;
use std::rc::Rc;
use tera::Context;

/// What a handler renders with; also the way to the application's parts.
pub(super) struct Page {
    pub(super) app: web::Data<App>,
    visitor: Rc<Visitor>,
    path: String,
}

/// What the layout shows on every page, `page` in the templates.
#[derive(Serialize)]
pub(super) struct Surroundings<'a> {
    language: &'static str,
    csrf: String,
    path: &'a str,
    region: &'a str,
    region_url: &'a str,
    links: &'a Links,
    version: &'static str,
    signed_in: Option<SignedInView>,
    notice: Option<&'a str>,
    /// An older state of the database came back.
    read_only: bool,
}

#[derive(Serialize)]
struct SignedInView {
    name: String,
    place_code: String,
    place_name: String,
    operates: bool,
    supervises: bool,
    administrates: bool,
    /// Whole seconds until the session ends if nothing is done.
    ends_in: i64,
    /// How many seconds before its end it is announced.
    announced: i64,
}

#[derive(Serialize, Default)]
struct ErrorsView {
    list: Vec<ErrorView>,
    by_field: std::collections::BTreeMap<String, String>,
}

#[derive(Serialize)]
struct ErrorView {
    field: String,
    message: String,
}

impl FromRequest for Page {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(req))
    }
}

impl Page {
    pub(super) fn of(req: &HttpRequest) -> Result<Self, PageError> {
        let app = req.app_data::<web::Data<App>>().cloned();
        let app = app.ok_or_else(|| Breakage::new("the application is not assembled"))?;
        Ok(Self { app, visitor: Visitor::of(req)?, path: req.path().to_owned() })
    }

    /// The time of this request.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.visitor.now
    }

    /// The language of this reader.
    pub(super) fn language(&self) -> texts::Language {
        self.visitor.language
    }

    /// The client's address.
    pub(super) fn address(&self) -> IpAddr {
        self.visitor.address
    }

    /// The visitor.
    pub(super) fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Whole seconds until a session ends if nothing is done.
    pub(super) fn ends_in(&self, session: &Session) -> i64 {
        let rules = &self.app.settings.sign_in;
        (session.ends_at(rules.idle, rules.absolute) - self.now()).num_seconds().max(0)
    }

    /// A connection to the database.
    pub(super) async fn connection(&self) -> Result<db::Lent, Breakage> {
        db::connection(&self.app.pool).await
    }

    /// The page, 200.
    pub(super) fn render(&self, template: &str, context: &impl Serialize) -> Answer {
        self.render_with(StatusCode::OK, template, context, &FieldErrors::default())
    }

    /// The form again, 422: what was typed stays, each error stands at its field and in the summary on top.
    pub(super) fn invalid(&self, template: &str, context: &impl Serialize, errors: &FieldErrors) -> Answer {
        self.render_with(StatusCode::UNPROCESSABLE_ENTITY, template, context, errors)
    }

    /// The page with a status and errors of its own.
    pub(super) fn render_with(
        &self,
        status: StatusCode,
        template: &str,
        context: &impl Serialize,
        errors: &FieldErrors,
    ) -> Answer {
        let page = self.html(template, context, errors).map_err(Breakage::new)?;
        Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page))
    }

    /// 303: the act is done, its page is there.
    pub(super) fn see(&self, path: impl Into<Cow<'static, str>>) -> Answer {
        Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, path.into().into_owned())).finish())
    }

    /// 303, with a sentence on the page that follows: the key of a text that begins with `notice-`.
    pub(super) fn see_with(&self, path: impl Into<Cow<'static, str>>, notice: &'static str) -> Answer {
        let mut answer = self.see(path)?;
        answer.add_cookie(&cookies::set_notice(&self.app.settings, notice)).map_err(Breakage::new)?;
        Ok(answer)
    }

    fn html(
        &self,
        template: &str,
        context: &impl Serialize,
        errors: &FieldErrors,
    ) -> Result<String, tera::Error> {
        let mut whole = Context::from_serialize(context)?;
        whole.insert("page", &self.surroundings());
        whole.insert("errors", &self.errors(errors));
        self.app.templates.render(self.visitor.language, template, &whole)
    }

    fn errors(&self, errors: &FieldErrors) -> ErrorsView {
        let mut view = ErrorsView::default();
        for error in errors.iter() {
            let arguments = error
                .arguments
                .iter()
                .map(|(name, value)| (Cow::Owned(name.clone()), value.as_str().into()))
                .collect();
            let message = texts::text_named(self.visitor.language, &sentence(error), &arguments);
            view.by_field.entry(error.field.clone()).or_insert_with(|| message.clone());
            view.list.push(ErrorView { field: error.field.clone(), message });
        }
        view
    }

    fn surroundings(&self) -> Surroundings<'_> {
        let settings = &self.app.settings;
        let session = self.visitor.session.as_ref().filter(|s| s.step() == Step::Full && !s.is_locked());
        Surroundings {
            language: self.visitor.language.of_pages().code(),
            csrf: self.visitor.key.form_token(),
            path: &self.path,
            region: &settings.region,
            region_url: &settings.region_url,
            links: &settings.links,
            version: env!("CARGO_PKG_VERSION"),
            notice: self.visitor.notice.as_deref(),
            read_only: self.app.halted.is(),
            signed_in: session.map(|session| SignedInView {
                name: session.full_name(),
                place_code: session.place().map(|place| place.code.clone()).unwrap_or_default(),
                place_name: session.place().map(|place| place.name.clone()).unwrap_or_default(),
                operates: session.operates(),
                supervises: session.supervises(),
                administrates: session.is_administrator(),
                ends_in: self.ends_in(session),
                announced: settings.sign_in.announced.num_seconds(),
            }),
        }
    }
}

/// The key of an error's sentence. "Fill this in" names the field where there are words for it (`required-<field>`), because
/// the summary shows the sentence alone.
fn sentence(error: &FieldError) -> Cow<'_, str> {
    let named = format!("required-{}", error.field.replace('_', "-"));
    if error.key == "field-required" && texts::exists(&named) {
        named.into()
    } else {
        error.key.as_str().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_is_named_where_there_are_words_for_it() {
        let told = |field, key| sentence(FieldErrors::of(field, key).iter().next().unwrap()).into_owned();
        assert_eq!(told("birth_place", "field-required"), "required-birth-place");
        assert_eq!(told("no_such_field", "field-required"), "field-required");
        assert_eq!(told("birth_place", "field-too-long"), "field-too-long");
    }
}
