// SPDX-License-Identifier: AGPL-3.0-or-later
//! A person's registered data, and how far a codice fiscale agrees with them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::{
    age::age_on,
    mismatch::{Mismatch, mismatches},
    person_name::{MAX_NAME, PersonName, PersonNameError},
    place_code::PlaceCode,
    sex::Sex,
};

/// A person as on the card and the identity document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Surname (for women the one at birth).
    pub surname: PersonName,
    /// All given names.
    pub name: PersonName,
    /// Registered sex.
    pub sex: Sex,
    /// Day of birth: the only source of the century.
    pub birth_date: NaiveDate,
    /// Municipality, or foreign State, of birth.
    pub birth_place: PlaceCode,
}

impl Person {
    /// Completed years on a day; see [`age_on`].
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        age_on(self.birth_date, day)
    }
}
