// SPDX-License-Identifier: AGPL-3.0-or-later
//! What opens behind a one-time link: the password, the second factor, the recovery codes. Nobody is signed in here.

use super::access::Anyone;
use super::dates::show_time;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::one_time_code::six_digits;
use super::page::Page;
use super::routes::Routes;
use crate::operators::Password;
use crate::operators::staff::{self, AcceptError, OpenInvitation, Purpose, Token, Weak};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use validator::Validate;

const PASSWORD: &str = "invitation/password.html";
const CODE: &str = "invitation/code.html";
const DONE: &str = "invitation/done.html";

/// Modules of white that a symbol wants around it (ISO/IEC 18004).
const QUIET: usize = 4;

#[derive(Deserialize, Validate)]
struct PasswordForm {
    #[validate(length(min = 1, code = "invitation-password-needed"))]
    password: String,
    again: String,
}

#[derive(Deserialize, Validate)]
struct CodeForm {
    #[validate(custom(function = six_digits))]
    totp: String,
}

#[derive(Serialize)]
struct PasswordPage<'a> {
    token: &'a str,
    name: &'a str,
    username: &'a str,
    until: String,
    /// Whether a new password is set; else the present one is asked for.
    first: bool,
    /// How hard the refused one is to guess, 0 to 4; beyond that nothing was measured.
    strength: u8,
}

#[derive(Serialize)]
struct CodePage<'a> {
    token: &'a str,
    username: &'a str,
    /// In groups of four, to be typed where nothing can be scanned.
    secret: String,
    qr: Symbol,
}

/// A QR symbol as one path of squares.
#[derive(Serialize)]
struct Symbol {
    side: usize,
    path: String,
}

#[derive(Serialize)]
struct DonePage {
    codes: Vec<String>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/invitation/{token}", show);
    routes.post("/invitation/{token}", take_password);
    routes.post("/invitation/{token}/code", take_code);
}

fn closed(error: AcceptError) -> PageError {
    match error {
        AcceptError::Broken(breakage) => breakage.into(),
        AcceptError::NotOpen
        | AcceptError::Weak(_)
        | AcceptError::WrongPassword { .. }
        | AcceptError::WrongCode => match PageError::refused("invitation-closed", "/sign-in") {
            PageError::Refused(refusal) => {
                PageError::Refused(Box::new(super::error::Refusal { status: StatusCode::GONE, ..*refusal }))
            }
            other => other,
        },
    }
}

async fn opened(page: &Page, token: &str) -> Result<(Token, OpenInvitation), PageError> {
    let token: Token = token.parse().map_err(|_| closed(AcceptError::NotOpen))?;
    let open = staff::open_invitation(page.app.tools(), &token, page.now()).await.map_err(closed)?;
    Ok((token, open))
}

async fn show(_: Anyone, page: Page, token: Path<String>) -> Answer {
    let (_, open) = opened(&page, &token).await?;
    answer(&page, &token, &open, StatusCode::OK, &FieldErrors::default(), 9)
}

/// The page of the step that the link has come to.
fn answer(
    page: &Page,
    token: &str,
    open: &OpenInvitation,
    status: StatusCode,
    errors: &FieldErrors,
    strength: u8,
) -> Answer {
    let Some(secret) = &open.secret else {
        let view = PasswordPage {
            token,
            name: &open.full_name,
            username: &open.username,
            until: show_time(open.expires_at),
            first: open.purpose == Purpose::Account,
            strength,
        };
        return page.render_with(status, PASSWORD, &view, errors);
    };
    let text = secret.reveal();
    let groups: Vec<_> = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    let qr = symbol(&secret.address(&open.username))?;
    let view = CodePage { token, username: &open.username, secret: groups.join(" "), qr };
    page.render_with(status, CODE, &view, errors)
}

fn symbol(text: &str) -> Result<Symbol, PageError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(crate::db::Breakage::new)?;
    let width = code.width();
    let mut path = String::new();
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            // a String takes everything
            let _written = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    Ok(Symbol { side: width + 2 * QUIET, path })
}

async fn take_password(_: Anyone, form: Form<PasswordForm>, page: Page, link: Path<String>) -> Answer {
    let (token, open) = opened(&page, &link).await?;
    let again = |errors: FieldErrors, strength| {
        answer(&page, &link, &open, StatusCode::UNPROCESSABLE_ENTITY, &errors, strength)
    };
    if let Err(errors) = form.check() {
        return again(errors, 9);
    }
    let tools = page.app.tools();
    let done = match open.purpose {
        Purpose::Account if form.password != form.again => {
            return again(FieldErrors::of("again", "invitation-password-differs"), 9);
        }
        Purpose::Account => {
            let region = &page.app.settings.region;
            staff::set_password(tools, &token, &form.password, region, page.now()).await
        }
        Purpose::SecondFactor => {
            let password = Password::typed(&form.password);
            staff::prove_password(tools, &token, password, page.address(), page.now()).await
        }
    };
    match done {
        Ok(()) => page.see(format!("/invitation/{link}")),
        Err(AcceptError::Weak(weak)) => {
            let (key, strength) = match weak {
                Weak::TooShort => ("password-too-short", 9),
                Weak::TooLong => ("password-too-long", 9),
                Weak::Contextual => ("password-contextual", 9),
                Weak::Common(strength) => ("password-common", strength.number()),
            };
            again(FieldErrors::of("password", key), strength)
        }
        Err(AcceptError::WrongPassword { left }) => {
            let mut errors = FieldErrors::default();
            errors.add_with("password", "invitation-password-wrong", vec![("left".into(), left.to_string())]);
            again(errors, 9)
        }
        Err(error) => Err(closed(error)),
    }
}

async fn take_code(_: Anyone, form: Form<CodeForm>, page: Page, link: Path<String>) -> Answer {
    let (token, open) = opened(&page, &link).await?;
    let again = |errors| answer(&page, &link, &open, StatusCode::UNPROCESSABLE_ENTITY, &errors, 9);
    if let Err(errors) = form.check() {
        return again(errors);
    }
    match staff::accept(&page.staff_office()?, &token, &form.totp, page.address(), page.now()).await {
        // shown once: this answer is the only place where they stand
        Ok(codes) => {
            let codes = codes.reveal().iter().map(|code| code.to_string()).collect();
            page.render(DONE, &DonePage { codes })
        }
        Err(AcceptError::WrongCode) => again(FieldErrors::of("totp", "invitation-code-wrong")),
        Err(error) => Err(closed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_pages_render_and_the_symbol_has_its_white_around_it() {
        for (first, strength) in [(true, 9), (true, 1), (false, 9)] {
            let until = "31/01/2026 10:00".to_owned();
            let view = PasswordPage { token: "A", name: "D'Alò <b>", username: "a", until, first, strength };
            assert!(!rendered(PASSWORD, &view).contains("<b>"));
        }
        let qr = symbol("otpauth://totp/Sportello:a?secret=AAAA&issuer=Sportello").ok().unwrap();
        assert!(qr.path.starts_with(&format!("M{QUIET} {QUIET}h1")) && qr.side >= 29, "{}", qr.path);
        let page = rendered(CODE, &CodePage { token: "A", username: "a", secret: "AAAA BBBB".into(), qr });
        assert!(page.contains("<svg") && page.contains("AAAA BBBB"));
        rendered(DONE, &DonePage { codes: vec!["aaaa-bbbb-cccc".into()] });
    }
}
