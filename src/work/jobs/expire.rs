// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cards whose last day has passed: their end is written, their halves are erased. The database does both for the worker,
//! which sees no half; the authority needs not be asked, because expiry follows from the day.

use super::Worker;
use crate::audit::{self, Entry, Who};
use crate::db::{self, Breakage};
use crate::ids::{CounterId, HolderId, Reference};
use crate::policy::rome_date;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Integer, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

/// Cards of one run.
const PORTION: i32 = 500;

#[derive(QueryableByName)]
struct Due {
    #[diesel(sql_type = Text)]
    card_number: String,
    #[diesel(sql_type = Uuid)]
    holder_id: HolderId,
    #[diesel(sql_type = Uuid)]
    counter_id: CounterId,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    expired: bool,
}

/// Ends each in a transaction of its own.
pub(super) async fn cards(worker: &Worker, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut conn = db::connection(&worker.pool).await?;
    let due: Vec<Due> = diesel::sql_query("SELECT * FROM cards_to_expire($1, $2)")
        .bind::<Date, _>(rome_date(now))
        .bind::<Integer, _>(PORTION)
        .load(&mut conn)
        .await?;
    let mut expired = 0;
    for card in due {
        let done = db::transaction(&mut conn, async |conn| {
            let reference = Reference::new(now);
            let entry = Entry::new("card.expire")
                .by(Who { counter: Some(card.counter_id), ..Who::default() })
                .holder(card.holder_id)
                .plain("reference", reference)
                .personal("card_number", &card.card_number);
            let row = audit::record(conn, &worker.audit, entry, now).await?;
            let answer: Answer = diesel::sql_query("SELECT expire_card($1, $2, $3, $4, $5, $6) AS expired")
                .bind::<Uuid, _>(reference)
                .bind::<Text, _>(&card.card_number)
                .bind::<Uuid, _>(card.holder_id)
                .bind::<Uuid, _>(card.counter_id)
                .bind::<Uuid, _>(row)
                .bind::<Timestamptz, _>(now)
                .get_result(conn)
                .await?;
            // somebody ended it in this very moment: the row in the register goes with the transaction
            if answer.expired { Ok(true) } else { Err(Outrun::Ended) }
        })
        .await;
        match done {
            Ok(_) => expired += 1,
            Err(Outrun::Ended) => {}
            Err(Outrun::Broken(breakage)) => return Err(breakage),
        }
    }
    Ok(expired)
}

/// Why a card's expiry is not written.
#[derive(Debug, thiserror::Error)]
enum Outrun {
    #[error("the card was ended meanwhile")]
    Ended,
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<diesel::result::Error> for Outrun {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(error.into())
    }
}
