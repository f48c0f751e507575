// SPDX-License-Identifier: AGPL-3.0-or-later
//! A lot of invented cards for demonstrations: ordinary ones, and one for each odd thing that can happen at the counter.
//! Its dates are counted from the day it is made.

mod load;
mod odd;
mod people;
mod represented;

use std::collections::HashSet;

use chrono::{Days, Months, NaiveDate};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::engine::Act;
use super::import::CardRecord;
use crate::cards::number::CardNumber;
use crate::holders::codice_fiscale::{CodiceFiscale, FiscalCode};
use crate::holders::person::Person;
use crate::policy::RegionCode;

pub use odd::LotCase;

/// Fewest cards of a lot.
pub const SMALLEST: usize = 60;

/// Invented cards, what has happened to some of them, and what to type for which case.
pub struct Lot {
    /// The cards, in the order of their numbers' drawing.
    pub cards: Vec<CardRecord>,
    /// What to type to meet each case.
    pub cases: Vec<LotCase>,
    /// What happened to some cards before the demonstration begins.
    before: Vec<(Act, CardNumber, FiscalCode)>,
}

/// Draws a lot of at least [`SMALLEST`] cards of `region`, as of `today`. The same seed and day give the same lot.
#[must_use]
pub fn demo_lot(size: usize, region: RegionCode, today: NaiveDate, seed: u64) -> Lot {
    let mut printer = Printer::new(region, today, seed);
    let mut lot = Lot { cards: Vec::new(), cases: Vec::new(), before: Vec::new() };
    odd::add(&mut lot, &mut printer);
    represented::add(&mut lot, &mut printer);
    while lot.cards.len() < size.max(SMALLEST) {
        let holder = people::adult(&mut printer.rng, today);
        lot.cards.push(printer.card(holder));
    }
    lot
}

/// Gives people numbers, and cards dates.
struct Printer {
    rng: StdRng,
    region: RegionCode,
    today: NaiveDate,
    used: HashSet<u32>,
}

impl Printer {
    fn new(region: RegionCode, today: NaiveDate, seed: u64) -> Self {
        Self { rng: StdRng::seed_from_u64(seed), region, today, used: HashSet::new() }
    }

    /// A serial that no other card of the lot has.
    fn serial(&mut self) -> u32 {
        loop {
            let serial = self.rng.random_range(1..1_000_000_000);
            if self.used.insert(serial) {
                return serial;
            }
        }
    }

    /// A card that is valid today: issued one month to five years ago, for six years.
    fn card(&mut self, holder: Person) -> CardRecord {
        let earliest = holder.birth_date.max(self.today - Months::new(60));
        let age = (self.today - Months::new(1) - earliest).num_days().max(0);
        let issued = earliest + Days::new(self.rng.random_range(0..=age.unsigned_abs()));
        let serial = self.serial();
        CardRecord {
            card_number: CardNumber::compose(self.region, serial),
            chip_serial: Some(format!("6{}{serial:012}", self.region)),
            codice_fiscale: FiscalCode::Personal(CodiceFiscale::of(&holder)),
            holder,
            issued,
            expires: issued + Months::new(72) - Days::new(1),
            public_key: None,
        }
    }
}
