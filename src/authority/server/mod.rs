// SPDX-License-Identifier: AGPL-3.0-or-later
//! The authority as a process: the contract over HTTP, on a unix socket and, if wished, on loopback.

mod answer;
mod routes;
mod socket;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::{App, HttpServer, web};
use chrono::Utc;

use super::AuthorityConfig;
use super::engine::{Engine, StartError};
use crate::db::Breakage;

pub use socket::SocketError;

/// How often it is looked for lists to sign: any number of events within this time cost one signature.
const ROUND: Duration = Duration::from_secs(1);
/// A client keeps its connections this long.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long the questions that have arrived may take after the signal to end.
const LAST_ANSWERS_SECONDS: u64 = 5;

/// Why the authority's process ended.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// It did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The socket.
    #[error(transparent)]
    Socket(#[from] SocketError),
    /// The TCP listener.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The lists that were due could not be signed at start.
    #[error(transparent)]
    Broken(#[from] Breakage),
    /// The server broke down.
    #[error("the authority's server ended: {0}")]
    Ended(#[from] std::io::Error),
}

/// Runs the authority until SIGINT or SIGTERM; answers what has arrived by then.
///
/// # Errors
/// [`ServerError`], each in one sentence for whoever started it.
pub async fn run(config: &AuthorityConfig) -> Result<(), ServerError> {
    let engine = Arc::new(Engine::open(config, Utc::now()).await?);
    engine.sign_due_lists(Utc::now()).await?;
    let server = serve(engine.clone(), &config.socket, config.listen)?;
    tracing::info!(socket = %config.socket.display(), "the card authority listens");
    let ended = tokio::select! {
        ended = server => ended,
        never = sign_forever(&engine) => match never {},
    };
    socket::remove(&config.socket);
    Ok(ended?)
}

/// Starts to listen; the future must be awaited to answer, and signs no lists by itself.
///
/// # Errors
/// Where the socket or the address can't be had.
pub fn serve(engine: Arc<Engine>, socket: &Path, listen: Option<SocketAddr>) -> Result<Server, ServerError> {
    let engine = web::Data::from(engine);
    let server = HttpServer::new(move || App::new().app_data(engine.clone()).configure(routes::configure))
        .workers(2)
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(LAST_ANSWERS_SECONDS)
        .listen_uds(socket::bind(socket)?)?;
    let server = match listen {
        Some(address) => server.bind(address).map_err(|source| ServerError::Listen { address, source })?,
        None => server,
    };
    Ok(server.run())
}

/// What fails is due again a second later.
async fn sign_forever(engine: &Engine) -> std::convert::Infallible {
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        match engine.sign_due_lists(Utc::now()).await {
            Ok(signed) if !signed.is_empty() => tracing::debug!(?signed, "revocation lists signed"),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "revocation lists could not be signed"),
        }
    }
}
