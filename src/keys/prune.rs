// SPDX-License-Identifier: AGPL-3.0-or-later
//! Deleting older private keys that nothing is sealed to any more: that is what makes old backups mute (S3).

use super::{CODES, EVIDENCE, MAIL, SHEET, WEB};
use crate::config::Process;
use crate::db::{Breakage, Connection};
use crate::seal::{KeyFileError, KeyId, KeyRing, SecretBox};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;
use std::path::{Path, PathBuf};

/// Where something is sealed to a key of a role.
const SEALED: [(&str, &str, &str); 8] = [
    (SHEET, "sheets", "first_half"),
    (EVIDENCE, "scan_keys", "sealed"),
    (WEB, "operators", "totp_secret"),
    (WEB, "parked_forms", "sealed"),
    (WEB, "invitations", "totp_secret"),
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
    #[error("`{0}` has no keys that something waits for: name serve, work, authority or keeper.")]
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

/// The roles of the sealing keys of a process.
const fn sealing_roles(process: Process) -> &'static [&'static str] {
    match process {
        Process::Serve => &[SHEET, EVIDENCE, WEB],
        Process::Work => &[MAIL],
        Process::Authority => &[CODES],
        Process::Migrate => &[WEB],
        Process::Sequence | Process::Demo => &[],
    }
}

/// Deletes each sealing key in `folder` but the newest of its role, if nothing is sealed to it. Keys that seal nothing stay:
/// `worker` proves the marks of mails whose reports may still come, `digest` the authority's lists of acts, `audit`,
/// `checkpoint` and `certificates` what was signed with them.
///
/// # Errors
/// [`PruneError`].
pub async fn prune(
    conn: &mut Connection,
    folder: &Path,
    process: Process,
) -> Result<Vec<Pruned>, PruneError> {
    let roles = sealing_roles(process);
    if roles.is_empty() {
        return Err(PruneError::NoKeys(process));
    }
    let mut pruned = Vec::new();
    for role in roles {
        let sealed = sealed_to(conn, role).await?;
        for id in older(folder, role)? {
            let count = sealed.iter().find(|(key, _)| key == id.as_str()).map_or(0, |(_, count)| *count);
            if count > 0 {
                pruned.push(Pruned::Kept(id, count));
                continue;
            }
            delete(folder, &id)?;
            pruned.push(Pruned::Deleted(id));
        }
    }
    Ok(pruned)
}

/// The keys of a role but the newest.
fn older(folder: &Path, role: &str) -> Result<Vec<KeyId>, PruneError> {
    if [EVIDENCE, WEB].contains(&role) {
        return Ok(SecretBox::load(folder, role)?.older_ids().cloned().collect());
    }
    let ring = KeyRing::load(folder, role)?;
    let newest = ring.newest_made().map(|(id, _)| id);
    Ok(ring.ids().filter(|id| Some(*id) != newest.as_ref()).cloned().collect())
}

fn delete(folder: &Path, id: &KeyId) -> Result<(), PruneError> {
    for ending in ["key", "pub"] {
        let path = folder.join(format!("{id}.{ending}"));
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(PruneError::File { path, source });
            }
            _ => {}
        }
    }
    Ok(())
}
