// SPDX-License-Identifier: AGPL-3.0-or-later
//! An embedded authority of this test alone, with the private keys of both halves at hand.

use chrono::{NaiveDate, Utc};
use sportello::authority::client::{HttpAuthority, Patience};
use sportello::authority::engine::Engine;
use sportello::authority::lot::{Lot, LotCase, demo_lot};
use sportello::authority::{Administration, AuthorityConfig, CodeLengths, keys, server};
use sportello::seal::{KeyRing, PrivateKey};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;

use super::Database;

/// An embedded authority and everything that must be known about it.
pub struct TestAuthority {
    pub engine: Arc<Engine>,
    pub config: AuthorityConfig,
    /// Opens first halves.
    pub sheet: KeyRing,
    /// Opens second halves.
    pub mail: KeyRing,
    folder: PathBuf,
}

impl TestAuthority {
    /// An authority of Marche with the TS-CNS's code lengths and no cards.
    pub async fn new(database: &Database) -> Self {
        Self::with(database, |_| {}).await
    }

    /// The same, with another configuration.
    pub async fn with(database: &Database, change: impl FnOnce(&mut AuthorityConfig)) -> Self {
        let folder = std::env::temp_dir().join(format!("sportello-authority-{}", uuid::Uuid::now_v7()));
        std::fs::DirBuilder::new().mode(0o700).create(&folder).unwrap();
        let now = Utc::now();
        let (sheet, mail) = (PrivateKey::generate("sheet", now), PrivateKey::generate("mail", now));
        let mut config = AuthorityConfig {
            database_url: database.url_of("sportello_authority"),
            connections: 8,
            keys: folder.join("keys"),
            socket: folder.join("authority.sock"),
            listen: None,
            sheet_public_key: sheet.write(&folder).unwrap(),
            mail_public_key: mail.write(&folder).unwrap(),
            pki_url: "http://127.0.0.1:8080/pki".into(),
            administration: Administration { name: "Regione Marche".into(), region: "110".parse().unwrap() },
            code_lengths: CodeLengths::default(),
            releases_per_hour: 40,
            crl_part_size: 10_000,
        };
        change(&mut config);
        keys::generate(&config.keys, &config.administration, now).unwrap();
        let engine = Arc::new(Engine::open(&config, now).await.unwrap());
        Self { engine, config, sheet: KeyRing::of([sheet]), mail: KeyRing::of([mail]), folder }
    }

    /// Imports a demonstration lot as of today.
    pub async fn with_lot(database: &Database) -> (Self, Lot) {
        let authority = Self::new(database).await;
        let lot = demo_lot(0, "110".parse().unwrap(), today(), 7);
        let report = authority.engine.import_lot(&lot, Utc::now()).await.unwrap();
        assert_eq!((report.imported, report.refused.len()), (lot.cards.len() as u64, 0));
        (authority, lot)
    }

    /// What a start after a kill finds: the same keys and database, an empty memory.
    pub async fn start_again(&mut self) {
        self.engine = Arc::new(Engine::open(&self.config, Utc::now()).await.unwrap());
    }

    /// Answers on the socket from now on; ends with the test's runtime or with the handle.
    pub fn serve(&self) -> actix_web::dev::ServerHandle {
        let server = server::serve(self.engine.clone(), &self.config.socket, None).unwrap();
        let handle = server.handle();
        tokio::spawn(server);
        handle
    }

    /// A client of the socket.
    pub fn client(&self) -> HttpAuthority {
        let address = format!("unix:{}", self.config.socket.display()).parse().unwrap();
        HttpAuthority::new(address, Patience::default())
    }

    /// Where this test may write.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }
}

impl Drop for TestAuthority {
    fn drop(&mut self) {
        let _left = std::fs::remove_dir_all(&self.folder);
    }
}

/// The lot's case of that key.
pub fn case<'a>(lot: &'a Lot, key: &str) -> &'a LotCase {
    lot.cases.iter().find(|case| case.key == key).unwrap_or_else(|| panic!("no case {key}"))
}

/// Today at the counter.
pub fn today() -> NaiveDate {
    sportello::policy::rome_date(Utc::now())
}
