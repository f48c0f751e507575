// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello serve`: the web process, put together.

use super::{Failure, complain, start};
use crate::audit::{self, AuditKey};
use crate::authority::client::{HttpAuthority, Patience};
use crate::config::{Links, Process, Serve, WebUrl};
use crate::db::{self, Pool};
use crate::evidence::{Cabinet, Checker, Folder};
use crate::policy::{Policy, PolicyBook};
use crate::seal::{KeyRing, PublicKey, SecretBox};
use crate::starts::{Starts, StartsError};
use crate::{keys, operators, web};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

/// Connections for reports, which are few and long: they take none from the pages.
const REPORTS: usize = 2;

pub(super) fn run(tidy: fn()) -> Result<(), Failure> {
    let config = Serve::from_env(&start::environment(Process::Serve)?)?;
    start::logging(&config.log)?;
    let book = start::policy(config.policy.as_deref())?;
    let listen = TcpListener::bind(config.listen)
        .map_err(|error| Failure::failed(format!("{} cannot be listened on: {error}.", config.listen)))?;
    start::runtime()?.block_on(async {
        let serve = serve_config(config, listen, &book, tidy).await?;
        web::run(serve).await.map_err(Failure::failed)
    })
}

async fn serve_config(
    config: Serve,
    listen: TcpListener,
    book: &PolicyBook,
    tidy: fn(),
) -> Result<web::ServeConfig, Failure> {
    let folder = config.keys.path();
    let Shares { workers, each, aside } = shares(config.database.connections);
    let pool = |size| db::pool(config.database.url.reveal(), size).map_err(Failure::failed);
    let own = if each > 0 { workers } else { 0 };
    let worker_pools = (0..own).map(|_| pool(each)).collect::<Result<Vec<_>, _>>()?;
    let pool = pool(aside)?;
    let reports = config.reports.as_ref().map(|url| db::pool(url.reveal(), REPORTS).map_err(Failure::failed));
    let audit_key = AuditKey::load(folder).map_err(Failure::failed)?;
    check_key(&pool, &audit_key).await?;
    let sheet_keys = KeyRing::load(folder, keys::SHEET).map_err(Failure::failed)?;
    let starts = begin(&pool, folder, &sheet_keys).await?;
    let settings = settings(&config, book)?;
    let parts = web::Parts {
        pool,
        worker_pools,
        reports: reports.transpose()?,
        audit_key,
        secrets: SecretBox::load(folder, keys::WEB).map_err(Failure::failed)?,
        mail_key: PublicKey::read(&config.mail_public_key).map_err(Failure::failed)?,
        settings,
        policies: book.clone(),
        sheet_keys,
        cabinet: cabinet(&config)?,
        halted: starts.halted(),
        authority: Arc::new(HttpAuthority::new(config.authority, Patience::default())),
        clock: Arc::new(chrono::Utc::now),
    };
    Ok(web::ServeConfig { listen, metrics: config.metrics, workers, parts, starts: Some(starts), tidy })
}

/// Where scans are kept, if anywhere.
fn cabinet(config: &Serve) -> Result<Option<Cabinet>, Failure> {
    let Some(folder) = config.evidence.clone() else { return Ok(None) };
    Ok(Some(Cabinet {
        folder: Folder::open(folder).map_err(Failure::failed)?,
        keys: SecretBox::load(config.keys.path(), keys::EVIDENCE).map_err(Failure::failed)?,
        checker: Checker::of_this_program(),
    }))
}

/// Compares the database with what this process remembers of it. Where it is away, pages stay read-only until it is back.
async fn begin(pool: &Pool, folder: &Path, ring: &KeyRing) -> Result<Starts, Failure> {
    let starts = Starts::begin(folder, keys::SHEET, ring).map_err(Failure::failed)?;
    let Ok(mut conn) = db::connection(pool).await else { return Ok(starts) };
    match starts.look(&mut conn, chrono::Utc::now()).await {
        Err(StartsError::Broken(breakage)) => {
            tracing::error!(%breakage, "the start number cannot be compared")
        }
        looked => looked.map_err(Failure::failed)?,
    }
    if starts.halted().is() {
        complain("pages are read-only: see `sportello check`.");
    }
    Ok(starts)
}

/// How the connections are shared out.
struct Shares {
    /// Threads that serve pages.
    workers: usize,
    /// Connections of each of them; 0 where all share those for the work beside the pages.
    each: usize,
    /// Connections for the work beside the pages.
    aside: usize,
}

/// A thread with fewer than four would often wait for one. Together never more than `connections`.
fn shares(connections: usize) -> Shares {
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    if connections < 4 {
        return Shares { workers: 1, each: 0, aside: connections.max(1) };
    }
    let workers = processors.min(connections / 4).max(1);
    let aside = (connections / 8).max(1);
    Shares { workers, each: (connections - aside) / workers, aside }
}

/// A database that is away is no reason not to start: pages say so, and the pool tries again.
async fn check_key(pool: &Pool, key: &AuditKey) -> Result<(), Failure> {
    let Ok(mut conn) = db::connection(pool).await else { return Ok(()) };
    match audit::knows_key(&mut conn, key).await {
        Ok(false) => Err(Failure::failed(
            "the key folder does not fit the database, which does not know its audit key: see `sportello keys register`.",
        )),
        _ => Ok(()),
    }
}

fn settings(config: &Serve, book: &PolicyBook) -> Result<web::Settings, Failure> {
    let mut settings = web::Settings::new(config.public_url.as_str());
    settings.proxies = config.proxies.clone();
    settings.region = book.name().to_owned();
    let Links { legal, privacy, accessibility, source } = &config.links;
    let put = |link: &mut String, url: &Option<WebUrl>| {
        if let Some(url) = url {
            url.as_str().clone_into(link);
        }
    };
    put(&mut settings.links.legal_notes, legal);
    put(&mut settings.links.privacy, privacy);
    put(&mut settings.links.accessibility, accessibility);
    put(&mut settings.links.source, source);
    settings.privacy_officer = config.privacy_officer.clone().unwrap_or_default();
    settings.security_contact = config.security_contact.clone();
    put(&mut settings.security_policy, &config.security_policy);
    settings.sign_in = sign_in(config, start::in_force(book)?);
    Ok(settings)
}

fn sign_in(config: &Serve, policy: &Policy) -> operators::Rules {
    let (sessions, tries) = (policy.sessions(), policy.sign_in());
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    operators::Rules {
        idle: sessions.idle,
        announced: sessions.announced,
        absolute: sessions.absolute,
        parked_for: sessions.parked_form,
        wrong_passwords: count(tries.wrong_passwords_per_address),
        wrong_passwords_everywhere: count(tries.wrong_passwords_per_account),
        wrong_codes: count(tries.wrong_codes),
        locked_for: tries.address_lock,
        codes_locked_for: tries.account_lock,
        counted_for: tries.counted,
        wrong_reauthentications: count(tries.wrong_reauthentications),
        argon2_memory: config.passwords.memory_kib,
        argon2_passes: config.passwords.rounds,
        ..operators::Rules::default()
    }
}
