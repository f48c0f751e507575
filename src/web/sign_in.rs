// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sign-in: username and password, then the one-time code.

use super::access::Anyone;
use super::cookies;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code::six_digits;
use super::page::Page;
use super::routes::Routes;
use super::{dates, parking};
use crate::db::Breakage;
use crate::operators::{
    Attempt, CodeError, Password, Session, SessionKey, SignInError, Step, check_code, check_password,
};
use actix_web::web::Query;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use validator::Validate;

/// The page that was wanted before the sign-in.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    next: String,
}

#[derive(Deserialize, Validate)]
struct PasswordForm {
    #[validate(length(min = 1, code = "sign-in-username-needed"))]
    username: String,
    #[validate(length(min = 1, code = "sign-in-password-needed"))]
    password: String,
    next: String,
}

#[derive(Serialize)]
struct PasswordPage<'a> {
    username: &'a str,
    next: &'a str,
    /// Who is signed in on this browser now; their session ends.
    signed_in: Option<String>,
}

#[derive(Deserialize, Validate)]
struct CodeForm {
    #[validate(custom(function = six_digits))]
    totp: String,
    next: String,
}

#[derive(Serialize)]
struct CodePage<'a> {
    name: String,
    next: &'a str,
    wait: i64,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/sign-in", ask_password);
    routes.post("/sign-in", take_password);
    routes.get("/sign-in/code", ask_code);
    routes.post("/sign-in/code", take_code);
}

async fn ask_password(anyone: Anyone, page: Page, wanted: Query<Wanted>) -> Answer {
    let view = PasswordPage { username: "", next: &wanted.next, signed_in: signed_in(&anyone) };
    page.render("sign_in/password.html", &view)
}

fn signed_in(anyone: &Anyone) -> Option<String> {
    anyone.session.as_ref().filter(|session| session.step() == Step::Full).map(|session| session.full_name())
}

async fn take_password(anyone: Anyone, form: Form<PasswordForm>, page: Page) -> Answer {
    let again = |errors: FieldErrors| {
        let view = PasswordPage { username: &form.username, next: &form.next, signed_in: signed_in(&anyone) };
        page.invalid("sign_in/password.html", &view, &errors)
    };
    if let Err(errors) = form.check() {
        return again(errors);
    }
    let attempt = Attempt {
        username: &form.username,
        password: Password::typed(&form.password),
        address: page.address(),
        former_key: &page.visitor().key,
        former: anyone.session.as_deref(),
    };
    let told = |key: &'static str, name: &str, value: String| {
        let mut errors = FieldErrors::default();
        errors.add_with("username", key, vec![(name.to_owned(), value)]);
        again(errors)
    };
    match check_password(page.app.tools(), attempt, page.now()).await {
        Ok(key) => to(&page, &key, onward("/sign-in/code", &form.next)),
        Err(SignInError::Wrong) => again(FieldErrors::of("username", "sign-in-wrong")),
        Err(SignInError::Locked { until }) => told("sign-in-locked", "until", dates::time_of_day(until)),
        Err(SignInError::CodesLocked { until }) => {
            told("sign-in-codes-locked", "until", dates::time_of_day(until))
        }
        Err(SignInError::Slowed { seconds }) => told("sign-in-slowed", "seconds", seconds.to_string()),
        Err(SignInError::Suspended) => again(FieldErrors::of("username", "sign-in-suspended")),
        Err(SignInError::NotReady) => again(FieldErrors::of("username", "sign-in-not-ready")),
        Err(SignInError::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn ask_code(anyone: Anyone, page: Page, wanted: Query<Wanted>) -> Answer {
    let session = half_way(&anyone)?;
    page.render("sign_in/code.html", &CodePage { name: session.full_name(), next: &wanted.next, wait: 0 })
}

/// The session that owes its code.
pub(super) fn half_way(anyone: &Anyone) -> Result<&Arc<Session>, PageError> {
    anyone.session.as_ref().filter(|session| session.step() == Step::Password).ok_or(PageError::SignInFirst)
}

async fn take_code(anyone: Anyone, form: Form<CodeForm>, page: Page) -> Answer {
    let session = half_way(&anyone)?;
    let again = |errors: FieldErrors, wait: i64| {
        let view = CodePage { name: session.full_name(), next: &form.next, wait };
        page.invalid("sign_in/code.html", &view, &errors)
    };
    if let Err(errors) = form.check() {
        return again(errors, 0);
    }
    let mut errors = FieldErrors::default();
    match check_code(page.app.tools(), session, &form.totp, page.now()).await {
        Ok(key) => {
            let next =
                if parking::waits(&page, session.operator_id()).await? { parking::PAGE } else { &form.next };
            to(&page, &key, super::local_path(next).to_owned())
        }
        Err(CodeError::Wrong { left }) => {
            errors.add_with("totp", "sign-in-code-wrong", vec![("left".into(), left.to_string())]);
            again(errors, 0)
        }
        Err(CodeError::Used { seconds }) => {
            errors.add("totp", "sign-in-code-used");
            again(errors, seconds)
        }
        Err(CodeError::Locked { until }) => {
            let until = dates::time_of_day(until);
            errors.add_with("totp", "sign-in-codes-locked", vec![("until".into(), until)]);
            again(errors, 0)
        }
        Err(CodeError::Broken(breakage)) => Err(breakage.into()),
    }
}

/// 303 with the browser's new key.
pub(super) fn to(page: &Page, key: &SessionKey, path: String) -> Answer {
    let mut answer = page.see(path)?;
    answer.add_cookie(&cookies::session(&page.app.settings, key)).map_err(Breakage::new)?;
    Ok(answer)
}

fn onward(path: &str, next: &str) -> String {
    match super::local_path(next) {
        "/" => path.to_owned(),
        next => format!("{path}?next={next}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn both_pages_render() {
        for signed_in in [None, Some("Anna <b>".to_owned())] {
            let page = PasswordPage { username: "\"><script>", next: "/", signed_in };
            assert!(!rendered("sign_in/password.html", &page).contains("\"><script>"));
        }
        for wait in [0, 12] {
            rendered("sign_in/code.html", &CodePage { name: "Anna".into(), next: "/", wait });
        }
    }
}
