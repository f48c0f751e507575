// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sign-in with a recovery code in place of the app's.

use super::access::Anyone;
use super::error::Answer;
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::sign_in::{half_way, to};
use super::{dates, local_path};
use crate::operators::{CodeError, staff};
use actix_web::web::Query;
use serde::{Deserialize, Serialize};
use validator::Validate;

const TEMPLATE: &str = "sign_in/recovery.html";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    next: String,
}

#[derive(Deserialize, Validate)]
struct RecoveryForm {
    #[validate(length(min = 1, code = "recovery-needed"))]
    recovery: String,
    next: String,
}

#[derive(Serialize)]
struct RecoveryPage<'a> {
    name: String,
    next: &'a str,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/sign-in/recovery", ask);
    routes.post("/sign-in/recovery", take);
}

async fn ask(anyone: Anyone, page: Page, wanted: Query<Wanted>) -> Answer {
    let session = half_way(&anyone)?;
    page.render(TEMPLATE, &RecoveryPage { name: session.full_name(), next: local_path(&wanted.next) })
}

async fn take(anyone: Anyone, form: Form<RecoveryForm>, page: Page) -> Answer {
    let session = half_way(&anyone)?;
    let again = |errors: FieldErrors| {
        let view = RecoveryPage { name: session.full_name(), next: &form.next };
        page.invalid(TEMPLATE, &view, &errors)
    };
    if let Err(errors) = form.check() {
        return again(errors);
    }
    let told = |key: &'static str, name: &str, value: String| {
        let mut errors = FieldErrors::default();
        errors.add_with("recovery", key, vec![(name.to_owned(), value)]);
        again(errors)
    };
    match staff::check_recovery_code(&page.staff_office()?, session, &form.recovery, page.now()).await {
        Ok(key) => to(&page, &key, local_path(&form.next).to_owned()),
        Err(CodeError::Wrong { left }) => told("recovery-wrong", "left", left.to_string()),
        Err(CodeError::Used { .. }) => again(FieldErrors::of("recovery", "recovery-needed")),
        Err(CodeError::Locked { until }) => told("sign-in-codes-locked", "until", dates::time_of_day(until)),
        Err(CodeError::Broken(breakage)) => Err(breakage.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_renders() {
        rendered(TEMPLATE, &RecoveryPage { name: "A <b>".into(), next: "/" });
    }
}
