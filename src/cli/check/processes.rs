// SPDX-License-Identifier: AGPL-3.0-or-later
//! A process's settings, keys and surroundings, as the process itself would find them.

use super::{Report, scans};
use crate::audit::{self, AuditKey};
use crate::authority::client::{CardAuthority, HttpAuthority, Patience};
use crate::authority::keys::AuthorityKeys;
use crate::cli::{Failure, start, work as worker};
use crate::config::{Authority, Database, Environment, Process, Serve, Work};
use crate::db;
use crate::keys::{self, KeyFolder};
use crate::seal::{KeyRing, PublicKey, SecretBox};
use crate::work::Maildir;
use std::path::Path;

pub(super) async fn serve() -> Result<Report, Failure> {
    let config = Serve::from_env(&Environment::of(Process::Serve))?;
    let mut report = Report::default();
    report.fine("configuration", format!("pages at {}", config.public_url.as_str()));
    if !config.public_url.is_https() {
        report.odd(
            "configuration",
            "no TLS: fine on this machine alone; else set SPORTELLO_PUBLIC_URL to https://…",
        );
    }
    policy(&mut report, config.policy.as_deref())?;
    ring(&mut report, &config.keys, keys::SHEET);
    secrets(&mut report, &config.keys, keys::WEB);
    database(&mut report, &config.database, Some(&config.keys), "serve").await;
    scans::serve(&mut report, config.evidence.clone(), &config.keys).await;
    let health = HttpAuthority::new(config.authority, Patience::default()).health().await;
    let mend = "see that `sportello authority` runs and SPORTELLO_AUTHORITY_URL names it";
    report.take("authority", health, |_| "answers".into(), mend);
    Ok(report)
}

pub(super) async fn work() -> Result<Report, Failure> {
    let config = Work::from_env(&Environment::of(Process::Work))?;
    let mut report = Report::default();
    report.fine("configuration", "can be read");
    policy(&mut report, config.policy.as_deref())?;
    ring(&mut report, &config.keys, keys::MAIL);
    secrets(&mut report, &config.keys, keys::WORKER);
    database(&mut report, &config.database, Some(&config.keys), "work").await;
    scans::work(&mut report, config.evidence.clone(), &config.database).await;
    let setup = worker::mail_setup(&config);
    for name in setup.forced() {
        report.odd("mail", format!("{name} weakens the protection of codes on their way"));
    }
    match config.bounce_maildir.clone().map(Maildir::open) {
        None => report.fine("mail reports", "no maildir: `sportello mail bounce` takes them"),
        Some(found) => {
            let found = found.and_then(|maildir| Ok((maildir.waiting()?, maildir.put_aside()?)));
            let mend = "see that this user may write into the folder of SPORTELLO_BOUNCE_MAILDIR";
            let told = |(waiting, _): &(usize, usize)| format!("{waiting} wait in the maildir");
            if let Some((_, aside @ 1..)) = report.take("mail reports", found, told, mend) {
                let mend =
                    "read them as this user and delete them, or move them back into `new`: docs/mail.md";
                report.wrong("mail reports", format!("{aside} could not be read and lie in `unread`"), mend);
            }
        }
    }
    let mailer = setup.mailer();
    if let Some(mailer) =
        report.take("mail", mailer, |mailer| format!("goes to {}", mailer.shown()), "correct the setting")
    {
        let mend = "see that the mail server runs, and its address, user and password";
        report.take("mail", mailer.probe().await, |()| "the server answers".into(), mend);
    }
    Ok(report)
}

pub(super) async fn authority() -> Result<Report, Failure> {
    let config = Authority::from_env(&Environment::of(Process::Authority))?;
    let mut report = Report::default();
    report.fine("configuration", format!("listens on {}", config.socket.display()));
    policy(&mut report, config.policy.as_deref())?;
    let found = AuthorityKeys::load(config.keys.path()).map(drop);
    report.take(
        "keys",
        found,
        |()| "codes, certificates and digest keys".into(),
        "run `sportello keys generate authority`",
    );
    for (name, file) in [("sheet", &config.sheet_public_key), ("mail", &config.mail_public_key)] {
        let mend = format!("copy the newest {name}-….pub there");
        report.take("public keys", PublicKey::read(file), |key| key.id().to_string(), &mend);
    }
    database(&mut report, &config.database, None, "authority").await;
    Ok(report)
}

fn policy(report: &mut Report, file: Option<&Path>) -> Result<(), Failure> {
    let book = start::policy(file)?;
    report.fine("policy", format!("{}, {}", book.name(), start::in_force(&book)?.version()));
    Ok(())
}

fn ring(report: &mut Report, folder: &KeyFolder, role: &str) {
    let found = KeyRing::load(folder.path(), role);
    report.take("keys", found, |ring| names(ring.ids()), "run `sportello keys generate`");
}

fn secrets(report: &mut Report, folder: &KeyFolder, role: &str) {
    let found = SecretBox::load(folder.path(), role);
    report.take("keys", found, |keys| keys.key_id().to_string(), "run `sportello keys generate`");
}

fn names<T: ToString>(ids: impl Iterator<Item = T>) -> String {
    ids.map(|id| id.to_string()).collect::<Vec<_>>().join(", ")
}

async fn database(report: &mut Report, database: &Database, keys: Option<&KeyFolder>, process: &str) {
    let mend = "see that PostgreSQL runs and SPORTELLO_DATABASE_URL names it";
    let pool = db::pool(database.url.reveal(), 1);
    let Some(pool) = report.take("database", pool, |_| "the address can be read".into(), mend) else {
        return;
    };
    let found = db::connection(&pool).await;
    let Some(mut conn) = report.take("database", found, |_| "answers".into(), mend) else { return };
    match db::is_migrated(&mut conn).await {
        Ok(true) => report.fine("migrations", "all done"),
        _ => report.wrong("migrations", "some are missing", "run `sportello migrate` as the owner"),
    }
    let Some(folder) = keys else { return };
    let key = AuditKey::load(folder.path());
    let Some(key) = report.take("keys", key, |key| key.id().to_owned(), "run `sportello keys generate`")
    else {
        return;
    };
    if matches!(audit::knows_key(&mut conn, &key).await, Ok(true)) {
        report.fine("register", "knows the audit key");
    } else {
        let mend =
            format!("run `sportello keys register {process} {}` as the owner", folder.path().display());
        report.wrong("register", "does not know the audit key", mend);
    }
}
