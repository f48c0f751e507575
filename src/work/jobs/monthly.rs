// SPDX-License-Identifier: AGPL-3.0-or-later
//! The last month in figures, to each supervisor.

use super::Worker;
use crate::db::Breakage;
use crate::monthly::{self, Sender};
use chrono::{DateTime, Utc};

pub(super) async fn send(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let (Some(reports), Some(public_url)) = (&worker.figures, &worker.public_url) else { return Ok(0) };
    let mail_key = worker.ring.newest().ok_or_else(|| Breakage::new("there is no mail key"))?;
    let sender = Sender {
        pool: &worker.pool,
        reports,
        audit_key: &worker.audit,
        mail_key: &mail_key,
        policies: &worker.policy,
        public_url,
    };
    monthly::send_due(&sender, now).await
}
