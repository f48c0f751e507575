// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reports and their letters in PostgreSQL.

use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId, HolderId, OutboxId};
use crate::mail::{Incoming, Unreadable};
use crate::outbox::Reason;
use crate::policy::rome_date;
use crate::schema::{mail_reports, outbox};
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Nullable, Text, Uuid};
use diesel_async::RunQueryDsl;

/// Reports about one letter that a person has to read, at most: who knows a mark may write as often as they like.
const TO_READ: i64 = 5;

/// How a letter stands when a report about it comes.
#[derive(QueryableByName)]
pub(super) struct Standing {
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub recipient: String,
    #[diesel(sql_type = Nullable<Uuid>)]
    pub case_id: Option<CaseId>,
    #[diesel(sql_type = Nullable<Uuid>)]
    pub holder_id: Option<HolderId>,
    #[diesel(sql_type = Nullable<Uuid>)]
    pub counter_id: Option<CounterId>,
    /// Its release has ended, or another mail of it was posted since.
    #[diesel(sql_type = Bool)]
    overtaken: bool,
}

impl Standing {
    /// Whether a failure is news: a server took the letter, nothing worse is known of it, and no newer mail took its place.
    pub(super) fn may_bounce(&self) -> bool {
        ["accepted", "perhaps_twice"].contains(&self.state.as_str()) && !self.overtaken
    }
}

/// Locks the letter until the end of the transaction.
pub(super) async fn standing(conn: &mut Connection, id: OutboxId) -> Result<Option<Standing>, Breakage> {
    let found = diesel::sql_query(
        "SELECT o.state, o.kind, o.recipient, o.case_id, c.holder_id, c.counter_id,
           coalesce(r.ended_at IS NOT NULL, false) OR EXISTS (SELECT FROM outbox n WHERE n.release_id = o.release_id
             AND n.kind = 'second_half' AND n.posted_at > o.posted_at) AS overtaken
         FROM outbox o LEFT JOIN cases c ON c.id = o.case_id LEFT JOIN releases r ON r.id = o.release_id
         WHERE o.id = $1 FOR UPDATE OF o",
    )
    .bind::<Uuid, _>(id)
    .get_result(conn)
    .await
    .optional()?;
    Ok(found)
}

/// Whether this very report was taken in before.
pub(super) async fn is_known(
    conn: &mut Connection,
    letter: OutboxId,
    digest: &[u8; 32],
) -> Result<bool, Breakage> {
    let same = mail_reports::table
        .filter(mail_reports::outbox_id.eq(letter))
        .filter(mail_reports::digest.eq(&digest[..]))
        .select(mail_reports::id);
    Ok(diesel::select(exists(same)).get_result(conn).await?)
}

/// Whether one more report about this letter is kept for a person.
pub(super) async fn has_room(conn: &mut Connection, letter: OutboxId) -> Result<bool, Breakage> {
    let kept = mail_reports::table.filter(mail_reports::outbox_id.eq(letter)).select(mail_reports::id);
    let kept = kept.limit(TO_READ).load::<uuid::Uuid>(conn).await?.len();
    Ok(i64::try_from(kept).is_ok_and(|kept| kept < TO_READ))
}

pub(super) async fn bounce(
    conn: &mut Connection,
    letter: OutboxId,
    reason: Reason,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let change = (outbox::state.eq("bounced"), outbox::reason.eq(reason.word()), outbox::settled_at.eq(now));
    diesel::update(outbox::table.find(letter)).set(change).execute(conn).await?;
    Ok(())
}

/// What a kept report came to.
pub(super) enum Outcome<'a> {
    /// With the status code.
    Bounced(&'a str),
    Unreadable(Unreadable),
}

pub(super) async fn insert(
    conn: &mut Connection,
    letter: OutboxId,
    incoming: &Incoming,
    outcome: Outcome<'_>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let (word, status, why) = match outcome {
        Outcome::Bounced(status) => ("bounced", Some(status), None),
        Outcome::Unreadable(why) => ("unreadable", None, Some(why.word())),
    };
    diesel::insert_into(mail_reports::table)
        .values((
            mail_reports::id.eq(OutboxId::new(now).uuid()),
            mail_reports::outbox_id.eq(letter),
            mail_reports::received_at.eq(now),
            mail_reports::digest.eq(&incoming.digest[..]),
            mail_reports::outcome.eq(word),
            mail_reports::status.eq(status),
            mail_reports::why.eq(why),
            mail_reports::sender.eq(&incoming.headline.sender),
            mail_reports::subject.eq(&incoming.headline.subject),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn count(conn: &mut Connection, outcome: &str, now: DateTime<Utc>) -> Result<(), Breakage> {
    diesel::sql_query(
        "INSERT INTO mail_report_counts AS c VALUES ($1, $2, 1)
         ON CONFLICT (day, outcome) DO UPDATE SET count = c.count + 1",
    )
    .bind::<Date, _>(rome_date(now))
    .bind::<Text, _>(outcome)
    .execute(conn)
    .await?;
    Ok(())
}
