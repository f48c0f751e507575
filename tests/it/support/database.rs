// SPDX-License-Identifier: AGPL-3.0-or-later
//! A real PostgreSQL for every test: one template, migrated once per set of migrations, a clone for each test.

use chrono::Utc;
use diesel::sql_query;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use sportello::audit::{self, AuditKey};
use sportello::db::{self, Pool};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// A database of this test alone; dropped with it.
pub struct Database {
    cluster: String,
    name: String,
    /// The key that the web process of this test signs its rows with, known to the database.
    pub web_key: AuditKey,
    /// The worker's.
    pub worker_key: AuditKey,
}

fn cluster() -> String {
    std::env::var("SPORTELLO_TEST_CLUSTER")
        .expect("SPORTELLO_TEST_CLUSTER names a cluster: eval \"$(bin/test-cluster start)\"")
}

/// The hash of everything under `migrations/`: another content, another template.
fn template_name() -> String {
    let mut files: Vec<_> = walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")));
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(&file).unwrap().hash(&mut hasher);
    }
    format!("template_{:016x}", hasher.finish())
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] })
        .collect()
}

fn at(cluster: &str, name: &str) -> String {
    format!("{cluster} dbname={name}")
}

async fn run(conn: &mut AsyncPgConnection, sql: &str) {
    sql_query(sql).execute(conn).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// Makes the template where it is missing. An advisory lock keeps two test processes from doing it at once.
async fn template(conn: &mut AsyncPgConnection, cluster: &str) -> String {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        found: bool,
    }
    let name = template_name();
    run(conn, "SELECT pg_advisory_lock(8038000110)").await;
    let found: Found =
        sql_query(format!("SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') AS found"))
            .get_result(conn)
            .await
            .unwrap();
    if !found.found {
        let making = format!("{name}_{}", std::process::id());
        run(conn, &format!("CREATE DATABASE {making}")).await;
        let making_of = at(cluster, &making);
        // migrations need several threads, which not every test has
        let migrated = move || tokio::runtime::Runtime::new().unwrap().block_on(db::migrate(&making_of));
        tokio::task::spawn_blocking(migrated).await.unwrap().unwrap();
        run(conn, &format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    run(conn, "SELECT pg_advisory_unlock(8038000110)").await;
    name
}

/// A fresh, migrated database.
pub async fn database() -> Database {
    let cluster = cluster();
    let mut conn = AsyncPgConnection::establish(&at(&cluster, "postgres")).await.unwrap();
    let template = template(&mut conn, &cluster).await;
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    run(&mut conn, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await;
    let database =
        Database { cluster, name, web_key: AuditKey::generate(), worker_key: AuditKey::generate() };
    let mut owner = AsyncPgConnection::establish(&database.url()).await.unwrap();
    audit::register_key(&mut owner, &database.web_key, "web", Utc::now()).await.unwrap();
    audit::register_key(&mut owner, &database.worker_key, "worker", Utc::now()).await.unwrap();
    database
}

impl Database {
    /// The connection string of the owner (a superuser in the tests' cluster).
    pub fn url(&self) -> String {
        at(&self.cluster, &self.name)
    }

    /// The connection string of a process's role: `sportello_web`, `sportello_worker`, `sportello_authority`.
    pub fn url_of(&self, role: &str) -> String {
        let rest: Vec<&str> = self.cluster.split(' ').filter(|part| !part.starts_with("user=")).collect();
        format!("{} user={role} dbname={}", rest.join(" "), self.name)
    }

    /// A pool of a process's role.
    pub fn pool_of(&self, role: &str) -> Pool {
        db::pool(&self.url_of(role), 8).unwrap()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Everything in the database as SQL.
    pub async fn dump(&self) -> String {
        let asked = tokio::process::Command::new("pg_dump").arg(self.url()).output().await.unwrap();
        assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
        String::from_utf8_lossy(&asked.stdout).into_owned()
    }

    /// A connection to another database of the cluster, to take this one away for a while.
    pub async fn beside(&self) -> AsyncPgConnection {
        AsyncPgConnection::establish(&at(&self.cluster, "postgres")).await.unwrap()
    }

    /// A connection of the owner, to arrange and to look.
    #[allow(dead_code)] // not every set of tests looks behind the pages
    pub async fn owner(&self) -> AsyncPgConnection {
        AsyncPgConnection::establish(&self.url()).await.unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let _ended = std::process::Command::new("psql")
            .args(["-q", &at(&self.cluster, "postgres"), "-c", &drop])
            .status();
    }
}
