// SPDX-License-Identifier: AGPL-3.0-or-later
//! The three cookies: the browser's key, the language of the pages, and a notice for the next page.

use super::app::Settings;
use crate::operators::SessionKey;
use crate::texts::Language;
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

const LANGUAGE: &str = "language";
const NOTICE: &str = "notice";

/// Behind TLS the name itself makes the browser insist on `Secure`, on the path `/` and on no domain.
const fn session_name(settings: &Settings) -> &'static str {
    if settings.tls { "__Host-sportello" } else { "sportello" }
}

pub(super) fn session_key(req: &HttpRequest, settings: &Settings) -> Option<SessionKey> {
    SessionKey::parse(req.cookie(session_name(settings))?.value())
}

/// The cookie that carries a key. It lives as long as the browser does; the session ends much earlier.
pub(super) fn session(settings: &Settings, key: &SessionKey) -> Cookie<'static> {
    Cookie::build(session_name(settings), key.reveal().to_string())
        .path("/")
        .http_only(true)
        .secure(settings.tls)
        .same_site(SameSite::Strict)
        .finish()
}

/// The pages' language: Italian unless the switch in the header was used.
pub(super) fn language(req: &HttpRequest) -> Language {
    match req.cookie(LANGUAGE) {
        Some(cookie) if cookie.value() == "en" => Language::English,
        _ => Language::Italian,
    }
}

pub(super) fn set_language(settings: &Settings, language: Language) -> Cookie<'static> {
    Cookie::build(LANGUAGE, language.code())
        .path("/")
        .http_only(true)
        .secure(settings.tls)
        .same_site(SameSite::Strict)
        .max_age(Duration::days(365))
        .finish()
}

/// The key of a text for the next page. Only keys of notices count: whoever could set this cookie can choose a sentence of
/// ours and no more.
pub(super) fn notice(req: &HttpRequest) -> Option<String> {
    let key = req.cookie(NOTICE)?.value().to_owned();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (key.starts_with("notice-") && key.len() <= 60 && key.chars().all(fits)).then_some(key)
}

pub(super) fn set_notice(settings: &Settings, key: &'static str) -> Cookie<'static> {
    Cookie::build(NOTICE, key)
        .path("/")
        .http_only(true)
        .secure(settings.tls)
        .same_site(SameSite::Strict)
        .max_age(Duration::minutes(2))
        .finish()
}

pub(super) fn notice_was_read(settings: &Settings) -> Cookie<'static> {
    let mut cookie = set_notice(settings, "");
    cookie.make_removal();
    cookie
}
