// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is known of scans.

use crate::db::{Breakage, Connection};
use crate::evidence::{Deleted, Listed, Media, Scan, ScanView, Why};
use crate::ids::{CaseId, CounterId, OperatorId, ScanId};
use crate::schema::{cases, operators, scan_deletions, scan_views, scans};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Queryable, Selectable)]
#[diesel(table_name = scans)]
struct Row {
    id: ScanId,
    case_id: CaseId,
    ordinal: i32,
    item: String,
    media: String,
    bytes: i64,
    pages: i32,
    width: Option<i32>,
    height: Option<i32>,
    sha256: Vec<u8>,
    keep_days: i32,
    uploaded_at: DateTime<Utc>,
    uploaded_by: OperatorId,
}

type Whole = (Row, String, String, Option<(DateTime<Utc>, String)>);

fn scan((row, name, surname, deleted): Whole) -> Result<Scan, Breakage> {
    let odd = || Breakage::new("a row of scans does not fit its type");
    let number = |number: i32| u32::try_from(number).map_err(|_| odd());
    let size =
        row.width.zip(row.height).map(|(width, height)| Ok::<_, Breakage>((number(width)?, number(height)?)));
    let why = |why: &str| if why == "removed" { Why::Removed } else { Why::Retention };
    Ok(Scan {
        id: row.id,
        case: row.case_id,
        ordinal: row.ordinal,
        item: row.item,
        media: Media::from_key(&row.media).ok_or_else(odd)?,
        bytes: u64::try_from(row.bytes).map_err(|_| odd())?,
        pages: number(row.pages)?,
        size: size.transpose()?,
        sha256: row.sha256.try_into().map_err(|_| odd())?,
        keep_days: row.keep_days,
        at: row.uploaded_at,
        by: row.uploaded_by,
        by_name: format!("{name} {surname}"),
        deleted: deleted.map(|(at, word)| Deleted { at, why: why(&word) }),
    })
}

/// The scans of a case in their order, deleted ones too.
pub(in crate::evidence) async fn of_case(conn: &mut Connection, case: CaseId) -> Result<Vec<Scan>, Breakage> {
    let rows: Vec<Whole> = scans::table
        .inner_join(operators::table.on(operators::id.eq(scans::uploaded_by)))
        .left_join(scan_deletions::table.on(scan_deletions::scan_id.eq(scans::id)))
        .filter(scans::case_id.eq(case))
        .order(scans::ordinal)
        .select((
            Row::as_select(),
            operators::name,
            operators::surname,
            (scan_deletions::at, scan_deletions::why).nullable(),
        ))
        .load(conn)
        .await?;
    rows.into_iter().map(scan).collect()
}

/// The same, after those of other cases that are named; each with its counter, and how often somebody looked at it.
pub(in crate::evidence) async fn listed(
    conn: &mut Connection,
    of: &[CaseId],
    others: &[ScanId],
) -> Result<Vec<Listed>, Breakage> {
    let looks = scan_views::table
        .filter(scan_views::scan_id.eq(scans::id))
        .select(diesel::dsl::count_star())
        .single_value();
    type Line = (Row, String, String, Option<(DateTime<Utc>, String)>, Option<i64>, CounterId);
    let rows: Vec<Line> = scans::table
        .inner_join(operators::table.on(operators::id.eq(scans::uploaded_by)))
        .inner_join(cases::table.on(cases::id.eq(scans::case_id)))
        .left_join(scan_deletions::table.on(scan_deletions::scan_id.eq(scans::id)))
        .filter(scans::case_id.eq_any(of).or(scans::id.eq_any(others)))
        .order((scans::case_id, scans::ordinal))
        .select((
            Row::as_select(),
            operators::name,
            operators::surname,
            (scan_deletions::at, scan_deletions::why).nullable(),
            looks,
            cases::counter_id,
        ))
        .load(conn)
        .await?;
    let listed = |(row, name, surname, deleted, looks, counter): Line| {
        let scan = scan((row, name, surname, deleted))?;
        Ok(Listed { scan, looks: looks.unwrap_or_default(), counter })
    };
    rows.into_iter().map(listed).collect()
}

/// The scans of a case that show an item and were not deleted.
pub(in crate::evidence) async fn kept(
    conn: &mut Connection,
    case: CaseId,
    item: &str,
) -> Result<Vec<ScanId>, Breakage> {
    let gone = scan_deletions::table.filter(scan_deletions::scan_id.eq(scans::id));
    let rows = scans::table.filter(scans::case_id.eq(case)).filter(scans::item.eq(item));
    let rows = rows.filter(diesel::dsl::not(diesel::dsl::exists(gone)));
    Ok(rows.order(scans::id).select(scans::id).load(conn).await?)
}

/// Who looked at the scans of a case, in the order of time.
pub(in crate::evidence) async fn views(
    conn: &mut Connection,
    case: CaseId,
) -> Result<Vec<ScanView>, Breakage> {
    let of_case: Vec<ScanId> =
        scans::table.filter(scans::case_id.eq(case)).select(scans::id).load(conn).await?;
    looks_at(conn, &of_case).await
}

/// Who looked at some scans, in the order of time.
pub(in crate::evidence) async fn looks_at(
    conn: &mut Connection,
    of: &[ScanId],
) -> Result<Vec<ScanView>, Breakage> {
    let rows: Vec<(ScanId, DateTime<Utc>, String, String)> = scan_views::table
        .inner_join(operators::table.on(operators::id.eq(scan_views::by)))
        .filter(scan_views::scan_id.eq_any(of))
        .order(scan_views::id)
        .select((scan_views::scan_id, scan_views::at, operators::name, operators::surname))
        .load(conn)
        .await?;
    let view = |(scan, at, name, surname)| ScanView { scan, at, by_name: format!("{name} {surname}") };
    Ok(rows.into_iter().map(view).collect())
}
