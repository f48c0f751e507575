// SPDX-License-Identifier: AGPL-3.0-or-later
//! Starting the authority: keys, settings, and whether they fit the database.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::lists::Lists;
use super::schema::issuer;
use crate::authority::contract::Health;
use crate::authority::keys::{AuthorityKeyError, AuthorityKeys};
use crate::authority::{Administration, AuthorityConfig, CodeLengths};
use crate::db::{self, Breakage, Connection, Pool};
use crate::seal::{KeyFileError, PublicKey};

/// Why the authority does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its own keys.
    #[error(transparent)]
    Keys(#[from] AuthorityKeyError),
    /// The public keys that it seals to.
    #[error(transparent)]
    PublicKey(#[from] KeyFileError),
    /// Sheet and mail mixed up, or another key altogether.
    #[error("{path} holds the key {found}, where a {wanted} key is needed")]
    WrongRole {
        /// The file.
        path: PathBuf,
        /// The name of the key in it.
        found: String,
        /// First word of the name wanted.
        wanted: &'static str,
    },
    /// A setting makes no sense.
    #[error("{0}")]
    Setting(String),
    /// The database was made with another certification authority.
    #[error(
        "the key folder does not fit the database, whose certificates were signed by key {database}; the folder holds {folder}"
    )]
    OtherDatabase {
        /// Name of the key that the database knows.
        database: String,
        /// Name of the key in the folder.
        folder: String,
    },
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// The embedded authority, open for questions.
pub struct Engine {
    pool: Pool,
    pub(super) keys: AuthorityKeys,
    pub(super) settings: Settings,
    pub(super) lists: Lists,
}

pub(super) struct Settings {
    pub administration: Administration,
    pub pki_url: String,
    pub code_lengths: CodeLengths,
    pub releases_per_hour: u32,
    pub crl_part_size: u32,
    pub sheet: PublicKey,
    pub mail: PublicKey,
}

impl Engine {
    /// Reads the keys, compares them with the database (or, in an empty one, records them), and takes the revocation
    /// lists into memory. Nothing is signed yet.
    ///
    /// # Errors
    /// [`StartError`], each in one sentence for whoever starts it.
    pub async fn open(config: &AuthorityConfig, now: DateTime<Utc>) -> Result<Self, StartError> {
        check(config)?;
        let settings = Settings {
            administration: config.administration.clone(),
            pki_url: config.pki_url.trim_end_matches('/').to_owned(),
            code_lengths: config.code_lengths,
            releases_per_hour: config.releases_per_hour,
            crl_part_size: config.crl_part_size,
            sheet: public_key(&config.sheet_public_key, "sheet")?,
            mail: public_key(&config.mail_public_key, "mail")?,
        };
        let keys = AuthorityKeys::load(&config.keys)?;
        let pool = db::pool(&config.database_url, config.connections)?;
        let engine = Self { pool, keys, settings, lists: Lists::default() };
        let mut conn = db::connection(&engine.pool).await?;
        engine.claim_database(&mut conn, now).await?;
        engine.load_lists(&mut conn).await?;
        drop(conn);
        Ok(engine)
    }

    pub(in crate::authority) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The certification authority's certificate, DER.
    #[must_use]
    pub fn ca(&self) -> &[u8] {
        &self.keys.certificate
    }

    /// Whether the database answers and every list is in force.
    pub async fn health(&self, now: DateTime<Utc>) -> Health {
        let reached = match db::connection(&self.pool).await {
            Ok(mut conn) => diesel::sql_query("SELECT 1").execute(&mut conn).await.is_ok(),
            Err(_) => false,
        };
        let stale_crls = self.stale_crls(now);
        let seals_to = [&self.settings.sheet, &self.settings.mail].map(|key| key.id().to_string());
        Health { healthy: reached && stale_crls.is_empty(), seals_to, stale_crls }
    }

    async fn claim_database(&self, conn: &mut Connection, now: DateTime<Utc>) -> Result<(), StartError> {
        let ours = (
            issuer::only_one.eq(true),
            issuer::key_id.eq(self.keys.issuer_id.as_str()),
            issuer::certificate.eq(&self.keys.certificate),
            issuer::since.eq(now),
        );
        let inserted = diesel::insert_into(issuer::table).values(ours).on_conflict_do_nothing().execute(conn);
        inserted.await.map_err(Breakage::from)?;
        let (key_id, certificate): (String, Vec<u8>) = issuer::table
            .select((issuer::key_id, issuer::certificate))
            .first(conn)
            .await
            .map_err(Breakage::from)?;
        if certificate != self.keys.certificate {
            let folder = self.keys.issuer_id.to_string();
            return Err(StartError::OtherDatabase { database: key_id, folder });
        }
        Ok(())
    }
}

fn public_key(path: &Path, wanted: &'static str) -> Result<PublicKey, StartError> {
    let key = PublicKey::read(path)?;
    if key.id().role() != wanted {
        let found = key.id().to_string();
        return Err(StartError::WrongRole { path: path.to_owned(), found, wanted });
    }
    Ok(key)
}

fn check(config: &AuthorityConfig) -> Result<(), StartError> {
    if let Some((kind, length)) =
        config.code_lengths.each().find(|(_, length)| !CodeLengths::BOUNDS.contains(length))
    {
        let (least, most) = CodeLengths::BOUNDS.into_inner();
        return Err(StartError::Setting(format!(
            "a {kind:?} of {length} digits is not between {least} and {most}"
        )));
    }
    if config.listen.is_some_and(|address| !address.ip().is_loopback()) {
        return Err(StartError::Setting("the authority listens on loopback addresses only".to_owned()));
    }
    if config.crl_part_size == 0 || config.crl_part_size > 10_000 {
        return Err(StartError::Setting("a part of the list has 1 to 10,000 certificates".to_owned()));
    }
    Ok(())
}
