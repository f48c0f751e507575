// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card and its certificate as rows, and as the facts that may be told.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::schema::{cards, certificates};
use crate::authority::contract::{CardFacts, CertificateFacts, CertificateState, Refusal};
use crate::db::Breakage;
use crate::holders::sex::Sex;
use crate::policy::rome_date;

/// A row of `authority.cards`, to go in and as found.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cards)]
pub(in crate::authority) struct NewCard {
    pub card_number: String,
    pub has_chip: bool,
    pub chip_serial: Option<String>,
    pub codice_fiscale: String,
    pub surname: String,
    pub name: String,
    pub sex: String,
    pub birth_date: NaiveDate,
    pub birth_place: String,
    pub issued: NaiveDate,
    pub expires: NaiveDate,
    pub imported_at: DateTime<Utc>,
}

/// A row of `authority.certificates`.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = certificates)]
pub(super) struct CertificateRow {
    pub card_number: String,
    pub serial: Vec<u8>,
    pub part: i32,
    pub not_after: DateTime<Utc>,
    pub state: String,
    pub since: DateTime<Utc>,
    pub reason: Option<i16>,
}

/// The state's word in the database. Expired is no stored state.
pub(super) fn word(state: CertificateState) -> &'static str {
    match state {
        CertificateState::OnHold => "on_hold",
        CertificateState::Active => "active",
        CertificateState::Suspended => "suspended",
        CertificateState::Revoked | CertificateState::Expired => "revoked",
    }
}

impl CertificateRow {
    pub(super) fn serial_text(&self) -> String {
        hex::encode(&self.serial)
    }

    /// The stored state; whether the day makes it expired is for the card to say.
    pub(super) fn stored(&self) -> Result<CertificateState, Breakage> {
        Ok(match self.state.as_str() {
            "on_hold" => CertificateState::OnHold,
            "active" => CertificateState::Active,
            "suspended" => CertificateState::Suspended,
            "revoked" => CertificateState::Revoked,
            other => return Err(Breakage::new(format!("a certificate in the unknown state {other}"))),
        })
    }

    /// The state on the day of `now`. Revoked stays revoked, whatever the day.
    pub(super) fn state(&self, now: DateTime<Utc>) -> Result<CertificateState, Breakage> {
        let stored = self.stored()?;
        let over = self.not_after < now && stored != CertificateState::Revoked;
        Ok(if over { CertificateState::Expired } else { stored })
    }
}

impl NewCard {
    /// What forbids every act on this card for this holder on this day, before its certificate is looked at.
    pub(super) fn objection(&self, codice_fiscale: &str, now: DateTime<Utc>) -> Option<Refusal> {
        if self.codice_fiscale != codice_fiscale {
            Some(Refusal::AnotherHolder)
        } else if !self.has_chip {
            Some(Refusal::NoChip)
        } else if self.expires < rome_date(now) {
            Some(Refusal::Expired)
        } else {
            None
        }
    }

    /// What may be told to whoever named number and holder.
    pub(super) fn facts(
        self,
        certificate: Option<CertificateRow>,
        issuer: &str,
        now: DateTime<Utc>,
    ) -> Result<CardFacts, Breakage> {
        let certificate = certificate
            .map(|row| {
                Ok::<_, Breakage>(CertificateFacts {
                    serial: row.serial_text(),
                    state: row.state(now)?,
                    since: row.since,
                    not_after: row.not_after,
                })
            })
            .transpose()?;
        Ok(CardFacts {
            region: region_of(&self.card_number).to_owned(),
            issuer: issuer.to_owned(),
            sex: if self.sex == "F" { Sex::Female } else { Sex::Male },
            card_number: self.card_number,
            chip_serial: self.chip_serial,
            has_chip: self.has_chip,
            surname: self.surname,
            name: self.name,
            birth_date: self.birth_date,
            birth_place: self.birth_place,
            issued: self.issued,
            expires: self.expires,
            certificate,
        })
    }
}

/// The region's three digits stand after `8038000`.
pub(super) fn region_of(card_number: &str) -> &str {
    card_number.get(7..10).unwrap_or_default()
}

/// Twenty digits; the asker has checked the check digit, and a wrong one is simply unknown.
pub(super) fn is_card_number(text: &str) -> bool {
    text.len() == 20 && text.bytes().all(|b| b.is_ascii_digit())
}
