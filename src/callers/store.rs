// SPDX-License-Identifier: AGPL-3.0-or-later
//! Questions put to callers.

use super::{Caller, KNOWN_FOR};
use crate::authority::contract::CipQuestion;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{HolderId, OperatorId, Reference};
use crate::operators::Operator;
use crate::schema::cip_checks;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub(super) async fn keep_question(
    conn: &mut Connection,
    reference: Reference,
    operator: &Operator,
    holder: HolderId,
    card_number: &str,
    question: &CipQuestion,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(cip_checks::table)
        .values((
            cip_checks::reference.eq(reference),
            cip_checks::card_number.eq(card_number),
            cip_checks::holder_id.eq(holder),
            cip_checks::counter_id.eq(operator.counter_id()),
            cip_checks::positions.eq(&question.positions),
            cip_checks::length.eq(i32::from(question.length)),
            cip_checks::asked_at.eq(now),
            cip_checks::asked_by.eq(operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

type Row = (String, Vec<u8>, i32, OperatorId, Option<DateTime<Utc>>, Option<String>);

pub(super) async fn question(
    conn: &mut Connection,
    reference: Reference,
    holder: HolderId,
) -> Result<Option<Caller>, Breakage> {
    let row: Option<Row> = cip_checks::table
        .find(reference)
        .filter(cip_checks::holder_id.eq(holder))
        .select((
            cip_checks::card_number,
            cip_checks::positions,
            cip_checks::length,
            cip_checks::asked_by,
            cip_checks::answered_at,
            cip_checks::outcome,
        ))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(|(card_number, positions, length, asked_by, at, outcome)| Caller {
        reference,
        card_number,
        positions,
        length,
        asked_by,
        answered: at.zip(outcome),
    }))
}

/// Writes the answer. False where the question has one.
pub(super) async fn keep_answer(
    conn: &mut Connection,
    reference: Reference,
    outcome: &str,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let open = cip_checks::table.find(reference).filter(cip_checks::answered_at.is_null());
    let change = (cip_checks::answered_at.eq(now), cip_checks::outcome.eq(outcome));
    Ok(diesel::update(open).set(change).kept().execute(conn).await? == 1)
}

/// Whether the question was answered rightly just now and has not served; its row is taken until the end of the transaction.
pub(super) async fn hold_right_answer(
    conn: &mut Connection,
    reference: Reference,
    card_number: &str,
    holder: HolderId,
    operator: OperatorId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let held: Option<Reference> = cip_checks::table
        .find(reference)
        .filter(cip_checks::card_number.eq(card_number))
        .filter(cip_checks::holder_id.eq(holder))
        .filter(cip_checks::asked_by.eq(operator))
        .filter(cip_checks::outcome.eq("right"))
        .filter(cip_checks::answered_at.gt(now - KNOWN_FOR))
        .filter(cip_checks::used_at.is_null())
        .select(cip_checks::reference)
        .for_update()
        .first(conn)
        .await
        .optional()?;
    Ok(held.is_some())
}

pub(super) async fn spend(
    conn: &mut Connection,
    reference: Reference,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let fresh = cip_checks::table.find(reference).filter(cip_checks::used_at.is_null());
    let change = (cip_checks::used_at.eq(now), cip_checks::used_for.eq(purpose));
    match diesel::update(fresh).set(change).kept().execute(conn).await? {
        1 => Ok(()),
        _ => Err(Breakage::new("an answer to a question about the CIP served before")),
    }
}
