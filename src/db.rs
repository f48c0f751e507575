// SPDX-License-Identifier: AGPL-3.0-or-later
//! The way to PostgreSQL: pool, transactions, migrations, and the one error that nobody at the counter can mend.

mod kept;

pub use kept::{Keep, Kept};

use ::deadpool::managed::QueueMode;
use diesel::result::{ConnectionError, ConnectionResult};
use diesel_async::pooled_connection::deadpool::{self, Object};
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, PoolableConnection, RecyclingMethod,
};
use diesel_async::{
    AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection, TransactionManager,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use futures_util::FutureExt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// A connection, as use cases take it.
pub type Connection = AsyncPgConnection;

/// Connections of one process, all of its own database role.
pub type Pool = deadpool::Pool<Connection>;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// How long a request waits for a connection before it says that the database is away.
const WAIT: Duration = Duration::from_secs(5);

/// Breakage: something failed that no words of the citizen or the operator caused. Opaque on purpose; the web edge logs
/// it once and shows a reference number.
#[derive(Debug, thiserror::Error)]
#[error("{source}")]
pub struct Breakage {
    away: bool,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl Breakage {
    /// Wraps what broke.
    pub fn new(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { away: false, source: source.into() }
    }

    /// Wraps what cannot be reached at the moment: trying again later is worth it.
    pub fn away(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { away: true, source: source.into() }
    }

    /// Whether PostgreSQL could not be reached, or went away: trying again later is worth it.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.away
    }
}

impl From<diesel::result::Error> for Breakage {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error};
        let away = match &error {
            Error::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                _,
            )
            | Error::BrokenTransactionManager => true,
            // a server that is shutting down or starting says so in words only
            Error::DatabaseError(DatabaseErrorKind::Unknown, about) => {
                let said = about.message();
                ["connection closed", "terminating connection", "shutting down", "starting up", "kind: Io"]
                    .iter()
                    .any(|sign| said.contains(sign))
            }
            _ => false,
        };
        Self { away, source: Box::new(error) }
    }
}

/// The pool for `url` with at most `size` connections. Nothing is opened yet. The one given back last is lent first: each
/// connection plans every statement for itself once, and those that only a rush needs are to stay cold.
///
/// # Errors
/// When `url` cannot be read or the pool cannot be made.
pub fn pool(url: &str, size: usize) -> Result<Pool, Breakage> {
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(|url| establish(url).boxed());
    let manager = AsyncDieselConnectionManager::<Connection>::new_with_config(url, config);
    Pool::builder(manager)
        .max_size(size)
        .queue_mode(QueueMode::Lifo)
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(WAIT))
        .runtime(::deadpool::Runtime::Tokio1)
        .build()
        .map_err(Breakage::new)
}

/// Opens a connection whose statements are planned once, not each time: every look-up goes by a key, so that the values
/// change nothing about the plan, and planning costs more than finding one row. What is looked up lies in memory, where a
/// page costs the same wherever it is: a plan of the first day, when tables are short, must not read them whole ever after.
async fn establish(url: &str) -> ConnectionResult<Connection> {
    let mut conn = Connection::establish(url).await?;
    let settings = "SET plan_cache_mode = force_generic_plan; SET jit = off; SET random_page_cost = 1";
    conn.batch_execute(settings).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

/// A connection lent by the pool. Where it is given back in the middle of a transaction, because the future that worked with
/// it was dropped, it is closed at once: back in the pool it would hold its locks until somebody happened to draw it.
pub struct Lent(Option<Object<Connection>>);

impl Deref for Lent {
    type Target = Connection;

    #[expect(clippy::expect_used, reason = "it is taken out by `drop` alone")]
    fn deref(&self) -> &Connection {
        self.0.as_deref().expect("a connection is there until it is dropped")
    }
}

impl DerefMut for Lent {
    #[expect(clippy::expect_used, reason = "it is taken out by `drop` alone")]
    fn deref_mut(&mut self) -> &mut Connection {
        self.0.as_deref_mut().expect("a connection is there until it is dropped")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(mut object) = self.0.take()
            && object.is_broken()
        {
            drop(Object::take(object));
        }
    }
}

/// A connection of the pool.
///
/// # Errors
/// When the database is away or all connections stay busy for five seconds.
pub async fn connection(pool: &Pool) -> Result<Lent, Breakage> {
    let object = pool.get().await.map_err(|error| Breakage { away: true, source: Box::new(error) })?;
    Ok(Lent(Some(object)))
}

/// Runs `work` in one transaction: committed when it returns `Ok`, rolled back when it returns `Err`. Where the future is
/// dropped halfway (the browser hung up), the connection is closed and PostgreSQL rolls back.
///
/// # Errors
/// What `work` returns, or a [`Breakage`] of `BEGIN` or `COMMIT`.
pub async fn transaction<R, E: From<Breakage>>(
    conn: &mut Connection,
    work: impl AsyncFnOnce(&mut Connection) -> Result<R, E>,
) -> Result<R, E> {
    type Manager = <Connection as AsyncConnection>::TransactionManager;
    Manager::begin_transaction(conn).await.map_err(Breakage::from)?;
    match work(conn).await {
        Ok(value) => {
            Manager::commit_transaction(conn).await.map_err(Breakage::from)?;
            Ok(value)
        }
        Err(error) => {
            // the connection may be gone; the refusal is still the answer
            let _rolled_back = Manager::rollback_transaction(conn).await;
            Err(error)
        }
    }
}

/// Runs the migrations that are missing, as the owner role. Needs a runtime with several threads.
///
/// # Errors
/// When the database is away or a migration fails; earlier ones stay done.
pub async fn migrate(owner_url: &str) -> Result<usize, Breakage> {
    harness(owner_url).await?.run_pending_migrations(MIGRATIONS).map(|done| done.len()).map_err(Breakage::new)
}

/// Takes all migrations back.
///
/// # Errors
/// When the database is away or a `down.sql` fails.
pub async fn revert(owner_url: &str) -> Result<usize, Breakage> {
    harness(owner_url).await?.revert_all_migrations(MIGRATIONS).map(|done| done.len()).map_err(Breakage::new)
}

/// Whether every migration that this binary knows is done. For a process's own role.
///
/// # Errors
/// When the database is away.
pub async fn is_migrated(conn: &mut Connection) -> Result<bool, Breakage> {
    let done = migrations_done(conn).await?;
    Ok(migrations_known()?.iter().all(|known| done.contains(known)))
}

/// The versions of the migrations that were done.
///
/// # Errors
/// When the database is away.
pub async fn migrations_done(conn: &mut Connection) -> Result<Vec<String>, Breakage> {
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    diesel::table! {
        __diesel_schema_migrations (version) {
            version -> Text,
        }
    }
    let versions = __diesel_schema_migrations::table.order(__diesel_schema_migrations::version);
    Ok(versions.select(__diesel_schema_migrations::version).load(conn).await?)
}

/// The versions of the migrations that this binary has.
///
/// # Errors
/// When one cannot be read: a mistake in the program.
pub fn migrations_known() -> Result<Vec<String>, Breakage> {
    use diesel::migration::{Migration, MigrationSource};
    let known = MigrationSource::<diesel::pg::Pg>::migrations(&MIGRATIONS).map_err(Breakage::new)?;
    Ok(known.iter().map(|migration| migration.name().version().to_string()).collect())
}

async fn harness(owner_url: &str) -> Result<AsyncMigrationHarness<Connection>, Breakage> {
    Ok(AsyncMigrationHarness::new(Connection::establish(owner_url).await.map_err(Breakage::new)?))
}
