// SPDX-License-Identifier: AGPL-3.0-or-later
//! A file asked for, looked after and fetched by its supervisor.

use super::{Export, store};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Pool};
use crate::ids::ExportId;
use crate::operators::Supervisor;
use crate::reports::files::Format;
use crate::reports::filter::Filter;
use crate::reports::report::Report;
use crate::reports::{Desk, asked, tell};
use crate::texts::Language;

/// What a file is to hold.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Facts of which report.
    pub report: Report,
    /// Which of them.
    pub filter: Filter,
    /// In what form.
    pub format: Format,
    /// In whose words: Italian or English.
    pub language: Language,
}

/// Why a file is not made.
#[derive(Debug, thiserror::Error)]
pub enum AskRefused {
    /// Three are being made for this supervisor.
    #[error("three files are being made already")]
    TooMany,
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<diesel::result::Error> for AskRefused {
    fn from(error: diesel::result::Error) -> Self {
        match &error {
            diesel::result::Error::DatabaseError(_, about)
                if about.constraint_name() == Some("report_exports_three_at_a_time") =>
            {
                Self::TooMany
            }
            _ => Self::Broken(error.into()),
        }
    }
}

fn entry(act: &'static str, by: &Supervisor, wish: &Wish) -> Entry {
    asked(act, by, wish.report, &wish.filter).plain("format", wish.format.key())
}

/// Asks for a file of all facts. The register has who asked for what; the worker makes it.
///
/// # Errors
/// [`AskRefused`].
pub async fn ask(desk: &Desk<'_>, by: &Supervisor, wish: &Wish) -> Result<ExportId, AskRefused> {
    let id = ExportId::new(desk.now);
    let mut conn = db::connection(desk.pool).await?;
    let told = entry("report.export_list", by, wish).plain("export", id);
    let done = db::transaction(&mut conn, async |conn| {
        store::insert(conn, id, by, wish, desk.now).await?;
        audit::record(conn, desk.audit_key, told, desk.now).await?;
        Ok(id)
    })
    .await;
    if let Err(AskRefused::TooMany) = &done {
        drop(conn);
        let refused = entry("report.export_list", by, wish).rule("three_at_a_time");
        audit::refuse(desk.pool, desk.audit_key, refused, desk.now).await?;
    }
    done
}

/// The newest files that this supervisor asked for at the counter chosen.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn list(desk: &Desk<'_>, by: &Supervisor) -> Result<Vec<Export>, Breakage> {
    let mut conn = db::connection(desk.pool).await?;
    store::list(&mut conn, by, desk.now).await
}

/// A file that this supervisor asked for at the counter chosen; nobody else's is there.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn find(desk: &Desk<'_>, by: &Supervisor, id: ExportId) -> Result<Option<Export>, Breakage> {
    let mut conn = db::connection(desk.pool).await?;
    store::find(&mut conn, by, id, desk.now).await
}

/// That a file is fetched is in the register before its first byte goes out.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn fetched(desk: &Desk<'_>, by: &Supervisor, export: &Export) -> Result<(), Breakage> {
    tell(desk, entry("report.fetch_list", by, &export.wish).plain("export", export.id)).await
}

/// A piece of a file that was fetched; none after the last.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn piece(pool: &Pool, id: ExportId, ordinal: i32) -> Result<Option<Vec<u8>>, Breakage> {
    store::piece(&mut *db::connection(pool).await?, id, ordinal).await
}
