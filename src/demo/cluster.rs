// SPDX-License-Identifier: AGPL-3.0-or-later
//! The private PostgreSQL: newest server on the machine, unix socket only, passwords even there.

use super::error::DemoError;
use super::password;
use super::place::Place;
use std::fs;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The superuser, whom only the supervisor knows.
pub(super) const SUPERUSER: &str = "demo";

/// The folder of the newest installed server, or of the one that made the cluster in `data`.
pub(super) fn find_binaries(data: &Path) -> Result<PathBuf, DemoError> {
    if let Ok(version) = fs::read_to_string(data.join("PG_VERSION")) {
        let bin = Path::new("/usr/lib/postgresql").join(version.trim()).join("bin");
        return if bin.join("postgres").exists() {
            Ok(bin)
        } else {
            Err(DemoError::OldPostgres(version.trim().into()))
        };
    }
    let versions = fs::read_dir("/usr/lib/postgresql").map_err(|_| DemoError::NoPostgres)?;
    versions
        .flatten()
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("postgres").exists())
        .max_by_key(|(version, _)| *version)
        .map(|(_, bin)| bin)
        .ok_or(DemoError::NoPostgres)
}

/// Makes the cluster. Its superuser's password goes to the supervisor's key folder.
pub(super) fn make(place: &Place, bin: &Path) -> Result<(), DemoError> {
    let secret = password::long();
    let kept = write_secret(&place.keys("demo").join("superuser"), secret.as_bytes())?;
    // initdb reads the password as PostgreSQL's user, so it gets a copy for this moment
    let copy = place.shared.join("postgres/superuser");
    place.give(&write_secret(&copy, secret.as_bytes())?, place.users().postgres)?;
    let mut initdb = Command::new(bin.join("initdb"));
    initdb.arg("-D").arg(place.data()).args(["-U", SUPERUSER, "--auth=scram-sha-256", "--no-sync"]);
    initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "--pwfile"]).arg(&copy);
    let done = as_postgres(&mut initdb, place).stdin(Stdio::null()).output();
    fs::remove_file(&copy).map_err(DemoError::file(&copy))?;
    let done = done.map_err(DemoError::file(bin.join("initdb")))?;
    if done.status.success() {
        return Ok(());
    }
    fs::remove_file(&kept).map_err(DemoError::file(&kept))?;
    let said = String::from_utf8_lossy(&done.stderr);
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no word of why").to_owned();
    Err(DemoError::step("making the PostgreSQL cluster")(last))
}

/// The command that becomes the server. A server whose supervisor is killed shuts down by itself.
pub(super) fn server(place: &Place, bin: &Path) -> Command {
    let mut server = Command::new("setpriv");
    server.args(["--pdeathsig", "INT", "--"]).arg(bin.join("postgres"));
    server.arg("-D").arg(place.data()).arg("-k").arg(place.socket_folder());
    for setting in ["listen_addresses=", "max_connections=100", "unix_socket_permissions=0777", "jit=off"] {
        server.args(["-c", setting]);
    }
    as_postgres(&mut server, place);
    server
}

/// The address of the database as `role` sees it, in PostgreSQL's `key=value` form.
pub(super) fn address(place: &Place, role: &str, password: &str, database: &str) -> String {
    // paths with blanks or quotes are written as PostgreSQL reads them
    let host = place.socket_folder().display().to_string().replace('\\', "\\\\").replace('\'', "\\'");
    format!("host='{host}' user={role} password={password} dbname={database}")
}

/// The superuser's address.
pub(super) fn superuser(place: &Place, database: &str) -> Result<String, DemoError> {
    let file = place.keys("demo").join("superuser");
    let password = fs::read_to_string(&file).map_err(|_| DemoError::KeysDoNotFit(place.keys("demo")))?;
    Ok(address(place, SUPERUSER, password.trim(), database))
}

/// Waits until the server answers.
pub(super) async fn answers(place: &Place) -> Result<(), DemoError> {
    let url = superuser(place, "postgres")?;
    for _ in 0..1_500 {
        match tokio_postgres::connect(&url, tokio_postgres::NoTls).await {
            Ok(_) => return Ok(()),
            Err(error) if error.code() == Some(&tokio_postgres::error::SqlState::INVALID_PASSWORD) => {
                return Err(DemoError::KeysDoNotFit(place.keys("demo")));
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    Err(DemoError::Postgres(place.log("postgres")))
}

/// Writes a file that only its owner may read; an old one is replaced.
pub(super) fn write_secret(path: &Path, content: &[u8]) -> Result<PathBuf, DemoError> {
    use std::io::Write;
    if path.exists() {
        fs::remove_file(path).map_err(DemoError::file(path))?;
    }
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.and_then(|mut file| file.write_all(content)).map_err(DemoError::file(path))?;
    Ok(path.to_owned())
}

fn as_postgres<'a>(command: &'a mut Command, place: &Place) -> &'a mut Command {
    let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
    command.current_dir("/").env_clear().env("PATH", path).env("LC_ALL", "C.UTF-8");
    if place.users().are_apart() {
        command.uid(place.users().postgres.uid).gid(place.users().postgres.gid);
    }
    command
}
