// SPDX-License-Identifier: AGPL-3.0-or-later
//! The language switch of the header.

use super::access::Anyone;
use super::cookies;
use super::error::Answer;
use super::form::Form;
use super::page::Page;
use super::routes::Routes;
use crate::db::Breakage;
use crate::texts::Language;
use serde::Deserialize;

#[derive(Deserialize)]
struct Switch {
    language: String,
    back: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/language", switch);
}

async fn switch(_: Anyone, form: Form<Switch>, page: Page) -> Answer {
    let language = if form.language == "en" { Language::English } else { Language::Italian };
    let mut answer = page.see(super::local_path(&form.back).to_owned())?;
    answer.add_cookie(&cookies::set_language(&page.app.settings, language)).map_err(Breakage::new)?;
    Ok(answer)
}
