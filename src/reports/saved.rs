// SPDX-License-Identifier: AGPL-3.0-or-later
//! Filters that a supervisor keeps under a name, for one counter.

use super::filter::Filter;
use super::report::Report;
use super::{Desk, asked};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage};
use crate::ids::ReportFilterId;
use crate::operators::Supervisor;
use crate::schema::report_filters as f;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel_async::RunQueryDsl;

/// A filter under its name.
#[derive(Debug, Clone)]
pub struct Saved {
    /// Its identity.
    pub id: ReportFilterId,
    /// Its name, as the supervisor wrote it.
    pub name: String,
    /// Of which report.
    pub report: Report,
    /// The parameters of the address: `from=2026-11-01&to=2026-11-30`.
    pub asked: String,
}

/// Why a filter is not kept.
#[derive(Debug, thiserror::Error)]
pub enum SaveRefused {
    /// No name, or one of more than 60 letters.
    #[error("a name has 1 to 60 letters")]
    Name,
    /// The supervisor has a filter of that name at this counter.
    #[error("the name is taken")]
    Taken,
    /// There are twenty.
    #[error("there are twenty filters already")]
    TooMany,
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<Error> for SaveRefused {
    fn from(error: Error) -> Self {
        match &error {
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Taken,
            Error::DatabaseError(_, about) if about.constraint_name() == Some("report_filters_twenty") => {
                Self::TooMany
            }
            _ => Self::Broken(error.into()),
        }
    }
}

impl SaveRefused {
    /// The rule that said no, if one did.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Name => Some("name"),
            Self::Taken => Some("name_taken"),
            Self::TooMany => Some("twenty_filters"),
            Self::Broken(_) => None,
        }
    }
}

/// Keeps a filter. Its name is the supervisor's own and stays out of the register.
///
/// # Errors
/// [`SaveRefused`].
pub async fn save(
    desk: &Desk<'_>,
    by: &Supervisor,
    report: Report,
    filter: &Filter,
    name: &str,
) -> Result<(), SaveRefused> {
    let entry = || asked("report.save_filter", by, report, filter);
    let kept = keep(desk, by, report, filter, name, entry()).await;
    if let Err(refused) = &kept
        && let Some(rule) = refused.rule()
    {
        audit::refuse(desk.pool, desk.audit_key, entry().rule(rule), desk.now).await?;
    }
    kept
}

async fn keep(
    desk: &Desk<'_>,
    by: &Supervisor,
    report: Report,
    filter: &Filter,
    name: &str,
    entry: Entry,
) -> Result<(), SaveRefused> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(SaveRefused::Name);
    }
    let id = ReportFilterId::new(desk.now);
    // days, ids and codes have no letter that an address escapes
    let fields: Vec<String> =
        filter.fields().iter().map(|(field, value)| format!("{field}={value}")).collect();
    let row = (
        f::id.eq(id),
        f::counter_id.eq(by.counter_id()),
        f::operator_id.eq(by.id()),
        f::name.eq(name),
        f::report.eq(report.key()),
        f::asked.eq(fields.join("&")),
        f::saved_at.eq(desk.now),
    );
    let mut conn = db::connection(desk.pool).await?;
    db::transaction(&mut conn, async |conn| {
        diesel::insert_into(f::table).values(row).execute(conn).await?;
        audit::record(conn, desk.audit_key, entry.plain("filter", id), desk.now).await?;
        Ok(())
    })
    .await
}

/// The filters of this supervisor at the counter chosen, by name.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn saved(desk: &Desk<'_>, by: &Supervisor) -> Result<Vec<Saved>, Breakage> {
    let mut conn = db::connection(desk.pool).await?;
    let rows: Vec<(ReportFilterId, String, String, String)> = f::table
        .filter(f::operator_id.eq(by.id()))
        .filter(f::counter_id.eq(by.counter_id()))
        .order(f::name)
        .select((f::id, f::name, f::report, f::asked))
        .load(&mut conn)
        .await?;
    // a report that this program does not know is of a newer one
    let read = |(id, name, report, asked): (_, _, String, _)| {
        Report::from_key(&report).map(|report| Saved { id, name, report, asked })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Forgets a filter of this supervisor at the counter chosen; false where there is none.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn forget(desk: &Desk<'_>, by: &Supervisor, id: ReportFilterId) -> Result<bool, Breakage> {
    let mut conn = db::connection(desk.pool).await?;
    let entry = Entry::new("report.forget_filter").by(by.who()).plain("filter", id);
    db::transaction(&mut conn, async |conn| {
        let ours = f::table
            .filter(f::id.eq(id))
            .filter(f::operator_id.eq(by.id()))
            .filter(f::counter_id.eq(by.counter_id()));
        let gone = diesel::delete(ours).execute(conn).await? == 1;
        if gone {
            audit::record(conn, desk.audit_key, entry, desk.now).await?;
        }
        Ok(gone)
    })
    .await
}
