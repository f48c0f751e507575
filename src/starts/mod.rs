// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether the database is as new as the process remembers it, and the keys as new as the database does.
//!
//! A number in the database only grows; each process keeps the last one that it saw in the file `start-number` beside its keys.
//! Where the database knows a smaller one, an older state of it came back: the process says so in the database, and until
//! `sportello resume` pages are read-only and no mail goes out. The same where the key folder lacks the newest key that the
//! process has ever started with.

mod file;
mod resume;
mod store;
#[cfg(test)]
mod tests;

pub use file::StartsError;
pub use resume::{Resumed, resume};
pub use store::{State, Why, newest_key, state};

use crate::db::{self, Connection, Pool};
use crate::seal::{KeyId, KeyRing};
use chrono::{DateTime, Utc};
use file::StartNumber;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

/// How often a process looks whether it may work.
const LOOK: Duration = Duration::from_secs(2);
/// How often it raises the number while it works, in seconds.
const RAISE: i64 = 60;

/// Whether a process may only read and say so. Shared by everything in it that acts.
#[derive(Clone, Default)]
pub struct Halted(Arc<AtomicBool>);

impl Halted {
    /// Whether nothing may be done.
    #[must_use]
    pub fn is(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Says whether nothing may be done: for whoever has just compared.
    pub fn set(&self, halted: bool) {
        self.0.store(halted, Ordering::Relaxed);
    }
}

/// What a process knows of the state of its database.
pub struct Starts {
    file: StartNumber,
    halted: Halted,
    raised_at: AtomicI64,
    role: &'static str,
    newest: Option<(KeyId, DateTime<Utc>)>,
    held: Vec<KeyId>,
    keys_compared: AtomicBool,
}

impl Starts {
    /// Begins a start with the sealing keys of `ring`, whose role is `role`: halted until the first [`look`](Self::look).
    ///
    /// # Errors
    /// [`StartsError`] where the file cannot be read.
    pub fn begin(folder: &Path, role: &'static str, ring: &KeyRing) -> Result<Self, StartsError> {
        Ok(Self {
            file: StartNumber::read(folder)?,
            halted: Halted(Arc::new(AtomicBool::new(true))),
            raised_at: AtomicI64::new(0),
            role,
            newest: ring.newest_made(),
            held: ring.ids().cloned().collect(),
            keys_compared: AtomicBool::new(false),
        })
    }

    /// The sign that everything in the process looks at.
    #[must_use]
    pub fn halted(&self) -> Halted {
        self.halted.clone()
    }

    /// Compares, and raises the number at the start and once a minute.
    ///
    /// # Errors
    /// [`StartsError`]; the sign stays as it was.
    pub async fn look(&self, conn: &mut Connection, now: DateTime<Utc>) -> Result<(), StartsError> {
        let mut state = store::state(conn).await?;
        let found = match state.number < self.file.seen() {
            true => Some(Why::OlderDatabase),
            false if !self.keys_compared.load(Ordering::Relaxed) => self.compare_keys(conn, &state).await?,
            false => None,
        };
        if let Some(why) = found {
            tracing::error!(why = why.word(), "an older state came back: see `sportello resume`");
            store::halt(conn, why, self.file.seen(), &state, now).await?;
            state = store::state(conn).await?;
        }
        let (halted, second) = (state.halted.is_some(), now.timestamp());
        if !halted && second - self.raised_at.load(Ordering::Relaxed) >= RAISE {
            self.file.write(store::raise(conn, second).await?)?;
            self.raised_at.store(second, Ordering::Relaxed);
        }
        if self.halted.0.swap(halted, Ordering::Relaxed) != halted {
            tracing::info!(halted, "whether this process may act is known");
        }
        Ok(())
    }

    /// The newest key that the role has ever started with must be in the folder. After a halt they are compared again, so that
    /// the key of the time after it is noted.
    async fn compare_keys(&self, conn: &mut Connection, state: &State) -> Result<Option<Why>, StartsError> {
        let Some((newest, made)) = &self.newest else { return Ok(None) };
        if let Some((known, since)) = store::newest_key(conn, self.role).await? {
            let missing = !self.held.iter().any(|held| held.as_str() == known);
            if missing && since >= *made {
                return Ok(Some(Why::OlderKeys));
            }
        }
        if state.halted.is_none() {
            store::note_key(conn, self.role, newest, *made).await?;
            self.keys_compared.store(true, Ordering::Relaxed);
        }
        Ok(None)
    }
}

/// Looks as long as the process lives. A database that is away halts nothing: nobody can act without it.
pub async fn watch(pool: &Pool, starts: &Starts) {
    loop {
        tokio::time::sleep(LOOK).await;
        let looked = async {
            let mut conn = db::connection(pool).await?;
            starts.look(&mut conn, Utc::now()).await
        };
        if let Err(error) = looked.await {
            tracing::warn!(%error, "the start number could not be compared");
        }
    }
}
