// SPDX-License-Identifier: AGPL-3.0-or-later
//! The person whose card it is.

pub mod age;
pub mod codice_fiscale;
pub mod mismatch;
pub mod person;
pub mod person_name;
pub mod place_code;
pub mod places;
pub mod sex;
mod transliteration;

#[cfg(test)]
mod person_tests;
