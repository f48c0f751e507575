// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans whose keeping is over, and the folder that they lie in.

use super::Worker;
use crate::db::Breakage;
use crate::evidence;
use chrono::{DateTime, Utc};

pub(super) async fn expire(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let Some(folder) = &worker.evidence else { return Ok(0) };
    evidence::expire(&worker.pool, folder, &worker.audit, now).await
}

/// A scan without file is told each time, until somebody has found the file or the reason.
pub(super) async fn sweep(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let Some(folder) = &worker.evidence else { return Ok(0) };
    let swept = evidence::sweep(&worker.pool, folder, now).await?;
    if let Some(first) = swept.missing.first() {
        tracing::error!(count = swept.missing.len(), %first, "scans have no file");
    }
    Ok(swept.files)
}
