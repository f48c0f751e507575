// SPDX-License-Identifier: AGPL-3.0-or-later
//! Making a backup.

use super::file::{Manifest, NewFile};
use super::{BackupError, Progress, programs, scans};
use crate::db::{self, Breakage, Connection};
use crate::evidence::Folder;
use crate::starts;
use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::path::Path;
use std::process::Stdio;
use tokio::io::AsyncReadExt;

const PROGRAM: &str = "pg_dump";

#[derive(QueryableByName)]
struct Server {
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = BigInt)]
    size: i64,
}

/// Writes everything in the database at `url`, as one moment had it, to a new file, and behind it the scans that lie in `folder`
/// afterwards. As the owner.
///
/// # Errors
/// [`BackupError`]; then there is no file.
pub async fn make(
    url: &str,
    path: &Path,
    folder: Option<&Folder>,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<Manifest, BackupError> {
    let mut conn = Connection::establish(url).await.map_err(Breakage::new)?;
    let server: Server = diesel::sql_query(
        "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size",
    )
    .get_result(&mut conn)
    .await
    .map_err(Breakage::from)?;
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        at: now,
        start_number: starts::state(&mut conn).await?.number,
        migrations: db::migrations_done(&mut conn).await?,
        server: server.version,
    };
    if folder.is_none() {
        scans::refuse_without_folder(&mut conn).await?;
    }
    drop(conn);
    let mut file = NewFile::begin(path, &manifest)?;
    let mut command = programs::command(PROGRAM, url)?;
    // the owner on the other side may have another name; what a role may do goes along
    command
        .args(["--format=custom", "--no-owner", "--no-password"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut dump = programs::start(PROGRAM, &mut command)?;
    let words = programs::last_words(&mut dump);
    let Some(mut archive) = dump.stdout.take() else {
        return Err(BackupError::Program { program: PROGRAM, said: "it has no output".to_owned() });
    };
    let (mut chunk, mut done) = (vec![0; 128 * 1024], 0);
    let about = u64::try_from(server.size).ok();
    loop {
        let read = archive.read(&mut chunk).await;
        let count =
            read.map_err(|error| BackupError::Program { program: PROGRAM, said: error.to_string() })?;
        if count == 0 {
            break;
        }
        file.write_archive(&chunk[..count])?;
        done += count as u64;
        progress(done, about);
    }
    programs::ended(PROGRAM, dump, words).await?;
    if let Some(folder) = folder {
        scans::write(&mut file, folder)?;
    }
    file.finish()?;
    Ok(manifest)
}
