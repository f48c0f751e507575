// SPDX-License-Identifier: AGPL-3.0-or-later
//! The citizen's mailbox of a demonstration: a page on a port of its own, served by the supervisor, that stands for the
//! citizen's mail program. The web process has nothing to do with it and cannot read it.

mod folder;
mod mime;
mod pages;
#[cfg(test)]
mod tests;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::DefaultHeaders;
use actix_web::{App, HttpServer, guard, web};
use std::net::TcpListener;
use std::path::PathBuf;

/// No script, nothing from elsewhere, no trace left behind.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'none'; form-action 'none'";

/// Starts serving the mails in `folder`.
pub(super) fn start(listener: TcpListener, folder: PathBuf) -> std::io::Result<ServerHandle> {
    let server = server(listener, folder)?;
    let handle = server.handle();
    tokio::spawn(server);
    Ok(handle)
}

fn server(listener: TcpListener, folder: PathBuf) -> std::io::Result<Server> {
    let make = move || {
        let headers = DefaultHeaders::new()
            .add(("Cache-Control", "no-store"))
            .add(("Referrer-Policy", "no-referrer"))
            .add(("X-Content-Type-Options", "nosniff"))
            .add(("Content-Security-Policy", POLICY));
        App::new().wrap(headers).app_data(web::Data::new(folder.clone())).service(
            web::scope("")
                // a name that an attacker's DNS points here is none of ours
                .guard(guard::fn_guard(|context| own_host(context.head().headers().get("host"))))
                .route("/", web::get().to(pages::list))
                .route("/style.css", web::get().to(pages::style))
                .route("/mail/{name}", web::get().to(pages::mail))
                .route("/mail/{name}/html", web::get().to(pages::html)),
        )
    };
    Ok(HttpServer::new(make).workers(1).disable_signals().listen(listener)?.run())
}

/// Whether the browser came by `localhost` or by a number.
fn own_host(host: Option<&actix_web::http::header::HeaderValue>) -> bool {
    let Some(host) = host.and_then(|host| host.to_str().ok()) else { return false };
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    name == "localhost" || name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok()
}
