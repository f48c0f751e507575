// SPDX-License-Identifier: AGPL-3.0-or-later
//! Each time step counts once per account, whatever the code was used for.

use crate::db::{Breakage, Connection};
use crate::ids::OperatorId;
use crate::schema::totp_uses;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Uses a time step up; `false` where it was used already.
pub(in crate::operators) async fn take(
    conn: &mut Connection,
    operator: OperatorId,
    step: i64,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let taken = diesel::insert_into(totp_uses::table)
        .values((
            totp_uses::operator_id.eq(operator),
            totp_uses::time_step.eq(step),
            totp_uses::used_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(taken == 1)
}
