// SPDX-License-Identifier: AGPL-3.0-or-later
//! The first page.

use super::error::Answer;
use super::page::Page;
use super::routes::Routes;
use crate::operators::SignedIn;
use serde::Serialize;

#[derive(Serialize)]
struct Home {}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/", show);
}

async fn show(_: SignedIn, page: Page) -> Answer {
    page.render("home/show.html", &Home {})
}
