// SPDX-License-Identifier: AGPL-3.0-or-later
//! The headers of every answer: pages, errors, files, papers.

use super::app::App;
use actix_web::http::Method;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse, web};

/// Nothing inline, nothing from elsewhere, nobody's frame. `frame-src 'self'` is the frame that prints a sheet.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// A page that may stand in our own frame in place of a paper: it says why the paper did not come.
const EXCUSE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'";

/// Where papers are asked for from a frame.
const FRAMED_ROUTE: &str = "/cases/{id}/sheet";

/// The same for what is shown inside our own frame: a paper. PDF viewers need no more.
const FRAMED_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; \
    frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// A scan: kept, not shown, and where a browser shows it all the same, in a place of its own without scripts, forms or frames.
const SCAN_POLICY: &str =
    "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const FIXED: [(HeaderName, &str); 5] = [
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
         geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), \
         usb=(), xr-spatial-tracking=()",
    ),
];

/// Puts the headers on; what a handler has set itself (the cache of a static file) stays.
pub(super) fn put(req: &HttpRequest, response: &mut HttpResponse) {
    let tls = req.app_data::<web::Data<App>>().is_some_and(|app| app.settings.tls);
    let excuse = req.method() == Method::POST && req.match_pattern().as_deref() == Some(FRAMED_ROUTE);
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let framed = headers
        .get(actix_web::http::header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/pdf"));
    let kept = headers
        .get(actix_web::http::header::CONTENT_DISPOSITION)
        .is_some_and(|how| how.as_bytes().starts_with(b"attachment"));
    let policy = match (kept, framed, excuse) {
        (true, ..) => SCAN_POLICY,
        (false, true, _) => FRAMED_POLICY,
        (false, false, true) => EXCUSE_POLICY,
        (false, false, false) => POLICY,
    };
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if tls {
        headers.insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
}
