// SPDX-License-Identifier: AGPL-3.0-or-later
//! The way to the process that looks at files, from the web process's side.

use super::process::{Asked, Told};
use super::{Clean, Unfit, answer};
use crate::policy::ScanRules;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

/// How many files are looked at in one moment: each may take the memory of [`Bounds`].
const AT_ONCE: usize = 2;

/// What one process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of a processor.
    pub cpu_seconds: u32,
}

impl Default for Bounds {
    /// 1.5 GiB, of which the largest image of the default policy takes a third; 20 seconds.
    fn default() -> Self {
        Self { memory: 1536 << 20, cpu_seconds: 20 }
    }
}

/// Starts a process for each file and believes it only if it ends well and answers in the one form there is.
pub struct Checker {
    program: PathBuf,
    /// What each process may use.
    pub bounds: Bounds,
    /// How long its answer is waited for.
    pub patience: Duration,
    turns: Semaphore,
}

impl Checker {
    /// A checker that starts this program.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            bounds: Bounds::default(),
            patience: Duration::from_secs(30),
            turns: Semaphore::new(AT_ONCE),
        }
    }

    /// A checker that starts the running program, also after its file was replaced by a newer one.
    #[must_use]
    pub fn of_this_program() -> Self {
        Self::new("/proc/self/exe".into())
    }

    /// Has a file looked at.
    ///
    /// # Errors
    /// [`Unfit`]: what the process says, or [`Unfit::NotChecked`] where it says nothing that can be believed.
    pub async fn check(&self, bytes: &[u8], rules: &ScanRules) -> Result<Clean, Unfit> {
        let most = u64::from(rules.bytes) * 2 + answer::LINE as u64;
        let told = match self.ask(&Asked::Look(self.bounds, *rules), bytes, most).await {
            Ok(told) => answer::read(told).unwrap_or(Err(Unfit::NotChecked)),
            Err(error) => {
                tracing::warn!(%error, "the process that looks at scans gave no answer");
                Err(Unfit::NotChecked)
            }
        };
        let told = told.and_then(|clean| match clean.bytes.len() <= rules.bytes as usize {
            true => Ok(clean),
            false => Err(Unfit::TooLarge),
        });
        let outcome = told.as_ref().map_or_else(|unfit| unfit.key(), |_| "fit");
        metrics::counter!("sportello_scans_checked_total", "outcome" => outcome).increment(1);
        told
    }

    /// Asks the process what is out of its reach.
    ///
    /// # Errors
    /// Where it cannot be started or does not answer.
    pub async fn prove(&self) -> io::Result<Told> {
        let told = self.ask(&Asked::Prove(self.bounds), b"", answer::LINE as u64).await?;
        let line = String::from_utf8(told).map_err(io::Error::other)?;
        Told::read(&line).ok_or_else(|| io::Error::other("its answer cannot be read"))
    }

    async fn ask(&self, asked: &Asked, bytes: &[u8], most: u64) -> io::Result<Vec<u8>> {
        let _turn = self.turns.acquire().await.map_err(io::Error::other)?;
        let room = EmptyRoom::make()?;
        let mut command = Command::new(&self.program);
        command.arg0("sportello").arg("check-scan").args(asked.words()).env_clear().current_dir(&room.0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn()?;
        // it stands there already; in a folder that is gone nothing can be made, and nothing is left when this process dies
        drop(room);
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("it has no pipes"));
        };
        let talk = async {
            let feed = async {
                // a process that has seen enough closes its side
                let _closed = input.write_all(bytes).await;
                drop(input);
            };
            let (mut told, mut output) = (Vec::new(), output.take(most + 1));
            let ((), read) = tokio::join!(feed, output.read_to_end(&mut told));
            read?;
            if told.len() as u64 > most {
                return Err(io::Error::other("it says too much"));
            }
            let ended = child.wait().await?;
            if ended.success() { Ok(told) } else { Err(io::Error::other(format!("it ended with {ended}"))) }
        };
        let told = tokio::time::timeout(self.patience, talk).await;
        if !matches!(told, Ok(Ok(_))) {
            let _dead = child.kill().await;
        }
        told.unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, "it took too long")))
    }
}

/// A folder with nothing in it, for one process to stand in.
struct EmptyRoom(PathBuf);

impl EmptyRoom {
    fn make() -> io::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let path: &Path =
            &std::env::temp_dir().join(format!("sportello-scan-{}", uuid::Uuid::now_v7().simple()));
        std::fs::DirBuilder::new().mode(0o700).create(path)?;
        Ok(Self(path.to_owned()))
    }
}

impl Drop for EmptyRoom {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir(&self.0);
    }
}
