// SPDX-License-Identifier: AGPL-3.0-or-later
//! PostgreSQL's programs: where they are, and how they are told the database without its password in a list of processes.

use super::BackupError;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::str::FromStr;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// Characters of a program's last words.
const SAID: usize = 300;

/// A program that speaks to the database at `url`, its error output kept. It ends with this process.
pub(super) fn command(program: &'static str, url: &str) -> Result<Command, BackupError> {
    let failed = |said: String| BackupError::Program { program, said };
    let config = Config::from_str(url).map_err(|_| failed("the database's address cannot be read".into()))?;
    let mut command = Command::new(found(program));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LC_ALL", "C");
    let host = config.get_hosts().first().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => path.display().to_string(),
    });
    let password = config.get_password().map(|password| String::from_utf8_lossy(password).into_owned());
    let ssl = match config.get_ssl_mode() {
        SslMode::Disable => "disable",
        SslMode::Require => "require",
        _ => "prefer",
    };
    let told = [
        ("PGHOST", host),
        ("PGPORT", config.get_ports().first().map(ToString::to_string)),
        ("PGUSER", config.get_user().map(ToOwned::to_owned)),
        ("PGPASSWORD", password),
        ("PGDATABASE", config.get_dbname().or(config.get_user()).map(ToOwned::to_owned)),
        ("PGSSLMODE", Some(ssl.to_owned())),
        ("PGAPPNAME", Some("sportello backup".to_owned())),
    ];
    command.envs(told.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))));
    command.stderr(Stdio::piped()).kill_on_drop(true);
    Ok(command)
}

/// The newest installed version, or whatever the search path finds.
fn found(program: &str) -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())))
        .map(|(version, path)| (version, path.join("bin").join(program)))
        .filter(|(_, path)| path.exists())
        .max_by_key(|(version, _)| *version);
    newest.map_or_else(|| Path::new(program).to_owned(), |(_, path)| path)
}

/// Starts it.
pub(super) fn start(program: &'static str, command: &mut Command) -> Result<Child, BackupError> {
    let missing = |error| BackupError::Program { program, said: format!("{error} (is it installed?)") };
    command.spawn().map_err(missing)
}

/// Reads what it complains about while it works, so that it never waits for somebody to listen.
pub(super) fn last_words(child: &mut Child) -> tokio::task::JoinHandle<String> {
    let stream = child.stderr.take();
    tokio::spawn(async move {
        let mut text = Vec::new();
        if let Some(mut stream) = stream {
            let _read = stream.read_to_end(&mut text).await;
        }
        let text = String::from_utf8_lossy(&text);
        let fault = text.lines().find(|line| line.to_lowercase().contains("error"));
        let line =
            fault.or_else(|| text.lines().rfind(|line| !line.trim().is_empty())).unwrap_or("no word of why");
        line.chars().take(SAID).collect()
    })
}

/// Waits for its end.
pub(super) async fn ended(
    program: &'static str,
    mut child: Child,
    words: tokio::task::JoinHandle<String>,
) -> Result<(), BackupError> {
    let status = child.wait().await;
    let said = words.await.unwrap_or_default();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(BackupError::Program { program, said }),
        Err(error) => Err(BackupError::Program { program, said: error.to_string() }),
    }
}
