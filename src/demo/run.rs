// SPDX-License-Identifier: AGPL-3.0-or-later
//! The story of a demonstration from start to end.

use super::cluster;
use super::error::DemoError;
use super::keep::{Kept, keep};
use super::leftovers;
use super::place::{Place, default_state};
use super::users::Users;
use super::{accounts, cards, child, database, first_start, mailbox, processes};
use crate::config::Demo;
use crate::policy::rome_date;
use crate::terminal::say;
use std::net::{SocketAddr, TcpListener};
use std::pin::pin;
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
    let mut told_to_stop = pin!(told_to_stop()?);

    let mut running = Vec::new();
    let started = tokio::select! {
        started = start(&place, &config, options, pages, mailbox, &mut running) => started.map(Some),
        () = &mut told_to_stop => Ok(None),
    };
    if let Ok(Some(mailbox)) = &started {
        told_to_stop.await;
        mailbox.stop(false).await;
    }
    say("stopping …");
    while let Some(child) = running.pop() {
        child.end().await;
    }
    started.map(drop)
}

/// Comes true with Ctrl-C, SIGTERM, or when the terminal is closed.
fn told_to_stop() -> Result<impl Future<Output = ()>, DemoError> {
    let watch = |kind| signal(kind).map_err(DemoError::step("watching for signals"));
    let (mut interrupt, mut terminate) = (watch(SignalKind::interrupt())?, watch(SignalKind::terminate())?);
    let mut hangup = watch(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    })
}

/// Starts everything. What is running is in `running`, in the order of starting, also after an error.
async fn start(
    place: &Rc<Place>,
    config: &Demo,
    options: Options,
    pages: TcpListener,
    mailbox: TcpListener,
    running: &mut Vec<Kept>,
) -> Result<actix_web::dev::ServerHandle, DemoError> {
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
        database::add_missing_role(place).await?;
        database::migrate(place).await?;
        first_start::add_missing_sequencer(place).await?;
        database::check_keys(place).await?;
    }
    first_start::add_missing_keys(place, chrono::Utc::now())?;
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
        processes::sequence(place, config)?,
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
    Ok(mailbox)
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
