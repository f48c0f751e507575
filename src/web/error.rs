// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a handler answers when it cannot answer with its page: input that is no form at all, a refusal, a breakage.
//!
//! Handlers map each variant of a use case's error by hand, in a match without `_ =>`. The page itself is made in one
//! place, [`super::finish`], because only there the reader's language and session are known.

use crate::db::Breakage;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

/// What every handler returns.
pub(super) type Answer = Result<HttpResponse, PageError>;

/// A rule that said no, in the reader's words. It is in the register already: the use case or the handler wrote it there.
#[derive(Debug)]
pub struct Refusal {
    /// The text's key in `locales/`; `<key>-way-on`, where it exists, tells what to do now.
    pub key: &'static str,
    /// Its arguments.
    pub arguments: Vec<(&'static str, String)>,
    /// Where the page's link leads.
    pub back: String,
    /// 409 where the case has moved on, 422 where the words were wrong, 403 where it is not theirs.
    pub status: StatusCode,
}

/// Why a request does not get the page that it asked for.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The body is no form, or a parameter of the path makes no sense.
    #[error("the request cannot be read")]
    Unreadable,
    /// More than a form may hold.
    #[error("the form is too large")]
    TooLarge,
    /// There is no such thing, or it is another counter's.
    #[error("not found")]
    NotFound,
    /// The address is right and the method is not.
    #[error("the method is not allowed here")]
    WrongMethod,
    /// The account's role does not reach so far.
    #[error("the role does not allow this")]
    Forbidden,
    /// The account behind the session was suspended or ended.
    #[error("the account was suspended or ended")]
    Barred,
    /// The form was not sent from one of our pages, or from one of an older session.
    #[error("the form does not come from a page of this session")]
    Elsewhere,
    /// There is no session, or it has ended.
    #[error("no session")]
    SignInFirst,
    /// The session is locked.
    #[error("the session is locked")]
    Locked,
    /// The counter is not chosen yet.
    #[error("no counter is chosen")]
    ChooseCounter,
    /// The form was given to this browser by an earlier session: it is parked, to be sent again with a click.
    #[error("the form is of an earlier session and was parked")]
    Parked,
    /// Too many tries in too short a time.
    #[error("too many tries")]
    TooMany {
        /// Seconds until the next try makes sense.
        seconds: i64,
    },
    /// An older state of the database came back: pages may be read and nothing may be done.
    #[error("the process may only read")]
    ReadOnly,
    /// A rule says no.
    #[error("refused: {}", .0.key)]
    Refused(Box<Refusal>),
    /// Something broke that no words caused.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl PageError {
    /// A refusal: the case is no longer as the page showed it, or a rule forbids the act.
    pub(super) fn refused(key: &'static str, back: impl Into<String>) -> Self {
        Self::refused_with(key, Vec::new(), back)
    }

    /// A refusal whose text has arguments.
    pub(super) fn refused_with(
        key: &'static str,
        arguments: Vec<(&'static str, String)>,
        back: impl Into<String>,
    ) -> Self {
        Self::Refused(Box::new(Refusal { key, arguments, back: back.into(), status: StatusCode::CONFLICT }))
    }

    /// Where the browser is sent instead of an error page, if it is.
    pub(super) fn way(&self) -> Option<&'static str> {
        match self {
            Self::SignInFirst => Some("/sign-in"),
            Self::Locked => Some("/session/locked"),
            Self::ChooseCounter => Some("/session/counter"),
            Self::Parked => Some(super::parking::PAGE),
            Self::Unreadable
            | Self::TooLarge
            | Self::NotFound
            | Self::WrongMethod
            | Self::Forbidden
            | Self::Barred
            | Self::Elsewhere
            | Self::TooMany { .. }
            | Self::ReadOnly
            | Self::Refused(_)
            | Self::Broken(_) => None,
        }
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden | Self::Barred | Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::SignInFirst | Self::Locked | Self::ChooseCounter | Self::Parked => StatusCode::SEE_OTHER,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::ReadOnly => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused(refusal) => refusal.status,
            Self::Broken(breakage) if breakage.is_away() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Without a body: `finish` puts the page into it.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
