// SPDX-License-Identifier: AGPL-3.0-or-later
//! Requests of the authority and activations in PostgreSQL.

use super::ask::{Ask, Kind, LEASE, NewAsk, Trouble};
use crate::authority::contract::{Activated, Refusal};
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{ActivationId, AuditRowId, CaseId, CounterId, HolderId, OperatorId, Reference, ReleaseId};
use crate::policy::DelegationKind;
use crate::schema::{activations, authority_requests, cases, delegations, holders, releases};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A card's activation by this service.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Activation {
    /// The case in which it took place.
    pub case_id: CaseId,
    /// The certificate's serial number, hexadecimal.
    pub certificate_serial: String,
    /// Since when, as the authority says.
    pub activated_at: DateTime<Utc>,
}

/// Records a request; its first attempt belongs to the caller, who has [`LEASE`] for it.
pub(crate) async fn open(conn: &mut Connection, new: NewAsk, now: DateTime<Utc>) -> Result<Ask, Breakage> {
    let ask = new.taken(Reference::new(now), now);
    diesel::insert_into(authority_requests::table)
        .values((
            authority_requests::reference.eq(ask.reference),
            authority_requests::release_id.eq(ask.release),
            authority_requests::case_id.eq(ask.case),
            authority_requests::card_number.eq(&ask.card_number),
            authority_requests::kind.eq(ask.kind.key()),
            authority_requests::asked_at.eq(now),
            authority_requests::asked_by.eq(ask.asked_by),
            authority_requests::attempts.eq(ask.attempts),
            authority_requests::next_attempt_at.eq(now + LEASE),
        ))
        .execute(conn)
        .await?;
    Ok(ask)
}

/// Takes the request that has been due longest: counts the attempt and leases it to the caller, in the caller's transaction.
/// What another process has in hand is passed over.
pub(crate) async fn take_due(conn: &mut Connection, now: DateTime<Utc>) -> Result<Option<Ask>, Breakage> {
    let due: Option<Reference> = authority_requests::table
        .filter(authority_requests::answered_at.is_null())
        .filter(authority_requests::next_attempt_at.le(now))
        .order(authority_requests::next_attempt_at)
        .limit(1)
        .for_update()
        .skip_locked()
        .select(authority_requests::reference)
        .get_result(conn)
        .await
        .optional()?;
    let Some(reference) = due else { return Ok(None) };
    diesel::update(authority_requests::table.find(reference))
        .set((
            authority_requests::attempts.eq(authority_requests::attempts + 1),
            authority_requests::next_attempt_at.eq(now + LEASE),
        ))
        .kept()
        .execute(conn)
        .await?;
    read(conn, reference).await.map(Some)
}

#[derive(Queryable)]
struct Row {
    reference: Reference,
    release: ReleaseId,
    case: CaseId,
    counter: CounterId,
    holder: HolderId,
    codice_fiscale: String,
    kind: String,
    card_number: String,
    asked_by: OperatorId,
    asked_at: DateTime<Utc>,
    attempts: i32,
    recipient: String,
    language: String,
    policy_version: String,
    delegation: Option<String>,
}

fn kind(key: &str) -> Result<DelegationKind, Breakage> {
    DelegationKind::from_key(key).ok_or_else(|| Breakage::new("an unknown kind of delegation is stored"))
}

async fn read(conn: &mut Connection, reference: Reference) -> Result<Ask, Breakage> {
    let row: Row = authority_requests::table
        .inner_join(releases::table.on(releases::id.eq(authority_requests::release_id)))
        .inner_join(cases::table.on(cases::id.eq(authority_requests::case_id)))
        .inner_join(holders::table.on(holders::id.eq(cases::holder_id)))
        .left_join(delegations::table.on(delegations::id.nullable().eq(cases::delegation_id)))
        .filter(authority_requests::reference.eq(reference))
        .select((
            authority_requests::reference,
            authority_requests::release_id,
            authority_requests::case_id,
            cases::counter_id,
            cases::holder_id,
            holders::codice_fiscale,
            authority_requests::kind,
            authority_requests::card_number,
            authority_requests::asked_by,
            authority_requests::asked_at,
            authority_requests::attempts,
            releases::recipient,
            releases::language,
            cases::policy_version,
            delegations::kind.nullable(),
        ))
        .get_result(conn)
        .await?;
    Ok(Ask {
        reference: row.reference,
        release: row.release,
        case: row.case,
        counter: row.counter,
        holder: row.holder,
        codice_fiscale: row.codice_fiscale,
        kind: Kind::stored(&row.kind)?,
        card_number: row.card_number,
        asked_by: row.asked_by,
        asked_at: row.asked_at,
        attempts: row.attempts,
        recipient: row.recipient,
        language: row.language,
        policy_version: row.policy_version,
        delegation: row.delegation.as_deref().map(kind).transpose()?,
    })
}

/// Closes a request with the authority's answer: none for a yes. False where it was closed before.
pub(crate) async fn settle(
    conn: &mut Connection,
    ask: &Ask,
    no: Option<Refusal>,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let open =
        authority_requests::table.find(ask.reference).filter(authority_requests::answered_at.is_null());
    let closed = diesel::update(open)
        .set((
            authority_requests::answered_at.eq(now),
            authority_requests::answer.eq(if no.is_some() { "refused" } else { "done" }),
            authority_requests::refusal.eq(no.map(|refusal| refusal.to_string())),
            authority_requests::trouble.eq(None::<&str>),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(closed == 1)
}

/// Notes why an attempt brought no answer, and when to ask again.
pub(crate) async fn note(
    conn: &mut Connection,
    ask: &Ask,
    trouble: Trouble,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let open =
        authority_requests::table.find(ask.reference).filter(authority_requests::answered_at.is_null());
    diesel::update(open)
        .set((
            authority_requests::trouble.eq(trouble.key()),
            authority_requests::next_attempt_at.eq(trouble.again_at(ask.attempts, now)),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn insert(
    conn: &mut Connection,
    ask: &Ask,
    activated: &Activated,
    row: AuditRowId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(activations::table)
        .values((
            activations::id.eq(ActivationId::new(now)),
            activations::reference.eq(ask.reference),
            activations::case_id.eq(ask.case),
            activations::card_number.eq(&ask.card_number),
            activations::mode.eq(ask.mode()),
            activations::certificate_serial.eq(&activated.certificate_serial),
            activations::activated_at.eq(activated.at),
            activations::recorded_at.eq(now),
            activations::audit_row_id.eq(row),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The activation of a card by this service, if there was one.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn of_card(conn: &mut Connection, card_number: &str) -> Result<Option<Activation>, Breakage> {
    Ok(activations::table
        .filter(activations::card_number.eq(card_number))
        .select(Activation::as_select())
        .get_result(conn)
        .await
        .optional()?)
}
