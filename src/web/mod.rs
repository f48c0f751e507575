// SPDX-License-Identifier: AGPL-3.0-or-later
//! The web edge: pages, forms, sessions. The one place where features meet.
//!
//! How a page is made: `web/<noun>.rs` has a `routes` function and its handlers, `templates/<noun>/` their templates.
//! ```ignore
//! pub(super) fn routes(routes: &mut Routes) {
//!     routes.get("/cases/{id}/contact", show);
//!     routes.post("/cases/{id}/contact", save);
//! }
//! async fn save(operator: Operator, form: Form<ContactForm>, page: Page, id: Path<CaseId>) -> Answer {
//!     if let Err(errors) = form.check() {
//!         return page.invalid("contact/edit.html", &Edit { form: &*form, id: *id }, &errors);
//!     }
//!     …
//!     page.see(format!("/cases/{id}/check"))
//! }
//! ```
//! The first argument is the permission, a POST's second is the form, whose token is checked by its being there.

mod access;
mod app;
mod assets;
mod cookies;
mod error;
mod finish;
mod form;
mod headers;
mod health;
mod home;
mod language;
mod page;
mod parking;
mod routes;
mod run;
mod session;
mod sign_in;
mod templates;
mod visitor;

pub use access::Access;
pub use app::{App, Clock, Links, Parts, Settings};
pub use routes::{RouteInfo, registry};
pub use run::{ServeConfig, ServeError, configure, run, server};
pub use templates::TemplateError;

use routes::Routes;

/// Every noun's routes.
fn all_routes() -> Routes {
    let mut routes = Routes::default();
    for noun in [
        home::routes,
        language::routes,
        parking::routes,
        session::routes,
        sign_in::routes,
    ] {
        noun(&mut routes);
    }
    routes
}
