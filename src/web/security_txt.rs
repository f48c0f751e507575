// SPDX-License-Identifier: AGPL-3.0-or-later
//! `/.well-known/security.txt` (RFC 9116): where whoever finds a weakness can say so.
//!
//! Without a configured contact there is no such file: one that leads to nobody is worse than none.

use super::access::Anyone;
use super::app::Settings;
use super::error::{Answer, PageError};
use super::page::Page;
use super::routes::Routes;
use crate::config::SecurityContact;
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use chrono::{DateTime, NaiveTime, SecondsFormat, TimeDelta, Utc};

const PATH: &str = "/.well-known/security.txt";

/// What is said holds for so long from today: section 2.5.5 recommends less than a year, and a running process goes on
/// saying it anew each day.
const HOLDS: TimeDelta = TimeDelta::days(180);

pub(super) fn routes(routes: &mut Routes) {
    routes.get(PATH, show);
}

async fn show(_: Anyone, page: Page) -> Answer {
    let settings = &page.app.settings;
    let contact = settings.security_contact.as_ref().ok_or(PageError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(text(settings, contact, page.now())))
}

/// The file, the same from midnight to midnight (UTC).
fn text(settings: &Settings, contact: &SecurityContact, now: DateTime<Utc>) -> String {
    let expires = now.date_naive().and_time(NaiveTime::MIN).and_utc() + HOLDS;
    let mut lines = vec![
        format!("Contact: {}", contact.uri()),
        format!("Expires: {}", expires.to_rfc3339_opts(SecondsFormat::Secs, true)),
        "Preferred-Languages: it, en".to_owned(),
    ];
    // section 2.5.2: a web address of this file begins with https://
    if settings.tls {
        lines.push(format!("Canonical: {}{PATH}", settings.public_url));
    }
    if !settings.security_policy.is_empty() {
        lines.push(format!("Policy: {}", settings.security_policy));
    }
    lines.join("\n") + "\n"
}
