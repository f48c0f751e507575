// SPDX-License-Identifier: AGPL-3.0-or-later
//! One-time codes given again for one act.

use crate::db::{Breakage, Connection};
use crate::ids::ReauthenticationId;
use crate::operators::reauthentication::Act;
use crate::operators::session::Session;
use crate::schema::reauthentications;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub(in crate::operators) async fn insert(
    conn: &mut Connection,
    session: &Session,
    step: i64,
    act: &Act<'_>,
    now: DateTime<Utc>,
) -> Result<ReauthenticationId, Breakage> {
    let id = ReauthenticationId::new(now);
    diesel::insert_into(reauthentications::table)
        .values((
            reauthentications::id.eq(id),
            reauthentications::operator_id.eq(session.operator),
            reauthentications::time_step.eq(step),
            reauthentications::session_id.eq(session.id),
            reauthentications::act.eq(act.name),
            reauthentications::case_id.eq(act.case),
            reauthentications::fingerprint.eq(act.fingerprint),
            reauthentications::at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}
