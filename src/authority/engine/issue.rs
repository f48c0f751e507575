// SPDX-License-Identifier: AGPL-3.0-or-later
//! Putting new cards into the register: codes drawn, certificate born on hold.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rand::{TryRng, rngs::SysRng};
use rcgen::{KeyPair, SubjectPublicKeyInfo};

use super::card::{CertificateRow, NewCard};
use super::pki::{self, CitizenProfile, citizen_certificate, list_url};
use super::schema::{cards, certificates, chips};
use super::{Engine, calendar, draw, personal_data, store};
use crate::authority::contract::CertificateState;
use crate::db::{Breakage, Connection};

/// What stands on a chip, ready to go in.
#[derive(Insertable)]
#[diesel(table_name = chips)]
struct NewChip {
    card_number: String,
    certificate: Vec<u8>,
    codes: Vec<u8>,
}

impl Engine {
    /// Inserts cards, each with the public key that its chip has (or none: then a pair is made whose private part is
    /// never stored). Answers the numbers that went in; the others were there already, by number or chip serial.
    pub(in crate::authority) async fn issue(
        &self,
        conn: &mut Connection,
        batch: Vec<(NewCard, Option<SubjectPublicKeyInfo>)>,
        now: DateTime<Utc>,
    ) -> Result<BTreeSet<String>, Breakage> {
        let rows: Vec<&NewCard> = batch.iter().map(|(card, _)| card).collect();
        let fresh: Vec<String> = diesel::insert_into(cards::table)
            .values(rows)
            .on_conflict_do_nothing()
            .returning(cards::card_number)
            .get_results(conn)
            .await?;
        let fresh: BTreeSet<String> = fresh.into_iter().collect();

        // Of two cards with the same number in one batch the first went in.
        let mut waiting = fresh.clone();
        let mut place = self.free_place(conn).await?;
        let mut new_chips = Vec::new();
        let mut new_certificates = Vec::new();
        for (card, key) in batch {
            let Some(chip_serial) = card.chip_serial.clone() else { continue };
            if waiting.remove(&card.card_number) {
                let part = place.take(self.settings.crl_part_size);
                let (chip, certificate) = self.personalise(card, &chip_serial, key, part, now)?;
                new_chips.push(chip);
                new_certificates.push(certificate);
            }
        }
        let parts: BTreeSet<i32> = new_certificates.iter().map(|certificate| certificate.part).collect();
        diesel::insert_into(chips::table).values(&new_chips).execute(conn).await?;
        diesel::insert_into(certificates::table).values(&new_certificates).execute(conn).await?;
        for part in parts {
            store::owe_list(conn, part).await?;
        }
        Ok(fresh)
    }

    fn personalise(
        &self,
        card: NewCard,
        chip_serial: &str,
        key: Option<SubjectPublicKeyInfo>,
        part: i32,
        now: DateTime<Utc>,
    ) -> Result<(NewChip, CertificateRow), Breakage> {
        let mut serial = [0_u8; 16];
        SysRng.try_fill_bytes(&mut serial).map_err(Breakage::new)?;
        // Positive, and always sixteen bytes: one number has one hexadecimal form.
        serial[0] = serial[0] & 0x7F | 0x40;
        let administration = &self.settings.administration;
        let file = personal_data::file(&card, administration.region.as_str())
            .ok_or_else(|| Breakage::new("personal data too long for the chip: to be refused before"))?;
        let profile = CitizenProfile {
            card: &card,
            chip_serial,
            personal_data: &file,
            serial,
            list_url: list_url(&self.settings.pki_url, part),
            administration,
        };
        let issuer = &self.keys.issuer;
        let certificate = match key {
            Some(key) => citizen_certificate(profile, &key, issuer),
            None => KeyPair::generate().and_then(|pair| citizen_certificate(profile, &pair, issuer)),
        }
        .map_err(Breakage::new)?;
        let codes = draw::codes(self.settings.code_lengths)
            .seal(&self.keys.codes_public, &card.card_number)
            .map_err(Breakage::new)?;
        let row = CertificateRow {
            card_number: card.card_number.clone(),
            serial: serial.to_vec(),
            part,
            not_after: calendar::ends(card.expires),
            state: super::card::word(CertificateState::OnHold).to_owned(),
            since: now,
            reason: pki::list_reason(CertificateState::OnHold, None),
        };
        Ok((NewChip { card_number: card.card_number, certificate, codes: codes.to_bytes() }, row))
    }

    /// The last part and how full it is. Imports wait for each other, so that no part gets more than its size.
    async fn free_place(&self, conn: &mut Connection) -> Result<Place, Breakage> {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended('authority.import', 0))")
            .execute(conn)
            .await?;
        let last: Option<(i32, i64)> = certificates::table
            .group_by(certificates::part)
            .select((certificates::part, count_star()))
            .order(certificates::part.desc())
            .first(conn)
            .await
            .optional()?;
        let (part, taken) = last.unwrap_or((1, 0));
        Ok(Place { part, taken: u32::try_from(taken).unwrap_or(u32::MAX) })
    }
}

struct Place {
    part: i32,
    taken: u32,
}

impl Place {
    /// The part for one more certificate.
    fn take(&mut self, size: u32) -> i32 {
        if self.taken >= size {
            self.part += 1;
            self.taken = 0;
        }
        self.taken += 1;
        self.part
    }
}
