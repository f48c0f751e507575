// SPDX-License-Identifier: AGPL-3.0-or-later
//! Putting a backup back: checked first, then in one transaction, and halted until somebody resumes.

use super::file::{Manifest, WholeFile};
use super::{BackupError, Progress, programs, scans};
use crate::db::{self, Breakage, Connection};
use crate::evidence::Folder;
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{ChildStdin, ChildStdout};

/// What becomes of what is in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Nothing may be in it.
    Refused,
    /// It is deleted.
    Deleted,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Before the archive: nothing is left in the database. The schema `public` itself stays: it is the cluster's.
const BEGIN: &str = "BEGIN;
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS reports CASCADE;
DROP SCHEMA IF EXISTS authority CASCADE;
DO $$ DECLARE thing record; BEGIN
  FOR thing IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LOOP
    EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', thing.relname);
  END LOOP;
  FOR thing IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' LOOP
    EXECUTE format('DROP VIEW IF EXISTS public.%I CASCADE', thing.relname);
  END LOOP;
  FOR thing IN SELECT oid::regprocedure::text AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', thing.name);
  END LOOP;
END $$;
";

/// After it: what belongs to the database as a whole is in no archive, and nobody acts on this state before it was looked at.
const END: &str = "
SET search_path = public;
DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sportello_web, sportello_worker, sportello_authority, sportello_sequencer, sportello_reports', current_database());
END $$;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
UPDATE starts SET halted_at = coalesce(halted_at, now()), halted_why = coalesce(halted_why, 'restored');
COMMIT;
";

/// Puts the backup at `path` into the database at `url`, as its owner, and its scans into `folder`. Whatever goes wrong, even an end
/// by force, the database is as it was.
///
/// # Errors
/// [`BackupError`].
pub async fn put_back(
    url: &str,
    path: &Path,
    folder: Option<&Folder>,
    existing: Existing,
    progress: Progress<'_>,
) -> Result<Manifest, BackupError> {
    let whole = WholeFile::check(path, progress)?;
    let known = db::migrations_known()?;
    if whole.manifest.migrations.iter().any(|done| !known.contains(done)) {
        return Err(BackupError::Newer(whole.manifest.version));
    }
    let mut conn = Connection::establish(url).await.map_err(Breakage::new)?;
    look_around(&mut conn, existing).await?;
    make_roles(&mut conn).await?;
    drop(conn);
    // files first: one without row is swept away, a row without file could not be opened
    match folder {
        Some(folder) => scans::put_back(&whole, folder)?,
        None if whole.scans > 0 => return Err(BackupError::NoFolder),
        None => {}
    }
    let (manifest, length) = (whole.manifest.clone(), whole.length);

    let mut psql = programs::command("psql", url)?;
    psql.args(["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-"]);
    let mut psql = programs::start("psql", psql.stdin(Stdio::piped()).stdout(Stdio::null()))?;
    let psql_words = programs::last_words(&mut psql);
    let mut restore = programs::command("pg_restore", url)?;
    restore.args(["--file=-", "--no-owner"]);
    let mut restore = programs::start("pg_restore", restore.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
    let restore_words = programs::last_words(&mut restore);
    let pipes = (restore.stdin.take(), restore.stdout.take(), psql.stdin.take());
    let (Some(archive_in), Some(script_out), Some(mut script_in)) = pipes else {
        return Err(BackupError::Program { program: "pg_restore", said: "it has no pipes".to_owned() });
    };
    let piped = async {
        script_in.write_all(BEGIN.as_bytes()).await?;
        let (fed, carried) =
            tokio::join!(feed(whole, archive_in, length, progress), carry(script_out, &mut script_in));
        carried.and(fed)
    };
    let piped: std::io::Result<()> = piped.await;
    let restored = programs::ended("pg_restore", restore, restore_words).await;
    // without this line psql comes to the end of its input inside the transaction, which is thereby undone
    let committed = match (&piped, &restored) {
        (Ok(()), Ok(())) => script_in.write_all(END.as_bytes()).await,
        _ => Ok(()),
    };
    drop(script_in);
    programs::ended("psql", psql, psql_words).await?;
    restored?;
    for done in [piped, committed] {
        done.map_err(|error| BackupError::Program { program: "psql", said: error.to_string() })?;
    }
    Ok(manifest)
}

async fn look_around(conn: &mut Connection, existing: Existing) -> Result<(), BackupError> {
    let count = async |conn: &mut Connection, sql: &str| -> Result<i64, Breakage> {
        Ok(diesel::sql_query(sql).get_result::<Count>(conn).await?.n)
    };
    let used = "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()
      AND usename IN ('sportello_web', 'sportello_worker', 'sportello_authority', 'sportello_sequencer', 'sportello_reports')";
    match count(conn, used).await? {
        0 => {}
        open => return Err(BackupError::InUse(open)),
    }
    let things = "SELECT count(*) AS n FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'";
    match count(conn, things).await? {
        0 => Ok(()),
        _ if existing == Existing::Deleted => Ok(()),
        _ => Err(BackupError::NotEmpty),
    }
}

/// Roles belong to the cluster and are in no backup: those that are missing are made as the first migration makes them.
async fn make_roles(conn: &mut Connection) -> Result<(), Breakage> {
    for role in [
        "sportello_web",
        "sportello_worker",
        "sportello_authority",
        "sportello_sequencer",
        "sportello_reports",
    ] {
        let missing =
            format!("SELECT (NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}'))::int::bigint AS n");
        if diesel::sql_query(missing).get_result::<Count>(conn).await?.n == 1 {
            diesel::sql_query(format!("CREATE ROLE {role} LOGIN NOINHERIT")).execute(conn).await?;
        }
    }
    Ok(())
}

async fn feed(
    whole: WholeFile,
    mut archive_in: ChildStdin,
    length: u64,
    progress: Progress<'_>,
) -> std::io::Result<()> {
    let (mut archive, mut chunk, mut done) = (whole.archive()?, vec![0; 128 * 1024], 0);
    loop {
        let count = archive.read(&mut chunk)?;
        if count == 0 {
            return archive_in.shutdown().await;
        }
        archive_in.write_all(&chunk[..count]).await?;
        done += count as u64;
        progress(done, Some(length));
    }
}

async fn carry(mut from: ChildStdout, to: &mut ChildStdin) -> std::io::Result<()> {
    let mut chunk = vec![0; 128 * 1024];
    loop {
        let count = from.read(&mut chunk).await?;
        if count == 0 {
            return Ok(());
        }
        to.write_all(&chunk[..count]).await?;
    }
}
