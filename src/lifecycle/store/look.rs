// SPDX-License-Identifier: AGPL-3.0-or-later
//! What was done to cards: one query each.

use super::rows::unknown;
use crate::db::{Breakage, Connection};
use crate::ids::{HolderId, Reference};
use crate::lifecycle::act::{CardAct, Reason, Way};
use crate::lifecycle::look::{Answered, Done};
use crate::schema::{card_acts, operators};
use chrono::{DateTime, Utc};
use diesel::dsl::auto_type;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// No page lists more.
const MOST: i64 = 100;

#[derive(Queryable)]
struct Row {
    whose: (Reference, String, HolderId, crate::ids::CounterId),
    words: (String, String, String),
    proof: (Option<String>, Option<String>),
    asked: (DateTime<Utc>, i32, Option<String>),
    answer: (Option<String>, Option<DateTime<Utc>>, Option<String>),
    by: Option<(String, String)>,
}

#[auto_type(no_type_alias)]
fn acts() -> _ {
    card_acts::table.left_join(operators::table.on(operators::id.nullable().eq(card_acts::asked_by))).select(
        (
            (card_acts::reference, card_acts::card_number, card_acts::holder_id, card_acts::counter_id),
            (card_acts::act, card_acts::reason, card_acts::way),
            (card_acts::proof, card_acts::proof_reference),
            (card_acts::asked_at, card_acts::attempts, card_acts::trouble),
            (card_acts::answer, card_acts::changed_at, card_acts::refusal),
            (operators::surname, operators::name).nullable(),
        ),
    )
}

fn done(row: Row) -> Result<Done, Breakage> {
    let (reference, card_number, holder, counter) = row.whose;
    let (act, reason, way) = row.words;
    let (asked_at, attempts, trouble) = row.asked;
    Ok(Done {
        reference,
        card_number,
        holder,
        counter,
        act: CardAct::from_key(&act).ok_or_else(unknown)?,
        reason: Reason::from_key(&reason).ok_or_else(unknown)?,
        way: Way::from_key(&way).ok_or_else(unknown)?,
        proof: row.proof.0.zip(row.proof.1),
        asked_at,
        asked_by: row.by,
        answer: match row.answer {
            (Some(_), Some(at), _) => Answered::Done { at },
            (Some(_), None, Some(why)) => Answered::Refused(why),
            (Some(_), None, None) => return Err(unknown()),
            (None, _, _) => Answered::NotYet { attempts, trouble },
        },
    })
}

pub(in crate::lifecycle) async fn act(
    conn: &mut Connection,
    reference: Reference,
) -> Result<Option<Done>, Breakage> {
    let row: Option<Row> = acts().filter(card_acts::reference.eq(reference)).first(conn).await.optional()?;
    row.map(done).transpose()
}

pub(in crate::lifecycle) async fn of_card(
    conn: &mut Connection,
    card_number: &str,
) -> Result<Vec<Done>, Breakage> {
    let of_card = acts().filter(card_acts::card_number.eq(card_number));
    let rows: Vec<Row> = of_card.order(card_acts::asked_at.desc()).limit(MOST).load(conn).await?;
    rows.into_iter().map(done).collect()
}

pub(in crate::lifecycle) async fn of_holder(
    mut conn: &Connection,
    holder: HolderId,
) -> Result<Vec<Done>, Breakage> {
    let of_holder = acts().filter(card_acts::holder_id.eq(holder));
    let rows: Vec<Row> = of_holder.order(card_acts::asked_at.desc()).limit(MOST).load(&mut conn).await?;
    rows.into_iter().map(done).collect()
}
