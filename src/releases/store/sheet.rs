// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sheets: each change is one conditional UPDATE.

use crate::cases::Service;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CaseId, CounterId, HolderId, OperatorId, ReauthenticationId, ReleaseId};
use crate::releases::serial::Serial;
use crate::schema::{cases, holders, releases, sheets};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Insertable)]
#[diesel(table_name = sheets)]
pub(in crate::releases) struct NewSheet<'a> {
    pub(in crate::releases) serial: &'a str,
    pub(in crate::releases) release_id: ReleaseId,
    pub(in crate::releases) ordinal: i32,
    pub(in crate::releases) first_half: &'a [u8],
    pub(in crate::releases) made_at: DateTime<Utc>,
    pub(in crate::releases) reauthentication_id: Option<ReauthenticationId>,
}

pub(in crate::releases) async fn insert(conn: &mut Connection, new: &NewSheet<'_>) -> Result<(), Breakage> {
    diesel::insert_into(sheets::table).values(new).kept().execute(conn).await?;
    Ok(())
}

/// Who served a sheet, when, from where, and on which re-authentication (none: the one that made the sheet).
pub(in crate::releases) struct Serving<'a> {
    pub(in crate::releases) by: OperatorId,
    pub(in crate::releases) from: &'a str,
    pub(in crate::releases) reauthentication: Option<ReauthenticationId>,
    pub(in crate::releases) at: DateTime<Utc>,
}

/// Marks a sheet as served and gives its sealed half: once. None where it is no longer there to be served.
pub(in crate::releases) async fn serve(
    conn: &mut Connection,
    serial: &Serial,
    serving: &Serving<'_>,
) -> Result<Option<Vec<u8>>, Breakage> {
    let ready = sheets::table
        .find(serial.as_str())
        .filter(sheets::served_at.is_null())
        .filter(sheets::withdrawn_at.is_null());
    let served = (
        sheets::served_at.eq(serving.at),
        sheets::served_by.eq(serving.by),
        sheets::served_from.eq(serving.from),
        serving.reauthentication.map(|id| sheets::reauthentication_id.eq(id)),
    );
    let half: Option<Option<Vec<u8>>> = diesel::update(ready)
        .set(served)
        .returning(sheets::first_half)
        .kept()
        .get_result(conn)
        .await
        .optional()?;
    Ok(half.flatten())
}

/// Whether another sheet with the same digits may be in somebody's hands: one of this release whose paper is missing, or
/// one that an earlier release of the card printed. The codes of a chip stay the same.
async fn has_sister(conn: &mut Connection, id: ReleaseId) -> Result<bool, Breakage> {
    diesel::alias!(releases as this: This);
    let card =
        this.filter(this.field(releases::id).eq(id)).select(this.field(releases::card_number)).single_value();
    let of_another = releases::id.ne(id).and(sheets::served_at.is_not_null());
    let missing = releases::id.eq(id).and(sheets::paper_destroyed.eq(false));
    let sister = sheets::table
        .inner_join(releases::table.on(releases::id.eq(sheets::release_id)))
        .filter(releases::card_number.nullable().eq(card))
        .filter(of_another.nullable().or(missing))
        .filter(sheets::paper_destroyed.is_distinct_from(true));
    Ok(diesel::select(diesel::dsl::exists(sister)).get_result(conn).await?)
}

/// Whether sheet and mail say that an older sheet still fits: there is a sister, or somebody else activated the card and gave
/// its codes.
pub(in crate::releases) async fn is_duplicate(
    conn: &mut Connection,
    id: ReleaseId,
    service: Service,
) -> Result<bool, Breakage> {
    let given_elsewhere = service != Service::Activation && !super::former::activated_here(conn, id).await?;
    Ok(given_elsewhere || has_sister(conn, id).await?)
}

/// Marks a served sheet as handed over and erases its half. False where it is not there to be handed over.
pub(in crate::releases) async fn hand_over(
    conn: &mut Connection,
    serial: &Serial,
    by: OperatorId,
    to: &str,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let done = diesel::update(living_and_served(serial))
        .set((
            sheets::handed_over_at.eq(now),
            sheets::handed_over_by.eq(by),
            sheets::handed_over_to.eq(to),
            sheets::first_half.eq(None::<Vec<u8>>),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(done == 1)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn living_and_served(serial: &Serial) -> _ {
    let serial: &str = serial.as_str();
    sheets::table
        .find(serial)
        .filter(sheets::served_at.is_not_null())
        .filter(sheets::handed_over_at.is_null())
        .filter(sheets::voided_at.is_null())
        .filter(sheets::withdrawn_at.is_null())
}

/// How a sheet is voided.
pub(in crate::releases) struct Voiding<'a> {
    pub(in crate::releases) by: OperatorId,
    pub(in crate::releases) reason: &'a str,
    pub(in crate::releases) paper_destroyed: bool,
    pub(in crate::releases) at: DateTime<Utc>,
}

/// What a sheet leaves to the next one of its release.
pub(in crate::releases) struct Left {
    pub(in crate::releases) release: ReleaseId,
    pub(in crate::releases) ordinal: i32,
    pub(in crate::releases) half: Vec<u8>,
}

type LeftRow = (ReleaseId, i32, Option<Vec<u8>>);

fn left((release, ordinal, half): LeftRow) -> Option<Left> {
    half.map(|half| Left { release, ordinal, half })
}

/// Takes a served sheet that is still alive, for this transaction.
pub(in crate::releases) async fn lock_served(
    conn: &mut Connection,
    case: CaseId,
    serial: &Serial,
) -> Result<Option<Left>, Breakage> {
    let of_case = releases::table.filter(releases::case_id.eq(case)).filter(releases::ended_at.is_null());
    // the release first, then its sheet: the order in which a withdrawal takes them
    let release: Option<ReleaseId> =
        of_case.for_update().select(releases::id).get_result(conn).await.optional()?;
    let Some(release) = release else { return Ok(None) };
    let row: Option<LeftRow> = living_and_served(serial)
        .filter(sheets::release_id.eq(release))
        .for_update()
        .select((sheets::release_id, sheets::ordinal, sheets::first_half))
        .get_result(conn)
        .await
        .optional()?;
    Ok(row.and_then(left))
}

/// Voids a sheet that this transaction has taken. Its half goes where the paper was destroyed, and stays for the
/// supervisor's decision where not.
pub(in crate::releases) async fn void(
    conn: &mut Connection,
    serial: &Serial,
    voiding: &Voiding<'_>,
) -> Result<(), Breakage> {
    diesel::update(sheets::table.find(serial.as_str()))
        .set((
            sheets::voided_at.eq(voiding.at),
            sheets::voided_by.eq(voiding.by),
            sheets::void_reason.eq(voiding.reason),
            sheets::paper_destroyed.eq(voiding.paper_destroyed),
            voiding.paper_destroyed.then(|| sheets::first_half.eq(None::<Vec<u8>>)),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// A voided sheet whose paper is missing.
pub(in crate::releases) struct Waiting {
    pub(in crate::releases) serial: Serial,
    pub(in crate::releases) voided_by: OperatorId,
    pub(in crate::releases) holder: HolderId,
    pub(in crate::releases) holder_base_code: String,
    pub(in crate::releases) left: Left,
}

type WaitingRow = (String, Option<OperatorId>, HolderId, String, LeftRow);

/// The voided sheet of a case that waits for a decision of this counter's supervisor.
pub(in crate::releases) async fn undecided(
    conn: &mut Connection,
    case: CaseId,
    counter: CounterId,
) -> Result<Option<Waiting>, Breakage> {
    let row: Option<WaitingRow> = sheets::table
        .inner_join(releases::table.on(releases::id.eq(sheets::release_id)))
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .inner_join(holders::table.on(holders::id.eq(cases::holder_id)))
        .filter(cases::id.eq(case))
        .filter(cases::counter_id.eq(counter))
        .filter(releases::ended_at.is_null())
        .filter(sheets::paper_destroyed.eq(false))
        .filter(sheets::decided_at.is_null())
        .select((
            sheets::serial,
            sheets::voided_by,
            holders::id,
            holders::base_code,
            (sheets::release_id, sheets::ordinal, sheets::first_half),
        ))
        .get_result(conn)
        .await
        .optional()?;
    Ok(row.and_then(|(serial, by, holder, holder_base_code, row)| {
        Some(Waiting {
            serial: Serial::stored(serial),
            voided_by: by?,
            holder,
            holder_base_code,
            left: left(row)?,
        })
    }))
}

/// Writes a supervisor's decision; the half leaves the voided sheet. False where another decision came first.
pub(in crate::releases) async fn decide(
    conn: &mut Connection,
    serial: &Serial,
    decision: &str,
    by: OperatorId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let waiting = sheets::table
        .find(serial.as_str())
        .filter(sheets::paper_destroyed.eq(false))
        .filter(sheets::decided_at.is_null());
    let decided = diesel::update(waiting)
        .set((
            sheets::decided_at.eq(now),
            sheets::decided_by.eq(by),
            sheets::decision.eq(decision),
            sheets::first_half.eq(None::<Vec<u8>>),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(decided == 1)
}
