// SPDX-License-Identifier: AGPL-3.0-or-later
//! Deleting what has served its time and speaks of nobody's case.

use super::Worker;
use crate::db::{self, Breakage, Connection};
use crate::policy::rome_date;
use crate::schema::{look_ups, mail_report_counts, mail_reports, parked_forms, reauthentications};
use crate::schema::{sessions, sign_in_failures, totp_uses};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A one-time code ends after minutes, a lock and the reason for a look-up after hours: a day later nothing asks for them. What a re-authentication
/// stands on stays with it.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Reports about mails are compared with newer ones for so long; what they changed stays with the letter and in the register.
const REPORTS_KEPT: TimeDelta = TimeDelta::days(90);

/// A session ends after ten hours at the latest; for thirty days it still says which addresses an account is at home at.
const SESSIONS_KEPT: TimeDelta = TimeDelta::days(31);

pub(super) async fn sessions(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut conn = db::connection(&worker.pool).await?;
    let conn = &mut conn;
    let before = now - KEPT;
    let forms =
        diesel::delete(parked_forms::table.filter(parked_forms::expires_at.le(now))).execute(conn).await?;
    let stood_on = reauthentications::table.filter(reauthentications::session_id.eq(sessions::id));
    let old = sessions::table
        .filter(sessions::began_at.le(now - SESSIONS_KEPT))
        .filter(not(exists(stood_on.select(reauthentications::session_id))));
    let sessions = diesel::delete(old).execute(conn).await?;
    let failures = sign_in_failures::table
        .filter(sign_in_failures::last_at.le(before))
        .filter(sign_in_failures::locked_until.is_null().or(sign_in_failures::locked_until.le(now)));
    let failures = diesel::delete(failures).execute(conn).await?;
    let acts = reauthentications::table
        .filter(reauthentications::operator_id.eq(totp_uses::operator_id))
        .filter(reauthentications::time_step.eq(totp_uses::time_step));
    let used = totp_uses::table
        .filter(totp_uses::used_at.le(before))
        .filter(not(exists(acts.select(reauthentications::session_id))));
    let codes = diesel::delete(used).execute(conn).await?;
    // the reason for a look-up opens pages for half an hour; what was looked up, by whom and why stays in the register
    let looks = diesel::delete(look_ups::table.filter(look_ups::at.le(before))).execute(conn).await?;
    let reports = reports(conn, now).await?;
    Ok(forms + reports + sessions + failures + codes + looks)
}

async fn reports(conn: &mut Connection, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let before = now - REPORTS_KEPT;
    let old = mail_reports::table.filter(mail_reports::received_at.le(before));
    let reports = diesel::delete(old).execute(conn).await?;
    let days = mail_report_counts::table.filter(mail_report_counts::day.le(rome_date(before)));
    Ok(reports + diesel::delete(days).execute(conn).await?)
}
