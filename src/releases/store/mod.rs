// SPDX-License-Identifier: AGPL-3.0-or-later
//! Releases, requests and sheets in PostgreSQL.

pub(super) mod checks;
pub(super) mod former;
pub(super) mod joint;
pub(super) mod lists;
pub(super) mod look;
pub(super) mod sheet;

use crate::db::{Breakage, Connection, Keep};
use crate::ids::{AuditRowId, CaseId, FormId, OperatorId, ReauthenticationId, ReleaseId};
use crate::schema::{activations, authority_requests, releases, waiting_second_halves};
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Insertable)]
#[diesel(table_name = releases)]
pub(super) struct NewRelease<'a> {
    pub(super) id: ReleaseId,
    pub(super) number: &'a str,
    pub(super) case_id: CaseId,
    pub(super) card_number: &'a str,
    pub(super) form_id: FormId,
    pub(super) fingerprint: &'a [u8],
    pub(super) reauthentication_id: ReauthenticationId,
    /// The list that it was given for, where it was given for several.
    pub(super) joint_id: Option<ReauthenticationId>,
    pub(super) audit_row_id: AuditRowId,
    pub(super) recipient: &'a str,
    pub(super) trusted: bool,
    pub(super) language: &'a str,
    pub(super) requested_at: DateTime<Utc>,
    pub(super) requested_by: OperatorId,
    pub(super) withdraw_after: DateTime<Utc>,
    pub(super) sheet_of: Option<ReleaseId>,
}

pub(super) async fn insert(conn: &mut Connection, new: &NewRelease<'_>) -> Result<(), Breakage> {
    diesel::insert_into(releases::table).values(new).kept().execute(conn).await?;
    Ok(())
}

/// What stands in the way of a new release, and how many the case already had.
#[derive(Debug)]
pub(super) struct Earlier {
    /// Releases of this case, whatever became of them.
    pub(super) count: i64,
    /// The living release of the card, and its case.
    pub(super) live: Option<(ReleaseId, CaseId)>,
    /// Whether this service activated the card before.
    pub(super) activated: bool,
    /// Whether a question about this case is not answered yet.
    pub(super) asked: bool,
}

pub(super) async fn earlier(conn: &mut Connection, case: CaseId, card: &str) -> Result<Earlier, Breakage> {
    let count = releases::table.filter(releases::case_id.eq(case)).count().single_value();
    let live = releases::table.filter(releases::card_number.eq(card)).filter(releases::ended_at.is_null());
    let activated = activations::table.filter(activations::card_number.eq(card));
    let asked = authority_requests::table
        .filter(authority_requests::case_id.eq(case))
        .filter(authority_requests::answered_at.is_null());
    let (count, live, live_case, activated, asked) = diesel::select((
        count,
        live.select(releases::id).single_value(),
        live.select(releases::case_id).single_value(),
        exists(activated),
        exists(asked),
    ))
    .get_result::<(Option<i64>, Option<ReleaseId>, Option<CaseId>, bool, bool)>(conn)
    .await?;
    Ok(Earlier { count: count.unwrap_or_default(), live: live.zip(live_case), activated, asked })
}

/// How a release came to its end.
pub(super) struct End<'a> {
    pub(super) ending: &'a str,
    pub(super) by: Option<OperatorId>,
    pub(super) refusal: Option<&'a str>,
}

/// Ends a living release. False where it had ended before.
pub(super) async fn end(
    conn: &mut Connection,
    id: ReleaseId,
    end: &End<'_>,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let ended = diesel::update(releases::table.find(id).filter(releases::ended_at.is_null()))
        .set((
            releases::ended_at.eq(now),
            releases::ending.eq(end.ending),
            releases::ended_by.eq(end.by),
            releases::refusal.eq(end.refusal),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(ended == 1)
}

/// Takes a release for this transaction. False where it has ended.
pub(super) async fn lock_living(conn: &mut Connection, id: ReleaseId) -> Result<bool, Breakage> {
    let living: Option<ReleaseId> = releases::table
        .find(id)
        .filter(releases::ended_at.is_null())
        .for_update()
        .select(releases::id)
        .get_result(conn)
        .await
        .optional()?;
    Ok(living.is_some())
}

/// Takes a release for this transaction. False where it has ended, or was not handed over.
pub(super) async fn lock_handed_over(conn: &mut Connection, id: ReleaseId) -> Result<bool, Breakage> {
    let living: Option<ReleaseId> = releases::table
        .find(id)
        .filter(releases::ended_at.is_null())
        .filter(releases::handed_over_at.is_not_null())
        .for_update()
        .select(releases::id)
        .get_result(conn)
        .await
        .optional()?;
    Ok(living.is_some())
}

/// The halves of a living release are here. Answers the re-authentication that it was requested with, which covers the
/// first serving too, and the release whose sheet the citizen has; none where the release has ended.
pub(super) async fn mark_sealed(
    conn: &mut Connection,
    id: ReleaseId,
    now: DateTime<Utc>,
) -> Result<Option<(ReauthenticationId, Option<ReleaseId>)>, Breakage> {
    let waiting =
        releases::table.find(id).filter(releases::ended_at.is_null()).filter(releases::sealed_at.is_null());
    Ok(diesel::update(waiting)
        .set(releases::sealed_at.eq(now))
        .returning((releases::reauthentication_id, releases::sheet_of))
        .kept()
        .get_result(conn)
        .await
        .optional()?)
}

/// Puts a second half into the waiting room; nobody with this role can read it there.
pub(super) async fn keep_second_half(
    conn: &mut Connection,
    id: ReleaseId,
    sealed: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(waiting_second_halves::table)
        .values((
            waiting_second_halves::release_id.eq(id),
            waiting_second_halves::sealed.eq(sealed),
            waiting_second_halves::sealed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Marks a living release as handed over; `duplicate`: an older sheet with the same digits may be about. False where it was
/// before, has ended, or is held.
pub(super) async fn mark_handed_over(
    conn: &mut Connection,
    id: ReleaseId,
    duplicate: bool,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let waiting = releases::table
        .find(id)
        .filter(releases::ended_at.is_null())
        .filter(releases::held_at.is_null())
        .filter(releases::handed_over_at.is_null());
    let done = diesel::update(waiting)
        .set((releases::handed_over_at.eq(now), releases::duplicate.eq(duplicate)))
        .kept()
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Erases the second half wherever it stands.
pub(super) async fn erase_second(
    conn: &mut Connection,
    id: ReleaseId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::sql_query("SELECT erase_second_half($1, $2)")
        .bind::<diesel::sql_types::Uuid, _>(id)
        .bind::<diesel::sql_types::Timestamptz, _>(now)
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// One card's acts and releases are decided one after the other: this transaction's turn, until its end.
pub(super) async fn lock_card_life(conn: &mut Connection, card: &str) -> Result<(), Breakage> {
    diesel::sql_query("SELECT lock_card_life($1)")
        .bind::<diesel::sql_types::Text, _>(card)
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether a release is held: its card is suspended, or something that ends or suspends it is asked for.
pub(super) async fn is_held(conn: &mut Connection, id: ReleaseId) -> Result<bool, Breakage> {
    let held = releases::table.find(id).filter(releases::held_at.is_not_null());
    Ok(diesel::select(exists(held)).get_result(conn).await?)
}
