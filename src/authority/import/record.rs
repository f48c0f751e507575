// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card as it comes from whoever personalised it.

use chrono::{DateTime, NaiveDate, Utc};
use rcgen::SubjectPublicKeyInfo;

use super::LineRefusal;
use crate::authority::engine::NewCard;
use crate::cards::number::CardNumber;
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;

/// One card of a lot.
#[derive(Clone)]
pub struct CardRecord {
    /// The number on the back.
    pub card_number: CardNumber,
    /// Sixteen digits; none on a card without chip.
    pub chip_serial: Option<String>,
    /// The holder's code as printed on the card.
    pub codice_fiscale: FiscalCode,
    /// The holder, as printed.
    pub holder: Person,
    /// First day of validity.
    pub issued: NaiveDate,
    /// Last day of validity.
    pub expires: NaiveDate,
    /// Public key of the chip, PEM. None: the authority makes a pair whose private part is never stored.
    pub public_key: Option<String>,
}

impl CardRecord {
    /// Reads the fields of a line, in the header's order.
    pub(super) fn parse(fields: &csv::StringRecord) -> Result<Self, LineRefusal> {
        let fields: [&str; 12] =
            fields.iter().collect::<Vec<_>>().try_into().map_err(|_| LineRefusal::Fields)?;
        let [number, serial, has_chip, code, surname, name, sex, born, place, issued, expires, key] =
            fields.map(str::trim);
        let has_chip: bool = has_chip.parse().map_err(|_| LineRefusal::HasChip)?;
        let card = Self {
            card_number: number.parse().map_err(|_| LineRefusal::CardNumber)?,
            chip_serial: (!serial.is_empty()).then(|| serial.to_owned()),
            codice_fiscale: code.parse().map_err(|_| LineRefusal::CodiceFiscale)?,
            holder: Person {
                surname: surname.parse().map_err(|_| LineRefusal::Name)?,
                name: name.parse().map_err(|_| LineRefusal::Name)?,
                sex: sex.parse().map_err(|_| LineRefusal::Sex)?,
                birth_date: day(born)?,
                birth_place: place.parse().map_err(|_| LineRefusal::BirthPlace)?,
            },
            issued: day(issued)?,
            expires: day(expires)?,
            public_key: (!key.is_empty()).then(|| key.to_owned()),
        };
        card.check(has_chip)?;
        Ok(card)
    }

    fn check(&self, has_chip: bool) -> Result<(), LineRefusal> {
        match &self.chip_serial {
            Some(serial) if has_chip && serial.len() == 16 && serial.bytes().all(|b| b.is_ascii_digit()) => {}
            None if !has_chip => {}
            _ => return Err(LineRefusal::ChipSerial),
        }
        if !(self.holder.birth_date <= self.issued && self.issued <= self.expires) {
            return Err(LineRefusal::Order);
        }
        match &self.public_key {
            Some(pem) if !has_chip || SubjectPublicKeyInfo::from_pem(pem).is_err() => {
                Err(LineRefusal::PublicKey)
            }
            _ => Ok(()),
        }
    }

    /// The row that goes in, with the key that the certificate is made for.
    pub(super) fn into_row(self, now: DateTime<Utc>) -> (NewCard, Option<SubjectPublicKeyInfo>) {
        let key = self.public_key.as_deref().and_then(|pem| SubjectPublicKeyInfo::from_pem(pem).ok());
        let card = NewCard {
            card_number: self.card_number.to_string(),
            has_chip: self.chip_serial.is_some(),
            chip_serial: self.chip_serial,
            codice_fiscale: self.codice_fiscale.as_str().to_owned(),
            surname: self.holder.surname.to_string(),
            name: self.holder.name.to_string(),
            sex: self.holder.sex.letter().to_owned(),
            birth_date: self.holder.birth_date,
            birth_place: self.holder.birth_place.as_str().to_owned(),
            issued: self.issued,
            expires: self.expires,
            imported_at: now,
        };
        (card, key)
    }
}

fn day(text: &str) -> Result<NaiveDate, LineRefusal> {
    let written_out = text.len() == 10;
    written_out.then(|| text.parse().ok()).flatten().ok_or(LineRefusal::Date)
}
