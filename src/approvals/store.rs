// SPDX-License-Identifier: AGPL-3.0-or-later
//! Requests and decisions in PostgreSQL, which judges facts and makers itself.

use super::ask::NewRequest;
use super::decide::NewDecision;
use super::look::Waiting;
use super::request::{Decision, Request, Verdict};
use crate::cases::Colleague;
use crate::db::{Breakage, Connection};
use crate::ids::{ApprovalId, CaseId, CounterId, OperatorId};
use crate::policy::{ApprovalCause, DelegationKind};
use crate::schema::{approval_decisions, approval_requests, case_holder_data, cases, delegations, operators};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not, select};
use diesel::prelude::*;
use diesel::sql_types::Uuid;
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

diesel::define_sql_function! {
    /// A sum over the rows in force of a case, evidence and ticked warnings included.
    fn facts_to_approve(the_case: Uuid) -> Binary;
}
diesel::define_sql_function! {
    /// Whether somebody had no hand in what is to be approved.
    fn may_approve_request(the_request: Uuid, who: Uuid) -> Nullable<Bool>;
}

/// More than a counter's supervisors leave lying about.
const AT_MOST: i64 = 100;

type Name = (OperatorId, String, String);

#[derive(Queryable, Selectable)]
#[diesel(table_name = approval_requests)]
struct Row {
    id: ApprovalId,
    case_id: CaseId,
    fingerprint: Vec<u8>,
    causes: String,
    at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = approval_decisions)]
struct VerdictRow {
    decision: String,
    reason: String,
    at: DateTime<Utc>,
}

/// Causes as a row holds them.
pub(super) fn words(causes: &[ApprovalCause]) -> String {
    causes.iter().map(|cause| cause.key()).collect::<Vec<_>>().join(" ")
}

fn causes(words: &str) -> Result<Vec<ApprovalCause>, Breakage> {
    words.split(' ').map(|word| known(ApprovalCause::from_key(word))).collect()
}

fn known<T>(found: Option<T>) -> Result<T, Breakage> {
    found.ok_or_else(|| Breakage::new("a stored word has no meaning"))
}

fn colleague((id, name, surname): Name) -> Colleague {
    Colleague { id, name, surname }
}

/// The newest request of a case, whatever became of it.
pub(super) async fn newest(conn: &mut Connection, case: CaseId) -> Result<Option<Request>, Breakage> {
    let newest: Option<ApprovalId> = approval_requests::table
        .filter(approval_requests::case_id.eq(case))
        .order((approval_requests::at.desc(), approval_requests::id.desc()))
        .select(approval_requests::id)
        .first(conn)
        .await
        .optional()?;
    match newest {
        None => Ok(None),
        Some(id) => find(conn, id).await,
    }
}

/// The case that a request is about.
pub(super) async fn case_of(conn: &mut Connection, id: ApprovalId) -> Result<Option<CaseId>, Breakage> {
    Ok(approval_requests::table.find(id).select(approval_requests::case_id).first(conn).await.optional()?)
}

/// A request with what became of it.
pub(super) async fn find(conn: &mut Connection, id: ApprovalId) -> Result<Option<Request>, Breakage> {
    let asked: Option<(Row, Name, bool)> = approval_requests::table
        .inner_join(operators::table.on(operators::id.eq(approval_requests::by)))
        .filter(approval_requests::id.eq(id))
        .select((
            Row::as_select(),
            (operators::id, operators::name, operators::surname),
            approval_requests::facts.eq(facts_to_approve(approval_requests::case_id)),
        ))
        .first(conn)
        .await
        .optional()?;
    let Some((row, by, same_facts)) = asked else { return Ok(None) };
    let said: Option<(VerdictRow, Name)> = approval_decisions::table
        .inner_join(operators::table.on(operators::id.eq(approval_decisions::by)))
        .filter(approval_decisions::request_id.eq(id))
        .select((VerdictRow::as_select(), (operators::id, operators::name, operators::surname)))
        .first(conn)
        .await
        .optional()?;
    let verdict = match said {
        None => None,
        Some((row, by)) => Some(Verdict {
            decision: known(Decision::from_key(&row.decision))?,
            reason: row.reason,
            at: row.at,
            by: colleague(by),
        }),
    };
    Ok(Some(Request {
        id: row.id,
        case: row.case_id,
        fingerprint: row.fingerprint.try_into()?,
        causes: causes(&row.causes)?,
        at: row.at,
        by: colleague(by),
        verdict,
        same_facts,
    }))
}

pub(super) async fn insert(
    conn: &mut Connection,
    new: &NewRequest<'_>,
    by: OperatorId,
    at: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(approval_requests::table)
        .values((
            approval_requests::id.eq(new.id),
            approval_requests::case_id.eq(new.case),
            approval_requests::fingerprint.eq(&new.fingerprint.as_bytes()[..]),
            approval_requests::facts.eq(facts_to_approve(new.case)),
            approval_requests::causes.eq(words(new.causes)),
            approval_requests::at.eq(at),
            approval_requests::by.eq(by),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn decide(
    conn: &mut Connection,
    new: &NewDecision<'_>,
    by: OperatorId,
    at: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(approval_decisions::table)
        .values((
            approval_decisions::request_id.eq(new.request),
            approval_decisions::decision.eq(new.decision.key()),
            approval_decisions::reason.eq(new.reason),
            approval_decisions::reauthentication_id.eq(new.reauthentication),
            approval_decisions::at.eq(at),
            approval_decisions::by.eq(by),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether somebody had no hand in what is to be approved: neither their account nor their codice fiscale.
pub(super) async fn may_approve(
    conn: &mut Connection,
    request: ApprovalId,
    who: OperatorId,
) -> Result<bool, Breakage> {
    let may: Option<bool> = select(may_approve_request(request, who)).get_result(conn).await?;
    Ok(may == Some(true))
}

/// The undecided requests of a counter over facts that are still in force.
pub(super) async fn waiting(conn: &mut Connection, counter: CounterId) -> Result<Vec<Waiting>, Breakage> {
    type Found = (ApprovalId, String, String, (String, String), String, DateTime<Utc>, (String, String));
    let decided =
        exists(approval_decisions::table.filter(approval_decisions::request_id.eq(approval_requests::id)));
    let rows: Vec<Found> = approval_requests::table
        .inner_join(cases::table.on(cases::id.eq(approval_requests::case_id)))
        .inner_join(case_holder_data::table.on(case_holder_data::id.nullable().eq(cases::holder_data_id)))
        .inner_join(delegations::table.on(delegations::id.nullable().eq(cases::delegation_id)))
        .inner_join(operators::table.on(operators::id.eq(approval_requests::by)))
        .filter(cases::counter_id.eq(counter))
        .filter(cases::closed_at.is_null())
        .filter(not(decided))
        .filter(approval_requests::facts.eq(facts_to_approve(approval_requests::case_id)))
        .order((approval_requests::at, approval_requests::id))
        .limit(AT_MOST)
        .select((
            approval_requests::id,
            cases::protocol,
            delegations::kind,
            (case_holder_data::surname, case_holder_data::name),
            approval_requests::causes,
            approval_requests::at,
            (operators::surname, operators::name),
        ))
        .load(conn)
        .await?;
    let line = |(id, protocol, kind, holder, words, at, by): Found| {
        let kind = known(DelegationKind::from_key(&kind))?;
        Ok(Waiting { id, protocol, kind, holder, causes: causes(&words)?, at, by })
    };
    rows.into_iter().map(line).collect()
}

/// Given name and surname of accounts.
pub(super) async fn names(
    conn: &mut Connection,
    people: &[OperatorId],
) -> Result<HashMap<OperatorId, String>, Breakage> {
    let rows: Vec<Name> = operators::table
        .filter(operators::id.eq_any(people))
        .select((operators::id, operators::name, operators::surname))
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, name, surname)| (id, format!("{name} {surname}"))).collect())
}
