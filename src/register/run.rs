// SPDX-License-Identifier: AGPL-3.0-or-later
//! The process `sportello sequence`.

use super::note::Note;
use super::sequence::{SequenceError, Sequencer, Step};
use super::witness::{self, WitnessUrl};
use super::witness_ca::WitnessCa;
use super::{keys, store};
use crate::db::{self, Breakage, Connection};
use chrono::Utc;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool};
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use zeroize::Zeroizing;

/// The number of the advisory lock that one sequencer holds: it goes with the connection, whatever ends that.
const LEASE: i64 = 0x7370_7274_6c6f_0005;
/// How often the queue is looked at: with the second between two checkpoints a row is under one within two seconds.
const LOOK: Duration = Duration::from_millis(400);
/// How long after a fault, and between two tries for the lease.
const PAUSE: Duration = Duration::from_secs(1);
/// How often a fault that stays is told.
const TOLD: Duration = Duration::from_secs(60);

/// What the process needs.
pub struct SequenceConfig {
    /// The sequencer's role.
    pub database_url: Zeroizing<String>,
    /// Key, origin and file.
    pub sequencer: Sequencer,
    /// Who is told each newest checkpoint.
    pub witnesses: Vec<WitnessUrl>,
    /// Who vouches for them.
    pub witness_ca: WitnessCa,
}

#[derive(QueryableByName)]
struct Lease {
    #[diesel(sql_type = Bool)]
    ours: bool,
}

/// Numbers and signs until `stop` comes true; a turn that is cut off then is done again by the next start.
pub async fn run(config: SequenceConfig, stop: impl Future<Output = ()>) {
    let (newest, told) = watch::channel(None);
    let witnesses = config.witnesses.iter().cloned();
    let tell = |witness| tokio::spawn(witness::tell(witness, config.witness_ca.clone(), told.clone()));
    let tasks: Vec<_> = witnesses.map(tell).collect();
    drop(told);
    tokio::select! {
        () = stop => {}
        () = Box::pin(work(&config, &newest)) => {}
    }
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}

async fn work(config: &SequenceConfig, newest: &watch::Sender<Option<Arc<str>>>) {
    let mut said: Option<(String, Instant)> = None;
    loop {
        let Err(error) = lead(config, newest, &mut said).await else { continue };
        tell(&mut said, error.to_string());
        tokio::time::sleep(PAUSE).await;
    }
}

/// Says what stays wrong once a minute.
fn tell(said: &mut Option<(String, Instant)>, what: String) {
    if said.as_ref().is_none_or(|(last, at)| *last != what || at.elapsed() >= TOLD) {
        tracing::error!("{what}");
        *said = Some((what, Instant::now()));
    }
}

/// Works with one connection until something fails.
async fn lead(
    config: &SequenceConfig,
    newest: &watch::Sender<Option<Arc<str>>>,
    said: &mut Option<(String, Instant)>,
) -> Result<(), SequenceError> {
    let mut conn = Connection::establish(&config.database_url).await.map_err(Breakage::away)?;
    if !db::is_migrated(&mut conn).await? {
        return Err(Breakage::new("the database is older than this program: run `sportello migrate`").into());
    }
    if !keys::knows_key(&mut conn, config.sequencer.key()).await? {
        let mend = "the database does not know the checkpoint key: see `sportello keys register sequence`";
        return Err(Breakage::new(mend).into());
    }
    take_lease(&mut conn).await?;
    tracing::info!(key = config.sequencer.key().id(), "numbering and signing");
    // a kill may have come before the witnesses were told
    if let Some(signed) = store::newest(&mut conn).await? {
        newest.send_replace(Some(signed.note.into()));
    }
    loop {
        let Step { signed, clock_back, .. } = match config.sequencer.step(&mut conn, Utc::now()).await? {
            full if full.is_full() && full.signed.is_none() && full.clock_back.is_none() => continue,
            step => step,
        };
        if let Some(Note { text, .. }) = signed {
            newest.send_replace(Some(text.into()));
        }
        if let Some(at) = clock_back {
            tell(
                said,
                format!(
                    "the clock went back: the newest checkpoint was signed at {at}; nothing is signed before then"
                ),
            );
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Waits until no other sequencer is at work.
async fn take_lease(conn: &mut Connection) -> Result<(), Breakage> {
    let mut waited = false;
    loop {
        let lease: Lease = diesel::sql_query("SELECT pg_try_advisory_lock($1) AS ours")
            .bind::<BigInt, _>(LEASE)
            .get_result(conn)
            .await?;
        if lease.ours {
            return Ok(());
        }
        if !std::mem::replace(&mut waited, true) {
            tracing::info!("another sequencer is at work; waiting");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
