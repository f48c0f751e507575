// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello authority`: the embedded card authority, put together.

use super::{Failure, start};
use crate::authority::{self, Administration, AuthorityConfig, CodeLengths};
use crate::config::{Authority, Log, Process};
use crate::policy::{Credential, PolicyBook};

/// Certificates in one part of the revocation list.
const CRL_PART: u32 = 10_000;

pub(super) fn run() -> Result<(), Failure> {
    let (config, log) = read()?;
    start::logging(&log)?;
    start::runtime()?.block_on(async { authority::server::run(&config).await.map_err(Failure::failed) })
}

/// The authority's configuration, for the process and for the commands that put cards into its register.
pub(super) fn read() -> Result<(AuthorityConfig, Log), Failure> {
    let config = Authority::from_env(&start::environment(Process::Authority)?)?;
    let book = start::policy(config.policy.as_deref())?;
    let log = config.log.clone();
    Ok((authority_config(config, &book)?, log))
}

fn authority_config(config: Authority, book: &PolicyBook) -> Result<AuthorityConfig, Failure> {
    let policy = start::in_force(book)?;
    Ok(AuthorityConfig {
        database_url: config.database.url.reveal().to_owned(),
        connections: config.database.connections,
        keys: config.keys.path().to_owned(),
        socket: config.socket,
        listen: None,
        sheet_public_key: config.sheet_public_key,
        mail_public_key: config.mail_public_key,
        pki_url: config.pki_url.as_str().to_owned(),
        administration: Administration::from(book),
        code_lengths: CodeLengths::from(policy.codes(Credential::TsCns)),
        releases_per_hour: policy.releases().per_operator_and_hour,
        crl_part_size: CRL_PART,
    })
}
