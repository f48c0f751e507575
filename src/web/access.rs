// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who may call a route: the first argument of its handler says so, and nothing else does.
//!
//! `async fn save(operator: Operator, form: Form<…>, page: Page, id: Path<CaseId>) -> Answer`: because the handler takes an
//! [`Operator`], the route is an operator's, in the register of routes as well as when it is called. A handler whose first
//! argument is not a permission, or a POST whose second is not a checked [`Form`] or [`Upload`], does not compile.

use super::error::PageError;
use super::form::Form;
use super::scan_upload::Upload;
use super::visitor::Visitor;
use crate::operators::{Administrator, CounterStaff, Operator, Session, SignedIn, Supervisor};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};
use std::sync::Arc;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    /// Everybody, also without a session.
    Anyone,
    /// Everybody who is signed in.
    SignedIn,
    /// Operators of the counter chosen.
    Operator,
    /// Supervisors of the counter chosen.
    Supervisor,
    /// Operators and supervisors of the counter chosen.
    CounterStaff,
    /// Administrators.
    Administrator,
}

/// No permission is needed; the session, where there is one, comes along.
pub(super) struct Anyone {
    /// The living session of this browser, at whatever step.
    pub(super) session: Option<Arc<Session>>,
}

/// A first argument of a handler.
pub(super) trait Permission: FromRequest {
    const ACCESS: Access;
}

/// The arguments of a handler whose first is a permission.
pub(super) trait Guarded {
    const ACCESS: Access;
}

/// The arguments of a handler whose first is a permission and whose second is a form, or an upload, with a checked token.
pub(super) trait Posted: Guarded {}

macro_rules! arguments {
    (form $($more:ident)*) => {
        impl<P: Permission, T, $($more),*> Posted for (P, Form<T>, $($more,)*) {}
    };
    (upload $($more:ident)*) => {
        impl<P: Permission, $($more),*> Posted for (P, Upload, $($more,)*) {}
    };
    ($($more:ident)*) => {
        impl<P: Permission, $($more),*> Guarded for (P, $($more,)*) {
            const ACCESS: Access = P::ACCESS;
        }
    };
}
arguments!();
arguments!(A);
arguments!(A B);
arguments!(A B C);
arguments!(A B C D);
arguments!(A B C D E);
arguments!(form);
arguments!(form A);
arguments!(form A B);
arguments!(form A B C);
arguments!(form A B C D);
arguments!(upload A B);

impl FromRequest for Anyone {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Visitor::of(req).map(|visitor| Self { session: visitor.session.clone() }))
    }
}

impl Permission for Anyone {
    const ACCESS: Access = Access::Anyone;
}

macro_rules! permission {
    ($($name:ident)*) => {$(
        impl FromRequest for $name {
            type Error = PageError;
            type Future = Ready<Result<Self, PageError>>;

            fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready(Visitor::of(req).and_then(|visitor| {
                    let session = visitor.session.as_ref().ok_or(PageError::SignInFirst)?;
                    Self::of(session).ok_or_else(|| missing(session, Access::$name))
                }))
            }
        }

        impl Permission for $name {
            const ACCESS: Access = Access::$name;
        }
    )*};
}
permission!(SignedIn Operator Supervisor CounterStaff Administrator);

/// Why a living session does not give a permission.
fn missing(session: &Session, needed: Access) -> PageError {
    use crate::operators::Step;
    let counter_needed = matches!(needed, Access::Operator | Access::Supervisor | Access::CounterStaff);
    match session.step() {
        Step::Password => PageError::SignInFirst,
        Step::Full if session.is_locked() => PageError::Locked,
        Step::Full if counter_needed && session.place().is_none() && !session.is_administrator() => {
            PageError::ChooseCounter
        }
        Step::Full => PageError::Forbidden,
    }
}
