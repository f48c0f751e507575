// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a worker starts from, and why it may not.

use super::print_folder::PrintFolder;
use super::{Maildir, MaildirError, Reports, Worker};
use crate::audit::{self, AuditKey};
use crate::db::{self, Breakage};
use crate::evidence::{Folder, FolderError};
use crate::keys;
use crate::mail::{MailSetup, Marks, SetupError};
use crate::policy::PolicyBook;
use crate::seal::{self, KeyRing, SecretBox};
use crate::starts::{Starts, StartsError};
use chrono::Utc;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Connections for lists that are made, one at a time.
const FIGURES: usize = 2;

/// What a worker starts from.
pub struct WorkConfig {
    /// PostgreSQL, with the worker's role and its password.
    pub database_url: Zeroizing<String>,
    /// Connections at most; ten are never waited for.
    pub connections: usize,
    /// PostgreSQL, with the role that reads reports; without it long lists are not made.
    pub reports_url: Option<Zeroizing<String>>,
    /// Where the pages are, without a slash at the end: what links in mails begin with. Without it no monthly report is sent.
    pub public_url: Option<String>,
    /// The folder with `mail-….key`, `worker-….box` and `audit.pem`.
    pub keys: PathBuf,
    /// The settings of mail.
    pub mail: MailSetup,
    /// The rules: resend window, tries.
    pub policy: PolicyBook,
    /// Where a mail server puts reports; `sportello mail bounce` takes them without it.
    pub bounce_maildir: Option<PathBuf>,
    /// The mail room's print folder (mode 0700); without one, letters by post wait and are given up.
    pub letters: Option<PathBuf>,
    /// Where scans lie; without it none is deleted when its keeping ends.
    pub evidence: Option<PathBuf>,
}

/// Why a worker does not start.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The settings of mail.
    #[error(transparent)]
    Mail(#[from] SetupError),
    /// The mail key or the worker's own key.
    #[error(transparent)]
    Key(#[from] seal::KeyFileError),
    /// The mail room's print folder.
    #[error("SPORTELLO_LETTER_FOLDER {path} cannot be used: {why}.")]
    Letters {
        /// The folder.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// The folder of scans.
    #[error(transparent)]
    Evidence(#[from] FolderError),
    /// The audit key.
    #[error(transparent)]
    AuditKey(#[from] audit::KeyFileError),
    /// The start number.
    #[error(transparent)]
    Starts(#[from] StartsError),
    /// The maildir of the reports.
    #[error(transparent)]
    Maildir(#[from] MaildirError),
    /// The database knows another worker.
    #[error("the key folder {0} does not fit the database, which does not know its audit key.")]
    Stranger(PathBuf),
    /// The database.
    #[error("the database cannot be used: {0}")]
    Database(#[from] Breakage),
}

impl WorkConfig {
    /// Reads the keys and looks whether the database knows them.
    ///
    /// # Errors
    /// [`WorkError`], one sentence for the keeper.
    pub async fn open(self) -> Result<Worker, WorkError> {
        let pool = db::pool(&self.database_url, self.connections)?;
        let reports = match self.bounce_maildir {
            None => None,
            Some(path) => {
                let marks = Marks::load(&self.keys)?;
                let reports = Reports { pool: pool.clone(), audit: AuditKey::load(&self.keys)?, marks };
                Some((reports, Maildir::open(path)?))
            }
        };
        let figures = self.reports_url.as_ref().map(|url| db::pool(url, FIGURES)).transpose()?;
        let letters = self
            .letters
            .map(|path| PrintFolder::open(path.clone()).map_err(|why| WorkError::Letters { path, why }));
        let mut conn = db::connection(&pool).await?;
        let audit = AuditKey::load(&self.keys)?;
        if !audit::knows_key(&mut conn, &audit).await? {
            return Err(WorkError::Stranger(self.keys));
        }
        let ring = KeyRing::load(&self.keys, keys::MAIL)?;
        let starts = Starts::begin(&self.keys, keys::MAIL, &ring)?;
        starts.look(&mut conn, Utc::now()).await?;
        drop(conn);
        Ok(Worker {
            pool,
            audit,
            ring,
            mailer: self.mail.mailer()?,
            writer: self.mail.writer(SecretBox::load(&self.keys, keys::WORKER)?)?,
            policy: self.policy,
            reports,
            figures,
            public_url: self.public_url,
            starts,
            letters: letters.transpose()?,
            evidence: self.evidence.map(Folder::open).transpose()?,
        })
    }
}
