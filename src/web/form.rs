// SPDX-License-Identifier: AGPL-3.0-or-later
//! Forms: raw texts as they were typed, the token of the session, and what is wrong with which field.
//!
//! A form is a struct of `String`, `Vec<String>` (checkboxes of one name), `Option<String>` or `bool` (one checkbox) with
//! `#[derive(Deserialize, Serialize, Validate)]`. A field that the browser did not send is empty, one that was sent twice counts once, fields that nobody asked
//! for are ignored. Line ends are `\n`. Control characters, bytes that are not UTF-8 and over-long values never get further
//! than here: they are errors of their field.

mod errors;
mod fields;
mod read;

pub(super) use errors::{FieldError, FieldErrors, checked, invalid};
pub(super) use read::{LIMIT, Pairs, read_pairs};

use super::app::App;
use super::error::PageError;
use super::parking;
use super::visitor::Visitor;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use validator::Validate;

/// The name of the hidden field with the session's token.
pub(super) const TOKEN: &str = "csrf";

/// A posted form whose token was right. Reads through to the struct.
pub(super) struct Form<T> {
    value: T,
    unfit: FieldErrors,
    order: &'static [&'static str],
}

impl<T> std::ops::Deref for Form<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Form<T> {
    /// The struct itself.
    pub(super) fn into_inner(self) -> T {
        self.value
    }
}

impl<T: DeserializeOwned> Form<T> {
    /// The struct of fields that were let in.
    pub(super) fn of(pairs: &Pairs) -> Result<Self, PageError> {
        let (value, order) = fields::read::<T>(pairs).map_err(|_| PageError::Unreadable)?;
        Ok(Self { value, unfit: pairs.unfit(), order })
    }
}

impl<T: Validate> Form<T> {
    /// Every check of every field at once, in the order of the struct's fields.
    ///
    /// # Errors
    /// What is wrong with which field, for [`Page::invalid`](super::page::Page::invalid).
    pub(super) fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = self.unfit.clone();
        if let Err(found) = self.value.validate() {
            errors.merge(found);
        }
        errors.sorted(self.order).into_result()
    }
}

/// A form without fields of its own: a button.
#[derive(serde::Deserialize, serde::Serialize, Validate)]
pub(super) struct Button {}

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = PageError;
    type Future = LocalBoxFuture<'static, Result<Self, PageError>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::of(req);
        let pairs = read_pairs(req, payload.take());
        let app = req.app_data::<web::Data<App>>().cloned();
        let path = req.path().to_owned();
        Box::pin(async move {
            let pairs = pairs.await?;
            admit(&*visitor?, app.as_ref(), &path, &pairs).await?;
            Self::of(&pairs)
        })
    }
}

/// Lets a form in whose token is this session's. One of a page that was open since before the sign-in is parked: what was typed on
/// it is not lost.
pub(super) async fn admit(
    visitor: &Visitor,
    app: Option<&web::Data<App>>,
    path: &str,
    pairs: &Pairs,
) -> Result<(), PageError> {
    let token = pairs.first(TOKEN);
    if visitor.token_fits(token) {
        return Ok(());
    }
    let known = visitor.session.as_ref().filter(|session| session.knew_token(token));
    let (Some(session), Some(app)) = (known, app) else { return Err(PageError::Elsewhere) };
    parking::keep(app, visitor, path, pairs, session.operator_id()).await?;
    Err(PageError::Parked)
}
