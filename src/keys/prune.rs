// SPDX-License-Identifier: AGPL-3.0-or-later
//! Deleting older private keys that nothing is sealed to any more: that is what makes old backups mute (S3).

use super::{CODES, MAIL, SHEET};
use crate::config::Process;
use crate::db::{Breakage, Connection};
use crate::seal::{KeyFileError, KeyId, KeyRing};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;
use std::path::{Path, PathBuf};

/// Where something is sealed to a key of a role.
const SEALED: [(&str, &str, &str); 4] = [
    (SHEET, "sheets", "first_half"),
    (MAIL, "outbox", "payload"),
    (MAIL, "waiting_second_halves", "sealed"),
    (CODES, "authority.chips", "codes"),
];

/// What became of an older key.
#[derive(Debug, PartialEq, Eq)]
pub enum Pruned {
    /// Deleted, with its public part.
    Deleted(KeyId),
    /// Something is still sealed to it.
    Kept(KeyId, i64),
}

impl Pruned {
    /// The key, if it is gone.
    #[must_use]
    pub fn deleted(&self) -> Option<&KeyId> {
        match self {
            Self::Deleted(id) => Some(id),
            Self::Kept(..) => None,
        }
    }
}

/// Why keys were not pruned.
#[derive(Debug, thiserror::Error)]
pub enum PruneError {
    /// The key folder.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// The process seals nothing of others.
    #[error("`{0}` has no keys that something waits for: name serve, work or authority.")]
    NoKeys(Process),
    /// A key file cannot be deleted.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// How many values are sealed to each key of a role: key and count, as the owner of the database.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn sealed_to(conn: &mut Connection, role: &str) -> Result<Vec<(String, i64)>, Breakage> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        key: String,
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let mut found = Vec::<(String, i64)>::new();
    for (_, table, column) in SEALED.iter().filter(|(of, ..)| *of == role) {
        // a sealed value begins with its version, the length of its key's name, and the name
        let sql = format!(
            "SELECT encode(substring({column} from 3 for get_byte({column}, 1)), 'escape') AS key, count(*) AS n
             FROM {table} WHERE octet_length({column}) > 2 GROUP BY 1 ORDER BY 1"
        );
        for row in diesel::sql_query(sql).load::<Row>(conn).await? {
            match found.iter_mut().find(|(key, _)| *key == row.key) {
                Some((_, n)) => *n += row.n,
                None => found.push((row.key, row.n)),
            }
        }
    }
    Ok(found)
}

/// The role of the sealing keys of a process.
#[must_use]
pub fn sealing_role(process: Process) -> Option<&'static str> {
    match process {
        Process::Serve => Some(SHEET),
        Process::Work => Some(MAIL),
        Process::Authority => Some(CODES),
        Process::Migrate | Process::Demo => None,
    }
}

/// Deletes each sealing key in `folder` but the newest, if nothing is sealed to it. The keys that a process keeps for itself
/// (`web`, `worker`) stay: digests and marks under them are compared for as long as they are there.
///
/// # Errors
/// [`PruneError`].
pub async fn prune(
    conn: &mut Connection,
    folder: &Path,
    process: Process,
) -> Result<Vec<Pruned>, PruneError> {
    let role = sealing_role(process).ok_or(PruneError::NoKeys(process))?;
    let ring = KeyRing::load(folder, role)?;
    let newest = ring.newest_made().map(|(id, _)| id);
    let sealed = sealed_to(conn, role).await?;
    let mut pruned = Vec::new();
    for id in ring.ids().filter(|id| Some(*id) != newest.as_ref()) {
        let count = sealed.iter().find(|(key, _)| key == id.as_str()).map_or(0, |(_, count)| *count);
        if count > 0 {
            pruned.push(Pruned::Kept(id.clone(), count));
            continue;
        }
        for ending in ["key", "pub"] {
            let path = folder.join(format!("{id}.{ending}"));
            match std::fs::remove_file(&path) {
                Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                    return Err(PruneError::File { path, source });
                }
                _ => {}
            }
        }
        pruned.push(Pruned::Deleted(id.clone()));
    }
    Ok(pruned)
}
