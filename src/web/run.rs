// SPDX-License-Identifier: AGPL-3.0-or-later
//! The web process: from its parts to a listening server.

use super::app::{App, AppError, Parts};
use super::{assets, finish, health, visitor};
use crate::lifecycle;
use crate::releases;
use crate::starts::{self, Starts};
use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpServer, web};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

/// What the web process needs beside its parts.
pub struct ServeConfig {
    /// Where the pages are served.
    pub listen: TcpListener,
    /// Where the metrics are served, apart from the pages.
    pub metrics: Option<SocketAddr>,
    /// Threads that serve pages.
    pub workers: usize,
    /// The parts of the application.
    pub parts: Parts,
    /// Compares the database with what this process remembers.
    pub starts: Option<Starts>,
    /// Gives memory back, once everything is put together.
    pub tidy: fn(),
}

/// Why the web process does not start, or ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The parts do not make an application.
    #[error(transparent)]
    Parts(#[from] AppError),
    /// The metrics cannot be collected.
    #[error("the metrics cannot be collected: {0}")]
    Metrics(#[from] BuildError),
    /// A listener cannot be used.
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
}

/// Puts routes, layers and shared parts together: the same for the process and for the tests.
pub fn configure(app: web::Data<App>) -> impl FnOnce(&mut web::ServiceConfig) + Clone {
    move |cfg| {
        cfg.app_data(app);
        mount(cfg);
    }
}

/// Every route of the pages' listener. Each has its row in [`super::permissions`].
pub(super) fn mount(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/static")
            .wrap(Compress::default())
            .route("/{version}/{path:.*}", web::get().to(assets::file)),
    );
    cfg.route("/health/live", web::get().to(health::live));
    cfg.route("/health/ready", web::get().to(health::ready));
    let pages =
        web::scope("").wrap(from_fn(visitor::recognise)).configure(|cfg| super::all_routes().mount(cfg));
    cfg.service(pages);
}

/// Every route of the metrics' listener.
pub(super) fn mount_metrics(cfg: &mut web::ServiceConfig, text: impl Fn() -> String + Clone + 'static) {
    let show = move || {
        let text = text();
        async move { actix_web::HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text) }
    };
    cfg.route("/metrics", web::get().to(show));
}

/// The server, not yet running; [`Server::handle`] stops it.
///
/// # Errors
/// See [`ServeError`].
pub fn server(listen: TcpListener, workers: usize, app: web::Data<App>) -> Result<Server, ServeError> {
    let server = HttpServer::new(move || {
        let app = web::Data::new(app.for_worker());
        actix_web::App::new().wrap(from_fn(finish::finish)).configure(configure(app))
    });
    Ok(server.workers(workers).shutdown_timeout(10).listen(listen)?.run())
}

/// Runs the web process until it is told to stop (SIGTERM, SIGINT).
///
/// # Errors
/// See [`ServeError`].
pub async fn run(config: ServeConfig) -> Result<(), ServeError> {
    if let Some(address) = config.metrics {
        serve_metrics(address)?;
    }
    let app = web::Data::new(App::new(config.parts)?);
    (config.tidy)();
    tokio::spawn(reconcile(app.clone()));
    if let Some(starts) = config.starts {
        let app = app.clone();
        tokio::spawn(async move { starts::watch(&app.pool, &starts).await });
    }
    server(config.listen, config.workers, app)?.await?;
    Ok(())
}

/// Asks the authority again, as long as the process lives, whatever it was asked and has not answered.
pub async fn reconcile(app: web::Data<App>) {
    let (desk, halted) = (app.desk(), || app.halted.is());
    let releases = releases::reconcile_for_ever(&desk, &halted);
    futures_util::future::join(releases, lifecycle::reconcile_for_ever(&desk, &halted)).await;
}

/// Collects this process's metrics and serves them until the process ends.
///
/// # Errors
/// Where they are collected already, or the address cannot be listened on.
pub fn serve_metrics(address: SocketAddr) -> Result<(), ServeError> {
    let handle = PrometheusBuilder::new()
        .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0])?
        .install_recorder()?;
    tokio::spawn(metrics_server(address, handle)?);
    Ok(())
}

/// The metrics on a listener of their own, so that the pages' port never shows them.
fn metrics_server(address: SocketAddr, handle: PrometheusHandle) -> Result<Server, ServeError> {
    let upkeep = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            upkeep.run_upkeep();
        }
    });
    let server = HttpServer::new(move || {
        let handle = handle.clone();
        actix_web::App::new().configure(|cfg| mount_metrics(cfg, move || handle.render()))
    });
    Ok(server.workers(1).disable_signals().bind(address)?.run())
}
