// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lists of releases, each with its one re-authentication.

use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, HolderId, OperatorId, ReauthenticationId, SessionId};
use crate::releases::joint::Listed;
use crate::schema::{
    joint_release_cases, joint_release_refusals, joint_releases, reauthentications, releases, sibling_cases,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A visit: whose it is, and its cases besides the first.
pub(in crate::releases) struct Visit {
    pub(in crate::releases) by: OperatorId,
    pub(in crate::releases) delegate: HolderId,
    pub(in crate::releases) others: Vec<CaseId>,
}

pub(in crate::releases) async fn visit(
    conn: &mut Connection,
    first: CaseId,
) -> Result<Option<Visit>, Breakage> {
    let rows: Vec<(CaseId, OperatorId, HolderId)> = sibling_cases::table
        .filter(sibling_cases::first_id.eq(first))
        .select((sibling_cases::case_id, sibling_cases::by, sibling_cases::delegate_id))
        .load(conn)
        .await?;
    let Some(&(_, by, delegate)) = rows.as_slice().first() else { return Ok(None) };
    Ok(Some(Visit { by, delegate, others: rows.into_iter().map(|(case, ..)| case).collect() }))
}

pub(in crate::releases) async fn insert(
    conn: &mut Connection,
    id: ReauthenticationId,
    (first, delegate): (CaseId, HolderId),
    list: &[Listed],
    (by, now): (OperatorId, DateTime<Utc>),
) -> Result<(), Breakage> {
    diesel::insert_into(joint_releases::table)
        .values((
            joint_releases::id.eq(id),
            joint_releases::first_id.eq(first),
            joint_releases::delegate_id.eq(delegate),
            joint_releases::at.eq(now),
            joint_releases::by.eq(by),
        ))
        .execute(conn)
        .await?;
    let row = |(ordinal, listed): (i32, &Listed)| {
        (
            joint_release_cases::joint_id.eq(id),
            joint_release_cases::ordinal.eq(ordinal),
            joint_release_cases::case_id.eq(listed.case),
            joint_release_cases::fingerprint.eq(listed.fingerprint.as_bytes().to_vec()),
        )
    };
    let rows: Vec<_> = (1..).zip(list).map(row).collect();
    diesel::insert_into(joint_release_cases::table).values(rows).execute(conn).await?;
    Ok(())
}

/// The list that a code was given for in this session since then.
pub(in crate::releases) async fn given(
    conn: &mut Connection,
    sum: &[u8],
    session: SessionId,
    since: DateTime<Utc>,
) -> Result<Option<ReauthenticationId>, Breakage> {
    Ok(joint_releases::table
        .inner_join(reauthentications::table.on(reauthentications::id.eq(joint_releases::id)))
        .filter(reauthentications::session_id.eq(session))
        .filter(reauthentications::fingerprint.eq(sum))
        .filter(reauthentications::at.gt(since))
        .order(reauthentications::at.desc())
        .select(joint_releases::id)
        .first(conn)
        .await
        .optional()?)
}

/// Keeps why a case of a list was not released; told once, it stays as it was told.
pub(in crate::releases) async fn refuse(
    conn: &mut Connection,
    list: ReauthenticationId,
    case: CaseId,
    rule: &str,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(joint_release_refusals::table)
        .values((
            joint_release_refusals::joint_id.eq(list),
            joint_release_refusals::case_id.eq(case),
            joint_release_refusals::rule.eq(rule),
            joint_release_refusals::at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

/// A case of a list, with the rule or the authority's answer that was a no.
#[derive(Queryable)]
pub(in crate::releases) struct OutcomeRow {
    pub(in crate::releases) case: CaseId,
    pub(in crate::releases) rule: Option<String>,
    pub(in crate::releases) refused: Option<String>,
}

pub(in crate::releases) async fn outcomes(
    conn: &mut Connection,
    list: ReauthenticationId,
) -> Result<Vec<OutcomeRow>, Breakage> {
    let same_refusal = joint_release_refusals::joint_id
        .eq(joint_release_cases::joint_id)
        .and(joint_release_refusals::case_id.eq(joint_release_cases::case_id));
    let same_release = releases::joint_id
        .eq(joint_release_cases::joint_id.nullable())
        .and(releases::case_id.eq(joint_release_cases::case_id));
    Ok(joint_release_cases::table
        .left_join(joint_release_refusals::table.on(same_refusal))
        .left_join(releases::table.on(same_release))
        .filter(joint_release_cases::joint_id.eq(list))
        .order(joint_release_cases::ordinal)
        .select((
            joint_release_cases::case_id,
            joint_release_refusals::rule.nullable(),
            releases::refusal.nullable(),
        ))
        .load(conn)
        .await?)
}
