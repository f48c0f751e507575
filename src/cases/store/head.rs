// SPDX-License-Identifier: AGPL-3.0-or-later
//! The case's own row: opened, pointing at the facts in force, closed.

use super::lists;
use crate::cases::acting::Acting;
use crate::cases::case::{Case, Ending};
use crate::cases::line::Elsewhere;
use crate::cases::protocol::Protocol;
use crate::cases::service::Service;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{
    CardCheckId, CaseId, ContactId, CounterId, DelegationId, DelegationTitleId, HolderDataId, HolderId,
    IdentificationId,
};
use crate::schema::{cases, protocol_numbers, releases};
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;

/// Which delegation a case points at, with which title; none for a holder in person.
#[derive(Clone, Copy, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_null = true)]
pub(in crate::cases) struct Pointers {
    delegation_id: Option<DelegationId>,
    delegation_title_id: Option<DelegationTitleId>,
    delegation_complete: bool,
}

impl From<&Case> for Pointers {
    fn from(case: &Case) -> Self {
        let delegation = case.delegation.as_ref();
        Self {
            delegation_id: delegation.map(|delegation| delegation.id),
            delegation_title_id: delegation.and_then(|delegation| delegation.title_id),
            delegation_complete: delegation.is_some_and(|delegation| delegation.complete),
        }
    }
}

/// A new fact that a case is going to point at.
#[derive(Clone, Copy)]
pub(in crate::cases) enum Fact {
    Person(HolderDataId),
    Card(CardCheckId),
    Identification(IdentificationId, Pointers),
    Delegation(Pointers),
    Contact(ContactId),
}

/// The next number of a counter's year. Who takes one keeps others of the counter waiting until the end of the transaction.
pub(in crate::cases) async fn next_number(
    conn: &mut Connection,
    counter: CounterId,
    year: i32,
) -> Result<i32, Breakage> {
    Ok(diesel::insert_into(protocol_numbers::table)
        .values((
            protocol_numbers::counter_id.eq(counter),
            protocol_numbers::year.eq(year),
            protocol_numbers::last.eq(1),
        ))
        .on_conflict((protocol_numbers::counter_id, protocol_numbers::year))
        .do_update()
        .set(protocol_numbers::last.eq(protocol_numbers::last + excluded(protocol_numbers::last)))
        .returning(protocol_numbers::last)
        .kept()
        .get_result(conn)
        .await?)
}

/// False where the holder has an open case by now.
pub(in crate::cases) async fn insert_case(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    protocol: &Protocol,
    holder: HolderId,
    policy_version: &str,
    service: Service,
) -> Result<bool, Breakage> {
    let inserted = diesel::insert_into(cases::table)
        .values((
            cases::id.eq(id),
            cases::protocol.eq(protocol.as_str()),
            cases::counter_id.eq(acting.operator.counter_id()),
            cases::service.eq(service.key()),
            cases::holder_id.eq(holder),
            cases::policy_version.eq(policy_version),
            cases::opened_at.eq(acting.now),
            cases::opened_by.eq(acting.operator.id()),
            cases::changed_at.eq(acting.now),
            cases::changed_by.eq(acting.operator.id()),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(inserted == 1)
}

/// The holder's open case, as much as another counter may know of it.
pub(in crate::cases) async fn open_case_of(
    conn: &mut Connection,
    holder: HolderId,
) -> Result<Option<Elsewhere>, Breakage> {
    let Some(line) = lists::open_line_of(conn, holder).await? else { return Ok(None) };
    let releasing =
        exists(releases::table.filter(releases::case_id.eq(line.id)).filter(releases::ended_at.is_null()));
    let releasing: bool = select(releasing).get_result(conn).await?;
    Ok(Some(Elsewhere {
        id: line.id,
        step: line.step(),
        counter: line.counter,
        opened_at: line.opened_at,
        releasing,
    }))
}

/// Raises the version, points at the new fact and, where it voids the signature, forgets the signed form: that first, because
/// the database keeps no signature beside a delegation that is not complete.
pub(in crate::cases) async fn set_fact(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    version: i32,
    fact: Fact,
    voids: bool,
) -> Result<(), Breakage> {
    if voids {
        let nothing: Option<crate::ids::FormId> = None;
        let row = diesel::update(cases::table.find(id));
        row.set(cases::signed_form_id.eq(nothing)).kept().execute(conn).await?;
    }
    let head = (
        cases::version.eq(version),
        cases::changed_at.eq(acting.now),
        cases::changed_by.eq(acting.operator.id()),
    );
    let row = diesel::update(cases::table.find(id));
    match fact {
        Fact::Person(fact) => row.set((head, cases::holder_data_id.eq(fact))).kept().execute(conn).await,
        Fact::Card(fact) => row.set((head, cases::card_check_id.eq(fact))).kept().execute(conn).await,
        Fact::Identification(fact, delegation) => {
            row.set((head, cases::identification_id.eq(fact), delegation)).kept().execute(conn).await
        }
        Fact::Delegation(delegation) => row.set((head, delegation)).kept().execute(conn).await,
        Fact::Contact(fact) => row.set((head, cases::contact_id.eq(fact))).kept().execute(conn).await,
    }?;
    Ok(())
}

pub(in crate::cases) async fn close(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    how: Ending,
    reason: Option<&str>,
) -> Result<(), Breakage> {
    diesel::update(cases::table.find(id))
        .set((
            cases::version.eq(cases::version + 1),
            cases::changed_at.eq(acting.now),
            cases::changed_by.eq(acting.operator.id()),
            cases::closed_at.eq(acting.now),
            cases::closed_by.eq(acting.operator.id()),
            cases::closure.eq(how.key()),
            cases::closure_reason.eq(reason),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// Lets the case go on as another service: its version is raised and its signature forgotten.
pub(in crate::cases) async fn turn(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    service: Service,
) -> Result<(), Breakage> {
    diesel::update(cases::table.find(id))
        .set((
            cases::service.eq(service.key()),
            cases::version.eq(cases::version + 1),
            cases::changed_at.eq(acting.now),
            cases::changed_by.eq(acting.operator.id()),
            cases::signed_form_id.eq(None::<crate::ids::FormId>),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether codes were ever given to a holder here: a sheet in their hands.
pub(in crate::cases) async fn was_given_codes(
    conn: &mut Connection,
    holder: HolderId,
) -> Result<bool, Breakage> {
    let given = releases::table
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .filter(cases::holder_id.eq(holder))
        .filter(releases::handed_over_at.is_not_null());
    Ok(select(exists(given)).get_result(conn).await?)
}
