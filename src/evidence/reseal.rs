// SPDX-License-Identifier: AGPL-3.0-or-later
//! After a rotation: the keys of files are sealed to the newest key of the ring. The files stay as they are.

use super::file::DataKey;
use super::store;
use crate::audit::{self, AuditKey, Entry};
use crate::db::{Breakage, Connection};
use crate::seal::SecretBox;
use chrono::{DateTime, Utc};

const PORTION: i64 = 500;

/// Seals the keys of all scans to the newest key; answers how many were sealed to an older one. Afterwards `keys prune` may delete
/// the older keys. As the web process's role.
///
/// # Errors
/// A [`Breakage`] of the database, or a key that the ring does not open; what was done before stays done.
pub async fn reseal(
    conn: &mut Connection,
    ring: &SecretBox,
    key: &AuditKey,
    now: DateTime<Utc>,
) -> Result<usize, Breakage> {
    let newest = ring.key_id().as_str();
    let mut done = 0;
    loop {
        let portion = store::sealed_to_others(conn, newest, PORTION).await?;
        if portion.is_empty() {
            break;
        }
        for (scan, was) in portion {
            let opened = DataKey::open(ring, scan, &was);
            let opened = opened.map_err(|error| Breakage::new(format!("the key of scan {scan}: {error}")))?;
            done += usize::from(store::seal_again(conn, scan, &was, &opened.seal(ring, scan)).await?);
        }
    }
    if done > 0 {
        let entry = Entry::new("scan.reseal").plain("key", newest).plain("scans", done);
        audit::record(conn, key, entry, now).await?;
    }
    Ok(done)
}
