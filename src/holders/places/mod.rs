// SPDX-License-Identifier: AGPL-3.0-or-later
//! Municipalities and foreign States with the days on which they existed.
//!
//! The table (`data/places.tsv`, made by `data/make_places.py`) has gaps and late codes, as the register has: a place that is
//! not found on a day is a reason to ask, not to refuse.

mod read;
mod search;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use chrono::NaiveDate;

use super::place_code::PlaceCode;

/// A municipality or State under one name and province, from one day to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Italian name.
    pub name: &'static str,
    /// Name in the other language of the place, or in English for a State; may be empty.
    pub other_name: &'static str,
    /// Province (two letters) at that time; `EE` for a State.
    pub province: &'static str,
    /// First day; none where it has always been.
    pub first_day: Option<NaiveDate>,
    /// Last day; none where it still exists.
    pub last_day: Option<NaiveDate>,
}

impl Place {
    /// Whether it existed under this name and province on a day.
    pub fn existed_on(&self, day: NaiveDate) -> bool {
        self.first_day.is_none_or(|first| first <= day) && self.last_day.is_none_or(|last| day <= last)
    }
}

/// What the table knows of a code on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceOn {
    /// It existed, like this.
    Known(&'static Place),
    /// The code exists, but not on that day; this is its nearest time.
    Outside(&'static Place),
    /// No such code.
    Unknown,
}

impl PlaceOn {
    /// The place to name on a page, where there is one.
    pub fn place(self) -> Option<&'static Place> {
        match self {
            Self::Known(place) | Self::Outside(place) => Some(place),
            Self::Unknown => None,
        }
    }
}

/// What stands in place of a province for a State.
const ABROAD: &str = "EE";

/// The table.
#[derive(Debug)]
pub struct Places {
    /// By code, then by first day.
    rows: Vec<Place>,
    /// Folded name and row, in alphabetical order.
    names: Vec<(String, u32)>,
}

impl Places {
    /// The table that is part of the program; read on first use.
    pub fn embedded() -> &'static Self {
        static TABLE: OnceLock<Places> = OnceLock::new();
        TABLE.get_or_init(|| read::table(include_str!("../../../data/places.tsv")))
    }

    /// All times of a code, oldest first; empty where no place has it.
    pub fn history(&'static self, code: PlaceCode) -> &'static [Place] {
        let start = self.rows.partition_point(|place| place.code < code);
        let len = self.rows[start..].partition_point(|place| place.code == code);
        &self.rows[start..start + len]
    }

    /// The place of a code on a day.
    pub fn on(&'static self, code: PlaceCode, day: NaiveDate) -> PlaceOn {
        let history = self.history(code);
        if let Some(place) = history.iter().find(|place| place.existed_on(day)) {
            return PlaceOn::Known(place);
        }
        history.iter().min_by_key(|place| distance(place, day)).map_or(PlaceOn::Unknown, PlaceOn::Outside)
    }

    /// Whether some municipality is in a province (two capital letters) today.
    pub fn has_province(&self, province: &str) -> bool {
        province.len() == 2
            && province != ABROAD
            && self.rows.iter().any(|place| place.last_day.is_none() && place.province == province)
    }

    /// The name to write for a code: that of the day where it is known, else the nearest.
    pub fn name_on(&'static self, code: PlaceCode, day: NaiveDate) -> Option<&'static str> {
        self.on(code, day).place().map(|place| place.name)
    }
}

/// Days between a day and a place's time.
fn distance(place: &Place, day: NaiveDate) -> i64 {
    let before = place.first_day.map_or(0, |first| (first - day).num_days());
    let after = place.last_day.map_or(0, |last| (day - last).num_days());
    before.max(after)
}
