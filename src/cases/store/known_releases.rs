// SPDX-License-Identifier: AGPL-3.0-or-later
//! The releases of a holder or a case, with how far the sending of each second half has come: one query.

use crate::cases::dossier::KnownRelease;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CaseId, CounterId, HolderId, ReleaseId};
use crate::outbox::Sending;
use crate::schema::{cases, outbox, releases};
use chrono::{DateTime, Utc};
use diesel::dsl::auto_type;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

/// No page lists more; a release whose second half was sent again counts once more for each time.
const MOST: i64 = 100;

type Time = DateTime<Utc>;

#[derive(Queryable)]
struct Row {
    release: ReleaseRow,
    case: (CaseId, CounterId, String, Option<Time>),
    letter: Option<(i16, String, Option<Time>)>,
}

#[derive(Queryable)]
struct ReleaseRow {
    id: ReleaseId,
    number: String,
    recipient: String,
    requested_at: Time,
    handed_over_at: Option<Time>,
    ending: Option<String>,
    stopped_by_act: Option<crate::ids::Reference>,
    held_at: Option<Time>,
}

/// Written out, not bound: only a condition that the plan sees lets it take the index over second halves.
fn is_second_half() -> SqlLiteral<Bool> {
    diesel::dsl::sql("outbox.kind = 'second_half'")
}

/// The releases of all cases of a holder, the latest first.
pub(in crate::cases) async fn releases_of(
    mut conn: &Connection,
    holder: HolderId,
) -> Result<Vec<KnownRelease>, Breakage> {
    listed(query().filter(cases::holder_id.eq(holder)).kept().load(&mut conn).await?)
}

/// The releases of one case, the latest first: an old one is found however many the holder had since.
pub(in crate::cases) async fn releases_of_case(
    mut conn: &Connection,
    case: CaseId,
) -> Result<Vec<KnownRelease>, Breakage> {
    listed(query().filter(releases::case_id.eq(case)).kept().load(&mut conn).await?)
}

#[auto_type(no_type_alias)]
fn query() -> _ {
    let most: i64 = MOST;
    let second_half: SqlLiteral<Bool> = is_second_half();
    releases::table
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .left_join(outbox::table.on(outbox::release_id.eq(releases::id.nullable()).and(second_half)))
        .order((releases::requested_at.desc(), releases::id, outbox::sending.desc()))
        .limit(most)
        .select((
            (
                releases::id,
                releases::number,
                releases::recipient,
                releases::requested_at,
                releases::handed_over_at,
                releases::ending,
                releases::stopped_by_act,
                releases::held_at,
            ),
            (cases::id, cases::counter_id, cases::policy_version, cases::closed_at),
            (outbox::sending, outbox::state, outbox::erase_at).nullable(),
        ))
}

fn listed(mut rows: Vec<Row>) -> Result<Vec<KnownRelease>, Breakage> {
    // of each release the newest letter comes first
    rows.dedup_by_key(|row| row.release.id);
    rows.into_iter().map(known).collect()
}

fn known(row: Row) -> Result<KnownRelease, Breakage> {
    let (case, counter, policy_version, closed_at) = row.case;
    let letter = row.letter.map(|(sending, state, erase_at)| {
        let sending = u32::try_from(sending).map_err(Breakage::new)?;
        Ok::<_, Breakage>(Sending { sending, state, erase_at })
    });
    let release = row.release;
    Ok(KnownRelease {
        case,
        counter,
        policy_version,
        case_closed: closed_at.is_some(),
        number: release.number,
        recipient: release.recipient,
        requested_at: release.requested_at,
        handed_over_at: release.handed_over_at,
        ending: release.ending,
        card_ended: release.stopped_by_act.is_some(),
        held: release.held_at.is_some(),
        letter: letter.transpose()?,
    })
}
