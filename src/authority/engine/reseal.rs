// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sealing the stored codes of all cards again to the newest key, so that the older ones can go (S3).

use super::open::Engine;
use super::schema::chips;
use crate::db::{self, Breakage, Connection};
use crate::seal::{OpenError, SealError, Sealed, WholeCodes};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bytea, Text};
use diesel_async::RunQueryDsl;

/// Cards of one transaction: a card is locked for milliseconds, and a run that was killed goes on where it was.
const BATCH: i64 = 200;

/// Why not all codes are sealed to the newest key.
#[derive(Debug, thiserror::Error)]
pub enum ResealError {
    /// The codes of a card do not open.
    #[error("the codes of a card are {0}; the cards before it are sealed to the newest key")]
    Unopened(OpenError),
    /// Nothing can be sealed to the newest key.
    #[error(transparent)]
    Unsealed(#[from] SealError),
    /// The database.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

#[derive(QueryableByName)]
struct Left {
    #[diesel(sql_type = Text)]
    card_number: String,
    #[diesel(sql_type = Bytea)]
    codes: Vec<u8>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

impl Engine {
    /// Seals what is sealed to an older key; answers how many cards that were. `progress` gets cards done, and of how many. The
    /// authority may work meanwhile, if it was started with the newest key.
    ///
    /// # Errors
    /// [`ResealError`]; what was done stays done.
    pub async fn reseal(&self, mut progress: impl FnMut(i64, i64)) -> Result<i64, ResealError> {
        let mut conn = db::connection(self.pool()).await?;
        let newest = self.keys.codes_public.id().as_str().as_bytes();
        // a sealed value begins with its version, the length of its key's name, and the name
        let header = [&[1, u8::try_from(newest.len()).unwrap_or(u8::MAX)], newest].concat();
        let older = "FROM authority.chips WHERE substring(codes for octet_length($1)) <> $1";
        let all: Count = diesel::sql_query(format!("SELECT count(*) AS n {older}"))
            .bind::<Bytea, _>(&header)
            .get_result(&mut conn)
            .await
            .map_err(Breakage::from)?;
        let (mut done, mut last) = (0, String::new());
        loop {
            let batch = db::transaction(&mut conn, async |conn| {
                let sql = format!(
                    "SELECT card_number, codes {older} AND card_number > $2 ORDER BY card_number LIMIT $3 FOR NO KEY UPDATE"
                );
                let left: Vec<Left> = diesel::sql_query(sql)
                    .bind::<Bytea, _>(&header)
                    .bind::<Text, _>(&last)
                    .bind::<BigInt, _>(BATCH)
                    .load(conn)
                    .await
                    .map_err(Breakage::from)?;
                for card in &left {
                    self.reseal_card(conn, card).await?;
                }
                Ok::<_, ResealError>(left)
            })
            .await?;
            let Some(card) = batch.last() else { return Ok(done) };
            last.clone_from(&card.card_number);
            done += i64::try_from(batch.len()).unwrap_or(BATCH);
            progress(done, all.n);
        }
    }

    async fn reseal_card(&self, conn: &mut Connection, card: &Left) -> Result<(), ResealError> {
        let sealed = Sealed::from_bytes(&card.codes).map_err(ResealError::Unopened)?;
        let whole =
            WholeCodes::open(&self.keys.codes, &card.card_number, &sealed).map_err(ResealError::Unopened)?;
        let anew = whole.seal(&self.keys.codes_public, &card.card_number)?;
        diesel::update(chips::table.find(&card.card_number))
            .set(chips::codes.eq(anew.to_bytes()))
            .execute(conn)
            .await
            .map_err(Breakage::from)?;
        Ok(())
    }
}
