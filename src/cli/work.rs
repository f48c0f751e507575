// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello work`: the worker, put together.

use super::{Failure, start};
use crate::config::{Process, Work};
use crate::mail::MailSetup;
use crate::policy::PolicyBook;
use crate::web;
use crate::work::{self, WorkConfig};
use zeroize::Zeroizing;

pub(super) fn run() -> Result<(), Failure> {
    let config = Work::from_env(&start::environment(Process::Work)?)?;
    start::logging(&config.log)?;
    let book = start::policy(config.policy.as_deref())?;
    let metrics = config.metrics;
    let config = work_config(config, book);
    start::runtime()?.block_on(async {
        if let Some(address) = metrics {
            web::serve_metrics(address).map_err(Failure::failed)?;
        }
        work::run(config, start::told_to_stop()?).await.map_err(Failure::failed)
    })
}

fn work_config(config: Work, book: PolicyBook) -> WorkConfig {
    WorkConfig {
        database_url: Zeroizing::new(config.database.url.reveal().to_owned()),
        connections: config.database.connections,
        reports_url: config.reports.as_ref().map(|url| Zeroizing::new(url.reveal().to_owned())),
        public_url: config.public_url.as_ref().map(|url| url.as_str().to_owned()),
        keys: config.keys.path().to_owned(),
        mail: mail_setup(&config),
        policy: book,
        bounce_maildir: config.bounce_maildir,
        letters: config.letters,
        evidence: config.evidence,
    }
}

pub(super) fn mail_setup(config: &Work) -> MailSetup {
    MailSetup {
        url: Zeroizing::new(config.mail_url.reveal().to_owned()),
        from: config.mail_from.clone(),
        bounces: config.mail_bounces.clone(),
        allow_plaintext: config.force_plain,
        allow_bad_certificate: config.force_certificate,
        extra_ca: config.mail_ca.clone(),
        files_allowed: config.demo,
    }
}
