// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans in PostgreSQL.

use super::cabinet::Person;
use super::{Scan, ScanRefused, Why};
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId, HolderId, OperatorId, ScanId, ScanViewId};
use crate::policy::RetentionClass;
use crate::schema::{cases, delegations, holders, scan_deletions, scan_keys, scan_views, scans};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

mod read;

pub(super) use read::{kept, listed, looks_at, of_case, views};

/// A case as far as its scans ask.
pub(super) struct OfCase {
    pub holder: HolderId,
    pub is_open: bool,
    pub is_signed: bool,
}

/// Takes the row of a case until the transaction ends: who adds or removes waits here.
pub(super) async fn lock_case(conn: &mut Connection, case: CaseId) -> Result<(), Breakage> {
    let row = cases::table.find(case).select(cases::id).for_update();
    row.first::<CaseId>(conn).await.optional()?;
    Ok(())
}

diesel::alias!(holders as delegates: Delegates);

/// A case of the person's counter that is not about the person, and in which the person does not act for the holder.
pub(super) async fn enter(
    conn: &mut Connection,
    person: &Person,
    case: CaseId,
) -> Result<OfCase, ScanRefused> {
    type Row = (CounterId, HolderId, String, Option<String>, Option<DateTime<Utc>>, Option<uuid::Uuid>);
    let row: Option<Row> = cases::table
        .inner_join(holders::table.on(holders::id.eq(cases::holder_id)))
        .left_join(delegations::table.on(delegations::id.nullable().eq(cases::delegation_id)))
        .left_join(
            delegates.on(delegates.field(holders::id).nullable().eq(delegations::delegate_id.nullable())),
        )
        .filter(cases::id.eq(case))
        .select((
            cases::counter_id,
            holders::id,
            holders::base_code,
            delegates.field(holders::base_code).nullable(),
            cases::closed_at,
            cases::signed_form_id,
        ))
        .first(conn)
        .await
        .optional()?;
    let (counter, holder, base_code, delegate, closed, form) = row.ok_or(ScanRefused::NoSuchCase)?;
    if counter != person.counter {
        return Err(ScanRefused::OtherCounter);
    }
    if base_code == person.base_code {
        return Err(ScanRefused::OwnCase);
    }
    if delegate.is_some_and(|code| code == person.base_code) {
        return Err(ScanRefused::OwnDelegation);
    }
    Ok(OfCase { holder, is_open: closed.is_none(), is_signed: form.is_some() })
}

pub(super) async fn insert(
    conn: &mut Connection,
    scan: &Scan,
    class: RetentionClass,
    sealed: &[u8],
) -> Result<(), Breakage> {
    let number = |number: u32| i32::try_from(number).map_err(Breakage::new);
    let (width, height) = match scan.size {
        Some((width, height)) => (Some(number(width)?), Some(number(height)?)),
        None => (None, None),
    };
    diesel::insert_into(scans::table)
        .values((
            (scans::id.eq(scan.id), scans::case_id.eq(scan.case), scans::ordinal.eq(scan.ordinal)),
            (
                scans::item.eq(&scan.item),
                scans::media.eq(scan.media.key()),
                scans::pages.eq(number(scan.pages)?),
            ),
            (scans::width.eq(width), scans::height.eq(height), scans::sha256.eq(&scan.sha256[..])),
            scans::bytes.eq(i64::try_from(scan.bytes).map_err(Breakage::new)?),
            (scans::retention.eq(class.key()), scans::keep_days.eq(scan.keep_days)),
            (scans::uploaded_at.eq(scan.at), scans::uploaded_by.eq(scan.by)),
        ))
        .execute(conn)
        .await?;
    diesel::insert_into(scan_keys::table)
        .values((scan_keys::scan_id.eq(scan.id), scan_keys::sealed.eq(sealed)))
        .execute(conn)
        .await?;
    Ok(())
}

/// The sealed key of a scan's file; none once it was deleted.
pub(super) async fn sealed_key(conn: &mut Connection, scan: ScanId) -> Result<Option<Vec<u8>>, Breakage> {
    Ok(scan_keys::table.find(scan).select(scan_keys::sealed).first(conn).await.optional()?)
}

pub(super) async fn insert_view(
    conn: &mut Connection,
    scan: ScanId,
    by: OperatorId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(scan_views::table)
        .values((
            scan_views::id.eq(ScanViewId::new(now)),
            scan_views::scan_id.eq(scan),
            scan_views::at.eq(now),
            scan_views::by.eq(by),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes the end of a scan. Answers false where it had ended already.
pub(super) async fn delete(
    conn: &mut Connection,
    scan: ScanId,
    why: Why,
    by: Option<OperatorId>,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let written = diesel::insert_into(scan_deletions::table)
        .values((
            scan_deletions::scan_id.eq(scan),
            scan_deletions::why.eq(why.key()),
            scan_deletions::at.eq(now),
            scan_deletions::by.eq(by),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(written == 1)
}

/// Scans whose keys are not sealed to the key of that name, with what they are sealed to.
pub(super) async fn sealed_to_others(
    conn: &mut Connection,
    newest: &str,
    at_most: i64,
) -> Result<Vec<(ScanId, Vec<u8>)>, Breakage> {
    use diesel::dsl::sql;
    use diesel::sql_types::{Bool, Text};
    // a sealed value begins with its version, the length of its key's name, and the name
    let other = sql::<Bool>("encode(substring(sealed from 3 for get_byte(sealed, 1)), 'escape') <> ");
    let rows = scan_keys::table.filter(other.bind::<Text, _>(newest)).limit(at_most);
    Ok(rows.select((scan_keys::scan_id, scan_keys::sealed)).load(conn).await?)
}

/// Puts another sealing in place of this one. Answers false where it changed or went meanwhile.
pub(super) async fn seal_again(
    conn: &mut Connection,
    scan: ScanId,
    was: &[u8],
    sealed: &[u8],
) -> Result<bool, Breakage> {
    let row = scan_keys::table.find(scan).filter(scan_keys::sealed.eq(was));
    Ok(diesel::update(row).set(scan_keys::sealed.eq(sealed)).execute(conn).await? == 1)
}
