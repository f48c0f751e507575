// SPDX-License-Identifier: AGPL-3.0-or-later
//! Where else somebody is signed in, and the way to end it.

use super::dates::show_time;
use super::error::{Answer, PageError};
use super::form::{Button, Form};
use super::page::Page;
use super::routes::Routes;
use crate::ids::SessionId;
use crate::operators::{SignedIn, staff};
use actix_web::web::Path;
use serde::Serialize;

const PAGE: &str = "/session/own";

#[derive(Serialize)]
struct OwnPage {
    sessions: Vec<SessionView>,
}

#[derive(Serialize)]
struct SessionView {
    id: SessionId,
    address: String,
    began: String,
    seen: String,
    /// The one that shows this page.
    here: bool,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(PAGE, show);
    routes.post("/session/own/{id}/end", end);
}

async fn show(signed_in: SignedIn, page: Page) -> Answer {
    let mut conn = page.connection().await?;
    let session = signed_in.session();
    let own = staff::own_sessions(&mut conn, page.app.tools(), session, page.now()).await?;
    let view = |own: staff::OwnSession| SessionView {
        id: own.id,
        here: own.id == session.id(),
        began: show_time(own.began_at),
        seen: show_time(own.seen_at),
        address: own.address,
    };
    page.render("session/own.html", &OwnPage { sessions: own.into_iter().map(view).collect() })
}

async fn end(signed_in: SignedIn, _: Form<Button>, page: Page, id: Path<SessionId>) -> Answer {
    match staff::end_own_session(page.app.tools(), signed_in.session(), *id, page.now()).await? {
        true => page.see_with(PAGE, "notice-session-closed"),
        false => Err(PageError::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_session_of_the_page_has_no_button() {
        let session = |here| SessionView {
            id: SessionId::new(chrono::Utc::now()),
            address: "192.0.2.1".into(),
            began: "31/01/2026 09:00".into(),
            seen: "31/01/2026 10:00".into(),
            here,
        };
        let page = rendered("session/own.html", &OwnPage { sessions: vec![session(true), session(false)] });
        assert_eq!(page.matches("action=\"/session/own/").count(), 1, "{page}");
    }
}
