// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans as pages list them.

use super::{Scan, ScanView, store};
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId, ScanId};

/// A scan with what a list says besides.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The scan.
    pub scan: Scan,
    /// How often somebody looked at it.
    pub looks: i64,
    /// The counter of its case: nobody else opens it.
    pub counter: CounterId,
}

/// The scans of cases in their order, deleted ones too, and those of other cases that are named. Whoever asks has been let into the
/// cases.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn listed(
    conn: &mut Connection,
    cases: &[CaseId],
    others: &[ScanId],
) -> Result<Vec<Listed>, Breakage> {
    store::listed(conn, cases, others).await
}

/// Who looked at some scans, in the order of time; looks at deleted ones stay.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn looks_at(conn: &mut Connection, scans: &[ScanId]) -> Result<Vec<ScanView>, Breakage> {
    match scans {
        [] => Ok(Vec::new()),
        scans => store::looks_at(conn, scans).await,
    }
}

/// The scans of a case that show an item and are there.
pub(crate) async fn kept(conn: &mut Connection, case: CaseId, item: &str) -> Result<Vec<ScanId>, Breakage> {
    store::kept(conn, case, item).await
}
