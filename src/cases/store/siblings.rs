// SPDX-License-Identifier: AGPL-3.0-or-later
//! The cases of a visit, and where their facts were taken over from.

use crate::cards::check::CardOutcome;
use crate::cases::acting::Acting;
use crate::cases::case::Ending;
use crate::cases::service::Service;
use crate::cases::siblings::{Living, SiblingLine, Standing};
use crate::cases::step::Progress;
use crate::contacts::email::EmailAddress;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, ContactId, EvidenceId, HolderId, IdentificationId};
use crate::policy::Policy;
use crate::schema::{carried_facts, cases, sibling_cases};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// A fact of a case, by what it was taken over from. Identification and contact are those in force of both cases.
#[derive(Clone, Copy)]
pub(in crate::cases) enum Carried {
    Identification,
    Contact,
    /// The piece of this case, and the one of the first.
    Evidence(EvidenceId, EvidenceId),
}

pub(in crate::cases) async fn insert_sibling(
    conn: &mut Connection,
    acting: &Acting<'_>,
    (case, first): (CaseId, CaseId),
    delegate: HolderId,
    policy: &Policy,
) -> Result<(), Breakage> {
    let within = policy.delegation_limits().map(|limits| limits.same_visit.num_minutes()).unwrap_or_default();
    diesel::insert_into(sibling_cases::table)
        .values((
            sibling_cases::case_id.eq(case),
            sibling_cases::first_id.eq(first),
            sibling_cases::delegate_id.eq(delegate),
            sibling_cases::session_id.eq(acting.operator.session().id()),
            sibling_cases::minutes.eq(i32::try_from(within).map_err(Breakage::new)?),
            sibling_cases::at.eq(acting.now),
            sibling_cases::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps the first case of a visit as it is until the transaction ends; nothing where the case is no other one of a visit.
pub(in crate::cases) async fn hold_first(conn: &mut Connection, case: CaseId) -> Result<(), Breakage> {
    let first = sibling_cases::table.find(case).select(sibling_cases::first_id);
    let _first: Option<CaseId> = cases::table
        .filter(cases::id.eq_any(first))
        .select(cases::id)
        .for_share()
        .first(conn)
        .await
        .optional()?;
    Ok(())
}

pub(in crate::cases) async fn insert_carried(
    conn: &mut Connection,
    acting: &Acting<'_>,
    (case, first): (CaseId, CaseId),
    facts: &[Carried],
) -> Result<(), Breakage> {
    type Pointers = (CaseId, Option<IdentificationId>, Option<ContactId>);
    let pointers: Vec<Pointers> = cases::table
        .filter(cases::id.eq_any([case, first]))
        .select((cases::id, cases::identification_id, cases::contact_id))
        .load(conn)
        .await?;
    let of = |id: CaseId| pointers.iter().find(|(of, ..)| *of == id);
    let (Some((_, seen, reached)), Some((_, seen_first, reached_first))) = (of(case), of(first)) else {
        return Err(Breakage::new("a case of a visit vanished"));
    };
    let row = |fact: &Carried| {
        let is_seen = matches!(fact, Carried::Identification);
        let is_reached = matches!(fact, Carried::Contact);
        let pieces = match fact {
            Carried::Evidence(piece, from) => Some((*piece, *from)),
            Carried::Identification | Carried::Contact => None,
        };
        (
            carried_facts::id.eq(Uuid::now_v7()),
            carried_facts::case_id.eq(case),
            carried_facts::first_id.eq(first),
            carried_facts::identification_id.eq(seen.filter(|_| is_seen)),
            carried_facts::from_identification_id.eq(seen_first.filter(|_| is_seen)),
            carried_facts::contact_id.eq(reached.filter(|_| is_reached)),
            carried_facts::from_contact_id.eq(reached_first.filter(|_| is_reached)),
            carried_facts::evidence_id.eq(pieces.map(|(piece, _)| piece)),
            carried_facts::from_evidence_id.eq(pieces.map(|(_, from)| from)),
            carried_facts::names_the_holder.eq(pieces.map(|_| true)),
            carried_facts::at.eq(acting.now),
            carried_facts::by.eq(acting.operator.id()),
        )
    };
    let rows: Vec<_> = facts.iter().map(row).collect();
    diesel::insert_into(carried_facts::table).values(rows).execute(conn).await?;
    Ok(())
}

/// What was proven of an address in the first case in this visit, or why nobody was asked: `proven` or `skipped`, and nothing
/// where it was said on another day, by somebody else, or not at all.
const CARRY_OWNERSHIP: &str = "
INSERT INTO case_ownerships (case_id, email, how, reason, carried_from, at, by)
SELECT s.case_id, o.email, o.how, o.reason, s.first_id, $3, s.by
FROM sibling_cases s
JOIN case_ownerships o ON o.case_id = s.first_id AND o.email = $2 AND o.by = s.by AND o.carried_from IS NULL
WHERE s.case_id = $1 AND $3 BETWEEN o.at AND o.at + make_interval(mins => s.minutes)
  AND (o.at AT TIME ZONE 'Europe/Rome')::date = ($3 AT TIME ZONE 'Europe/Rome')::date
ORDER BY o.how LIMIT 1
RETURNING how";

#[derive(QueryableByName)]
struct How {
    #[diesel(sql_type = Text)]
    how: String,
}

pub(in crate::cases) async fn carry_ownership(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: CaseId,
    email: &EmailAddress,
) -> Result<Option<String>, Breakage> {
    let row: Option<How> = diesel::sql_query(CARRY_OWNERSHIP)
        .bind::<SqlUuid, _>(case)
        .bind::<Text, _>(email.as_str())
        .bind::<diesel::sql_types::Timestamptz, _>(acting.now)
        .get_result(conn)
        .await
        .optional()?;
    Ok(row.map(|row| row.how))
}

#[derive(QueryableByName)]
struct LineRow {
    #[diesel(sql_type = SqlUuid)]
    id: CaseId,
    #[diesel(sql_type = Text)]
    protocol: String,
    #[diesel(sql_type = Text)]
    service: String,
    #[diesel(sql_type = Nullable<Text>)]
    closure: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    surname: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    outcome: Option<String>,
    #[diesel(sql_type = Bool)]
    identified: bool,
    #[diesel(sql_type = Bool)]
    complete: bool,
    #[diesel(sql_type = Bool)]
    reached: bool,
    #[diesel(sql_type = Bool)]
    signed: bool,
    #[diesel(sql_type = Bool)]
    asked: bool,
    #[diesel(sql_type = Bool)]
    sealed: bool,
    #[diesel(sql_type = Bool)]
    handed_over: bool,
}

/// Each look-up goes by an index: siblings by first case, facts by their ids, the living release by case.
const LINES: &str = "
SELECT c.id, c.protocol, c.service, c.closure, p.surname, p.name, k.outcome, c.identification_id IS NOT NULL AS identified,
  c.delegation_id IS NULL OR c.delegation_complete AS complete, c.signed_form_id IS NOT NULL AS signed,
  t.post IS NOT NULL OR EXISTS (SELECT FROM case_ownerships o WHERE o.case_id = c.id AND o.email = t.email) AS reached,
  r.id IS NOT NULL AS asked, r.sealed_at IS NOT NULL AS sealed, r.handed_over_at IS NOT NULL AS handed_over
FROM (SELECT $1 AS id UNION ALL SELECT s.case_id FROM sibling_cases s WHERE s.first_id = $1) v
JOIN cases c ON c.id = v.id
LEFT JOIN case_holder_data p ON p.id = c.holder_data_id
LEFT JOIN case_card_checks k ON k.id = c.card_check_id
LEFT JOIN case_contacts t ON t.id = c.contact_id
LEFT JOIN releases r ON r.case_id = c.id AND r.ended_at IS NULL
ORDER BY c.opened_at, c.id";

/// The cases of a visit in the order in which they were opened.
pub(in crate::cases) async fn sibling_lines(
    conn: &mut Connection,
    first: CaseId,
) -> Result<Vec<SiblingLine>, Breakage> {
    let rows: Vec<LineRow> = diesel::sql_query(LINES).bind::<SqlUuid, _>(first).load(conn).await?;
    rows.into_iter().map(line).collect()
}

fn line(row: LineRow) -> Result<SiblingLine, Breakage> {
    let unknown = || Breakage::new("a stored word has no meaning");
    let service = Service::from_key(&row.service).ok_or_else(unknown)?;
    let outcome = row.outcome.map(|key| CardOutcome::from_key(&key).ok_or_else(unknown)).transpose()?;
    let progress = Progress {
        holder: row.surname.is_some(),
        card: outcome.is_some_and(|outcome| service.lets_on(outcome)),
        identification: row.identified,
        delegation: row.complete,
        contact: row.reached,
        signed: row.signed,
    };
    let release = match () {
        () if row.handed_over => Some(Living::HandedOver),
        () if row.sealed => Some(Living::Sealed),
        () if row.asked => Some(Living::Asked),
        () => None,
    };
    let ending = row.closure.map(|key| Ending::from_key(&key).ok_or_else(unknown)).transpose()?;
    Ok(SiblingLine {
        id: row.id,
        protocol: row.protocol.parse().map_err(Breakage::new)?,
        holder: row.surname.zip(row.name),
        standing: Standing::of(progress, release, ending),
    })
}
