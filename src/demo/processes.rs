// SPDX-License-Identifier: AGPL-3.0-or-later
//! The children of a demonstration and the settings that each gets: its own and no others.

use super::child::{Child, Probe, command, reachable};
use super::cluster;
use super::database;
use super::error::DemoError;
use super::place::Place;
use crate::config::{Demo, LogFormat};
use rustix::process::Signal;
use std::path::PathBuf;
use std::rc::Rc;

pub(super) type Settings = Vec<(&'static str, String)>;

/// PostgreSQL.
pub(super) fn postgres(place: &Rc<Place>, bin: PathBuf) -> Child {
    let place = Rc::clone(place);
    Child {
        name: "postgres",
        command: Box::new(move || cluster::server(&place, &bin)),
        polite: Signal::INT,
        probe: Probe::Running,
        speaks: false,
    }
}

/// The card authority.
pub(super) fn authority(place: &Rc<Place>, config: &Demo) -> Result<Child, DemoError> {
    let settings = authority_settings(place, config)?;
    let probe = Probe::Socket(place.authority_socket());
    Ok(ours(place, "authority", place.users().authority, settings, probe))
}

/// What the authority's process is told, and the commands on its register too.
pub(super) fn authority_settings(place: &Place, config: &Demo) -> Result<Settings, DemoError> {
    let mut settings = common(place, "authority", config)?;
    let socket = place.authority_socket();
    settings.push(("SPORTELLO_AUTHORITY_SOCKET", socket.display().to_string()));
    settings.push(("SPORTELLO_SHEET_PUBLIC_KEY", place.public().join("sheet.pub").display().to_string()));
    settings.push(("SPORTELLO_MAIL_PUBLIC_KEY", place.public().join("mail.pub").display().to_string()));
    settings.push(("SPORTELLO_PKI_URL", pki_url(config)));
    Ok(settings)
}

/// The pages.
pub(super) fn serve(place: &Rc<Place>, config: &Demo) -> Result<Child, DemoError> {
    let mut settings = common(place, "serve", config)?;
    settings.push(("SPORTELLO_LISTEN", config.listen.to_string()));
    settings.push(("SPORTELLO_MAIL_PUBLIC_KEY", place.public().join("mail.pub").display().to_string()));
    settings.push(("SPORTELLO_AUTHORITY_URL", format!("unix:{}", place.authority_socket().display())));
    settings.push(("SPORTELLO_PKI_URL", pki_url(config)));
    settings.push(("SPORTELLO_EVIDENCE_FOLDER", place.evidence().display().to_string()));
    if let Some(address) = database::reports_address(place) {
        settings.push(("SPORTELLO_REPORTS_DATABASE_URL", address));
    }
    if let Some(metrics) = config.metrics {
        settings.push(("SPORTELLO_METRICS_LISTEN", metrics.to_string()));
    }
    if let Some(url) = &config.public_url {
        settings.push(("SPORTELLO_PUBLIC_URL", url.as_str().to_owned()));
    }
    Ok(ours(place, "serve", place.users().serve, settings, Probe::Health(config.listen)))
}

/// Mail and timed jobs.
pub(super) fn work(place: &Rc<Place>, config: &Demo) -> Result<Child, DemoError> {
    let mut settings = common(place, "work", config)?;
    let mail = match &config.mail_url {
        Some(url) => url.reveal().to_owned(),
        None => format!("file://{}", place.mail().display()),
    };
    settings.push(("SPORTELLO_MAIL_URL", mail));
    settings.push(("SPORTELLO_MAIL_FROM", "sportello@demo.invalid".into()));
    settings.push(("SPORTELLO_PUBLIC_URL", pages_url(config)));
    if let Some(address) = database::reports_address(place) {
        settings.push(("SPORTELLO_REPORTS_DATABASE_URL", address));
    }
    settings.push(("SPORTELLO_LETTER_FOLDER", place.letters().display().to_string()));
    settings.push(("SPORTELLO_EVIDENCE_FOLDER", place.evidence().display().to_string()));
    Ok(ours(place, "work", place.users().work, settings, Probe::Running))
}

/// The register's sequencer.
pub(super) fn sequence(place: &Rc<Place>, config: &Demo) -> Result<Child, DemoError> {
    let mut settings = common(place, "sequence", config)?;
    settings.push(("SPORTELLO_REGISTER_ORIGIN", "demo.invalid/sportello".into()));
    settings
        .push(("SPORTELLO_CHECKPOINT_FILE", place.checkpoints().join("checkpoints").display().to_string()));
    Ok(ours(place, "sequence", place.users().sequence, settings, Probe::Running))
}

fn ours(
    place: &Rc<Place>,
    name: &'static str,
    user: super::users::User,
    settings: Settings,
    probe: Probe,
) -> Child {
    let place = Rc::clone(place);
    let command = Box::new(move || command(&place, name, &[name.to_owned()], user, &settings));
    Child { name, command, polite: Signal::TERM, probe, speaks: true }
}

fn common(place: &Place, name: &str, config: &Demo) -> Result<Settings, DemoError> {
    let format = if config.log.format == LogFormat::Json { "json" } else { "text" };
    let mut settings = vec![
        ("SPORTELLO_DATABASE_URL", database::address(place, name)?),
        ("SPORTELLO_LOG", config.log.filter.clone()),
        ("SPORTELLO_LOG_FORMAT", format.to_owned()),
    ];
    if let Some(policy) = &config.policy {
        settings.push(("SPORTELLO_POLICY", policy.display().to_string()));
    }
    Ok(settings)
}

/// Where certificates of this demonstration say that their CRL is.
fn pki_url(config: &Demo) -> String {
    format!("{}/pki", pages_url(config))
}

/// Where browsers find this demonstration.
fn pages_url(config: &Demo) -> String {
    match &config.public_url {
        Some(url) => url.as_str().to_owned(),
        None => format!("http://{}", reachable(config.listen)),
    }
}
