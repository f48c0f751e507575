// SPDX-License-Identifier: AGPL-3.0-or-later
//! One card for each odd thing.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::people::{adult, person};
use super::{Lot, Printer};
use crate::authority::engine::Act;
use crate::authority::import::CardRecord;
use crate::cards::number::CardNumber;
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;
use crate::holders::sex::Sex;
use crate::policy::RegionCode;

/// What to type to meet a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotCase {
    /// Stable name: `ready`, `no_chip`, …
    pub key: &'static str,
    /// What it is, in English.
    pub label: &'static str,
    /// The code to type.
    pub codice_fiscale: FiscalCode,
    /// The number to type.
    pub card_number: CardNumber,
    /// The holder as the card in hand shows it.
    pub holder: Person,
    /// The last day of validity that the card in hand shows.
    pub expires: NaiveDate,
}

/// Which of the 128 forms the omocodia card has: the last digit and one that is not next to it are letters.
const OMOCODE_FORM: usize = 0b101_0000;

pub(super) fn add(lot: &mut Lot, printer: &mut Printer) {
    let today = printer.today;
    let years = |years: u32| today - Months::new(12 * years);

    let card = ordinary_card(printer);
    let (owned_by_another, number_of_another) = (ordinary_card(printer), card.card_number);
    lot.add("ready", "an ordinary card, waiting for its activation", card);
    let key = "another_holder";
    lot.case(key, "a number that belongs to somebody else", &owned_by_another, number_of_another);
    lot.cards.push(owned_by_another);

    let no_chip = CardRecord { chip_serial: None, ..ordinary_card(printer) };
    lot.add("no_chip", "a card without chip", no_chip);
    let (issued, expires) = (years(7), years(1) - Days::new(1));
    lot.add(
        "expired",
        "a card that expired a year ago",
        CardRecord { issued, expires, ..ordinary_card(printer) },
    );
    for (key, label, acts) in [
        ("already_active", "a certificate that is active already", &[Act::Activate][..]),
        ("suspended", "a suspended certificate", &[Act::Activate, Act::Suspend]),
        ("revoked", "a revoked certificate", &[Act::Activate, Act::Revoke]),
    ] {
        let card = ordinary_card(printer);
        lot.before.extend(acts.iter().map(|&act| (act, card.card_number, card.codice_fiscale)));
        lot.add(key, label, card);
    }

    let mut holder = |surname, name, sex, born, place| printer.card(person(surname, name, sex, born, place));
    lot.add("minor", "a holder of ten years", holder("PIERONI", "SOFIA", Sex::Female, years(10), "E388"));
    lot.add(
        "eighteen_today",
        "a holder who comes of age today",
        holder("MONTI", "DAVIDE", Sex::Male, years(18), "D488"),
    );
    lot.add(
        "accents",
        "apostrophe and accents in the name",
        holder("D'ALÒ", "NICCOLÒ", Sex::Male, years(46), "A271"),
    );
    lot.add("foreign_born", "born abroad", holder("MILLER", "GRACE", Sex::Female, years(33), "Z404"));
    lot.add(
        "leap_day",
        "born on 29 February",
        holder("URBANI", "ELENA", Sex::Female, leap_day(years(30)), "L500"),
    );
    let mut omocode = ordinary_card(printer);
    if let Some(form) = omocode.codice_fiscale.personal().and_then(|code| code.forms().nth(OMOCODE_FORM)) {
        omocode.codice_fiscale = FiscalCode::Personal(form);
    }
    lot.add("omocode", "a code with letters in place of digits (omocodia)", omocode);

    let stranger = ordinary_card(printer);
    let elsewhere = neighbour(printer.region);
    let foreign = CardNumber::compose(elsewhere, printer.serial());
    lot.case("other_region", "a card of another region", &stranger, foreign);
    lot.case("unknown", "a number that no card has", &stranger, stranger.card_number);
}

fn ordinary_card(printer: &mut Printer) -> CardRecord {
    let holder = adult(&mut printer.rng, printer.today);
    printer.card(holder)
}

/// The last 29 February on or before a day.
fn leap_day(day: NaiveDate) -> NaiveDate {
    let leaps = (0..=8).filter_map(|back| NaiveDate::from_ymd_opt(day.year() - back, 2, 29));
    leaps.into_iter().find(|leap| *leap <= day).unwrap_or(day)
}

/// A region that is not this one.
fn neighbour(region: RegionCode) -> RegionCode {
    ["090", "100"]
        .iter()
        .filter_map(|code| code.parse().ok())
        .find(|other| *other != region)
        .unwrap_or(region)
}

impl Lot {
    pub(super) fn add(&mut self, key: &'static str, label: &'static str, card: CardRecord) {
        self.case(key, label, &card, card.card_number);
        self.cards.push(card);
    }

    /// What to type where `card` is in hand and `card_number` is read from it.
    fn case(&mut self, key: &'static str, label: &'static str, card: &CardRecord, card_number: CardNumber) {
        let (codice_fiscale, holder, expires) = (card.codice_fiscale, card.holder.clone(), card.expires);
        self.cases.push(LotCase { key, label, codice_fiscale, card_number, holder, expires });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::lot::demo_lot;
    use crate::holders::mismatch::mismatches;
    use crate::holders::places::Places;
    use std::collections::HashSet;

    fn lot(today: &str) -> Lot {
        demo_lot(0, "110".parse().unwrap(), today.parse().unwrap(), 7)
    }

    #[test]
    fn every_case_is_there_once_and_no_number_twice() {
        let lot = lot("2026-11-22");
        assert!(lot.cards.len() >= 60);
        let keys: HashSet<_> = lot.cases.iter().map(|case| case.key).collect();
        assert_eq!(keys.len(), 23, "{keys:?}");
        assert_eq!(keys.len(), lot.cases.len());
        let numbers: HashSet<_> = lot.cards.iter().map(|card| card.card_number).collect();
        assert_eq!(numbers.len(), lot.cards.len());
    }

    #[test]
    fn codes_agree_with_their_holders_and_dates_with_the_day() {
        for today in ["2026-11-22", "2028-02-29", "2027-01-01", "2026-12-31"] {
            let lot = lot(today);
            let today: NaiveDate = today.parse().unwrap();
            for card in &lot.cards {
                let found = mismatches(&card.codice_fiscale, &card.holder, Places::embedded());
                assert!(found.is_empty(), "{:?} on {today}: {found:?}", card.holder);
                assert!(card.holder.birth_date <= card.issued && card.issued <= today);
            }
            let of = |key| {
                let case = lot.cases.iter().find(|case| case.key == key).unwrap();
                lot.cards.iter().find(|card| card.card_number == case.card_number)
            };
            assert_eq!(lot.cards.iter().filter(|card| card.expires < today).count(), 1);
            assert_eq!(of("minor").unwrap().holder.age_on(today), Some(10));
            assert_eq!(of("eighteen_today").unwrap().holder.age_on(today), Some(18));
            let omocode = of("omocode").unwrap().codice_fiscale;
            assert!(omocode.personal().unwrap().is_omocode());
            let leap = of("leap_day").unwrap().holder.birth_date;
            assert_eq!((leap.month(), leap.day()), (2, 29));
            assert!(of("unknown").is_none() && of("other_region").is_none());
        }
    }

    #[test]
    fn the_same_seed_and_day_give_the_same_lot() {
        assert_eq!(lot("2026-11-22").cases, lot("2026-11-22").cases);
    }
}
