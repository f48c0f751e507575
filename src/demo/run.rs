// SPDX-License-Identifier: AGPL-3.0-or-later
//! The story of a demonstration from start to end.

use super::cluster;
use super::error::DemoError;
use super::keep::{Kept, keep};
use super::leftovers;
use super::place::{Place, default_state};
use super::users::Users;
use super::{accounts, cards, child, database, first_start, mailbox, processes};
use crate::cli::say;
use crate::config::Demo;
use crate::policy::rome_date;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use tokio::signal::unix::{SignalKind, signal};

/// What the command line asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Delete everything and start over.
    pub reset: bool,
    /// Cards to add to the demonstration's lot.
    pub cards: Option<u32>,
}

/// Runs a demonstration until Ctrl-C or SIGTERM. Call it inside a `LocalSet` on the main thread of a runtime with
/// several threads.
///
/// # Errors
/// One sentence: port in use, folder in use or not fitting, PostgreSQL missing, a process that does not start.
pub async fn run(config: Demo, options: Options) -> Result<(), DemoError> {
    let users = Users::find();
    let state = config.state.clone().unwrap_or_else(|| default_state(&users));
    let place = Rc::new(Place::take(state, users)?);
    leftovers::end(&place).await?;
    let pages = bind(config.listen, "SPORTELLO_LISTEN")?;
    let mailbox = bind(config.mailbox, "SPORTELLO_MAILBOX_LISTEN")?;
    if options.reset || !place.made().exists() {
        place.clear()?;
    }
    place.lay_out()?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(DemoError::step("watching for Ctrl-C"))?;
    let mut terminate = signal(SignalKind::terminate()).map_err(DemoError::step("watching for SIGTERM"))?;

    let mut running = Vec::new();
    let result = tokio::select! {
        started = start(&place, &config, options, pages, mailbox, &mut running) => started,
        _ = interrupt.recv() => Ok(None),
        _ = terminate.recv() => Ok(None),
    };
    let result = match result {
        Ok(Some(mailbox)) => {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            mailbox.stop(false).await;
            Ok(())
        }
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    };
    say("stopping …");
    while let Some(child) = running.pop() {
        child.end().await;
    }
    result
}

/// Starts everything. What is running is in `running`, in the order of starting, also after an error.
async fn start(
    place: &Rc<Place>,
    config: &Demo,
    options: Options,
    pages: TcpListener,
    mailbox: TcpListener,
    running: &mut Vec<Kept>,
) -> Result<Option<actix_web::dev::ServerHandle>, DemoError> {
    let bin = cluster::find_binaries(&place.data())?;
    let first = !place.made().exists();
    if first {
        say(&format!("making a new demonstration in {} …", place.state.display()));
        cluster::make(place, &bin)?;
    }
    running.push(keep(place, processes::postgres(place, bin)));
    cluster::answers(place).await?;
    if first {
        first_start::make(place, config, chrono::Utc::now()).await?;
    } else {
        database::migrate(place).await?;
        database::check_keys(place).await?;
    }
    first_start::publish_keys(place)?;
    if let Some(count) = options.cards {
        say(&format!("inventing {count} more cards …"));
        cards::more(place, config, count, rome_date(chrono::Utc::now())).await?;
    }
    // from here on `serve` listens there itself
    drop(pages);
    for child in [
        processes::authority(place, config)?,
        processes::work(place, config)?,
        processes::serve(place, config)?,
    ] {
        let kept = keep(place, child);
        running.push(kept);
    }
    for kept in running.iter() {
        kept.ready(place).await?;
    }
    let mailbox = mailbox::start(mailbox, place.mail()).map_err(DemoError::step("starting the mailbox"))?;
    announce(place, config)?;
    Ok(Some(mailbox))
}

fn bind(address: SocketAddr, setting: &'static str) -> Result<TcpListener, DemoError> {
    TcpListener::bind(address).map_err(|error| DemoError::Port { address, setting, why: error.to_string() })
}

fn announce(place: &Place, config: &Demo) -> Result<(), DemoError> {
    say(&format!("\nSportello      http://{}", child::reachable(config.listen)));
    match &config.mail_url {
        None => say(&format!(
            "mailbox        http://{}  (what the citizen receives)\n",
            child::reachable(config.mailbox)
        )),
        Some(_) => say("mails go to the server that SPORTELLO_MAIL_URL names\n"),
    }
    for account in accounts::read(place)? {
        say(&format!(
            "{:<14} {:<14} {}  one-time codes: {}",
            account.role, account.username, account.password, account.totp_secret
        ));
    }
    say(&format!(
        "\nAlso in {}; {} says which cards do what.",
        place.accounts().display(),
        place.cards().display()
    ));
    say("Ctrl-C stops everything.");
    Ok(())
}
