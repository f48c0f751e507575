// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register of routes: what is served is what is written here, so a test can walk every route with every role.

use super::access::{Access, Guarded, Posted};
use super::error::PageError;
use actix_web::dev::Handler;
use actix_web::http::Method;
use actix_web::{FromRequest, Responder, Route, guard, web};
use std::collections::HashMap;
use std::sync::OnceLock;

/// A route as the guards see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    /// GET (which answers HEAD as well) or POST.
    pub method: Method,
    /// The pattern of its path, as `/cases/{id}`.
    pub pattern: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Whether a call counts as work of the operator: what a page asks by itself does not keep a session alive.
    pub keeps_alive: bool,
}

/// The routes while they are being written down: each `web/<noun>.rs` has a `routes` function that adds its own.
#[derive(Default)]
pub(super) struct Routes {
    routes: Vec<(RouteInfo, Route)>,
}

impl Routes {
    /// A page.
    pub(super) fn get<F, Args>(&mut self, pattern: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.read(pattern, handler, true);
    }

    /// A page, or a piece of one, that a script asks for by itself: it does not keep the session alive.
    pub(super) fn poll<F, Args>(&mut self, pattern: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.read(pattern, handler, false);
    }

    /// An act. Its handler takes a [`Form`](super::form::Form), which checks the session's token.
    pub(super) fn post<F, Args>(&mut self, pattern: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + Posted + 'static,
        F::Output: Responder + 'static,
    {
        let info = RouteInfo { method: Method::POST, pattern, access: Args::ACCESS, keeps_alive: true };
        self.routes.push((info, web::post().to(handler)));
    }

    fn read<F, Args>(&mut self, pattern: &'static str, handler: F, keeps_alive: bool)
    where
        F: Handler<Args>,
        Args: FromRequest + Guarded + 'static,
        F::Output: Responder + 'static,
    {
        let info = RouteInfo { method: Method::GET, pattern, access: Args::ACCESS, keeps_alive };
        let route = web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler);
        self.routes.push((info, route));
    }

    /// One resource per pattern, literal segments before parameters, so that the order of the files plays no part. A path is
    /// compared with the patterns one by one: with those of a family only where it is of that family.
    pub(super) fn mount(mut self, cfg: &mut web::ServiceConfig) {
        self.routes.sort_by_key(|(info, _)| info.pattern.replace('{', "\u{10ffff}"));
        let mut routes = self.routes.into_iter().peekable();
        while let Some((info, _)) = routes.peek() {
            let family = family(info.pattern);
            let same = |(next, _): &(RouteInfo, Route)| self::family(next.pattern) == family;
            let members: Vec<_> = std::iter::from_fn(|| routes.next_if(same)).collect();
            match family {
                "" => resources(members, "", cfg),
                _ => {
                    cfg.service(web::scope(family).configure(|cfg| resources(members, family, cfg)));
                }
            }
        }
    }
}

/// Patterns that most others begin with.
const FAMILIES: [&str; 2] = ["/cases/{id}", "/holders/{id}"];

/// The family of a pattern; empty where it has none.
fn family(pattern: &str) -> &'static str {
    let is_of = |family: &&'static str| {
        pattern.strip_prefix(*family).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    FAMILIES.into_iter().find(is_of).unwrap_or_default()
}

fn resources(routes: Vec<(RouteInfo, Route)>, family: &str, cfg: &mut web::ServiceConfig) {
    let mut routes = routes.into_iter().peekable();
    while let Some((info, route)) = routes.next() {
        let mut resource = web::resource(&info.pattern[family.len()..]).route(route);
        while let Some((_, route)) = routes.next_if(|(next, _)| next.pattern == info.pattern) {
            resource = resource.route(route);
        }
        cfg.service(resource.default_service(web::to(|| async { Err::<&str, _>(PageError::WrongMethod) })));
    }
}

/// Every route of the web process.
pub fn registry() -> &'static [RouteInfo] {
    static REGISTRY: OnceLock<Vec<RouteInfo>> = OnceLock::new();
    REGISTRY.get_or_init(|| super::all_routes().routes.into_iter().map(|(info, _)| info).collect())
}

/// The route of a request, by its method and the pattern that its path matched.
pub(super) fn find(method: &Method, pattern: &str) -> Option<&'static RouteInfo> {
    static INDEX: OnceLock<HashMap<(Method, &'static str), &'static RouteInfo>> = OnceLock::new();
    let index = INDEX
        .get_or_init(|| registry().iter().map(|info| ((info.method.clone(), info.pattern), info)).collect());
    let method = if method == Method::HEAD { Method::GET } else { method.clone() };
    index.get(&(method, pattern)).copied()
}
