// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello check-scan`: the process that looks at one scan. It has neither settings nor a runtime. And what keepers do with scans.

use super::{Failure, say, start};
use crate::audit::AuditKey;
use crate::config::{Process, Serve};
use crate::db;
use crate::evidence::{self, Asked, check_scan};
use crate::keys;
use crate::seal::SecretBox;
use chrono::{DateTime, Utc};

pub(super) fn check(words: &[String]) -> Result<(), Failure> {
    let asked = Asked::read(words).ok_or_else(|| Failure::failed("this command is for `serve` alone."))?;
    check_scan(asked).map_err(Failure::failed)
}

/// After `keys rotate serve`: the keys of all scans are sealed to the newest key. Run as `serve` is.
pub(super) fn reseal(now: DateTime<Utc>) -> Result<(), Failure> {
    let config = Serve::from_env(&start::environment(Process::Serve)?)?;
    let folder = config.keys.path();
    let ring = SecretBox::load(folder, keys::EVIDENCE).map_err(Failure::failed)?;
    let key = AuditKey::load(folder).map_err(Failure::failed)?;
    let done = start::runtime()?.block_on(async {
        let failed = |error| Failure::failed(format!("{error}."));
        let pool = db::pool(config.database.url.reveal(), 1).map_err(failed)?;
        let mut conn = db::connection(&pool).await.map_err(failed)?;
        evidence::reseal(&mut conn, &ring, &key, now).await.map_err(failed)
    })?;
    say(&format!("{done} keys of scans were sealed again; all are sealed to {}.", ring.key_id()));
    Ok(())
}
