// SPDX-License-Identifier: AGPL-3.0-or-later
//! Acts on cards in PostgreSQL.

pub(super) mod look;
mod rows;

pub(super) use rows::NewAct;

use super::call::Ask;
use crate::activation::Trouble;
use crate::authority::contract::Refusal;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CounterId, HolderId, Reference};
use crate::schema::card_acts::{self, dsl};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

/// How long whoever took an act may ask before another asks too: longer than any client waits for an answer.
const LEASE: TimeDelta = TimeDelta::seconds(30);

/// One card's acts and releases are decided one after the other.
pub(super) async fn lock_card(conn: &mut Connection, card_number: &str) -> Result<(), Breakage> {
    let lock = diesel::sql_query("SELECT lock_card_life($1)").bind::<Text, _>(card_number);
    lock.kept().execute(conn).await?;
    Ok(())
}

/// Holds what lives of a card, or lets it go, as its acts say now.
pub(super) async fn settle_hold(
    conn: &mut Connection,
    card_number: &str,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let settle = diesel::sql_query("SELECT settle_card_hold($1, $2)").bind::<Text, _>(card_number);
    settle.bind::<Timestamptz, _>(now).kept().execute(conn).await?;
    Ok(())
}

/// Erases a card's halves, stops its letters and ends its releases.
pub(super) async fn end_card(
    conn: &mut Connection,
    act: Reference,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let end = diesel::sql_query("SELECT end_card($1, $2)").bind::<Uuid, _>(act);
    end.bind::<Timestamptz, _>(now).kept().execute(conn).await?;
    Ok(())
}

/// Whether another act on a card may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It may.
    Free,
    /// One waits for its answer.
    Open,
    /// The card has come to its end here.
    Ended,
}

impl Standing {
    pub(super) fn forbids_more(self) -> bool {
        self != Self::Free
    }
}

pub(super) async fn standing(conn: &mut Connection, card_number: &str) -> Result<Standing, Breakage> {
    let of_card = card_acts::table.filter(dsl::card_number.eq(card_number));
    let open = of_card.filter(dsl::answered_at.is_null());
    let ends = ["revoke", "replace", "expire"];
    let ended = of_card.filter(dsl::answer.eq("done")).filter(dsl::act.eq_any(ends));
    let (open, ended): (bool, bool) =
        diesel::select((diesel::dsl::exists(open), diesel::dsl::exists(ended))).get_result(conn).await?;
    Ok(match (open, ended) {
        (_, true) => Standing::Ended,
        (true, false) => Standing::Open,
        (false, false) => Standing::Free,
    })
}

/// Records an act; its first attempt belongs to the caller.
pub(super) async fn open(conn: &mut Connection, new: &NewAct<'_>) -> Result<Ask, Breakage> {
    diesel::insert_into(card_acts::table).values(new).execute(conn).await?;
    rows::ask(conn, new.reference).await
}

/// Takes the act that has been due longest, in the caller's transaction; what another has in hand is passed over.
pub(super) async fn take_due(conn: &mut Connection, now: DateTime<Utc>) -> Result<Option<Ask>, Breakage> {
    let due: Option<Reference> = card_acts::table
        .filter(dsl::answered_at.is_null())
        .filter(dsl::next_attempt_at.le(now))
        .order(dsl::next_attempt_at)
        .limit(1)
        .for_update()
        .skip_locked()
        .select(dsl::reference)
        .get_result(conn)
        .await
        .optional()?;
    let Some(reference) = due else { return Ok(None) };
    diesel::update(card_acts::table.find(reference))
        .set((dsl::attempts.eq(dsl::attempts + 1), dsl::next_attempt_at.eq(now + LEASE)))
        .kept()
        .execute(conn)
        .await?;
    rows::ask(conn, reference).await.map(Some)
}

/// Closes an act with its answer: since when it is so, or the no. False where it was closed before.
pub(super) async fn settle(
    conn: &mut Connection,
    ask: &Ask,
    answer: Result<DateTime<Utc>, Refusal>,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    let open = card_acts::table.find(ask.reference).filter(dsl::answered_at.is_null());
    let closed = diesel::update(open)
        .set((
            dsl::answered_at.eq(now),
            dsl::answer.eq(if answer.is_ok() { "done" } else { "refused" }),
            dsl::changed_at.eq(answer.ok()),
            dsl::refusal.eq(answer.err().map(|refusal| refusal.to_string())),
            dsl::trouble.eq(None::<&str>),
        ))
        .kept()
        .execute(conn)
        .await?;
    Ok(closed == 1)
}

/// Notes why an attempt brought no answer, and when to ask again.
pub(super) async fn note(
    conn: &mut Connection,
    ask: &Ask,
    trouble: Trouble,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let open = card_acts::table.find(ask.reference).filter(dsl::answered_at.is_null());
    diesel::update(open)
        .set((dsl::trouble.eq(trouble.key()), dsl::next_attempt_at.eq(trouble.again_at(ask.attempts, now))))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// A card that a newer one of its holder has replaced.
#[derive(QueryableByName)]
pub(super) struct Former {
    #[diesel(sql_type = Text)]
    pub(super) card_number: String,
    #[diesel(sql_type = Uuid)]
    pub(super) holder: HolderId,
    #[diesel(sql_type = Uuid)]
    pub(super) counter: CounterId,
    #[diesel(sql_type = Text)]
    pub(super) newer_card: String,
}

/// Cards that the authority knew as active or suspended, or that were activated here, before a newer card of the same person
/// was activated in that span; and that nobody has ended or tried to replace. The span has both its ends: the plan is made once for
/// all values, and of an open one PostgreSQL expects a third of all activations, for which it reads holders and cases whole.
const FORMER: &str = "
SELECT DISTINCT ON (k.card_number) k.card_number, k.holder AS holder, n.counter_id AS counter, a.card_number AS newer_card
FROM activations a
JOIN cases n ON n.id = a.case_id
JOIN holders hn ON hn.id = n.holder_id
JOIN holders hk ON hk.base_code = hn.base_code
JOIN LATERAL (
  SELECT f.card_number, c.holder_id AS holder FROM activations f JOIN cases c ON c.id = f.case_id
    WHERE c.holder_id = hk.id AND f.activated_at < a.activated_at
  UNION ALL
  SELECT s.card_number, c.holder_id FROM case_card_checks s JOIN cases c ON c.id = s.case_id
    WHERE c.holder_id = hk.id AND s.outcome IN ('already_active', 'suspended') AND s.at < a.activated_at
) k ON k.card_number <> a.card_number
WHERE a.recorded_at > $1 AND a.recorded_at <= $2
  AND NOT EXISTS (SELECT FROM activations later JOIN cases c ON c.id = later.case_id JOIN holders h ON h.id = c.holder_id
    WHERE h.base_code = hn.base_code AND later.card_number = k.card_number AND later.activated_at > a.activated_at)
  AND NOT EXISTS (SELECT FROM card_acts x WHERE x.card_number = k.card_number
    AND (x.act = 'replace' OR x.answered_at IS NULL OR (x.act IN ('revoke', 'expire') AND x.answer = 'done')))
ORDER BY k.card_number, a.activated_at DESC
LIMIT 100";

pub(super) async fn former_cards(
    conn: &mut Connection,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Former>, Breakage> {
    let asked = diesel::sql_query(FORMER).bind::<Timestamptz, _>(since).bind::<Timestamptz, _>(now);
    Ok(asked.kept().load(conn).await?)
}
