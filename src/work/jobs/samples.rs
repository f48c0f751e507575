// SPDX-License-Identifier: AGPL-3.0-or-later
//! Samples of months that are over.

use super::Worker;
use crate::db::Breakage;
use crate::samples;
use chrono::{DateTime, Utc};

pub(super) async fn draw(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    samples::draw_due(&worker.pool, &worker.audit, &worker.policy, now).await
}
