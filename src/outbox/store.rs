// SPDX-License-Identifier: AGPL-3.0-or-later
//! The outbox in PostgreSQL, as the web process may see it: never the payload.

use super::{Kind, Letter, LetterState, Posting, Reason, Reply, Sending, Trouble};
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CaseId, CounterId, HolderId, OperatorId, OutboxId, Reference, ReleaseId};
use crate::schema::{cases, mail_reports, outbox};
use chrono::{DateTime, Utc};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

pub(super) async fn insert(
    conn: &mut Connection,
    id: OutboxId,
    posting: &Posting,
    payload: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let message = &posting.message;
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(id),
            outbox::kind.eq(message.kind().word()),
            outbox::lane.eq(message.lane()),
            outbox::case_id.eq(posting.case),
            outbox::recipient.eq(posting.recipient.as_str()),
            outbox::payload.eq(payload),
            outbox::posted_at.eq(now),
            outbox::next_attempt_at.eq(now),
            outbox::give_up_at.eq(posting.give_up_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn post_second_half(
    conn: &mut Connection,
    id: OutboxId,
    release: ReleaseId,
    now: DateTime<Utc>,
    give_up_at: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::sql_query("SELECT post_second_half($1, $2, $3, $4)")
        .bind::<Uuid, _>(id)
        .bind::<Uuid, _>(release)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(give_up_at)
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn is_being_sent(
    conn: &mut Connection,
    release: ReleaseId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    #[derive(QueryableByName)]
    struct Answer {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        being_sent: bool,
    }
    let answer: Answer = diesel::sql_query("SELECT second_half_is_being_sent($1, $2) AS being_sent")
        .bind::<Uuid, _>(release)
        .bind::<Timestamptz, _>(now)
        .kept()
        .get_result(conn)
        .await?;
    Ok(answer.being_sent)
}

pub(super) async fn resend_second_half(
    conn: &mut Connection,
    id: OutboxId,
    release: ReleaseId,
    by: OperatorId,
    cip_check: Option<Reference>,
    now: DateTime<Utc>,
    give_up_at: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::sql_query("SELECT resend_second_half($1, $2, $3, $4, $5, $6)")
        .bind::<Uuid, _>(id)
        .bind::<Uuid, _>(release)
        .bind::<Uuid, _>(by)
        .bind::<Nullable<Uuid>, _>(cip_check)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(give_up_at)
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// Only second halves have a release. Written out, not bound: the plan is made once for all values, and only a condition that
/// it sees lets it take the index over second halves.
fn is_second_half() -> SqlLiteral<Bool> {
    diesel::dsl::sql("outbox.kind = 'second_half'")
}

/// The same for the index over letters in trouble.
fn is_trouble() -> SqlLiteral<Bool> {
    diesel::dsl::sql("outbox.state IN ('given_up', 'alarm', 'bounced')")
}

/// The same for the index over reports that a person must read.
fn is_to_read() -> SqlLiteral<Bool> {
    diesel::dsl::sql("mail_reports.outcome = 'unreadable'")
}

pub(super) async fn newest_sending(
    conn: &mut Connection,
    release: ReleaseId,
) -> Result<Option<Sending>, Breakage> {
    let row: Option<(i16, String, Option<DateTime<Utc>>)> = outbox::table
        .filter(outbox::release_id.eq(release))
        .filter(is_second_half())
        .order(outbox::sending.desc())
        .select((outbox::sending, outbox::state, outbox::erase_at))
        .limit(1)
        .kept()
        .get_result(conn)
        .await
        .optional()?;
    row.map(|(sending, state, erase_at)| {
        Ok(Sending { sending: u32::try_from(sending).map_err(Breakage::new)?, state, erase_at })
    })
    .transpose()
}

pub(super) async fn take_note_of_release(
    conn: &mut Connection,
    release: ReleaseId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let of_release = outbox::table.filter(outbox::release_id.eq(release)).filter(is_second_half());
    let new = of_release.filter(outbox::seen_at.is_null());
    diesel::update(new).set(outbox::seen_at.eq(now)).kept().execute(conn).await?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox)]
struct Row {
    id: OutboxId,
    kind: String,
    release_id: Option<ReleaseId>,
    recipient: String,
    posted_at: DateTime<Utc>,
    attempts: i32,
    state: String,
    next_attempt_at: DateTime<Utc>,
    give_up_at: DateTime<Utc>,
    settled_at: Option<DateTime<Utc>>,
    accepted_by: Option<String>,
    reason: Option<String>,
}

impl TryFrom<Row> for Letter {
    type Error = Breakage;

    fn try_from(row: Row) -> Result<Self, Breakage> {
        let odd = || Breakage::new(format!("the outbox row {} is not one of ours", row.id));
        let kind = Kind::of_word(&row.kind).ok_or_else(odd)?;
        let reason = row.reason.as_deref().map(|word| Reason::of_word(word).ok_or_else(odd)).transpose()?;
        let state = match (row.state.as_str(), row.settled_at, row.accepted_by, reason) {
            ("waiting", None, _, reason) => LetterState::Waiting {
                next_attempt_at: row.next_attempt_at,
                give_up_at: row.give_up_at,
                reason,
            },
            ("accepted", Some(at), Some(by), _) => LetterState::Accepted { by, at },
            ("perhaps_twice", Some(at), Some(by), _) => LetterState::PerhapsTwice { by, at },
            ("given_up", Some(at), _, Some(reason)) => LetterState::GivenUp { reason, at },
            ("alarm", Some(at), _, Some(reason)) => LetterState::Alarm { reason, at },
            ("bounced", Some(at), Some(by), Some(reason)) => LetterState::Bounced { by, reason, at },
            ("stopped", Some(at), _, Some(reason)) => LetterState::Stopped { reason, at },
            _ => return Err(Breakage::new(format!("the outbox row {} is not one of ours", row.id))),
        };
        Ok(Self {
            id: row.id,
            kind,
            release: row.release_id,
            recipient: row.recipient,
            posted_at: row.posted_at,
            attempts: row.attempts,
            state,
        })
    }
}

pub(super) async fn letters_of_case(conn: &mut Connection, case: CaseId) -> Result<Vec<Letter>, Breakage> {
    let rows: Vec<Row> = outbox::table
        .filter(outbox::case_id.eq(case))
        .order((outbox::posted_at.desc(), outbox::id.desc()))
        .select(Row::as_select())
        .load(conn)
        .await?;
    rows.into_iter().map(Letter::try_from).collect()
}

pub(super) async fn letters_to_holder(
    mut conn: &Connection,
    holder: HolderId,
) -> Result<Vec<Letter>, Breakage> {
    let rows: Vec<Row> = outbox::table
        .inner_join(cases::table.on(cases::id.nullable().eq(outbox::case_id)))
        .filter(cases::holder_id.eq(holder))
        .order((outbox::posted_at.desc(), outbox::id.desc()))
        .limit(50)
        .select(Row::as_select())
        .load(&mut conn)
        .await?;
    rows.into_iter().map(Letter::try_from).collect()
}

pub(super) async fn troubles(mut conn: &Connection, counter: CounterId) -> Result<Vec<Trouble>, Breakage> {
    let rows: Vec<(CaseId, String, Row)> = outbox::table
        .inner_join(cases::table.on(cases::id.nullable().eq(outbox::case_id)))
        .filter(cases::counter_id.eq(counter))
        .filter(is_trouble())
        .filter(outbox::seen_at.is_null())
        .order(outbox::settled_at)
        .select((cases::id, cases::protocol, Row::as_select()))
        .kept()
        .load(&mut conn)
        .await?;
    let trouble = |(case, protocol, row)| Ok(Trouble { case, protocol, letter: Letter::try_from(row)? });
    rows.into_iter().map(trouble).collect()
}

pub(super) async fn take_note(
    conn: &mut Connection,
    letter: OutboxId,
    case: CaseId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let new = outbox::table
        .filter(outbox::id.eq(letter))
        .filter(outbox::case_id.eq(case))
        .filter(outbox::seen_at.is_null());
    Ok(diesel::update(new).set(outbox::seen_at.eq(now)).kept().execute(conn).await? == 1)
}

pub(super) async fn replies(mut conn: &Connection, counter: CounterId) -> Result<Vec<Reply>, Breakage> {
    Ok(mail_reports::table
        .inner_join(outbox::table.on(outbox::id.eq(mail_reports::outbox_id)))
        .inner_join(cases::table.on(cases::id.nullable().eq(outbox::case_id)))
        .filter(cases::counter_id.eq(counter))
        .filter(is_to_read().and(mail_reports::seen_at.is_null()))
        .order(mail_reports::received_at)
        .select((
            mail_reports::id,
            cases::id,
            cases::protocol,
            outbox::recipient,
            mail_reports::received_at,
            mail_reports::why,
            mail_reports::sender,
            mail_reports::subject,
        ))
        .kept()
        .load(&mut conn)
        .await?)
}

pub(super) async fn note_reply(
    conn: &mut Connection,
    reply: uuid::Uuid,
    case: CaseId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let of_case = outbox::table.filter(outbox::case_id.eq(case)).select(outbox::id);
    let new = mail_reports::table
        .filter(mail_reports::id.eq(reply))
        .filter(mail_reports::outbox_id.eq_any(of_case))
        .filter(mail_reports::seen_at.is_null());
    Ok(diesel::update(new).set(mail_reports::seen_at.eq(now)).kept().execute(conn).await? == 1)
}
