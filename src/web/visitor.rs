// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who stands at the door: address, language, the browser's key and the session behind it, once per request.

use super::app::App;
use super::cookies;
use super::error::PageError;
use super::{parking, routes};
use crate::config::Network;
use crate::db::{self, Breakage};
use crate::operators::{self, Found, Session, SessionKey};
use crate::texts::Language;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, web};
use chrono::{DateTime, Utc};
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::sync::Arc;

/// What is known of a request before its route is looked at.
pub(super) struct Visitor {
    pub(super) session: Option<Arc<Session>>,
    pub(super) key: SessionKey,
    /// The browser has no key yet: the answer gives it one.
    pub(super) fresh: bool,
    pub(super) language: Language,
    pub(super) address: IpAddr,
    pub(super) now: DateTime<Utc>,
    /// A text of the last page before this one, as `notice-saved`.
    pub(super) notice: Option<String>,
}

impl Visitor {
    /// The visitor of a request.
    pub(super) fn of(req: &HttpRequest) -> Result<Rc<Self>, PageError> {
        req.extensions()
            .get::<Rc<Self>>()
            .cloned()
            .ok_or_else(|| Breakage::new("a route outside the middleware").into())
    }

    /// Whether a form brought the token of this browser's key.
    pub(super) fn token_fits(&self, token: &str) -> bool {
        self.key.token_fits(token)
    }

    fn read(req: &HttpRequest, app: &App) -> Self {
        let key = cookies::session_key(req, &app.settings);
        Self {
            session: None,
            fresh: key.is_none(),
            key: key.unwrap_or_else(SessionKey::generate),
            language: cookies::language(req),
            address: client_address(req, &app.settings.proxies),
            now: app.now(),
            notice: cookies::notice(req),
        }
    }
}

/// The client's address: the socket's, or what a trusted proxy says about its own client. Proxies append, so the list is
/// read from its end: what stands before the first untrusted address came from the client and may be invented.
fn client_address(req: &HttpRequest, proxies: &[Network]) -> IpAddr {
    let mut client =
        req.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip().to_canonical());
    let told: Vec<&str> =
        req.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok()).collect();
    for address in told.iter().rev().flat_map(|value| value.rsplit(',')) {
        if !proxies.iter().any(|proxy| proxy.contains(client)) {
            break;
        }
        let Ok(address) = address.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
    }
    client
}

/// Whether a POST comes from one of our own pages, as far as the browser tells.
///
/// Browsers send `Sec-Fetch-Site` to trustworthy addresses (TLS, loopback). Elsewhere `Origin` must be ours; our own
/// pages' `no-referrer` makes it `null` there, so a counter without TLS beyond loopback cannot post at all.
fn from_our_pages(headers: &HeaderMap, own_origin: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.eq_ignore_ascii_case(own_origin),
        (None, None) => false,
    }
}

/// The middleware: knows the visitor, refuses what comes from elsewhere, parks a form whose session has ended.
pub(super) async fn recognise(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(app) = req.app_data::<web::Data<App>>().cloned() else {
        return Ok(req.error_response(PageError::from(Breakage::new("the application is not assembled"))));
    };
    let mut visitor = Visitor::read(req.request(), &app);
    let acts = !matches!(*req.method(), Method::GET | Method::HEAD);
    if acts && !from_our_pages(req.headers(), app.settings.origin()) {
        req.extensions_mut().insert(Rc::new(visitor));
        return Ok(req.error_response(PageError::Elsewhere));
    }
    let route = req.match_pattern().and_then(|pattern| routes::find(req.method(), &pattern));
    let found = match visitor.fresh {
        true => Ok(Found::default()),
        false => find(&app, &visitor, route.is_some_and(|route| route.keeps_alive)).await,
    };
    let parked_for = match &found {
        Ok(found) => {
            found.ended.or(found.living.as_ref().filter(|s| s.is_locked()).map(Session::operator_id))
        }
        Err(_) => None,
    };
    let barred = found.as_ref().is_ok_and(|found| found.barred);
    let trouble = found.map(|found| visitor.session = found.living.map(Arc::new)).err();
    let visitor = Rc::new(visitor);
    req.extensions_mut().insert(Rc::clone(&visitor));
    if let Some(breakage) = trouble {
        return Ok(req.error_response(PageError::from(breakage)));
    }
    // whoever was suspended in the middle of a case learns why nothing goes on, and nothing of it is kept for them
    if barred && route.is_some_and(|route| route.access != super::Access::Anyone) {
        return Ok(req.error_response(PageError::Barred));
    }
    if let (true, Some(route), Some(operator)) = (acts, route, parked_for)
        && route.access != super::Access::Anyone
    {
        let error = match parking::park(&app, &visitor, &mut req, operator).await {
            Ok(()) if visitor.session.is_some() => PageError::Locked,
            Ok(()) => PageError::SignInFirst,
            Err(error) => error,
        };
        return Ok(req.error_response(error));
    }
    if acts && app.halted.is() && route.is_some_and(|route| is_work(route.access)) {
        return Ok(req.error_response(PageError::ReadOnly));
    }
    next.call(req).await.map(ServiceResponse::map_into_boxed_body)
}

/// Whether a route is the counter's work; signing in and out goes on while nothing may be done.
const fn is_work(access: super::Access) -> bool {
    !matches!(access, super::Access::Anyone | super::Access::SignedIn)
}

async fn find(app: &App, visitor: &Visitor, keeps_alive: bool) -> Result<Found, Breakage> {
    let mut conn = db::connection(&app.pool).await?;
    let rules = &app.settings.sign_in;
    operators::find_session(&mut conn, rules, &visitor.key, visitor.now, keeps_alive).await
}

#[cfg(test)]
#[path = "visitor_tests.rs"]
mod tests;
