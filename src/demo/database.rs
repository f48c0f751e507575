// SPDX-License-Identifier: AGPL-3.0-or-later
//! Roles, database and migrations of a demonstration, and whether its keys belong to it.

use super::cluster;
use super::error::DemoError;
use super::password;
use super::place::Place;
use crate::audit::{self, AuditKey};
use crate::db;
use crate::keys;
use crate::register::{self, CheckpointKey};
use diesel_async::{AsyncConnection, AsyncPgConnection};

/// The database's name.
const DATABASE: &str = "sportello";

/// The sequencer's key folder.
const SEQUENCE: &str = "sequence";

/// Each key folder's database role, and the name under which the register knows its audit key.
const ROLES: [(&str, &str, Option<&str>); 5] = [
    ("keeper", "sportello_owner", Some("keeper")),
    ("serve", "sportello_web", Some("web")),
    ("work", "sportello_worker", Some("worker")),
    ("authority", "sportello_authority", None),
    (SEQUENCE, "sportello_sequencer", None),
];

/// The role that reads reports, without a key folder of its own.
const REPORTS: &str = "sportello_reports";

fn reports_file(place: &Place) -> std::path::PathBuf {
    place.keys("serve").join("reports-database")
}

/// The address by which reports are read; none in a demonstration that was made before there were any.
pub(super) fn reports_address(place: &Place) -> Option<String> {
    std::fs::read_to_string(reports_file(place)).ok()
}

/// Makes roles with passwords of their own, and the database. Each key folder gets its address.
pub(super) async fn make(place: &Place) -> Result<(), DemoError> {
    const STEP: &str = "making the database roles";
    let superuser = cluster::superuser(place, "postgres")?;
    let mut statements = Vec::new();
    for (name, role, _) in ROLES {
        let password = password::long();
        let rights = if role == "sportello_owner" { "" } else { "NOINHERIT" };
        statements.push(format!("CREATE ROLE {role} LOGIN {rights} PASSWORD '{}'", *password));
        let address = cluster::address(place, role, &password, DATABASE);
        let file = place.keys(name).join("database");
        cluster::write_secret(&file, address.as_bytes())?;
    }
    // web process and worker read reports by another role than their own
    let password = password::long();
    statements.push(format!("CREATE ROLE {REPORTS} LOGIN NOINHERIT PASSWORD '{}'", *password));
    let address = cluster::address(place, REPORTS, &password, DATABASE);
    cluster::write_secret(&reports_file(place), address.as_bytes())?;
    statements.push(format!("CREATE DATABASE {DATABASE} OWNER sportello_owner"));
    run(&superuser, &statements).await.map_err(DemoError::step(STEP))?;
    // before PostgreSQL 15 the schema belongs to the superuser
    let statements = ["ALTER SCHEMA public OWNER TO sportello_owner".to_owned()];
    run(&cluster::superuser(place, DATABASE)?, &statements).await.map_err(DemoError::step(STEP))
}

async fn run(address: &str, statements: &[String]) -> Result<(), tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(address, tokio_postgres::NoTls).await?;
    let connection = tokio::spawn(connection);
    for statement in statements {
        client.batch_execute(statement).await?;
    }
    drop(client);
    let _closed = connection.await;
    Ok(())
}

/// Makes the sequencer's role in a demonstration that an earlier version made: the owner, who migrates, may make none.
pub(super) async fn add_missing_role(place: &Place) -> Result<(), DemoError> {
    let file = place.keys(SEQUENCE).join("database");
    if file.exists() {
        return Ok(());
    }
    let password = password::long();
    let statement = format!("CREATE ROLE sportello_sequencer LOGIN NOINHERIT PASSWORD '{}'", *password);
    let told = DemoError::step("making the sequencer's role");
    let again = "DROP ROLE IF EXISTS sportello_sequencer".to_owned(); // a start that was ended before the file was written
    run(&cluster::superuser(place, DATABASE)?, &[again, statement]).await.map_err(told)?;
    let address = cluster::address(place, "sportello_sequencer", &password, DATABASE);
    cluster::write_secret(&file, address.as_bytes()).map(drop)
}

/// Runs the migrations that are missing.
pub(super) async fn migrate(place: &Place) -> Result<usize, DemoError> {
    let address = address(place, "keeper")?;
    // on a thread of the runtime's own: the main thread may not block
    let done = tokio::spawn(async move { db::migrate(&address).await }).await;
    const STEP: &str = "migrating the database";
    done.map_err(DemoError::step(STEP))?.map_err(DemoError::step(STEP))
}

/// The database address in a key folder.
pub(super) fn address(place: &Place, name: &str) -> Result<String, DemoError> {
    let file = place.keys(name).join("database");
    std::fs::read_to_string(&file).map_err(|_| DemoError::KeysDoNotFit(place.keys(name)))
}

/// A connection of the owner.
pub(super) async fn owner(place: &Place) -> Result<AsyncPgConnection, DemoError> {
    let address = address(place, "keeper")?;
    AsyncPgConnection::establish(&address).await.map_err(|_| DemoError::KeysDoNotFit(place.keys("keeper")))
}

/// Tells the register the public halves of the audit keys.
pub(super) async fn register_keys(place: &Place) -> Result<(), DemoError> {
    let mut owner = owner(place).await?;
    for (name, _, signer) in ROLES {
        let Some(signer) = signer else { continue };
        let key = AuditKey::load(&place.keys(name)).map_err(DemoError::step("reading an audit key"))?;
        let now = chrono::Utc::now();
        keys::register(&mut owner, &key, signer, now)
            .await
            .map_err(DemoError::step("telling the register its keys"))?;
    }
    register_checkpoint_key(place).await
}

/// Tells the register the public half of the sequencer's key.
pub(super) async fn register_checkpoint_key(place: &Place) -> Result<(), DemoError> {
    let key =
        CheckpointKey::load(&place.keys(SEQUENCE)).map_err(DemoError::step("reading the checkpoint key"))?;
    let mut owner = owner(place).await?;
    let told = register::register_key(&mut owner, &key, chrono::Utc::now()).await;
    told.map_err(DemoError::step("telling the register its checkpoint key"))
}

/// Refuses to go on with keys that the database does not know: a folder of another demonstration, or a restored one.
pub(super) async fn check_keys(place: &Place) -> Result<(), DemoError> {
    let mut owner = owner(place).await?;
    for (name, _, process) in ROLES {
        address(place, name)?;
        if process.is_none() {
            continue;
        }
        let folder = place.keys(name);
        let Ok(key) = AuditKey::load(&folder) else { return Err(DemoError::KeysDoNotFit(folder)) };
        if !audit::knows_key(&mut owner, &key).await.map_err(DemoError::step("asking for the audit keys"))? {
            return Err(DemoError::KeysDoNotFit(folder));
        }
    }
    Ok(())
}
