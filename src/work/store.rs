// SPDX-License-Identifier: AGPL-3.0-or-later
//! Claiming letters.

mod settled;

pub(super) use settled::{Change, End, Standing, end, standings};

use super::Lane;
use super::lane::LEASE;
use crate::db::{self, Breakage, Keep, Pool};
use crate::ids::{CaseId, CounterId, HolderId, OutboxId, ReleaseId};
use crate::schema::outbox;
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool, Bytea, Integer, Nullable, SmallInt, Text, Timestamptz, Untyped, Uuid};
use diesel_async::RunQueryDsl;

/// A letter that belongs to this worker for the time of its lease, with what its words need.
#[derive(QueryableByName)]
pub(super) struct Claimed {
    #[diesel(sql_type = Uuid)]
    pub id: OutboxId,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub recipient: String,
    #[diesel(sql_type = Nullable<Bytea>)]
    pub payload: Option<Vec<u8>>,
    #[diesel(sql_type = Integer)]
    pub attempt: i32,
    #[diesel(sql_type = Nullable<Uuid>)]
    pub release_id: Option<ReleaseId>,
    /// The number that stands on the citizen's sheet: that of an earlier release where its sheet was kept.
    #[diesel(sql_type = Nullable<Text>)]
    pub release_number: Option<String>,
    /// Whether an older sheet with the same digits may be about.
    #[diesel(sql_type = Bool)]
    pub duplicate: bool,
    /// Whether the release's mailbox is a trusted person's.
    #[diesel(sql_type = Nullable<Bool>)]
    pub trusted: Option<bool>,
    #[diesel(sql_type = Nullable<Uuid>)]
    pub case_id: Option<CaseId>,
    #[diesel(sql_type = Nullable<Text>)]
    pub policy_version: Option<String>,
    #[diesel(sql_type = Nullable<Uuid>)]
    pub holder_id: Option<HolderId>,
    #[diesel(sql_type = Nullable<Uuid>)]
    pub counter_id: Option<CounterId>,
    #[diesel(sql_type = Nullable<Text>)]
    pub counter_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub counter_telephone: Option<String>,
    /// When the case was opened: the day of its rules.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub opened_at: Option<DateTime<Utc>>,
    /// As what somebody acts for the holder; this and what follows only of a second half, where somebody does.
    #[diesel(sql_type = Nullable<Text>)]
    pub delegation_kind: Option<String>,
    /// What their title lets them do, where they have one.
    #[diesel(sql_type = Nullable<Text>)]
    pub power: Option<String>,
    /// Whether the signed delegation says in words that the address is theirs.
    #[diesel(sql_type = Nullable<Bool>)]
    pub address_in_words: Option<bool>,
    #[diesel(sql_type = Nullable<Text>)]
    pub holder_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub delegate_name: Option<String>,
}

/// One statement, and so one transaction: lease, attempt and letter are there together or not at all. A code past its
/// time is left to the timed job, a held letter (its card is suspended) until it is let go.
const CLAIM: &str = "
WITH due AS (
  SELECT id FROM outbox
  WHERE state = 'waiting' AND lane = $1 AND next_attempt_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
    AND (lane = 1 OR give_up_at > $2) AND held_at IS NULL
  ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE outbox o SET leased_until = $4, attempts = o.attempts + 1 FROM due WHERE o.id = due.id
  RETURNING o.id, o.kind, o.recipient, o.payload, o.attempts, o.release_id, o.case_id
), began AS (
  INSERT INTO mail_attempts (outbox_id, attempt, began_at) SELECT id, attempts, $2 FROM claimed
)
SELECT l.id, l.kind, l.recipient, l.payload, l.attempts AS attempt, l.release_id,
  coalesce(s.number, r.number) AS release_number, coalesce(r.duplicate, false) AS duplicate, r.trusted,
  l.case_id, c.policy_version, c.holder_id, n.id AS counter_id, n.name AS counter_name, n.telephone AS counter_telephone,
  c.opened_at, d.kind AS delegation_kind, t.power, t.address_in_words, h.name || ' ' || h.surname AS holder_name,
  p.name || ' ' || p.surname AS delegate_name
FROM claimed l
LEFT JOIN releases r ON r.id = l.release_id
LEFT JOIN releases s ON s.id = r.sheet_of
LEFT JOIN cases c ON c.id = l.case_id
LEFT JOIN counters n ON n.id = c.counter_id
LEFT JOIN delegations d ON d.id = c.delegation_id AND d.delegate_id IS NOT NULL AND l.release_id IS NOT NULL
LEFT JOIN delegation_titles t ON t.id = c.delegation_title_id AND d.id IS NOT NULL
LEFT JOIN case_holder_data h ON h.id = c.holder_data_id AND d.id IS NOT NULL
LEFT JOIN case_delegates p ON p.identification_id = c.identification_id AND d.id IS NOT NULL";

/// Claims at most `most` letters that are due, and begins an attempt for each.
pub(super) async fn claim(
    pool: &Pool,
    lane: Lane,
    now: DateTime<Utc>,
    most: usize,
) -> Result<Vec<Claimed>, Breakage> {
    let mut conn = db::connection(pool).await?;
    let most = i64::try_from(most).unwrap_or(1);
    Ok(Claim { lane: lane.number(), now, most, leased_until: now + LEASE }.load(&mut conn).await?)
}

/// [`CLAIM`] with its values. Unlike `sql_query` it is prepared once a connection: it runs several times a second.
struct Claim {
    lane: i16,
    now: DateTime<Utc>,
    most: i64,
    leased_until: DateTime<Utc>,
}

impl QueryFragment<Pg> for Claim {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // the values are numbered in the statement itself, so that one may stand in several places
        out.push_sql(CLAIM);
        out.push_bind_param_value_only::<SmallInt, _>(&self.lane)?;
        out.push_bind_param_value_only::<Timestamptz, _>(&self.now)?;
        out.push_bind_param_value_only::<BigInt, _>(&self.most)?;
        out.push_bind_param_value_only::<Timestamptz, _>(&self.leased_until)
    }
}

impl QueryId for Claim {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for Claim {
    type SqlType = Untyped;
}

/// Says that this worker is still at a letter.
pub(super) async fn renew(pool: &Pool, letter: &Claimed, now: DateTime<Utc>) -> Result<(), Breakage> {
    let mut conn = db::connection(pool).await?;
    let ours = outbox::table.find(letter.id).filter(outbox::attempts.eq(letter.attempt));
    diesel::update(ours.filter(outbox::leased_until.is_not_null()))
        .set(outbox::leased_until.eq(now + LEASE))
        .kept()
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Whether a letter whose attempt has not begun to be sent may still go: nobody has held or stopped it, or begun another attempt.
pub(super) async fn may_go(pool: &Pool, letter: &Claimed) -> Result<bool, Breakage> {
    let mut conn = db::connection(pool).await?;
    let ours = outbox::table.find(letter.id).filter(outbox::attempts.eq(letter.attempt));
    let going = ours.filter(outbox::state.eq("waiting")).filter(outbox::held_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(going)).get_result(&mut conn).await?)
}
